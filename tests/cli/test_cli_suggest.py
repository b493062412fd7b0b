"""`mlprep bank suggest`: from overruled verdicts to rules in the overlay."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from itertools import count
from pathlib import Path
from textwrap import dedent

import pytest

from mlprep.model.attempt import Overruling
from mlprep.model.grade import PointGrade, Verdict
from mlprep.store.database import open_database
from mlprep.store.ledger import Ledger

from builders import AT, a_grade_of, a_session, an_answer, an_attempt
from program import Done, Program

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
      - {id: boiling, point: Boiling water draws out flavour, rules: [boiling | hot + flavour | taste]}
      - {id: patience, point: Patience rewards drinkers, rules: [patience | wait + drinker | reward]}
    follow_ups:
      - id: pot
        question: Which vessel suits it?
        answer: Porcelain keeps warmth inside.
        key_points: [{id: porcelain, point: Porcelain keeps warmth inside}]
"""
KETTLE = "Scald the leaves straight off the kettle. Nothing else matters."

OVERLAY = """\
# Your own rules, on top of those of the bank. `mlprep bank suggest` adds to them; edit them as you like.
format: 1
topic: tea
rules:
  tea-water:
    boiling:
      rules:
        - leaves + straight + kettle
"""


@pytest.fixture
def tea(program: Program, banks: Path) -> Program:
    """The program with one bank, on tea, and a session to answer in."""
    for bank in banks.glob("*.yaml"):
        bank.unlink()
    (banks / "tea.yaml").write_text(BANK)
    connection = open_database(program.paths.database)
    Ledger(connection).start(a_session())
    connection.close()
    return program


NUMBERS = count(1)


def overrule(
    program: Program,
    point: str,
    verdicts: tuple[Verdict, Verdict],
    text: str = KETTLE,
    *,
    follow_up: str = "",
    question: str = "tea-water",
) -> None:
    """An answer on whose point the grader gave the first verdict, and the candidate the second."""
    graded, own = verdicts
    attempt_id = f"a{next(NUMBERS)}"
    attempt = an_attempt(
        attempt_id,
        topic="tea",
        question_id=question,
        follow_up_id=follow_up,
        answer=an_answer(text),
        grade=replace(a_grade_of(0), points=(PointGrade(point, graded, 0.3),)),
    )
    connection = open_database(program.paths.database)
    ledger = Ledger(connection)
    ledger.record(attempt)
    ledger.overrule(Overruling(attempt_id, point, own, 50, passed=True, at=AT))
    connection.close()


STATED = (Verdict.MISSED, Verdict.FOUND)
NOT_STATED = (Verdict.FOUND, Verdict.MISSED)


def suggested(program: Program, *options: str) -> Done:
    done = program.run("bank", "suggest", *options)
    assert (done.exit_code, done.stderr) == (0, "")
    return done


def test_an_empty_history_says_what_to_do(tea: Program) -> None:
    assert suggested(tea).shown == dedent("""\
        Nothing to learn from yet.
        Where the grader gets a point wrong in a quiz, overrule it after your answer;
        then come back.""")


def test_what_was_stated_and_not_credited_becomes_a_rule_of_the_candidates_words(tea: Program) -> None:
    overrule(tea, "boiling", STATED)
    overrule(tea, "boiling", STATED)
    file = tea.paths.overlay / "tea.yaml"
    shown = suggested(tea).stdout
    assert shown == "\n".join(
        [
            " 2 verdicts overruled, 0 of them right by now.",
            "",
            " tea-water boiling: stated, not credited, 2 times",
            "   Boiling water draws out flavour",
            "   “Scald the leaves straight off the kettle”",
            "",
            "--- /dev/null",
            "+++ rules/tea.yaml",
            "@@ -0,0 +1,8 @@",
            *(f"+{line}" for line in OVERLAY.splitlines()),
            "",
            " Nothing is written yet; with --write it is. A rule is a guess: review it.",
            f"   {file}",
            "",
        ]
    )
    assert not file.exists()


def test_written_rules_are_heard_from_then_on(tea: Program) -> None:
    overrule(tea, "boiling", STATED)
    before = tea.run("grade", "tea-water", "--answer", KETTLE, "--json").json["grade"]["points"][0]
    done = suggested(tea, "--write")
    assert "To undo, take these lines out again." in done.shown
    assert (tea.paths.overlay / "tea.yaml").read_text() == OVERLAY
    after = tea.run("grade", "tea-water", "--answer", KETTLE, "--json").json["grade"]["points"][0]
    assert (before["verdict"], after["verdict"]) == ("missed", "found")
    assert suggested(tea).shown == "1 verdict overruled, 1 of them right by now."


def test_taking_the_lines_out_undoes_it(tea: Program) -> None:
    overrule(tea, "boiling", STATED)
    suggested(tea, "--write")
    (tea.paths.overlay / "tea.yaml").unlink()
    assert "kettle" in suggested(tea, "--json").json["diff"]


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
def test_the_diff_applies(tea: Program) -> None:
    overrule(tea, "boiling", STATED)
    file = tea.paths.overlay / "tea.yaml"
    file.parent.mkdir()
    mine = "format: 1\ntopic: tea\nrules:\n  tea-water:\n    # mine\n    patience: {rules: [linger + smile]}\n"
    file.write_text(mine)
    printed = suggested(tea).stdout
    assert file.read_text() == mine
    command = ["patch", "-p0", "-d", str(tea.paths.home)]
    subprocess.run(command, input=printed, text=True, check=True, capture_output=True)
    by_hand = file.read_text()
    file.write_text(mine)
    suggested(tea, "--write")
    assert file.read_text() == by_hand
    assert "    # mine\n    patience: {rules: [linger + smile]}\n" in by_hand.replace(
        "    boiling:\n      rules:\n        - leaves + straight + kettle\n", ""
    )


