"""What the user has set, by name. What a setting may be is not known here."""

from __future__ import annotations

import sqlite3

from mlprep.errors import StoreError
from mlprep.store.database import DAMAGED
from mlprep.store.transaction import transaction


class Settings:
    """The settings of one database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def value(self, name: str) -> str | None:
        """What was set; None where nothing was."""
        try:
            row = self._db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"The database cannot be read: {error}.", DAMAGED) from error
        return None if row is None else str(row["value"])

    def set(self, name: str, value: str) -> None:
        with transaction(self._db, "The setting", "set it again"):
            self._db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    def reset(self, name: str) -> None:
        """Forget what was set, so that the default holds."""
        with transaction(self._db, "The setting", "reset it again"):
            self._db.execute("DELETE FROM settings WHERE name = ?", (name,))
