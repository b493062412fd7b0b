"""A process that dies at the worst moment. What it had committed is there, what it had not has left no trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mlprep.store.database import SCHEMA, open_database
from mlprep.store.history import History
from mlprep.store.ledger import Ledger
from mlprep.store.progress import Progress

from tables import rows

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

OPENED = """
import os, signal, sys
from pathlib import Path
from builders import *
from mlprep.store.database import open_database
from mlprep.store.ledger import Ledger
from mlprep.model.session import Draft

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def die_at(statement):
    connection.set_trace_callback(lambda sql: die() if sql.strip().startswith(statement) else None)

connection = open_database(Path(sys.argv[1]))
ledger = Ledger(connection)
ledger.start(a_session())
"""

MIGRATING = """
import os, signal, sqlite3, sys
from pathlib import Path

def die_at_last_step(sql):
    if "CREATE TABLE points" in sql:
        os.kill(os.getpid(), signal.SIGKILL)

connect = sqlite3.connect
def traced(*args, **options):
    connection = connect(*args, **options)
    connection.set_trace_callback(die_at_last_step)
    return connection
sqlite3.connect = traced

from mlprep.store.database import open_database
open_database(Path(sys.argv[1]))
"""


def die(script: str, path: Path) -> None:
    """Run a script that ends by being killed."""
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        env={**os.environ, "PYTHONPATH": tests},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, "")


@pytest.fixture
def path(home: Path) -> Path:
    return home / "mlprep.db"


def test_an_answer_is_there_once_record_has_returned(path: Path) -> None:
    die(f"{OPENED}ledger.record(an_attempt())\ndie()", path)
    connection = open_database(path)
    history = History(connection)
    assert [attempt.answer.text for attempt in history.attempts("s1")] == ["it sets the size of each update"]
    assert Progress(connection).standings()["gd-learning-rate"].answers == 1
    connection.close()


def test_an_answer_that_was_being_recorded_is_still_a_draft(path: Path) -> None:
    die(
        f"{OPENED}ledger.save_draft(Draft('s1', 'gd-learning-rate', '', 'it sets', AT))\n"
        "die_at('COMMIT')\nledger.record(an_attempt())",
        path,
    )
    connection = open_database(path)
    assert rows(connection, "SELECT count(*) FROM attempts") == [(0,)]
    assert rows(connection, "SELECT count(*) FROM verdicts") == [(0,)]
    assert Ledger(connection).draft("gd-learning-rate", "") == "it sets"
    connection.close()


def test_a_draft_is_there_as_it_was_last_saved(path: Path) -> None:
    die(
        f"{OPENED}for text in ('i', 'it', 'it se'):\n"
        "    ledger.save_draft(Draft('s1', 'gd-learning-rate', '', text, AT))\ndie()",
        path,
    )
    connection = open_database(path)
    assert Ledger(connection).draft("gd-learning-rate", "") == "it se"
    connection.close()


def test_a_migration_that_was_cut_short_is_made_again(path: Path) -> None:
    die(MIGRATING, path)
    half = open_database(path)
    assert rows(half, "PRAGMA user_version") == [(SCHEMA,)]
    assert rows(half, "SELECT count(*) FROM points") == [(0,)]
    half.close()
