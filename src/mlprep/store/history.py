"""Reading what was done: sessions with their attempts, events and drafts."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from mlprep.model.attempt import Attempt
from mlprep.model.mode import Mode
from mlprep.model.session import Event, EventKind, Session
from mlprep.model.suggestion import Overruled
from mlprep.store.database import rows, to_time
from mlprep.store.rows import attempt_from, overruled_from, session_from


class History:
    """A read-only view of one database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def flagged(self) -> frozenset[str]:
        """Questions whose latest flag is up."""
        found = rows(
            self._db,
            "SELECT question_id FROM flags"
            " WHERE id IN (SELECT max(id) FROM flags GROUP BY question_id) AND flagged = 1",
        )
        return frozenset(row["question_id"] for row in found)

    def unfinished(self, modes: tuple[Mode, ...]) -> Session | None:
        """The latest session of these modes that was not ended."""
        marks = ", ".join("?" for _ in modes)
        latest = rows(
            self._db,
            f"SELECT * FROM sessions WHERE mode IN ({marks}) AND id NOT IN"  # noqa: S608 - question marks
            f" (SELECT session_id FROM events WHERE kind = '{EventKind.ENDED}') ORDER BY started_at DESC LIMIT 1",
            modes,
        )
        return session_from(latest[0]) if latest else None

    def events(self, session_id: str) -> tuple[Event, ...]:
        found = rows(self._db, "SELECT * FROM events WHERE session_id = ? ORDER BY id", (session_id,))
        return tuple(
            Event(row["session_id"], to_time(row["at"]), EventKind(row["kind"]), row["question_id"]) for row in found
        )

    def attempts(self, session_id: str) -> tuple[Attempt, ...]:
        """The attempts of a session in the order they were made, as they stand in the end."""
        found = rows(
            self._db, "SELECT * FROM final_attempts WHERE session_id = ? ORDER BY submitted_at, id", (session_id,)
        )
        return tuple(attempt_from(row, self._verdicts(row["id"])) for row in found)

    def overruled(self) -> tuple[Overruled, ...]:
        """The points on which the candidate has the last word, with the latest grader's verdict, oldest answer first.

        Answers that candidates grade themselves have no such points: nothing of theirs is overruled.
        """
        found = rows(
            self._db,
            """
            SELECT a.topic, a.question_id, a.follow_up_id, a.answer, o.point_id, o.verdict AS own,
                   CASE WHEN a.regrade_id IS NULL THEN v.verdict ELSE r.verdict END AS verdict,
                   CASE WHEN a.regrade_id IS NULL THEN v.probability ELSE r.probability END AS probability,
                   NULL AS evidence_start, NULL AS evidence_end
            FROM overrulings o
            JOIN final_attempts a ON a.id = o.attempt_id
            JOIN verdicts v ON v.attempt_id = a.id AND v.point_id = o.point_id
            LEFT JOIN regraded_verdicts r ON r.regrade_id = a.regrade_id AND r.point_id = o.point_id
            WHERE o.id = (SELECT max(id) FROM overrulings WHERE attempt_id = a.id AND point_id = o.point_id)
              AND (a.regrade_id IS NULL OR r.verdict IS NOT NULL)
            ORDER BY a.submitted_at, a.id, o.point_id
            """,
        )
        return tuple(overruled_from(row) for row in found)

    def drafted(self) -> frozenset[str]:
        """Questions whose own answer was begun and never submitted."""
        return frozenset(
            row["question_id"] for row in rows(self._db, "SELECT question_id FROM drafts WHERE prompt = ''")
        )

    def last_draft(self, session_id: str) -> datetime | None:
        """When something was last typed that was not submitted."""
        (row,) = rows(self._db, "SELECT max(saved_at) AS at FROM drafts WHERE session_id = ?", (session_id,))
        return to_time(row["at"]) if row["at"] else None

    def _verdicts(self, attempt_id: str) -> list[sqlite3.Row]:
        return rows(self._db, "SELECT * FROM final_verdicts WHERE attempt_id = ?", (attempt_id,))
