"""`mlprep bank explain`: which groups of which rule were heard where."""

from __future__ import annotations

from pathlib import Path

import pytest

from program import Program

BANK = """\
format: 1
topic: tea
title: Tea
part: foundations
questions:
  - id: tea-water
    tier: core
    question: What makes a good cup?
    answer: Boiling water draws out flavour. Patience rewards drinkers.
    key_points:
      - id: boiling
        point: Boiling water draws out flavour
        rules: [boiling | hot + flavour | taste, kettle + sing | whistle, water + steam, leaf + open]
        against: [cold | lukewarm + flavour | taste]
      - {id: patience, point: Patience rewards drinkers}
    follow_ups:
      - id: pot
        question: Which vessel suits it?
        key_points: [{id: porcelain, point: Porcelain keeps warmth inside, rules: [porcelain + warm]}]
"""
RULES = """\
  rule 1: strength 1.00
    hot    “Hot”
    taste  “taste”
  rule 3: strength 0.50
    water  “water”
    –      steam
  rule 2: strength 0.50, contradiction 0.50 (denied after)
    kettle  “kettle”
    –       sing | whistle
  1 rule of which nothing was heard
"""
ANSWER = "Hot water brings out the taste. The kettle is never cold."


@pytest.fixture
def tea(program: Program, banks: Path) -> Program:
    (banks / "tea.yaml").write_text(BANK)
    return program


def test_every_point_has_its_verdict_and_the_rules_that_were_heard(tea: Program) -> None:
    done = tea.run("bank", "explain", "tea-water", "--answer", ANSWER)
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.shown.splitlines()
    assert lines[0].startswith("rules grader, version ")
    assert lines[2].startswith("✓ boiling  found, probability 0.")
    start, end = lines.index("  rule 1: strength 1.00"), lines.index("○ patience  missed, probability 0.00")
    assert "\n".join(lines[start:end]) == RULES


def test_of_one_point_all_rules_are_shown_and_the_wrong_statement(tea: Program) -> None:
    answer = "Lukewarm water has more taste. The kettle whistles. The leaf opens with steam."
    every = tea.run("bank", "explain", "tea-water", "--answer", answer).shown
    assert "1 more rule heard" in every
    assert every.endswith("One point with all its rules: --point ID.")
    one = tea.run("bank", "explain", "tea-water", "--answer", answer, "--point", "boiling").shown
    assert [line.strip().partition(":")[0] for line in one.splitlines() if "strength" in line] == [
        "rule 2",
        "rule 4",
        "rule 3",
        "rule 1",
        "against 1",
    ]
    assert "patience" not in one


def test_a_point_without_rules_says_so(tea: Program) -> None:
    done = tea.run("bank", "explain", "tea-water", "--point", "patience", typed="Hot water brings out the taste.\n")
    assert done.shown.endswith("no rules: its own words have to do")


def test_the_answer_may_come_from_standard_input_and_be_to_a_follow_up(tea: Program) -> None:
    done = tea.run("bank", "explain", "tea-water", "--follow-up", "pot", typed="Porcelain stays warm.\n")
    assert "porcelain  “Porcelain”" in done.shown


def test_plain_words_for_signs(tea: Program) -> None:
    done = tea.run("bank", "explain", "tea-water", "--plain", "--answer", ANSWER)
    assert " found: boiling  probability 0." in done.stdout


def test_a_remark_is_told(tea: Program) -> None:
    shown = tea.run("bank", "explain", "tea-water", "--answer", "no idea").shown
    assert shown.splitlines()[1] == " You said that you do not know: nothing to score.".strip()


def test_the_same_as_json(tea: Program) -> None:
    data = tea.run("bank", "explain", "tea-water", "--point", "boiling", "--json", "--answer", ANSWER).json
    assert list(data) == ["format", "grade", "points"]
    (point,) = data["points"]
    assert (point["point_id"], point["verdict"], point["rules"]) == ("boiling", "found", 4)
    assert point["heard"][0] == {
        "number": 1,
        "groups": [
            {"terms": ["boiling", "hot"], "term": "hot", "words": "Hot", "span": {"start": 0, "end": 3}},
            {"terms": ["flavour", "taste"], "term": "taste", "words": "taste", "span": {"start": 25, "end": 30}},
        ],
        "strength": 1.0,
        "contradiction": 0.0,
        "standing": 1.0,
        "signs": [],
    }
    assert {"name", "value", "weight", "contribution"} == set(point["features"][0])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("tea-wter",), "there is no question 'tea-wter'\ndid you mean 'tea-water'?"),
        (("tea-water", "--point", "pot"), "tea-water has no key point “pot”\nit has: boiling, patience"),
        (("tea-water", "--follow-up", "cup"), "tea-water has no follow-up “cup”\nit has: pot"),
    ],
)
def test_what_there_is_not(tea: Program, options: tuple[str, ...], message: str) -> None:
    done = tea.run("bank", "explain", *options, "--answer", ANSWER)
    assert (done.exit_code, done.stderr) == (2, message)
