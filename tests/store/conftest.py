"""Both sides of a database: the one that writes and the one that reads."""

from __future__ import annotations

import sqlite3

import pytest

from mlprep.store.history import History
from mlprep.store.ledger import Ledger
from mlprep.store.progress import Progress


@pytest.fixture
def ledger(connection: sqlite3.Connection) -> Ledger:
    return Ledger(connection)


@pytest.fixture
def history(connection: sqlite3.Connection) -> History:
    return History(connection)


@pytest.fixture
def progress(connection: sqlite3.Connection) -> Progress:
    return Progress(connection)
