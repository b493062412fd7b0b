"""Writing all of something or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from mlprep.errors import StoreError


@contextmanager
def transaction(connection: sqlite3.Connection, what: str, again: str) -> Iterator[None]:
    """What is written inside is committed at the end, or none of it.

    Raises `StoreError` where it cannot be; `what` was to be saved, and `again` says how to try once more.
    """
    try:
        # waits for another window's write; a transaction that has read something by then could only give up
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # our own mistakes
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{what} could not be saved: {error}.",
            f"Free some space or close the program that holds the database, then {again}.",
        ) from error
