"""What a bank promises beyond its shape: that its own grading works, and that it says nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from mlprep.bank.calibrate import GradeText
from mlprep.grading.score import score
from mlprep.grading.tokens import stems
from mlprep.model.grade import Verdict
from mlprep.model.question import Bank, Gradable, Question

DONT_KNOW = "I don't know"

MOST_FOR_ANOTHER_ANSWER = 30
OTHER_ANSWERS = 5
TWINS = 0.6
"""Share of the stems of two texts that both have, from which they say nearly the same. Rephrased questions share 0.6
and more; the closest pairs of the banks that are rightly two share 0.55. (Of rapidfuzz's token_set_ratio, rephrased
questions have 86 to 100, but pairs that are rightly two up to 94.)
"""


class Severity(StrEnum):
    """A fault has to be mended; a warning is for a person to judge."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """`question_id` is empty for what concerns the bank as a whole."""

    question_id: str
    severity: Severity
    message: str


def check_bank(bank: Bank, others: Sequence[Bank], grade: GradeText) -> tuple[Finding, ...]:
    """All findings about a bank, in the order of its questions; `others` are the banks it is used with."""
    questions = [question for each in (bank, *others) for question in each.questions]
    known = {question.id for question in questions}
    findings = list(_unknown_prerequisites(bank, {each.topic.id for each in (bank, *others)}))
    for place, question in enumerate(bank.questions):
        for asked in _asked(question):
            where = "" if asked is question else f"{asked.id}: "
            told = (*model_answer(asked, grade), *key_points(asked))
            findings.extend(Finding(question.id, severity, where + message) for severity, message in told)
        findings.extend(_answers_that_say_nothing(question, grade))
        findings.extend(_anothers_answer(question, questions, place, grade))
    findings.extend(_unknown_related(bank, known))
    findings.extend(_twin_questions(bank, questions))
    return tuple(findings)


def model_answer(asked: Gradable, grade: GradeText) -> Iterator[tuple[Severity, str]]:
    """The points of a question that its own model answer, if it has one, is not heard to state."""
    if not asked.answer:
        return
    for point_id, verdict in grade(asked, asked.answer).verdicts().items():
        if verdict is not Verdict.FOUND:
            severity = Severity.FAULT if verdict in (Verdict.MISSED, Verdict.WRONG) else Severity.WARNING
            yield severity, f"the model answer's verdict on {point_id} is {verdict}, not found"


def key_points(asked: Gradable) -> Iterator[tuple[Severity, str]]:
    """Points that restate their question, or each other."""
    for point in asked.key_points:
        if stems(point.point) <= stems(asked.question):
            yield Severity.FAULT, f"key point {point.id} restates the question"
    for one, other in combinations(asked.key_points, 2):
        if _are_twins(stems(one.point), stems(other.point)):
            yield Severity.WARNING, f"key points {one.id} and {other.id} say nearly the same"


def _asked(question: Question) -> tuple[Gradable, ...]:
    return question, *question.follow_ups


def _answers_that_say_nothing(question: Question, grade: GradeText) -> Iterator[Finding]:
    answers = {"the empty answer": "", f"'{DONT_KNOW}'": DONT_KNOW, "the question itself": question.question}
    for name, answer in answers.items():
        if score := grade(question, answer).score:
            yield Finding(question.id, Severity.FAULT, f"{name} scores {score}, not 0")


def _anothers_answer(
    question: Question, questions: Sequence[Question], place: int, grade: GradeText
) -> Iterator[Finding]:
    """A few that are about something else stand for them all; their median counts, since one may rightly touch a
    point.

    What the grader is unsure of counts as missed here: it is for a candidate to settle, who would not claim it.
    """
    scores: list[tuple[int, str]] = []
    for other in _spread(question, questions, place):
        verdicts = grade(question, other.answer).verdicts()
        settled: dict[str, Verdict] = {
            name: Verdict.MISSED if v is Verdict.UNSURE else v for name, v in verdicts.items()
        }
        scores.append((score(question.key_points, settled)[0], other.id))
    if scores:
        number, name = sorted(scores)[len(scores) // 2]
        if number >= MOST_FOR_ANOTHER_ANSWER:
            yield Finding(question.id, Severity.FAULT, f"the model answer of {name} scores {number}")


def _spread(question: Question, questions: Sequence[Question], place: int) -> Sequence[Question]:
    """Unrelated questions, evenly spread over those of other topics if there are enough.

    Neighbours are about one topic, and it may be one on which the question's own builds: an answer there rightly
    states points here. `place` is where the question stands; each begins to choose elsewhere.
    """
    unrelated = [
        other
        for other in questions
        if other.id not in {question.id, *question.related} and question.id not in other.related
    ]
    elsewhere = [other for other in unrelated if other.topic != question.topic]
    among = elsewhere if len(elsewhere) >= OTHER_ANSWERS else unrelated
    count = min(OTHER_ANSWERS, len(among))
    return [among[(place + number * len(among) // count) % len(among)] for number in range(count)]


def _twin_questions(bank: Bank, questions: Sequence[Question]) -> Iterator[Finding]:
    """`questions` begin with those of the bank; each pair is named once."""
    words = [stems(question.question) for question in questions]
    for place, one in enumerate(bank.questions):
        for other, others in zip(questions[place + 1 :], words[place + 1 :], strict=True):
            if _are_twins(words[place], others):
                yield Finding(one.id, Severity.WARNING, f"nearly the same question as {other.id}")


def _unknown_prerequisites(bank: Bank, topics: set[str]) -> Iterator[Finding]:
    for topic in bank.topic.prerequisites:
        if topic not in topics:
            yield Finding("", Severity.WARNING, f"prerequisite {topic} is not in the banks here")


def _unknown_related(bank: Bank, known: set[str]) -> Iterator[Finding]:
    related = {name for question in bank.questions for name in question.related}
    if unknown := sorted(related - known):
        yield Finding("", Severity.WARNING, f"related questions not in the banks here: {', '.join(unknown)}")


def _are_twins(words: frozenset[str], others: frozenset[str]) -> bool:
    return len(words & others) >= TWINS * len(words | others)
