"""Review states from reviews, by FSRS-6 (github.com/open-spaced-repetition/py-fsrs) with its default weights.

Intervals are whole days: a question that was failed comes back within the session anyway, so the minute-long
learning steps of flashcard programs are left out. Nothing is randomised: the same reviews give the same dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mlprep.model.review import NotReviewed, Rating, Review, Reviewed, ReviewState

if TYPE_CHECKING:
    from fsrs import Scheduler

RETENTION = 0.9


def review_state(reviews: Iterable[Review]) -> ReviewState:
    """The state of a question after its reviews, given oldest first, with times in UTC."""
    import fsrs

    scheduler = _scheduler()
    card = None
    count = lapses = 0
    for review in reviews:
        card = card or fsrs.Card(card_id=1, due=review.at)
        lapses += review.rating is Rating.AGAIN and count > 0
        count += 1
        card, _ = scheduler.review_card(card, fsrs.Rating(int(review.rating)), review.at)
    if card is None or card.last_review is None or card.stability is None or card.difficulty is None:
        return NotReviewed()
    return Reviewed(
        due=card.due,
        last_review=card.last_review,
        stability=card.stability,
        difficulty=card.difficulty,
        reviews=count,
        lapses=lapses,
    )


def _scheduler() -> Scheduler:
    import fsrs

    return fsrs.Scheduler(desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
