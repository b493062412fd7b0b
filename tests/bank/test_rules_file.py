"""Rules from a file that is named, in either form."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlprep.bank.faults import BankFaults
from mlprep.bank.reader import read_bank
from mlprep.model.question import KeyPoint, Rule

from hills import SMALLEST

SIBLING = """\
format: 1
topic: elsewhere
concepts: {down: '<below> | downhill'}
rules:
  hill-down:
    slope: {rules: [walk + <down>], against: [uphill]}
"""
RAW = """\
hill-down:
  slope:
    rules:
    - - [Walk,  long   step, 1e-5, '10', 7, walk]
      - [down | hill]
    against: [[[uphill]]]
another-question: {p1: {rules: [[[a]]]}}
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank with rules of its own beside it, and a concept that all banks share."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "concepts.yaml").write_text("format: 1\nconcepts: {below: below}\n")
    (tmp_path / "rules" / "hills.yaml").write_text(
        "format: 1\ntopic: hills\nrules: {hill-down: {slope: {rules: [a]}}}\n"
    )
    file = tmp_path / "hills.yaml"
    file.write_text(SMALLEST)
    return file


def slope(bank: Path, rules: str) -> KeyPoint:
    file = bank.parent / "named.yaml"
    file.write_text(rules)
    return read_bank(bank, file).questions[0].key_points[0]


def faults_of(bank: Path, rules: str) -> list[str]:
    with pytest.raises(BankFaults) as raised:
        slope(bank, rules)
    return [str(fault).removeprefix(f"{bank.parent}/") for fault in raised.value.faults]


def test_a_rules_file_stands_in_for_the_one_beside_the_bank(bank: Path) -> None:
    point = slope(bank, SIBLING)
    assert point.rules == (Rule((("walk",), ("below", "downhill"))),)
    assert point.against == (Rule((("uphill",),)),)


def test_concepts_beside_the_named_file_serve_it(bank: Path) -> None:
    folder = bank.parent / "named"
    folder.mkdir()
    (folder / "concepts.yaml").write_text("format: 1\nconcepts: {below: beneath}\n")
    (folder / "hills.yaml").write_text(SIBLING)
    (point,) = read_bank(bank, folder / "hills.yaml").questions[0].key_points
    assert point.rules == (Rule((("walk",), ("beneath", "downhill"))),)


def test_the_raw_form_spells_terms_out_as_they_are_written(bank: Path) -> None:
    point = slope(bank, RAW)
    assert point.rules == (Rule((("walk", "long step", "1e-5", "10", "7"), ("down | hill",))),)
    assert point.against == (Rule((("uphill",),)),)


def test_rules_may_serve_other_questions_but_no_unknown_points(bank: Path) -> None:
    assert faults_of(bank, RAW.replace("slope", "slop")) == [
        "named.yaml:2:3: no key point 'slop' (did you mean 'slope'?)"
    ]


@pytest.mark.parametrize(
    ("rules", "fault"),
    [
        (
            "hill-down: {slope: {rules: [[walk]]}}\n",
            (
                "named.yaml:1:30: an item of an item of 'rules' must be a list of 1 or more, not 'walk' "
                "(write each item on a line that starts with '- ')"
            ),
        ),
        (
            "hill-down: {slope: {rules: [[[]]]}}\n",
            "named.yaml:1:30: an item of an item of 'rules' must be a list of 1 or more, not an empty list",
        ),
        ("- a\n", "named.yaml:1:1: a rules file must be a mapping, not a list"),
        (SIBLING.replace("<down>", "<dwon>"), "named.yaml:6:21: unknown concept 'dwon' (did you mean 'down'?)"),
        (SIBLING.replace("<below>", "<belw>"), "named.yaml:3:18: unknown concept 'belw' (did you mean 'below'?)"),
    ],
    ids=["term for group", "empty group", "list", "unknown concept in a rule", "unknown concept in a concept"],
)
def test_a_fault_has_its_place_in_the_named_file(bank: Path, rules: str, fault: str) -> None:
    assert faults_of(bank, rules) == [fault]


def test_a_rules_file_that_is_not_there_is_a_fault(bank: Path) -> None:
    with pytest.raises(BankFaults, match="cannot be read"):
        read_bank(bank, bank.parent / "nowhere.yaml")
