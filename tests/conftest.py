"""What holds for every test: its own home, no settings of whoever runs it, the same examples every time."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Laws are tried on the same examples in every run; `pytest --hypothesis-profile=search` looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile("steady")

PERSONAL = ("COLORTERM", "COLUMNS", "EDITOR", "FORCE_COLOR", "LINES", "NO_COLOR", "PAGER", "TTY_COMPATIBLE", "VISUAL")
"""Variables that change what is shown; a test that is about one sets it."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A fresh `MLPREP_HOME`; the candidate lives in UTC."""
    place = tmp_path / "home"
    monkeypatch.setenv("MLPREP_HOME", str(place))
    monkeypatch.setenv("TZ", "UTC")
    for name in PERSONAL:
        monkeypatch.delenv(name, raising=False)
    _read_time_zone()
    yield place
    monkeypatch.undo()
    _read_time_zone()


@pytest.fixture
def connection(home: Path) -> Iterator[sqlite3.Connection]:
    """An open, empty database in the test's home."""
    from mlprep.store.database import open_database

    opened = open_database(home / "mlprep.db")
    yield opened
    opened.close()


def _read_time_zone() -> None:
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()
