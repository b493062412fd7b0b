"""What grading says of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What an answer does with one key point."""

    FOUND = "found"
    PARTIAL = "partial"
    MISSED = "missed"
    WRONG = "wrong"


class Remark(StrEnum):
    """Why an answer as a whole scores nothing."""

    EMPTY = "empty"
    DONT_KNOW = "dont-know"
    ECHO = "echo"


@dataclass(frozen=True, slots=True)
class Span:
    """Offsets into the answer as typed: `answer[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PointGrade:
    """The verdict for one key point. `strength` says from 0 to 1 how much of the point was seen in the answer."""

    point_id: str
    verdict: Verdict
    strength: float = 0.0
    evidence: Span | None = None


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
