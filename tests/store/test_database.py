"""Opening the database: whatever is at its path becomes the present schema, or a message that says what to do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from subprocess import PIPE

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from mlprep.errors import StoreError
from mlprep.store.database import SCHEMA, open_database, to_text, to_time
from mlprep.store.ledger import Ledger
from mlprep.store.migrations import migrations
from mlprep.store.regrades import Regrades
from mlprep.store.rows import attempt_row, paper_text, verdict_rows

from builders import a_regrade, a_session, an_attempt
from tables import contents, derived, derived_anew, rows, schema

STEPS = [step.name for step in migrations.pending(Database(memory=True))]

OPEN = """
import sys
from pathlib import Path
import mlprep.store.derived, mlprep.store.migrations, sqlite_utils
from mlprep.store.database import open_database
print("ready", flush=True)
sys.stdin.read()
open_database(Path(sys.argv[1]))
"""


def stopped_at(path: Path, version: int) -> sqlite3.Connection:
    """A database as the mlprep left it that had only so many migrations."""
    connection = sqlite3.connect(path)
    migrations.apply(Database(connection), stop_before=STEPS[version:])
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    return connection


def test_a_blank_folder_gets_a_database_in_the_present_schema(home: Path) -> None:
    connection = open_database(home / "mlprep.db")
    assert rows(connection, "PRAGMA user_version") == [(SCHEMA,)]
    assert {"attempts", "verdicts", "standings", "drafts"} <= {
        t for (t,) in rows(connection, "SELECT name FROM sqlite_master")
    }
    connection.close()


def test_the_schema_number_counts_the_migrations() -> None:
    assert len(STEPS) == SCHEMA


@pytest.mark.parametrize("version", range(SCHEMA))
def test_an_earlier_database_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    stopped_at(tmp_path / "old.db", version).close()
    old, blank = open_database(tmp_path / "old.db"), open_database(tmp_path / "blank.db")
    assert rows(old, "PRAGMA user_version") == [(SCHEMA,)]
    assert schema(old) == schema(blank)
    old.close()
    blank.close()


@pytest.mark.parametrize("version", range(2, SCHEMA))
def test_what_an_earlier_database_holds_is_kept_and_counted(tmp_path: Path, version: int) -> None:
    held = ("sessions", "attempts", "verdicts", "overrulings", "undos")
    session, attempt = a_session(), an_attempt()
    old = Database(stopped_at(tmp_path / "old.db", version))
    started_at = to_text(session.started_at)
    old.table("sessions").insert(
        {"id": session.id, "mode": session.mode, "started_at": started_at, "paper": paper_text(session.paper)}
    )
    old.table("attempts").insert(attempt_row(attempt))
    old.table("verdicts").insert_all(
        {"strength" if name == "probability" and version < 5 else name: value for name, value in row.items()}
        for row in verdict_rows(attempt)
    )
    old.execute("INSERT INTO overrulings VALUES (1, ?, 'slow', 'found', 75, 1, ?)", [attempt.id, started_at])
    old.conn.commit()
    kept = contents(old.conn, *held)
    old.conn.close()
    connection = open_database(tmp_path / "old.db")
    assert contents(connection, *held) == kept
    assert rows(connection, "SELECT final_score, final_passed, regrade_id FROM final_attempts") == [(75, 1, None)]
    assert (attempt.id, "slow", "found") in rows(connection, "SELECT attempt_id, point_id, verdict FROM final_verdicts")
    assert derived(connection)["standings"].total() == 1
    assert derived(connection) == derived_anew(connection)
    connection.close()


def test_opening_again_changes_nothing(home: Path) -> None:
    first = open_database(home / "mlprep.db")
    Ledger(first).start(a_session())
    first.close()
    before = (home / "mlprep.db").read_bytes()
    open_database(home / "mlprep.db").close()
    assert (home / "mlprep.db").read_bytes() == before


def test_processes_that_start_at_once_make_one_database(home: Path) -> None:
    command = [sys.executable, "-c", OPEN, str(home / "mlprep.db")]
    start, go = os.pipe()
    processes = [subprocess.Popen(command, stdin=start, stdout=PIPE, stderr=PIPE, text=True) for _ in range(6)]
    assert [process.stdout and process.stdout.readline() for process in processes] == ["ready\n"] * 6
    os.close(go)
    os.close(start)
    assert [process.communicate()[1] for process in processes] == [""] * 6
    connection = open_database(home / "mlprep.db")
    assert rows(connection, "PRAGMA integrity_check") == [("ok",)]
    connection.close()


def test_every_table_is_strict(connection: sqlite3.Connection) -> None:
    tables = rows(connection, "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    loose = {name for name, strict in tables if not strict}
    # these two are not ours
    assert loose == {"sqlite_schema", "_sqlite_migrations"}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("attempts", "score"),
        ("attempts", "passed"),
        ("attempts", "hints"),
        ("verdicts", "probability"),
        ("standings", "stability"),
        ("days", "answers"),
        ("points", "found"),
        ("regrades", "final_score"),
        ("regraded_verdicts", "probability"),
    ],
)
def test_text_in_a_column_of_numbers_is_refused(connection: sqlite3.Connection, table: str, column: str) -> None:
    ledger = Ledger(connection)
    ledger.start(a_session())
    ledger.record(an_attempt())
    Regrades(connection).keep([a_regrade()])
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value"):
        connection.execute(f"UPDATE {table} SET {column} = 'many'")  # noqa: S608


def test_an_attempt_belongs_to_a_session(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        Ledger(connection).record(an_attempt(session_id="of nobody"))


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()


def garbage(path: Path) -> None:
    path.write_bytes(b"these are holiday pictures, not a database" * 100)


def foreign(path: Path) -> None:
    sqlite3.connect(path).execute("CREATE TABLE notes (id INTEGER)").connection.close()


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("put", "remedy"),
    [
        (newer, "Upgrade mlprep"),
        (garbage, "move it away or restore a copy"),
        (a_folder, "Make its folder one that you can write to"),
    ],
    ids=["newer", "garbage", "folder"],
)
def test_what_is_no_database_of_ours_is_left_alone(tmp_path: Path, put: Callable[[Path], None], remedy: str) -> None:
    path = tmp_path / "mlprep.db"
    put(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=remedy) as raised:
        open_database(path)
    assert str(path) in str(raised.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_home_below_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="set MLPREP_HOME to another"):
        open_database(tmp_path / "file" / "mlprep.db")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_read_only_folder_is_explained(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o500)
    if os.access(folder, os.W_OK):  # root may write anywhere but here
        folder = Path("/proc")
    with pytest.raises(StoreError, match="unable to open database file"):
        open_database(folder / "mlprep.db")


zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=zones)  # noqa: DTZ001 - hypothesis adds the zone


@given(moments)
def test_a_moment_is_read_as_it_was_written(at: datetime) -> None:
    assert to_time(to_text(at)) == at


@given(moments, moments)
def test_moments_sort_as_their_texts(one: datetime, other: datetime) -> None:
    assert (one < other) == (to_text(one) < to_text(other))
