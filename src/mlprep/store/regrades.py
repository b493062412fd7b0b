"""Kept attempts to be graded again, batch by batch, and the grades they get."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from mlprep.errors import StoreError
from mlprep.model.grade import Verdict
from mlprep.model.regrade import Kept, Regrade
from mlprep.store.database import DAMAGED
from mlprep.store.derived import refresh_all
from mlprep.store.rows import attempt_from, regrade_row, regraded_verdict_rows
from mlprep.store.transaction import transaction

BATCH = 500
"""Attempts that are read, graded and kept at a time: what an interruption loses at most."""


class Regrades:
    """The attempts of one database, of these topics or, where none is named, of all. Rows are added, never changed."""

    def __init__(self, connection: sqlite3.Connection, topics: Sequence[str] = ()) -> None:
        self._db = connection
        self._topics = tuple(topics)

    def count(self) -> int:
        """How many attempts count."""
        return int(self._rows(f"SELECT count(*) FROM final_attempts WHERE {self._wanted}", self._topics)[0][0])  # noqa: S608 - question marks

    def undone(self) -> int:
        """How many were taken back."""
        return int(
            self._rows(
                f"SELECT count(*) FROM undos JOIN attempts ON id = attempt_id WHERE {self._wanted}",  # noqa: S608 - question marks
                self._topics,
            )[0][0]
        )

    def batches(self) -> Iterator[tuple[Kept, ...]]:
        """The attempts that count, by question. No statement stays open between batches, so that one may write."""
        last = ("", "", "")
        while True:
            rows = self._rows(
                f"SELECT * FROM final_attempts WHERE (question_id, submitted_at, id) > (?, ?, ?) AND {self._wanted}"  # noqa: S608 - question marks
                " ORDER BY question_id, submitted_at, id LIMIT ?",
                (*last, *self._topics, BATCH),
            )
            if not rows:
                return
            yield tuple(self._kept(row) for row in rows)
            last = (rows[-1]["question_id"], rows[-1]["submitted_at"], rows[-1]["id"])

    def keep(self, regrades: Sequence[Regrade]) -> frozenset[str]:
        """Put new grades on top of the old ones; both stay.

        Returns the ids of attempts that were undone, overruled or regraded since they were read, and left as they are.
        """
        busy = set()
        with transaction(self._db, "The new grades", "run it again to go on"):
            for regrade in regrades:
                if self._is_as_read(regrade.kept):
                    self._add(regrade)
                else:
                    busy.add(regrade.kept.attempt.id)
            refresh_all(self._db, [regrade.kept.attempt for regrade in regrades])
        return frozenset(busy)

    def _kept(self, row: sqlite3.Row) -> Kept:
        verdicts = self._rows("SELECT * FROM final_verdicts WHERE attempt_id = ?", (row["id"],))
        overruled: dict[str, Verdict] = {}
        if row["overruling_id"] is not None:
            said = self._rows(
                "SELECT point_id, verdict FROM overrulings WHERE attempt_id = ? AND id <= ? ORDER BY id",
                (row["id"], row["overruling_id"]),
            )
            overruled = {each["point_id"]: Verdict(each["verdict"]) for each in said}
        return Kept(attempt_from(row, verdicts), overruled, row["overruling_id"], row["regrade_id"])

    def _is_as_read(self, kept: Kept) -> bool:
        rows = self._rows("SELECT overruling_id, regrade_id FROM final_attempts WHERE id = ?", (kept.attempt.id,))
        return [tuple(row) for row in rows] == [(kept.overruling_id, kept.regrade_id)]

    def _add(self, regrade: Regrade) -> None:
        regrade_id = self._insert("regrades", regrade_row(regrade))
        for row in regraded_verdict_rows(regrade):
            self._insert("regraded_verdicts", {"regrade_id": regrade_id, **row})

    def _insert(self, table: str, row: dict[str, object]) -> int | None:
        columns, values = ", ".join(row), ", ".join(f":{column}" for column in row)
        return self._db.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})", row).lastrowid  # noqa: S608 - names of our own

    @property
    def _wanted(self) -> str:
        return f"topic IN ({', '.join('?' for _ in self._topics)})" if self._topics else "TRUE"

    def _rows(self, query: str, values: Sequence[str | int] = ()) -> list[sqlite3.Row]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"The database cannot be read: {error}.", DAMAGED) from error
