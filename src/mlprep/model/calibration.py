"""What grading marked answers says of a grader. Figures that have no data are None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mlprep.model.grade import Verdict


@dataclass(frozen=True, slots=True)
class Decision:
    """One key point of a sample without a mark: the verdict of a person (`truth`) and that of the grader.

    `sample` counts from 0 among the samples of the question, `probability` is the grader's of found.
    """

    question: str
    sample: int
    note: str
    point: str
    truth: Verdict
    verdict: Verdict
    probability: float

    @property
    def is_stated(self) -> bool:
        return self.truth is Verdict.FOUND

    @property
    def is_credited(self) -> bool:
        """A partial verdict credits the point: it costs a candidate half, and says that something was there."""
        return self.verdict in (Verdict.FOUND, Verdict.PARTIAL)

    @property
    def is_decided(self) -> bool:
        return self.verdict is not Verdict.UNSURE

    @property
    def agrees(self) -> bool:
        """Whether a point was credited that was stated, or neither."""
        return self.is_credited is self.is_stated


@dataclass(frozen=True, slots=True)
class ScoredAnswer:
    """A sample's expected score and, where a person marked it as a whole, the mark; both from 0 to 1."""

    question: str
    sample: int
    score: float
    mark: float | None


@dataclass(frozen=True, slots=True)
class PairResult:
    """A minimal pair: the sample with the note `base`, and the same text edited so that it lacks one point.

    The probabilities are those of found, for that point.
    """

    question: str
    base: str
    kind: str
    point: str
    probability_base: float
    probability_edited: float


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """The decisions whose probability lies in one tenth: a calibrated grader has both figures equal."""

    decisions: int
    mean_probability: float | None
    share_found: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """How a grader does on some answers. docs/grading.md defines every figure; shares and AUC run from 0 to 1."""

    answers: int
    decisions: int
    within_answer_auc: float | None
    auc: float | None
    auc_without_misconceptions: float | None
    foreign_point_rate: float | None
    accuracy: float | None
    three_way_accuracy: float | None
    unsure: float | None
    found_precision: float | None
    found_recall: float | None
    wrong_precision: float | None
    wrong_recall: float | None
    brier: float | None
    reliability: tuple[ReliabilityBin, ...]
    mean_score: float | None
    marked: int
    pearson: float | None
    spearman: float | None
    rmse: float | None
    quadratic_weighted_kappa: float | None


@dataclass(frozen=True, slots=True)
class PairFigures:
    """Minimal pairs of one kind: how often the original has the higher probability, how often the edited is found."""

    pairs: int
    accuracy: float | None
    accepted: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """All that grading the samples of some banks brings to light; questions are in the order of the banks."""

    grader: str
    grader_version: int
    files: tuple[str, ...]
    points: int
    points_with_rules: int
    overall: Figures
    by_note: Mapping[str, Figures]
    by_question: Mapping[str, Figures]
    by_kind: Mapping[str, PairFigures]
    """Of the minimal pairs."""
    decisions: tuple[Decision, ...]
    scores: tuple[ScoredAnswer, ...]
    pairs: tuple[PairResult, ...]
