"""When a question is due again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Rating(IntEnum):
    """What scheduling sees of a grade; the numbers are FSRS's."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Review:
    """One answer as scheduling sees it."""

    at: datetime
    rating: Rating


@dataclass(frozen=True, slots=True)
class NotReviewed:
    """The question has never been answered in a quiz."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Memory of a question: `stability` in days, `difficulty` from 1 to 10 (FSRS)."""

    due: datetime
    last_review: datetime
    stability: float
    difficulty: float
    reviews: int
    lapses: int


ReviewState = NotReviewed | Reviewed
