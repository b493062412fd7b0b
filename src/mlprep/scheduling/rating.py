"""What scheduling sees of a grade."""

from __future__ import annotations

from mlprep.model.review import Rating

HARD_BELOW = 65
EASY_FROM = 90


def rate(score: int, *, passed: bool, hints: int) -> Rating:
    """A fail is Again, always: FSRS breaks where failures are called Hard. With a hint, no better than Hard."""
    if not passed:
        return Rating.AGAIN
    if score < HARD_BELOW or hints:
        return Rating.HARD
    return Rating.EASY if score >= EASY_FROM else Rating.GOOD
