"""The program on two small banks."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlprep.paths import Paths

from hills import write_banks
from program import Program


@pytest.fixture
def banks(tmp_path: Path) -> Path:
    return write_banks(tmp_path / "banks")


@pytest.fixture
def program(home: Path, banks: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    return Program(Paths(home=home, cache=home / "cache", banks=banks))
