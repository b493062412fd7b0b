"""Writing attempts, and what is added to them later. Everything here is committed before it returns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from mlprep.model.attempt import Attempt, Overruling
from mlprep.model.review import ReviewState
from mlprep.model.session import Draft, Event, Session
from mlprep.store.database import to_text
from mlprep.store.derived import refresh
from mlprep.store.rows import attempt_row, paper_text, verdict_rows
from mlprep.store.transaction import transaction


class Ledger:
    """The attempts of one database. Rows are added, never changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        from sqlite_utils import Database

        self._connection = connection
        self._db = Database(connection)

    def start(self, session: Session) -> None:
        with self._transaction():
            self._insert(
                "sessions",
                {
                    "id": session.id,
                    "mode": session.mode,
                    "started_at": to_text(session.started_at),
                    "paper": paper_text(session.paper),
                },
            )

    def note(self, event: Event) -> None:
        with self._transaction():
            self._insert(
                "events",
                {
                    "session_id": event.session_id,
                    "at": to_text(event.at),
                    "kind": event.kind,
                    "question_id": event.question_id,
                },
            )

    def record(self, attempt: Attempt) -> ReviewState:
        """Keep an attempt with its verdicts; its draft goes in the same transaction. Returns when it is due."""
        with self._transaction():
            self._insert("attempts", attempt_row(attempt))
            for row in verdict_rows(attempt):
                self._insert("verdicts", row)
            self._forget_draft(attempt.question_id, attempt.prompt)
            return refresh(self._connection, attempt.question_id, attempt.topic, attempt.day)

    def overrule(self, overruling: Overruling) -> ReviewState:
        """Put the candidate's verdict on top of the grader's. Both stay."""
        with self._transaction():
            self._insert(
                "overrulings",
                {
                    "attempt_id": overruling.attempt_id,
                    "point_id": overruling.point_id,
                    "verdict": overruling.verdict,
                    "score": overruling.score,
                    "passed": int(overruling.passed),
                    "at": to_text(overruling.at),
                },
            )
            return refresh(self._connection, *self._place(overruling.attempt_id))

    def undo(self, attempt_id: str, at: datetime) -> ReviewState:
        """Take an attempt out of what counts. It stays in the database."""
        with self._transaction():
            self._insert("undos", {"attempt_id": attempt_id, "at": to_text(at)})
            return refresh(self._connection, *self._place(attempt_id))

    def flag(self, question_id: str, at: datetime, *, flagged: bool = True) -> None:
        with self._transaction():
            self._insert("flags", {"question_id": question_id, "flagged": int(flagged), "at": to_text(at)})

    def save_draft(self, draft: Draft) -> None:
        """Keep what is typed so far; an empty text is no draft."""
        with self._transaction():
            if not draft.text:
                self._forget_draft(draft.question_id, draft.prompt)
                return
            self._connection.execute(
                "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?)",
                (draft.question_id, draft.prompt, draft.session_id, draft.text, to_text(draft.saved_at)),
            )

    def draft(self, question_id: str, prompt: str) -> str:
        """What was typed there and never submitted, in whatever session; empty where nothing was."""
        row = self._connection.execute(
            "SELECT text FROM drafts WHERE question_id = ? AND prompt = ?", (question_id, prompt)
        ).fetchone()
        return str(row["text"]) if row else ""

    def _forget_draft(self, question_id: str, prompt: str) -> None:
        self._connection.execute("DELETE FROM drafts WHERE question_id = ? AND prompt = ?", (question_id, prompt))

    def _place(self, attempt_id: str) -> tuple[str, str, date]:
        """Question, topic and day: where the attempt counts."""
        row = self._connection.execute(
            "SELECT question_id, topic, day FROM attempts WHERE id = ?", (attempt_id,)
        ).fetchone()
        return row["question_id"], row["topic"], date.fromisoformat(row["day"])

    def _insert(self, table: str, row: dict[str, object]) -> None:
        self._db.table(table).insert(row)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with transaction(self._connection, "The answer", "submit it again"), self._db.atomic():
            yield
