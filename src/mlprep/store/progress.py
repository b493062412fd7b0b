"""The sums of what was done, by question, day and point: what statistics and choosing questions start from."""

from __future__ import annotations

import sqlite3
from datetime import date

from mlprep.model.mode import Mode
from mlprep.model.progress import DayTally, PointTally, Standing
from mlprep.model.review import NotReviewed, Reviewed, ReviewState
from mlprep.model.tier import Tier
from mlprep.store.database import rows, to_time


class Progress:
    """A read-only view of the derived tables of one database.

    It knows nothing of attempts, whose many nouns would cost `mlprep stats` a tenth of its time.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def standings(self) -> dict[str, Standing]:
        """By question id; questions that were never answered are not in it."""
        found = rows(self._db, "SELECT * FROM standings")
        return {
            row["question_id"]: Standing(
                row["question_id"],
                row["answers"],
                row["last_score"],
                date.fromisoformat(row["last_day"]),
                _review_from(row),
            )
            for row in found
        }

    def days(self) -> tuple[DayTally, ...]:
        """Oldest first."""
        found = rows(self._db, "SELECT * FROM days ORDER BY day")
        return tuple(
            DayTally(
                day=date.fromisoformat(row["day"]),
                topic=row["topic"],
                tier=Tier(row["tier"]),
                mode=Mode(row["mode"]),
                answers=row["answers"],
                passed=row["passed"],
                score_sum=row["score_sum"],
                score_squares=row["score_squares"],
                seconds=row["seconds"],
            )
            for row in found
        )

    def most_missed(self, most: int) -> tuple[PointTally, ...]:
        """The points most often missed or wrong, by the number of times."""
        found = rows(
            self._db,
            "SELECT * FROM points WHERE missed + wrong > 0 "
            "ORDER BY missed + wrong DESC, found, question_id, point_id LIMIT ?",
            (most,),
        )
        return tuple(PointTally(**dict(row)) for row in found)


def _review_from(row: sqlite3.Row) -> ReviewState:
    """The review columns of a `standings` row."""
    if row["due"] is None:
        return NotReviewed()
    return Reviewed(
        due=to_time(row["due"]),
        last_review=to_time(row["last_review"]),
        stability=row["stability"],
        difficulty=row["difficulty"],
        reviews=row["reviews"],
        lapses=row["lapses"],
    )
