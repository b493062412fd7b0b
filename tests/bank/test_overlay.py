"""The user's own rules on top of those of the banks."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlprep.bank.faults import Fault
from mlprep.bank.library import Library
from mlprep.bank.reader import read_bank
from mlprep.model.question import Question, Rule

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
      - {id: slope, point: Follow the slope, rules: [walk + <down>]}
    follow_ups:
      - id: stop
        question: When do you stop?
        key_points: [{id: flat, point: Stop where it is flat}]
"""
HEAD = "format: 1\ntopic: hills\n"
OWN = Rule((("walk",), ("down", "downhill")))


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    (tmp_path / "banks" / "rules").mkdir(parents=True)
    (tmp_path / "banks" / "rules" / "concepts.yaml").write_text("format: 1\nconcepts: {down: down | downhill}\n")
    file = tmp_path / "banks" / "hills.yaml"
    file.write_text(BANK)
    return file


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    folder = tmp_path / "overlay"
    folder.mkdir()
    return folder


def read(bank: Path, overlay: Path) -> tuple[Question, list[str]]:
    warnings: list[Fault] = []
    (question,) = read_bank(bank, None, overlay, warnings).questions
    return question, [str(warning).removeprefix(f"{overlay}/") for warning in warnings]


def test_its_rules_come_after_those_of_the_bank(bank: Path, overlay: Path) -> None:
    (overlay / "hills.yaml").write_text(
        HEAD
        + "concepts: {slide: slide | <down>}\n"
        + "rules:\n  hill-down:\n"
        + "    slope: {rules: [hop + <slide>], against: [uphill + go]}\n"
        + "    stop/flat: {rules: [level + ground]}\n"
    )
    question, warnings = read(bank, overlay)
    assert warnings == []
    (slope,) = question.key_points
    assert slope.rules == (OWN, Rule((("hop",), ("slide", "down", "downhill"))))
    assert slope.against == (Rule((("uphill",), ("go",))),)
    assert question.follow_ups[0].key_points[0].rules == (Rule((("level",), ("ground",))),)


def test_they_change_the_fingerprint_as_any_change_of_grading_does(bank: Path, overlay: Path) -> None:
    before, _ = read(bank, overlay)
    (overlay / "hills.yaml").write_text(HEAD + "rules: {hill-down: {slope: {rules: [hop]}}}\n")
    after, _ = read(bank, overlay)
    assert before == read_bank(bank).questions[0]
    assert before.fingerprint != after.fingerprint


BROKEN = {
    "unknown question": ("rules: {hill-up: {slope: {rules: [a]}}}\n", "3:9: no question 'hill-up'"),
    "unknown point": ("rules: {hill-down: {top: {rules: [a]}}}\n", "3:21: no key point 'top'"),
    "unknown concept": ("rules: {hill-down: {slope: {rules: [<up>]}}}\n", "3:37: unknown concept 'up'"),
    "broken rule": ("rules: {hill-down: {slope: {rules: [a +]}}}\n", "3:37: a term is missing"),
    "broken concept": (
        "concepts: {up: <up>}\nrules: {hill-down: {slope: {rules: [<up>]}}}\n",
        "3:16: concept 'up' contains itself",
    ),
    "another topic": ("", "2:8: topic 'dales' in a file named 'hills.yaml'"),
    "not YAML": ("rules: [", "4:1: not YAML"),
}


@pytest.mark.parametrize(("content", "warning"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_left_out_and_told(bank: Path, overlay: Path, content: str, warning: str) -> None:
    head = HEAD.replace("hills", "dales") if not content else HEAD
    (overlay / "hills.yaml").write_text(head + content)
    question, warnings = read(bank, overlay)
    assert question.key_points[0].rules == (OWN,)
    assert [each.partition(" (")[0].startswith(f"hills.yaml:{warning}") for each in warnings] == [True]


def test_a_change_of_it_is_seen_and_warned_about_once(bank: Path, overlay: Path, tmp_path: Path) -> None:
    told: list[str] = []

    def rules() -> int:
        library = Library((bank.parent,), tmp_path / "cache", overlay, told.append)
        return len(library.question("hill-down").key_points[0].rules)

    assert rules() == 1
    (overlay / "hills.yaml").write_text(HEAD + "rules: {hill-down: {slope: {rules: [hop]}, top: {rules: [a]}}}\n")
    assert [rules(), rules()] == [2, 2]
    assert [message.partition("hills.yaml:")[2] for message in told] == ["3:44: no key point 'top'"]
    (overlay / "hills.yaml").unlink()
    assert rules() == 1
    assert len(told) == 1
