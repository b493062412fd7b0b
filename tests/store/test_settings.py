"""Settings are kept by name."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from mlprep.errors import StoreError
from mlprep.store.database import open_database
from mlprep.store.settings import Settings


def test_what_is_set_holds_until_it_is_set_again_or_reset(connection: sqlite3.Connection) -> None:
    settings = Settings(connection)
    assert settings.value("grader") is None
    settings.set("grader", "words")
    settings.set("grader", "rules")
    settings.set("colour", "blue")
    assert (settings.value("grader"), settings.value("colour")) == ("rules", "blue")
    settings.reset("grader")
    settings.reset("grader")
    assert (settings.value("grader"), settings.value("colour")) == (None, "blue")


def test_what_is_set_is_there_the_next_time(connection: sqlite3.Connection, home: Path) -> None:
    Settings(connection).set("grader", "words")
    other = open_database(home / "mlprep.db")
    assert Settings(other).value("grader") == "words"
    other.close()


def test_a_setting_that_cannot_be_saved_is_explained(connection: sqlite3.Connection, home: Path) -> None:
    connection.execute("PRAGMA busy_timeout = 0")
    holder = sqlite3.connect(home / "mlprep.db")
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"The setting could not be saved: database is locked.\n.* set it again"):
        Settings(connection).set("grader", "words")
    holder.close()


def test_a_database_that_cannot_be_read_is_explained(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE settings")
    with pytest.raises(StoreError, match="cannot be read"):
        Settings(connection).value("grader")
