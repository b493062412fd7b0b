"""What a bank promises beyond its shape: that its own grading works, and that it says nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, islice

from mlprep.grading.rubric import content
from mlprep.grading.tokens import tokenise
from mlprep.model.grade import Grade, Verdict
from mlprep.model.question import Bank, Gradable, Question, Sample

Grader = Callable[[Gradable, str], Grade]

DONT_KNOW = "I don't know"

MOST_FOR_ANOTHER_ANSWER = 30
MARK_TOLERANCE = 0.35
"""How far a score may lie from a person's mark, both from 0 to 1: people differ by as much among themselves."""

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


@dataclass(frozen=True, slots=True)
class Agreement:
    """In how many verdicts on marked answers the grader agrees. A partial verdict agrees with no mark."""

    agreed: int
    verdicts: int

    @property
    def share(self) -> float:
        return self.agreed / self.verdicts if self.verdicts else 1.0


def check_bank(bank: Bank, others: Sequence[Bank], grade: Grader) -> tuple[Finding, ...]:
    """All findings about a bank, in the order of its questions; `others` are the banks it is used with."""
    questions = [question for each in (bank, *others) for question in each.questions]
    known = {question.id for question in questions}
    findings = list(_unknown_prerequisites(bank, {each.topic.id for each in (bank, *others)}))
    for place, question in enumerate(bank.questions):
        findings.extend(_model_answers(question, grade))
        findings.extend(_answers_that_say_nothing(question, grade))
        findings.extend(_anothers_answer(question, _farthest_first(questions, place), grade))
        findings.extend(_points(question))
        findings.extend(_samples(question, grade))
    findings.extend(_unknown_related(bank, known))
    findings.extend(_twin_questions(bank, questions))
    return tuple(findings)


def agreement(bank: Bank, grade: Grader) -> Agreement:
    """How well the grader agrees with the marked answers of a bank, point by point."""
    pairs = [pair for question in bank.questions for pair in _labelled(question, grade)]
    return Agreement(sum(pair.marked is pair.graded for pair in pairs), len(pairs))


def _model_answers(question: Question, grade: Grader) -> Iterator[Finding]:
    for asked in _asked(question):
        if not asked.answer:
            continue
        where = "" if asked is question else f"{asked.id}: "
        for point_id, verdict in grade(asked, asked.answer).verdicts().items():
            if verdict is not Verdict.FOUND:
                severity = Severity.WARNING if verdict is Verdict.PARTIAL else Severity.FAULT
                message = f"{where}the model answer's verdict on {point_id} is {verdict}, not found"
                yield Finding(question.id, severity, message)


def _asked(question: Question) -> tuple[Gradable, ...]:
    return question, *question.follow_ups


def _answers_that_say_nothing(question: Question, grade: Grader) -> Iterator[Finding]:
    answers = {"the empty answer": "", f"'{DONT_KNOW}'": DONT_KNOW, "the question itself": question.question}
    for name, answer in answers.items():
        if score := grade(question, answer).score:
            yield Finding(question.id, Severity.FAULT, f"{name} scores {score}, not 0")


def _anothers_answer(question: Question, others: Iterable[Question], grade: Grader) -> Iterator[Finding]:
    """The first of the others that is about something else stands for them all."""
    unrelated = (other for other in others if not {other.id, question.id} & {*question.related, *other.related})
    for other in islice(unrelated, 1):
        score = grade(question, other.answer).score
        if score >= MOST_FOR_ANOTHER_ANSWER:
            yield Finding(question.id, Severity.FAULT, f"the model answer of {other.id} scores {score}")


def _farthest_first(questions: Sequence[Question], place: int) -> Iterator[Question]:
    """Neighbours are about the same topic, and then an answer to one may rightly state points of the other."""
    for distance in range(len(questions) // 2, 0, -1):
        yield questions[(place + distance) % len(questions)]


def _points(question: Question) -> Iterator[Finding]:
    for asked in _asked(question):
        for point in asked.key_points:
            if _stems(point.point) <= _stems(asked.question):
                yield Finding(question.id, Severity.FAULT, f"key point {point.id} restates the question")
        for one, other in combinations(asked.key_points, 2):
            if _are_twins(one.point, other.point):
                message = f"key points {one.id} and {other.id} say nearly the same"
                yield Finding(question.id, Severity.WARNING, message)


def _twin_questions(bank: Bank, questions: Sequence[Question]) -> Iterator[Finding]:
    """`questions` begin with those of the bank; each pair is named once."""
    for place, one in enumerate(bank.questions):
        for other in questions[place + 1 :]:
            if _are_twins(one.question, other.question):
                yield Finding(one.id, Severity.WARNING, f"nearly the same question as {other.id}")


def _unknown_prerequisites(bank: Bank, topics: set[str]) -> Iterator[Finding]:
    for topic in bank.topic.prerequisites:
        if topic not in topics:
            yield Finding("", Severity.WARNING, f"prerequisite {topic} is not in the banks here")


def _unknown_related(bank: Bank, known: set[str]) -> Iterator[Finding]:
    related = {name for question in bank.questions for name in question.related}
    if unknown := sorted(related - known):
        yield Finding("", Severity.WARNING, f"related questions not in the banks here: {', '.join(unknown)}")


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A verdict as a person marked it and as the grader gave it."""

    sample: str
    point_id: str
    marked: Verdict
    graded: Verdict


def _labelled(question: Question, grade: Grader) -> Iterator[_Labelled]:
    for number, sample in enumerate(question.samples, 1):
        if sample.mark is None:
            for point_id, graded in grade(question, sample.text).verdicts().items():
                yield _Labelled(_name(number, sample), point_id, _marked(sample, point_id), graded)


def _samples(question: Question, grade: Grader) -> Iterator[Finding]:
    for pair in _labelled(question, grade):
        if pair.marked is not pair.graded:
            message = f"{pair.sample}: {pair.point_id} is marked {pair.marked} but graded {pair.graded}"
            yield Finding(question.id, Severity.WARNING, message)
    for number, sample in enumerate(question.samples, 1):
        if sample.mark is not None:
            score = grade(question, sample.text).score / 100
            if abs(score - sample.mark) > MARK_TOLERANCE:
                message = f"{_name(number, sample)}: marked {sample.mark:g} but graded {score:g}"
                yield Finding(question.id, Severity.WARNING, message)


def _marked(sample: Sample, point_id: str) -> Verdict:
    if point_id in sample.wrong:
        return Verdict.WRONG
    return Verdict.FOUND if point_id in sample.found else Verdict.MISSED


def _name(number: int, sample: Sample) -> str:
    return f"sample {number} ({sample.note})" if sample.note else f"sample {number}"


def _are_twins(one: str, other: str) -> bool:
    stems, others = _stems(one), _stems(other)
    return len(stems & others) >= TWINS * len(stems | others)


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    """The words of a text that carry meaning by themselves."""
    return frozenset(token.stem for token in content(tokenise(text)))
