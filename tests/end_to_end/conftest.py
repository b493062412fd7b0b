"""Terminals that are gone when the test is over."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hills import write_banks

if TYPE_CHECKING:
    from terminals import Terminal

Start = Callable[..., "Terminal"]
Rows = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start mlprep with these arguments on two small banks: `start("quiz", "--seed", "1", size=(60, 20))`."""
    from terminals import Terminal

    banks = write_banks(tmp_path / "banks")
    started: list[Terminal] = []

    def start_one(*args: str, size: tuple[int, int] = (80, 24), **environ: str) -> Terminal:
        started.append(Terminal(banks, *args, size=size, **environ))
        return started[-1]

    yield start_one
    for terminal in started:
        terminal.kill()


@pytest.fixture
def rows(home: Path) -> Rows:
    """What the database holds, seen from outside while the program may be running."""

    def query(statement: str) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(home / "mlprep.db")
        try:
            return connection.execute(statement).fetchall()
        finally:
            connection.close()

    return query
