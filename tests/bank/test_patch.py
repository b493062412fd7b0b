"""Rules put into a file of the overlay."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.bank.faults import BankFaults
from mlprep.bank.patch import Addition, patch
from mlprep.errors import MlprepError

SLOPE = Addition(("hill-down", "slope", "rules"), "hop + slide")
HEAD = "format: 1\ntopic: hills\n"
INSIDE = f"{HEAD}rules:\n  hill-down:\n    slope:\n      rules:\n"
NESTED = "    slope:\n      rules:\n        - hop + slide\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    return tmp_path / "rules" / "hills.yaml"


def patched(file: Path, written: str, *additions: Addition) -> str:
    file.write_text(dedent(written))
    return patch(file, additions or [SLOPE]).after


def test_a_file_that_is_not_there_is_begun(file: Path) -> None:
    made = patch(file, [SLOPE])
    assert made.before is None
    assert made.after.endswith(
        "format: 1\ntopic: hills\nrules:\n  hill-down:\n    slope:\n      rules:\n        - hop + slide\n"
    )
    assert not file.exists()


PLACES = {
    "no rules": (HEAD, f"{HEAD}rules:\n  hill-down:\n{NESTED}"),
    "no newline at the end": (
        HEAD.rstrip(),
        f"{HEAD}rules:\n  hill-down:\n{NESTED}",
    ),
    "another question": (
        f"{HEAD}rules:\n  hill-up: {{}}\n",
        f"{HEAD}rules:\n  hill-down:\n{NESTED}  hill-up: {{}}\n",
    ),
    "another point": (
        f"{HEAD}rules:\n  hill-down:\n    # mine\n    top: {{}}  # flow\n",
        f"{HEAD}rules:\n  hill-down:\n    # mine\n{NESTED}    top: {{}}  # flow\n",
    ),
    "another kind": (
        f"{HEAD}rules:\n  hill-down:\n    slope:\n      against: [a]\n",
        f"{HEAD}rules:\n  hill-down:\n{NESTED}      against: [a]\n",
    ),
    "another rule": (
        f"{INSIDE}      # mine\n      - >-\n        a |\n        b\n",
        f"{INSIDE}      # mine\n      - hop + slide\n      - >-\n        a |\n        b\n",
    ),
    "the rule": (
        f"{HEAD}rules: {{hill-down: {{slope: {{rules: [hop + slide]}}}}}}\n",
        f"{HEAD}rules: {{hill-down: {{slope: {{rules: [hop + slide]}}}}}}\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), PLACES.values(), ids=PLACES)
def test_lines_are_added_and_nothing_else_is_touched(file: Path, before: str, after: str) -> None:
    assert patched(file, before) == after


BRACKETS = {
    "rules": "rules: {hill-up: {}}\n",
    "points": "rules:\n  hill-down: {top: {}}\n",
    "items": "rules:\n  hill-down:\n    slope:\n      rules: [a]\n",
}


@pytest.mark.parametrize("content", BRACKETS.values(), ids=BRACKETS)
def test_there_is_no_room_inside_brackets(file: Path, content: str) -> None:
    with pytest.raises(BankFaults, match="no room for a rule inside brackets"):
        patched(file, HEAD + content)


def test_a_broken_file_is_left_alone(file: Path) -> None:
    with pytest.raises(BankFaults, match="unknown key 'rule'"):
        patched(file, f"{HEAD}rule: {{}}\n")


RULES = st.lists(st.sampled_from(["slide", "don't", '"a | b"', "0.1", "naïve", "no", "l2"]), min_size=2).map(" + ".join)
KEYS = st.tuples(
    st.sampled_from(["hill-up", "hill-down"]),
    st.sampled_from(["slope", "stop/flat"]),
    st.sampled_from(["rules", "against"]),
)


@given(st.lists(st.builds(Addition, KEYS, RULES), max_size=8))
def test_whatever_is_added_can_be_read_and_is_added_once(
    tmp_path_factory: pytest.TempPathFactory, additions: list[Addition]
) -> None:
    file = tmp_path_factory.mktemp("rules") / "hills.yaml"
    made = patch(file, additions)
    made.write()
    assert patch(file, additions).after == made.after
    assert patch(file, ()).before == made.after


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
@pytest.mark.parametrize("before", [None, *(before for before, _ in PLACES.values())])
def test_its_diff_can_be_applied_and_taken_back(file: Path, before: str | None) -> None:
    if before is not None:
        file.write_text(before)
    made = patch(file, [SLOPE])
    diff = made.diff(file.parent.parent)
    if made.after == before:
        assert diff == ""
        return
    for options, after in (((), made.after), (("-R",), before)):
        command = ["patch", "-p0", *options, "-d", str(file.parent.parent)]
        subprocess.run(command, input=diff, text=True, check=True, capture_output=True)
        assert (file.read_text() if file.exists() else None) == after


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "rules").write_text("a file")
    made = patch(tmp_path / "elsewhere" / "hills.yaml", [SLOPE])
    blocked = type(made)(tmp_path / "rules" / "hills.yaml", None, made.after)
    with pytest.raises(MlprepError, match="cannot be written"):
        blocked.write()
