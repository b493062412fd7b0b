"""From graded samples to the figures of a calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mlprep.grading import measures
from mlprep.grading.measures import Group, share
from mlprep.model.calibration import Decision, Figures, ReliabilityBin, ScoredAnswer
from mlprep.model.grade import Verdict

BINS = 10
QUARTERS = 4
"""For kappa, marks and scores go to the nearest quarter: 0, 0.25, 0.5, 0.75 or 1."""

MISCONCEPTION = "misconception"
"""The note of samples that use the right words for wrong statements."""


@dataclass(frozen=True, slots=True)
class GradedSample:
    """A sample's note, its score, and one decision for each point where it has no mark."""

    note: str
    scored: ScoredAnswer
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Points of a question found in answers to other questions."""

    found: int = 0
    points: int = 0

    def __add__(self, other: Foreign) -> Foreign:
        return Foreign(self.found + other.found, self.points + other.points)


def figures_of(samples: Sequence[GradedSample], foreign: Foreign = Foreign()) -> Figures:
    """All figures over some samples."""
    decisions = [decision for sample in samples for decision in sample.decisions]
    honest = [decision for decision in decisions if decision.note != MISCONCEPTION]
    decided = [decision for decision in decisions if decision.is_decided]
    probabilities = [decision.probability for decision in decisions]
    stated = [decision.is_stated for decision in decisions]
    table = measures.reliability(probabilities, stated, BINS)
    marked = [(sample.scored.score, sample.scored.mark) for sample in samples if sample.scored.mark is not None]
    scores, marks = [score for score, _ in marked], [mark for _, mark in marked]
    return Figures(
        answers=len(samples),
        decisions=len(decisions),
        within_answer_auc=measures.auc([_group(sample.decisions) for sample in samples]),
        auc=measures.auc([_group(decisions)]),
        auc_without_misconceptions=measures.auc([_group(honest)]),
        foreign_point_rate=share(foreign.found, foreign.points),
        accuracy=share(sum(d.agrees for d in decided), len(decided)),
        three_way_accuracy=share(sum(_three_way(d) is d.truth for d in decided), len(decided)),
        unsure=share(len(decisions) - len(decided), len(decisions)),
        found_precision=share(_both_found(decisions), sum(d.is_credited for d in decisions)),
        found_recall=share(_both_found(decisions), sum(stated)),
        wrong_precision=share(_both_wrong(decisions), sum(d.verdict is Verdict.WRONG for d in decisions)),
        wrong_recall=share(_both_wrong(decisions), sum(d.truth is Verdict.WRONG for d in decisions)),
        brier=measures.brier(probabilities, stated),
        reliability=tuple(ReliabilityBin(*row) for row in table),
        mean_score=measures.mean([sample.scored.score for sample in samples]),
        marked=len(marked),
        pearson=measures.pearson(scores, marks),
        spearman=measures.spearman(scores, marks),
        rmse=measures.rmse(scores, marks),
        quadratic_weighted_kappa=measures.quadratic_weighted_kappa(_quarters(scores), _quarters(marks)),
    )


def _group(decisions: Sequence[Decision]) -> Group:
    return [d.probability for d in decisions if d.is_stated], [d.probability for d in decisions if not d.is_stated]


def _three_way(decision: Decision) -> Verdict:
    return Verdict.FOUND if decision.is_credited else decision.verdict


def _both_found(decisions: Sequence[Decision]) -> int:
    return sum(d.is_credited and d.is_stated for d in decisions)


def _both_wrong(decisions: Sequence[Decision]) -> int:
    return sum(d.verdict is d.truth is Verdict.WRONG for d in decisions)


def _quarters(values: Sequence[float]) -> list[int]:
    return [int(QUARTERS * value + 0.5) for value in values]
