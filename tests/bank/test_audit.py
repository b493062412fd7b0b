"""Files are checked as they would be used together, one after the other or at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlprep.bank.audit import audit, audit_at_once
from mlprep.bank.library import Library
from mlprep.grading.graders import make_grader

from hills import SMALLEST

TAKEN = "question id 'hill-down' stands at"


@pytest.fixture
def twins(tmp_path: Path) -> list[Path]:
    """Two banks with one id for their questions."""
    folder = tmp_path / "questions"
    folder.mkdir()
    for topic in ("dales", "hills"):
        (folder / f"{topic}.yaml").write_text(SMALLEST.replace("topic: hills", f"topic: {topic}"))
    return sorted(folder.glob("*.yaml"))


def test_an_id_that_files_from_elsewhere_share_is_a_fault(twins: list[Path], tmp_path: Path) -> None:
    nothing = Library((tmp_path / "nowhere",), tmp_path / "cache")
    checked = audit_at_once(twins, nothing, "rules")
    assert [any(TAKEN in fault for fault in bank.faults) for bank in checked] == [False, True]


def test_checked_at_once_the_librarys_own_files_know_of_each_other(twins: list[Path], tmp_path: Path) -> None:
    library = Library((twins[0].parent,), tmp_path / "cache")
    checked = audit_at_once(twins, library, "rules")
    assert all(any(TAKEN in fault for fault in bank.faults) for bank in checked)


def test_at_once_finds_what_is_found_one_after_the_other(twins: list[Path], tmp_path: Path) -> None:
    twins[0].write_text(twins[0].read_text().replace("hill-down", "dale-down"))
    library = Library((twins[0].parent,), tmp_path / "cache")
    one_by_one = tuple(bank for file in twins for bank in audit([file], library, make_grader().grade))
    assert audit_at_once(twins, library, "rules") == one_by_one
