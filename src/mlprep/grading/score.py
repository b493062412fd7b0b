"""From verdicts to a score, by a rule that fits in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mlprep.model.grade import Grade, Remark, Verdict
from mlprep.model.question import Gradable, KeyPoint

PASS_MARK = 50

RULE = (
    "Each point counts its weight: fully when found, half when partial or unsure, not when missed, and minus half "
    "when wrong; the score is that sum as a share of all weights, at least 0, and below the pass mark of 50 while a "
    "required point is missing."
)

_WORTH = {Verdict.FOUND: 1.0, Verdict.PARTIAL: 0.5, Verdict.MISSED: 0.0, Verdict.WRONG: -0.5, Verdict.UNSURE: 0.5}


def score(key_points: Sequence[KeyPoint], verdicts: dict[str, Verdict]) -> tuple[int, bool]:
    """The score from 0 to 100 by `RULE`, and whether it passes."""
    total = sum(point.weight for point in key_points)
    earned = sum(point.weight * _WORTH[verdicts[point.id]] for point in key_points)
    points = max(0, round(100 * earned / total)) if total else 0
    if any(p.required and verdicts[p.id] in (Verdict.MISSED, Verdict.WRONG) for p in key_points):
        points = min(points, PASS_MARK - 1)
    return points, points >= PASS_MARK


def expected_score(key_points: Sequence[KeyPoint], grade: Grade) -> float:
    """The mean probability that a point is found, by weight, from 0 to 1; 0 where there is nothing to score.

    It moves with every probability, where `score` moves by whole verdicts: better to compare with people's marks.
    """
    total = sum(point.weight for point in key_points)
    if grade.remark not in (None, Remark.ENDLESS) or not total:
        return 0.0
    probabilities = {point.point_id: point.probability for point in grade.points}
    return sum(point.weight * probabilities[point.id] for point in key_points) / total


def with_verdict(grade: Grade, question: Gradable, point_id: str, verdict: Verdict) -> Grade:
    """The grade with one verdict overruled, and the score that follows."""
    return with_verdicts(grade, question, {point_id: verdict})


def with_verdicts(grade: Grade, question: Gradable, overruled: Mapping[str, Verdict]) -> Grade:
    """The grade with verdicts overruled by point, and the score that follows; the grade itself where there are none."""
    if not overruled:
        return grade
    points = tuple(replace(p, verdict=overruled.get(p.point_id, p.verdict)) for p in grade.points)
    number, passed = score(question.key_points, {p.point_id: p.verdict for p in points})
    return replace(grade, points=points, score=number, passed=passed, remark=None)
