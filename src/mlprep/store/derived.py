"""The derived tables, made again from attempts: for one question and day as they change, or for all.

Every function replaces whole rows by what the attempts say now, so that recording, overruling, undoing and
regrading and rebuilding are one and the same thing and nothing can drift.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from mlprep.model.attempt import Attempt
from mlprep.model.grade import Verdict
from mlprep.model.mode import Mode
from mlprep.model.review import Review, Reviewed, ReviewState
from mlprep.scheduling.rating import rate
from mlprep.scheduling.schedule import review_state
from mlprep.store.database import to_text, to_time

# answers to the question itself; follow-ups and probes do not speak for it
_OF_QUESTION = "question_id = ? AND follow_up_id = '' AND probe = ''"


def refresh(db: sqlite3.Connection, question_id: str, topic: str, day: date) -> ReviewState:
    """Bring the rows that an attempt on this question of this topic on this day touches up to date."""
    _refresh_days(db, day.isoformat(), topic)
    _refresh_points(db, question_id)
    return _refresh_standing(db, question_id)


def refresh_all(db: sqlite3.Connection, attempts: Iterable[Attempt]) -> None:
    """Bring the rows that these attempts touch up to date, each once."""
    attempts = tuple(attempts)
    for day, topic in {(attempt.day, attempt.topic) for attempt in attempts}:
        _refresh_days(db, day.isoformat(), topic)
    for question_id in {attempt.question_id for attempt in attempts}:
        _refresh_points(db, question_id)
        _refresh_standing(db, question_id)


def rebuild(db: sqlite3.Connection) -> None:
    """Make all derived rows again."""
    for table in ("standings", "days", "points"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - three fixed names
    questions = db.execute("SELECT DISTINCT question_id FROM attempts").fetchall()
    days = db.execute("SELECT DISTINCT day, topic FROM attempts").fetchall()
    for (question_id,) in questions:
        _refresh_points(db, question_id)
        _refresh_standing(db, question_id)
    for day, topic in days:
        _refresh_days(db, day, topic)


def _refresh_days(db: sqlite3.Connection, day: str, topic: str) -> None:
    db.execute("DELETE FROM days WHERE day = ? AND topic = ?", (day, topic))
    db.execute(
        """
        INSERT INTO days
        SELECT day, topic, tier, mode, count(*), sum(final_passed), sum(final_score), sum(final_score * final_score),
               sum((julianday(submitted_at) - julianday(shown_at)) * 86400.0)
        FROM final_attempts WHERE day = ? AND topic = ? AND probe = '' GROUP BY tier, mode
        """,
        (day, topic),
    )


def _refresh_points(db: sqlite3.Connection, question_id: str) -> None:
    db.execute("DELETE FROM points WHERE question_id = ?", (question_id,))
    attempts = db.execute(
        "SELECT id, follow_up_id FROM final_attempts WHERE question_id = ? AND probe = ''", (question_id,)
    ).fetchall()
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for attempt_id, follow_up_id in attempts:
        # one by one: joined with other attempts, SQLite would make the whole of this view first
        verdicts = db.execute("SELECT point_id, verdict FROM final_verdicts WHERE attempt_id = ?", (attempt_id,))
        for point_id, verdict in verdicts:
            counts[follow_up_id, point_id][verdict] += 1
    db.executemany(
        "INSERT INTO points (question_id, follow_up_id, point_id, found, partial, missed, wrong, unsure)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(question_id, *place, *(count[verdict] for verdict in Verdict)) for place, count in counts.items()],
    )


def _refresh_standing(db: sqlite3.Connection, question_id: str) -> ReviewState:
    db.execute("DELETE FROM standings WHERE question_id = ?", (question_id,))
    rows = db.execute(
        f"SELECT mode, day, submitted_at, final_score, final_passed, hints FROM final_attempts"  # noqa: S608
        f" WHERE {_OF_QUESTION} ORDER BY submitted_at, id",
        (question_id,),
    ).fetchall()
    state = review_state(_reviews(row for row in rows if row["mode"] == Mode.QUIZ))
    if rows:
        last = rows[-1]
        memory = state if isinstance(state, Reviewed) else None
        db.execute(
            "INSERT INTO standings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                question_id,
                len(rows),
                last["final_score"],
                last["day"],
                memory and to_text(memory.due),
                memory and to_text(memory.last_review),
                memory and memory.stability,
                memory and memory.difficulty,
                memory.reviews if memory else 0,
                memory.lapses if memory else 0,
            ),
        )
    return state


def _reviews(rows: Iterable[sqlite3.Row]) -> Iterable[Review]:
    for row in rows:
        rating = rate(row["final_score"], passed=bool(row["final_passed"]), hints=row["hints"])
        yield Review(to_time(row["submitted_at"]), rating)
