"""What the grader is unsure of, the candidate settles: one key a point, each verdict kept at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mlprep.grading.score import with_verdict
from mlprep.model.attempt import Attempt, Overruling
from mlprep.model.grade import PointGrade, Span, Verdict
from mlprep.model.question import Gradable, KeyPoint
from mlprep.model.review import ReviewState
from mlprep.session.ports import Doubt, Ports


@dataclass(frozen=True, slots=True)
class Recorded:
    """An attempt that was kept, and when its question comes back."""

    attempt: Attempt
    review: ReviewState


def settle_doubts(
    ports: Ports, answers: Sequence[tuple[Gradable, Attempt]], *, later: bool = False
) -> Mapping[str, Recorded]:
    """Ask about every unsure point of these answers until the candidate leaves the rest.

    Returns the attempts that changed, by id. `later` says that other questions were asked since, so that each point
    needs its question, and the answer where no part of it is evidence.
    """
    settled: dict[str, Recorded] = {}
    unsure = [(asked, attempt, *pair) for asked, attempt in answers for pair in doubtful(asked, attempt)]
    for number, (asked, attempt, point, grade) in enumerate(unsure, start=1):
        doubt = Doubt(
            point=point,
            text=attempt.answer.text,
            evidence=grade.evidence or (Span(0, len(attempt.answer.text)) if later else None),
            lean=Verdict.FOUND if grade.is_likely else Verdict.MISSED,
            number=number,
            total=len(unsure),
            question=asked.question if later else "",
        )
        verdict = ports.screen.settle(doubt)
        if verdict is None:
            break
        latest = settled[attempt.id].attempt if attempt.id in settled else attempt
        settled[attempt.id] = overrule(ports, asked, latest, point.id, verdict)
    return settled


def doubtful(asked: Gradable, attempt: Attempt) -> Iterator[tuple[KeyPoint, PointGrade]]:
    """The points of an answer that are unsure, in the bank's order."""
    grades = {grade.point_id: grade for grade in attempt.grade.points}
    return ((p, grades[p.id]) for p in asked.key_points if grades[p.id].verdict is Verdict.UNSURE)


def overrule(ports: Ports, asked: Gradable, attempt: Attempt, point_id: str, verdict: Verdict) -> Recorded:
    """Put the candidate's verdict on a point beside the grader's; the attempt with the score that follows."""
    grade = with_verdict(attempt.grade, asked, point_id, verdict)
    overruling = Overruling(attempt.id, point_id, verdict, grade.score, grade.passed, ports.now())
    return Recorded(replace(attempt, grade=grade), ports.ledger.overrule(overruling))
