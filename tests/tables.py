"""What a database holds, as values that can be compared."""

from __future__ import annotations

import sqlite3
from collections import Counter

from mlprep.store.derived import rebuild

KEPT_FOR_EVER = (
    *("sessions", "events", "attempts", "verdicts", "overrulings", "undos", "flags"),
    *("regrades", "regraded_verdicts"),
)
DERIVED = ("standings", "days", "points")

Row = tuple[object, ...]


def rows(connection: sqlite3.Connection, query: str) -> list[Row]:
    return [tuple(row) for row in connection.execute(query)]


def contents(connection: sqlite3.Connection, *tables: str) -> dict[str, Counter[Row]]:
    """The rows of each table, in whatever order."""
    return {table: Counter(rows(connection, f"SELECT * FROM {table}")) for table in tables}  # noqa: S608


def derived(connection: sqlite3.Connection) -> dict[str, Counter[Row]]:
    return contents(connection, *DERIVED)


def derived_anew(connection: sqlite3.Connection) -> dict[str, Counter[Row]]:
    """What the derived tables would be, were they all made again now."""
    connection.execute("BEGIN")
    try:
        rebuild(connection)
        return derived(connection)
    finally:
        connection.rollback()


def schema(connection: sqlite3.Connection) -> set[str]:
    """The statements that made the tables, indexes and views."""
    statements = connection.execute("SELECT sql FROM sqlite_master WHERE name NOT LIKE '%sqlite_%'")
    return {" ".join(row[0].split()) for row in statements}