def test_what_was_credited_and_not_stated_becomes_a_rule_against(tea: Program) -> None:
    overrule(tea, "boiling", NOT_STATED, "Hot bergamot syrup ruins the flavour.")
    (suggestion,) = suggested(tea, "--json").json["suggestions"]
    assert suggestion["kind"] == "against"
    assert suggestion["rules"] == [{"groups": [["hot"], ["bergamot"], ["syrup"]]}]


def test_without_words_of_its_own_nothing_is_made_up(tea: Program) -> None:
    overrule(tea, "boiling", NOT_STATED, "Hot flavour.")
    done = suggested(tea)
    assert "Too few words of its own to make a rule of them." in done.shown
    assert "+++" not in done.shown


def test_a_point_without_rules_gets_one_of_its_own_words_too(tea: Program) -> None:
    overrule(tea, "porcelain", STATED, "China cosies stay snug for hours.", follow_up="pot")
    done = suggested(tea, "--write")
    assert done.shown.splitlines()[2].strip() == "tea-water pot/porcelain: stated, not credited, once"
    written = (tea.paths.overlay / "tea.yaml").read_text()
    assert "    pot/porcelain:\n      rules:\n        - porcelain + warmth + inside\n" in written
    for answer in ("Porcelain keeps warmth inside.", "China cosies stay snug for hours."):
        grade = tea.run("grade", "tea-water", "--follow-up", "pot", "--answer", answer, "--json").json["grade"]
        assert grade["points"][0]["verdict"] == "found"


@pytest.mark.parametrize(
    "verdicts",
    [
        (Verdict.FOUND, Verdict.FOUND),
        (Verdict.PARTIAL, Verdict.FOUND),
        (Verdict.MISSED, Verdict.WRONG),
        (Verdict.MISSED, Verdict.PARTIAL),
        (Verdict.UNSURE, Verdict.MISSED),
    ],
)
def test_verdicts_along_the_graders_lean_teach_nothing(tea: Program, verdicts: tuple[Verdict, Verdict]) -> None:
    overrule(tea, "boiling", verdicts)
    assert suggested(tea, "--json").json["overruled"] == 0


def test_questions_that_are_gone_are_passed_over(tea: Program) -> None:
    overrule(tea, "boiling", STATED, question="tea-milk")
    assert suggested(tea, "--json").json["overruled"] == 0


def test_the_same_as_json(tea: Program) -> None:
    overrule(tea, "boiling", STATED)
    file = str(tea.paths.overlay / "tea.yaml")
    assert suggested(tea, "--json", "--write").json == {
        "format": 1,
        "overruled": 1,
        "heard": 0,
        "suggestions": [
            {
                "topic": "tea",
                "question_id": "tea-water",
                "follow_up_id": "",
                "point_id": "boiling",
                "point": "Boiling water draws out flavour",
                "kind": "rules",
                "times": 1,
                "quotes": ["Scald the leaves straight off the kettle"],
                "rules": [{"groups": [["leaves"], ["straight"], ["kettle"]]}],
            }
        ],
        "files": [file],
        "diff": "--- /dev/null\n+++ rules/tea.yaml\n@@ -0,0 +1,8 @@\n"
        + "".join(f"+{line}\n" for line in OVERLAY.splitlines()),
        "written": True,
        "warnings": [],
    }


def test_strangers_in_the_overlay_are_warned_about_and_no_more(tea: Program) -> None:
    overrule(tea, "boiling", STATED)
    folder = tea.paths.overlay
    folder.mkdir()
    (folder / "tea.yaml").write_text("format: 1\ntopic: tea\nrules:\n  tea-watr: {first: {rules: [a + b]}}\n")
    (folder / "coffee.yaml").write_text("format: 1\ntopic: coffee\n")
    asked = tea.run("grade", "tea-water", "--answer", "Hot flavour")
    assert asked.exit_code == 0
    assert asked.stderr == f"mlprep: {folder}/tea.yaml:4:3: no question 'tea-watr' (did you mean 'tea-water'?)\n"
    assert tea.run("grade", "tea-water", "--answer", "Hot flavour").stderr == ""
    assert suggested(tea, "--json").json["warnings"] == [
        f"{folder}/coffee.yaml:1:1: there is no topic 'coffee'",
        f"{folder}/tea.yaml:4:3: no question 'tea-watr' (did you mean 'tea-water'?)",
    ]


def test_a_broken_overlay_is_not_written_over(tea: Program) -> None:
    overrule(tea, "boiling", STATED)
    file = tea.paths.overlay / "tea.yaml"
    file.parent.mkdir()
    file.write_text("format: 1\ntopic: tea\nrules: {tea-water: {patience: {rules: [a + b]}}}\n")
    done = tea.run("bank", "suggest", "--write")
    assert done.exit_code == 3
    assert done.stderr == (
        f"{file}:3:20: there is no room for a rule inside brackets"
        " (write each key, and each rule after a '- ', on a line of its own)"
    )
    assert "kettle" not in file.read_text()
