"""Banks compiled when the program was built: the first run takes them over, unless anything has changed since."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mlprep.bank.cache import Cache
from mlprep.bank.prepared import prepare, prepared
from mlprep.bank.reader import read_bank
from mlprep.paths import shipped_banks

from hills import SMALLEST as BANK

RULES = "format: 1\ntopic: hills\nrules: {hill-down: {slope: {rules: [follow + slope]}}}\n"

FIRST_RUN = """
import sys
from pathlib import Path
from mlprep.bank.library import Library
banks, cache, built = map(Path, sys.argv[1:])
library = Library((banks,), cache, built=built)
print(len(library.entries), len(library.questions("hills")), "yaml" in sys.modules)
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    file = tmp_path / "questions" / "hills.yaml"
    file.parent.mkdir()
    file.write_text(BANK)
    prepare(file.parent, tmp_path / "built")
    return file


def test_a_bank_that_was_moved_is_still_the_one_that_was_built(bank: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(bank.parent, tmp_path / "elsewhere") / bank.name
    os.utime(moved, ns=(1, 1))
    assert prepared(moved, tmp_path / "built") is not None


@pytest.mark.parametrize("name", ["hills.yaml", "rules/hills.yaml", "rules/concepts.yaml"])
def test_any_change_since_makes_it_another(bank: Path, tmp_path: Path, name: str) -> None:
    changed = bank.parent / name
    changed.parent.mkdir(exist_ok=True)
    changed.write_text(BANK + "# a comment\n")
    assert prepared(bank, tmp_path / "built") is None


def test_nothing_built_is_no_bank(bank: Path, tmp_path: Path) -> None:
    assert prepared(bank, tmp_path / "nowhere") is None


def test_the_first_run_reads_no_yaml(bank: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", FIRST_RUN, str(bank.parent), str(tmp_path / "cache"), str(tmp_path / "built")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "1 1 False\n"


def test_rules_of_the_users_own_are_not_passed_over(bank: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "overlay"
    overlay.mkdir()
    (overlay / "hills.yaml").write_text(RULES)
    (question,) = Cache(tmp_path / "cache", overlay, built=tmp_path / "built").questions(bank)
    assert len(question.key_points[0].rules) == 1


def test_what_is_taken_over_is_what_would_be_read(tmp_path: Path) -> None:
    bank = tmp_path / "questions" / "gradient-descent.yaml"
    (bank.parent / "rules").mkdir(parents=True)
    for name in (bank.name, f"rules/{bank.name}", "rules/concepts.yaml"):
        shutil.copy(shipped_banks() / name, bank.parent / name)
    prepare(bank.parent, tmp_path / "built")
    read = read_bank(bank)
    taken_over = Cache(tmp_path / "cache", built=tmp_path / "built")
    assert taken_over.topic(bank) == read.topic
    assert taken_over.questions(bank) == read.questions


def test_a_faulty_bank_is_left_out(bank: Path, tmp_path: Path) -> None:
    faulty = bank.with_name("dales.yaml")
    faulty.write_text(BANK)  # its topic is another
    prepare(bank.parent, tmp_path / "again")
    assert [file.name for file in (tmp_path / "again").iterdir()] == ["hills.bank"]
