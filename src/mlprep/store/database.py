"""Opening the one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from mlprep.errors import StoreError

SCHEMA = 7
"""How many migrations there are. Kept in the file as `user_version`, so that a file that is up to date is opened
without loading the migrations (sqlite-utils costs as much start-up time as Typer)."""

WRITABLE = "Make its folder one that you can write to, or set MLPREP_HOME to another."
DAMAGED = "Close other programs that use it; if it is damaged, move it away or restore a copy."

_BUSY_MS = 5_000
_SWITCHES = 20


def open_database(path: Path) -> sqlite3.Connection:
    """The database at `path`, made or brought up to date where it must be.

    Raises `StoreError` where it cannot be opened, is not ours, or was written by a newer mlprep.
    """
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_BUSY_MS / 1000)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        # an answer that was submitted must survive a power cut, not only a kill
        connection.execute("PRAGMA synchronous = FULL")
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > SCHEMA:
            raise StoreError(f"{path} was written by a newer mlprep.", "Upgrade mlprep to open it.")
        if version == 0 and _is_foreign(connection):
            raise StoreError(f"{path} is the database of another program.", "Set MLPREP_HOME to another folder.")
        if version < SCHEMA:
            _migrate(connection)
        return connection


def rows(connection: sqlite3.Connection, query: str, values: Sequence[str | int] = ()) -> list[sqlite3.Row]:
    """What a query finds. Raises `StoreError` where the file turns out to be damaged or held by another program."""
    try:
        return connection.execute(query, values).fetchall()
    except sqlite3.DatabaseError as error:
        raise StoreError(f"The database cannot be read: {error}.", DAMAGED) from error


def _is_foreign(connection: sqlite3.Connection) -> bool:
    tables = {row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return bool(tables) and "_sqlite_migrations" not in tables


def _migrate(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database

    from mlprep.store.derived import rebuild
    from mlprep.store.migrations import migrations

    _write_ahead(connection)
    db = Database(connection)
    # one writer at a time: a second process waits here and then finds nothing to do
    connection.execute("BEGIN IMMEDIATE")
    migrations.apply(db)
    rebuild(connection)  # a step may have added or changed what is derived
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    connection.commit()


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Keeps the journal as a write-ahead log from now on; the file remembers it.

    SQLite waits for a lock wherever it can, but not in this switch: while another process has the file open in the
    same moment, it gives up at once. A transaction of our own does wait until that process has done, and then the
    switch is tried again.
    """
    for _ in range(_SWITCHES):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            connection.execute("BEGIN EXCLUSIVE")
            connection.rollback()
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        unwritable = error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))
        remedy = WRITABLE if unwritable else DAMAGED
        raise StoreError(f"The database {path} cannot be used: {error}.", remedy) from error
    except OSError as error:
        raise StoreError(f"The folder of {path} cannot be used: {error.strerror}.", WRITABLE) from error


def to_text(at: datetime) -> str:
    """UTC with microseconds: sorts as text, reads as a date."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def to_time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
