"""When a question is due again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.model.review import NotReviewed, Rating, Review, Reviewed
from mlprep.scheduling.schedule import review_state

from builders import AT, later

AGAIN, HARD, GOOD, EASY = Rating
ratings = st.lists(st.sampled_from(Rating), min_size=1, max_size=8)


def state_after(*reviews: Review) -> Reviewed:
    state = review_state(reviews)
    assert isinstance(state, Reviewed)
    return state


def after(*given_ratings: Rating) -> Reviewed:
    """The state when every review comes on the day it is due."""
    reviews: list[Review] = []
    at = AT
    for rating in given_ratings:
        reviews.append(Review(at, rating))
        at = state_after(*reviews).due
    return state_after(*reviews)


def intervals(given_ratings: Sequence[Rating]) -> list[int]:
    """Days until the next review, after each review on the day it is due."""
    states = [after(*given_ratings[: count + 1]) for count in range(len(given_ratings))]
    return [(state.due - state.last_review).days for state in states]


@pytest.mark.parametrize(
    ("history", "days"),
    [
        ("good good good good good good", [2, 11, 46, 163, 497, 1346]),
        ("easy easy easy", [8, 66, 397]),
        ("hard hard hard hard hard hard", [1, 3, 7, 12, 18, 25]),
        ("again again again again", [1, 1, 1, 1]),
        ("good good good again good good good", [2, 11, 46, 3, 8, 19, 42]),
        ("again good good easy hard good", [1, 2, 6, 27, 57, 123]),
    ],
)
def test_days_until_the_next_review(history: str, days: list[int]) -> None:
    assert intervals([Rating[word.upper()] for word in history.split()]) == days


def test_what_was_never_answered_has_no_date() -> None:
    assert review_state([]) == NotReviewed()


def test_the_same_reviews_give_the_same_dates() -> None:
    assert after(GOOD, AGAIN, HARD) == after(GOOD, AGAIN, HARD)


@given(ratings)
def test_every_interval_is_a_whole_day_or_more(given_ratings: list[Rating]) -> None:
    state = after(*given_ratings)
    interval = state.due - state.last_review
    assert interval >= timedelta(days=1)
    assert interval.seconds == interval.microseconds == 0


@given(ratings)
def test_a_better_rating_is_never_due_sooner(given_ratings: list[Rating]) -> None:
    dues = [after(*given_ratings, rating).due for rating in Rating]
    assert dues == sorted(dues)


@given(ratings)
def test_reviews_and_lapses_are_counted(given_ratings: list[Rating]) -> None:
    state = after(*given_ratings)
    assert state.reviews == len(given_ratings)
    # what was not known the first time was not forgotten
    assert state.lapses == given_ratings[1:].count(AGAIN)


def test_an_overdue_question_that_is_still_known_was_known_better() -> None:
    first = Review(AT, GOOD)
    on_time = state_after(first, Review(state_after(first).due, GOOD))
    overdue = state_after(first, Review(later(days=30), GOOD))
    assert overdue.stability > on_time.stability


def test_a_review_before_its_date_teaches_less() -> None:
    first = Review(AT, EASY)
    early = state_after(first, Review(later(days=1), GOOD))
    on_time = state_after(first, Review(state_after(first).due, GOOD))
    assert early.stability < on_time.stability


def test_a_question_that_was_failed_and_answered_in_the_same_sitting_is_due_soon() -> None:
    state = state_after(Review(AT, AGAIN), Review(later(minutes=10), GOOD))
    assert timedelta(days=1) <= state.due - AT <= timedelta(days=3)


def _falls(numbers: Iterable[float]) -> bool:
    return all(earlier > later_on for earlier, later_on in pairwise(numbers))
