"""Rules and samples beside a bank."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlprep.bank.faults import BankFaults
from mlprep.bank.reader import read_bank
from mlprep.model.question import Question, Rule, Sample

BANK = """\
format: 1
topic: hills
title: Hills
part: optimisation
questions:
  - id: hill-down
    tier: core
    question: How do you get down?
    answer: You follow the slope down.
    key_points:
      - id: slope
        point: Follow the slope
        rules: [walk + <down>]
    follow_ups:
      - id: stop
        question: When do you stop?
        key_points: [{id: flat, point: Stop where it is flat}]
    samples: [{text: down, found: [slope]}]
"""
HEAD = "format: 1\ntopic: hills\n"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank with folders for its siblings, and the concept that its own rule uses."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "samples").mkdir()
    (tmp_path / "rules" / "concepts.yaml").write_text("format: 1\nconcepts: {down: down | downhill}\n")
    file = tmp_path / "hills.yaml"
    file.write_text(BANK)
    return file


def read(bank: Path) -> Question:
    (question,) = read_bank(bank).questions
    return question


def faults_of(bank: Path) -> list[str]:
    with pytest.raises(BankFaults) as raised:
        read_bank(bank)
    return [str(fault).removeprefix(f"{bank.parent}/") for fault in raised.value.faults]


def test_shared_concepts_serve_rules_inside_a_bank(bank: Path) -> None:
    assert read(bank).key_points[0].rules == (Rule((("walk",), ("down", "downhill"))),)


def test_rules_beside_a_bank_follow_those_inside(bank: Path) -> None:
    (bank.parent / "rules" / "hills.yaml").write_text(
        HEAD
        + "concepts: {steep: '<down> | falls'}\n"
        + "rules:\n  hill-down:\n"
        + "    slope: {rules: [<steep> + go], against: [uphill]}\n"
        + "    stop/flat: {rules: [flat]}\n"
    )
    question = read(bank)
    (slope,) = question.key_points
    assert slope.rules == (Rule((("walk",), ("down", "downhill"))), Rule((("down", "downhill", "falls"), ("go",))))
    assert slope.against == (Rule((("uphill",),)),)
    assert question.follow_ups[0].key_points[0].rules == (Rule((("flat",),)),)


def test_a_bank_may_redefine_a_shared_concept_for_itself(bank: Path) -> None:
    (bank.parent / "rules" / "hills.yaml").write_text(HEAD + "concepts: {down: descend}\n")
    assert read(bank).key_points[0].rules == (Rule((("walk",), ("descend",))),)


def test_samples_beside_a_bank_follow_those_inside(bank: Path) -> None:
    (bank.parent / "samples" / "hills.yaml").write_text(
        HEAD + "samples:\n  hill-down:\n    - {text: up, wrong: [slope]}\n"
    )
    assert read(bank).samples == (Sample("down", found=("slope",)), Sample("up", wrong=("slope",)))


RULES_FAULTS = {
    "unknown question": (
        "rules:\n  hill-dwon: {slope: {rules: [a]}}\n",
        ["rules/hills.yaml:4:3: no question 'hill-dwon' (did you mean 'hill-down'?)"],
    ),
    "unknown point": (
        "rules:\n  hill-down:\n    slop: {rules: [a]}\n    flat: {rules: [a]}\n    stop/slope: {rules: [a]}\n",
        [
            "rules/hills.yaml:5:5: no key point 'slop' (did you mean 'slope'?)",
            "rules/hills.yaml:6:5: no key point 'flat' (did you mean 'stop/flat'?)",
            "rules/hills.yaml:7:5: no key point 'stop/slope' (did you mean 'slope'?)",
        ],
    ),
    "broken rule": (
        "rules:\n  hill-down:\n    slope:\n      rules:\n        - a | b\n        - a | <downn>\n",
        ["rules/hills.yaml:8:11: unknown concept 'downn' (did you mean 'down'?)"],
    ),
    "broken concept": (
        "concepts:\n  steep: <steeper>\n  steeper: <steep>\nrules: {hill-down: {slope: {rules: [<steep>]}}}\n",
        ["rules/hills.yaml:5:12: concept 'steep' contains itself (steep > steeper > steep)"],
    ),
    "unknown key": (
        "concept: {a: b}\n",
        ["rules/hills.yaml:3:1: unknown key 'concept' in a rules file (did you mean 'concepts'?)"],
    ),
    "name of no id": (
        "rules:\n  Hill Down: {}\n",
        ["rules/hills.yaml:4:3: 'Hill Down' in 'rules' must be an id (write 'hill-down')"],
    ),
    "terms as a list": (
        "concepts:\n  steep: [falls, drops]\n",
        ["rules/hills.yaml:4:10: 'steep' must be text, not a list"],
    ),
}


@pytest.mark.parametrize(("content", "faults"), RULES_FAULTS.values(), ids=RULES_FAULTS)
def test_faults_of_a_rules_file_have_their_place_in_it(bank: Path, content: str, faults: list[str]) -> None:
    (bank.parent / "rules" / "hills.yaml").write_text(HEAD + content)
    assert faults_of(bank) == faults


def test_faults_of_a_samples_file_have_their_place_in_it(bank: Path) -> None:
    (bank.parent / "samples" / "hills.yaml").write_text(
        "format: 1\ntopic: valleys\nsamples:\n  hill-down:\n    - {text: up, wrong: [slop]}\n  hill-up: []\n"
    )
    assert faults_of(bank) == [
        "samples/hills.yaml:2:8: topic 'valleys' in a file named 'hills.yaml' (make them equal)",
        "samples/hills.yaml:5:26: no key point 'slop' (did you mean 'slope'?)",
        "samples/hills.yaml:6:3: no question 'hill-up' (did you mean 'hill-down'?)",
    ]


def test_faults_of_shared_concepts_have_their_place_there(bank: Path) -> None:
    (bank.parent / "rules" / "concepts.yaml").write_text("format: 1\nconcepts:\n  down: '|'\n")
    assert faults_of(bank) == [
        "rules/concepts.yaml:3:9: a term is missing (a term stands before and after each | and +)"
    ]
