"""Grades the marked samples of banks, to see how far a grader can be trusted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from mlprep.bank.faults import BankFaults, Fault
from mlprep.bank.figures import Foreign, GradedSample, figures_of
from mlprep.bank.library import doubles
from mlprep.bank.pairs import Pair
from mlprep.bank.reader import read_bank
from mlprep.grading.graders import Grader
from mlprep.grading.measures import auc, share
from mlprep.grading.score import expected_score
from mlprep.model.calibration import Calibration, Decision, PairFigures, PairResult, ScoredAnswer
from mlprep.model.grade import Grade, PointGrade, Verdict
from mlprep.model.question import Bank, Gradable, Question, Sample

MOST_FOREIGN = 20
"""Answers to other questions that are graded against each question: grading them all would take the square of time."""

EXPERT = "expert"
"""The note of samples that say the most."""

GradeText = Callable[[Gradable, str], Grade]
Watch = Callable[[Sequence[Question]], Iterable[Question]]
"""Hands the questions on, and may show how far it is."""


def read_banks(files: Iterable[Path], rules_file: Path | None = None) -> tuple[Bank, ...]:
    """The banks in some files, with `rules_file` for the rules beside them.

    Raises BankFaults with all that is wrong with any of them.
    """
    banks: list[Bank] = []
    faults: list[Fault] = []
    for file in dict.fromkeys(files):
        try:
            banks.append(read_bank(file, rules_file))
        except BankFaults as broken:
            faults.extend(broken.faults)
    faults.extend(doubles([bank.topic for bank in banks]))
    if faults:
        raise BankFaults(faults)
    return tuple(banks)


def calibrate(banks: Sequence[Bank], grader: Grader, pairs: Sequence[Pair] = (), watch: Watch = iter) -> Calibration:
    """What the grader makes of every sample of the banks, and of minimal pairs."""
    questions = [question for bank in banks for question in bank.questions]
    foreign_to = _foreign_answers(questions)
    samples: dict[str, list[GradedSample]] = {}
    foreign: dict[str, Foreign] = {}
    results: list[tuple[PairResult, bool]] = []
    # question by question, so that a grader prepares each but once
    for question in watch(questions):
        samples[question.id] = list(graded_samples(question, grader.grade))
        foreign[question.id] = _foreign(question, foreign_to(question), grader.grade)
        results += [_compared(pair, grader.grade) for pair in pairs if pair.question.id == question.id]
    graded = [sample for each in samples.values() for sample in each]
    points = [point for question in questions for point in question.key_points]
    return Calibration(
        grader=grader.name,
        grader_version=grader.version,
        files=tuple(bank.topic.source for bank in banks),
        points=len(points),
        points_with_rules=sum(bool(point.rules) for point in points),
        overall=figures_of(graded, sum(foreign.values(), Foreign())),
        by_note={note: figures_of(chosen) for note, chosen in _by_note(graded).items()},
        by_question={name: figures_of(chosen, foreign[name]) for name, chosen in samples.items()},
        by_kind=_by_kind(results),
        decisions=tuple(decision for sample in graded for decision in sample.decisions),
        scores=tuple(sample.scored for sample in graded),
        pairs=tuple(result for result, _ in results),
    )


def graded_samples(question: Question, grade: GradeText) -> Iterator[GradedSample]:
    """The samples of a question as the grader sees them."""
    for index, sample in enumerate(question.samples):
        graded = grade(question, sample.text)
        scored = ScoredAnswer(question.id, index, expected_score(question.key_points, graded), sample.mark)
        points = graded.points if sample.mark is None else ()
        decisions = tuple(
            Decision(question.id, index, sample.note, p.point_id, _truth(sample, p.point_id), p.verdict, p.probability)
            for p in points
        )
        yield GradedSample(sample.note, scored, decisions)


def _truth(sample: Sample, point_id: str) -> Verdict:
    if point_id in sample.wrong:
        return Verdict.WRONG
    return Verdict.FOUND if point_id in sample.found else Verdict.MISSED


def _foreign_answers(questions: Sequence[Question]) -> Callable[[Question], Sequence[str]]:
    """For a question, answers to others that say much, spread evenly over them."""
    best = [(question.id, sample.text) for question in questions for sample in _best_samples(question)]

    def answers(question: Question) -> Sequence[str]:
        others = [text for question_id, text in best if question_id != question.id]
        count = min(MOST_FOREIGN, len(others))
        return [others[number * len(others) // count] for number in range(count)]

    return answers


def _best_samples(question: Question) -> Sequence[Sample]:
    """The experts' samples, else that which states most points; none where people marked only whole answers."""
    if experts := [sample for sample in question.samples if sample.note == EXPERT]:
        return experts
    most = max(question.samples, key=lambda sample: len(sample.found), default=None)
    return [most] if most and most.found else []


def _foreign(question: Question, answers: Iterable[str], grade: GradeText) -> Foreign:
    verdicts = [point.verdict for answer in answers for point in grade(question, answer).points]
    return Foreign(verdicts.count(Verdict.FOUND), len(verdicts))


def _compared(pair: Pair, grade: GradeText) -> tuple[PairResult, bool]:
    """The pair's probabilities, and whether the edited text is accepted as stating the point."""

    def graded(text: str) -> PointGrade:
        return next(point for point in grade(pair.question, text).points if point.point_id == pair.point)

    base, edited = graded(pair.original), graded(pair.edited)
    return (
        PairResult(pair.question.id, pair.base, pair.kind, pair.point, base.probability, edited.probability),
        edited.verdict is Verdict.FOUND,
    )


def _by_note(samples: Iterable[GradedSample]) -> dict[str, list[GradedSample]]:
    chosen: dict[str, list[GradedSample]] = defaultdict(list)
    for sample in samples:
        chosen[sample.note].append(sample)
    return chosen


def _by_kind(results: Iterable[tuple[PairResult, bool]]) -> dict[str, PairFigures]:
    chosen: dict[str, list[tuple[PairResult, bool]]] = defaultdict(list)
    for result, is_accepted in results:
        chosen[result.kind].append((result, is_accepted))
    return {
        kind: PairFigures(
            pairs=len(each),
            accuracy=auc([((result.probability_base,), (result.probability_edited,)) for result, _ in each]),
            accepted=share(sum(is_accepted for _, is_accepted in each), len(each)),
        )
        for kind, each in chosen.items()
    }
