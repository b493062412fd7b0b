"""What scheduling sees of a grade."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.model.review import Rating
from mlprep.scheduling.rating import rate

AGAIN, HARD, GOOD, EASY = Rating
scores = st.integers(0, 100)


@pytest.mark.parametrize(
    ("score", "passed", "hints", "rating"),
    [
        (100, True, 0, EASY),
        (90, True, 0, EASY),
        (89, True, 0, GOOD),
        (65, True, 0, GOOD),
        (64, True, 0, HARD),
        (50, True, 0, HARD),
        (100, True, 1, HARD),
        (49, False, 0, AGAIN),
        (0, False, 2, AGAIN),
    ],
)
def test_rating(score: int, passed: bool, hints: int, rating: Rating) -> None:
    assert rate(score, passed=passed, hints=hints) is rating


@given(scores, st.integers(0, 5))
def test_a_fail_is_always_again(score: int, hints: int) -> None:
    assert rate(score, passed=False, hints=hints) is AGAIN


@given(scores, st.integers(1, 5))
def test_with_a_hint_nothing_is_better_than_hard(score: int, hints: int) -> None:
    assert rate(score, passed=True, hints=hints) is HARD


@given(scores, scores, st.integers(0, 2))
def test_a_better_score_is_never_rated_worse(one: int, other: int, hints: int) -> None:
    low, high = sorted((one, other))
    assert rate(low, passed=True, hints=hints) <= rate(high, passed=True, hints=hints)
