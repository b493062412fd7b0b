"""What grading says of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What an answer does with one key point. What a grader is unsure of is for the candidate to settle."""

    FOUND = "found"
    PARTIAL = "partial"
    MISSED = "missed"
    WRONG = "wrong"
    UNSURE = "unsure"


LIKELY = 0.5
"""From this probability on, an unsure point is held to be stated rather than not."""

SETTLED = tuple(verdict for verdict in Verdict if verdict is not Verdict.UNSURE)
"""The verdicts that a candidate may give."""


class Remark(StrEnum):
    """What is to be said of an answer as a whole. All but the last mean that it scores nothing."""

    EMPTY = "empty"
    DONT_KNOW = "dont-know"
    ECHO = "echo"
    WORDS = "words"
    ENDLESS = "endless"


@dataclass(frozen=True, slots=True)
class Span:
    """Offsets into the answer as typed: `answer[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PointGrade:
    """The verdict for one key point, and the grader's `probability` (0 to 1) that the answer states it."""

    point_id: str
    verdict: Verdict
    probability: float = 0.0
    evidence: Span | None = None

    @property
    def is_likely(self) -> bool:
        """Whether the grader leans to yes: credits it at least in part, or is unsure and holds it likelier than not."""
        is_credited = self.verdict in (Verdict.FOUND, Verdict.PARTIAL)
        return is_credited or (self.verdict is Verdict.UNSURE and self.probability >= LIKELY)


@dataclass(frozen=True, slots=True)
class Grade:
    """`score` runs from 0 to 100; `passed` needs the pass mark and every required point."""

    score: int
    passed: bool
    points: tuple[PointGrade, ...]
    remark: Remark | None
    grader: str
    grader_version: int

    def verdicts(self) -> dict[str, Verdict]:
        return {point.point_id: point.verdict for point in self.points}

    @property
    def unsure(self) -> int:
        """How many points are left unsure."""
        return sum(point.verdict is Verdict.UNSURE for point in self.points)
