"""Grading kept answers again: what goes in, what is kept, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mlprep.model.attempt import Attempt
from mlprep.model.grade import Grade, Verdict


@dataclass(frozen=True, slots=True)
class Kept:
    """An attempt as it stands, and the candidate's own verdicts by point.

    `overruling_id` and `regrade_id` name the latest rows that lie on top of it; None where there are none.
    """

    attempt: Attempt
    overruled: Mapping[str, Verdict]
    overruling_id: int | None = None
    regrade_id: int | None = None


@dataclass(frozen=True, slots=True)
class Regrade:
    """A new grade of a kept attempt: the grader's own, and what holds with the candidate's verdicts on top.

    `fingerprint` is that of the question as it is graded now.
    """

    kept: Kept
    grade: Grade
    final: Grade
    fingerprint: str
    at: datetime


class Skipped(StrEnum):
    """Why an attempt keeps the grade it has."""

    CURRENT = "current"
    SELF_GRADED = "self-graded"
    UNDONE = "undone"
    QUESTION_GONE = "question-gone"
    POINT_GONE = "point-gone"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """How many points went from one verdict to another."""

    before: Verdict
    after: Verdict
    count: int


@dataclass(frozen=True, slots=True)
class Regraded:
    """What came of grading kept answers again.

    `changed` of the `regraded` attempts have another final score or verdict. The means are over the final scores of
    the regraded ones, from 0 to 100; None where there are none. `finished` is False after an interruption.
    """

    grader: str
    grader_version: int
    regraded: int
    changed: int
    skipped: Mapping[Skipped, int]
    verdicts: tuple[VerdictChange, ...]
    mean_before: float | None
    mean_after: float | None
    dry_run: bool = False
    finished: bool = True
