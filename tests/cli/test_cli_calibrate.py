"""`mlprep bank calibrate` on a bank whose grading can be foreseen."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from fakes import Literal
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
      - {id: boiling, point: Boiling water draws out flavour}
      - {id: patience, point: Patience rewards drinkers}
    samples:
      - {text: Boiling water draws out flavour, found: [boiling], note: partial}
      - {text: Something else entirely, note: waffle}
      - {text: Boiling water draws out flavour. Patience rewards drinkers., found: [boiling], note: waffle}
  - id: tea-pot
    tier: core
    question: Which vessel suits it?
    answer: Porcelain keeps warmth inside.
    key_points:
      - {id: porcelain, point: Porcelain keeps warmth inside}
    samples:
      - {text: Porcelain keeps warmth inside, found: [porcelain], note: expert}
"""
MARKED = BANK[: BANK.index("    samples:")] + dedent("""\
    # by people
        samples:
          - {text: Boiling water draws out flavour, mark: 0.5}
          - {text: Something else entirely, mark: 0}
          - {text: Boiling water draws out flavour. Patience rewards drinkers., mark: 1}
    """).replace("# by people\n", "")
PAIRS = """\
- {question: tea-water, base: partial, kind: omit, point: boiling, text: Lukewarm milk soothes nobody}
- {question: tea-pot, base: expert, kind: swap, point: porcelain, text: Porcelain keeps warmth inside}
"""
RULES = "tea-pot: {porcelain: {rules: [[[china, porcelain], [warm, hot]]]}}\n"


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    file = tmp_path / "tea.yaml"
    file.write_text(BANK)
    return file


@pytest.fixture
def literal(program: Program) -> Program:
    """The program with a grader whose probabilities are 0 and 1."""
    program.grader = Literal()
    return program


def beside(bank: Path, name: str, content: str) -> str:
    file = bank.with_name(name)
    file.write_text(content)
    return str(file)


def test_a_calibration_as_text(literal: Program, tea: Path) -> None:
    files = (str(tea), "--pairs", beside(tea, "pairs.yaml", PAIRS))
    assert literal.run("bank", "calibrate", *files).shown == dedent("""\
        literal grader, version 1
        2 questions, 4 samples, rules on 0 of 3 key points

        7 decisions: was this point stated in this answer?
        within-answer AUC    0.750 the figure to judge by
        AUC                  0.875 0.875 without misconceptions
        accuracy              86 % 86 % telling wrong from missed
        unsure                 0 % left out of accuracy
        found             75/100 % precision and recall
        wrong                    – precision and recall
        foreign points       0.0 % found in answers to other questions
        Brier score          0.143 0 is best

        How far to trust a probability
        probability  mean truly found decisions
        0.0 to 0.1  0.000       0.000         3
        0.1 to 0.2      –           –         0
        0.2 to 0.3      –           –         0
        0.3 to 0.4      –           –         0
        0.4 to 0.5      –           –         0
        0.5 to 0.6      –           –         0
        0.6 to 0.7      –           –         0
        0.7 to 0.8      –           –         0
        0.8 to 0.9      –           –         0
        0.9 to 1.0  1.000       0.750         4

        By note
                samples within accuracy unsure     found score
        partial       1  1.000    100 %    0 % 100/100 % 0.500
        waffle        2  0.500     75 %    0 %  50/100 % 0.500
        expert        1      –    100 %    0 % 100/100 % 1.000

        Minimal pairs
             pairs original above edited edited found
        omit     1                 1.000          0 %
        swap     1                 0.500        100 %

        Worst questions, 1 of 2
                  samples within accuracy unsure foreign
        tea-water       3  0.750     83 %    0 %     0 %

        The same with --json lists every decision and score.""")


def test_marks_as_text(literal: Program, tea: Path) -> None:
    tea.write_text(MARKED)
    assert literal.run("bank", "calibrate", str(tea)).shown == dedent("""\
        literal grader, version 1
        1 question, 3 samples, rules on 0 of 2 key points

        3 scores beside people's marks
        Pearson r      1.000
        Spearman       1.000
        RMSE           0.000 of scores from 0 to 1
        weighted kappa 1.000 quadratic, to the nearest quarter

        By note
                  samples     r  RMSE score
        (no note)       3 1.000 0.000 0.500

        Worst questions, 1 of 1
                  samples     r  RMSE
        tea-water       3 1.000 0.000

        The same with --json lists every decision and score.""")


def test_a_bank_without_samples_has_nothing_to_calibrate_by(program: Program, banks: Path) -> None:
    done = program.run("bank", "calibrate", str(banks / "splits.yaml"))
    assert done.exit_code == 0
    assert done.shown == dedent("""\
        rules grader, version 1
        2 questions, 0 samples, rules on 4 of 4 key points
        Nothing to calibrate by. docs/bank-format.md shows how to write samples.""")


def test_json_lists_decisions_scores_and_pairs(literal: Program, tea: Path) -> None:
    """Others read this: keys may be added, none renamed."""
    files = (str(tea), "--pairs", beside(tea, "pairs.yaml", PAIRS))
    printed = literal.run("bank", "calibrate", *files, "--json").json
    assert printed["format"] == 1
    assert (printed["grader"], printed["files"]) == ("literal", [str(tea)])
    assert len(printed["decisions"]) == 7
    assert printed["decisions"][5] == {
        "question": "tea-water",
        "sample": 2,
        "note": "waffle",
        "point": "patience",
        "truth": "missed",
        "verdict": "found",
        "probability": 1.0,
    }
    assert printed["scores"][0] == {"question": "tea-water", "sample": 0, "score": 0.5, "mark": None}
    assert printed["pairs"][1] == {
        "question": "tea-pot",
        "base": "expert",
        "kind": "swap",
        "point": "porcelain",
        "probability_base": 1.0,
        "probability_edited": 1.0,
    }
    assert printed["overall"]["within_answer_auc"] == 0.75
    assert printed["overall"]["pearson"] is None
    assert set(printed["by_note"]) == {"partial", "waffle", "expert"}
    assert set(printed["by_question"]) == {"tea-water", "tea-pot"}
    assert printed["by_kind"]["swap"] == {"pairs": 1, "accuracy": 0.5, "accepted": 1.0}


def test_rules_come_from_a_file(program: Program, tea: Path) -> None:
    rules = beside(tea, "raw.yaml", RULES)
    printed = program.run("bank", "calibrate", str(tea), "--rules", rules, "--json").json
    assert (printed["points_with_rules"], printed["points"]) == (1, 3)


def test_the_grader_is_the_one_that_is_named(program: Program, tea: Path) -> None:
    assert program.run("bank", "calibrate", str(tea), "--grader", "rules").shown.startswith("rules grader, version ")
    assert program.run("bank", "calibrate", str(tea), "--grader", "none").exit_code == 2


def test_nothing_is_recorded(program: Program, tea: Path) -> None:
    program.run("bank", "calibrate", str(tea))
    assert not program.paths.database.exists()


def test_a_bank_that_breaks_the_format_is_exit_code_3(program: Program, tea: Path) -> None:
    pairs = beside(tea, "pairs.yaml", PAIRS.replace("expert", "exprt"))
    done = program.run("bank", "calibrate", str(tea), "--pairs", pairs)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == f"{pairs}:2:29: no sample with the note 'exprt' (did you mean 'expert'?)"


def test_a_check_fails_a_bank_whose_samples_disagree(program: Program, tea: Path) -> None:
    wrong = BANK.replace("found: [porcelain]", "found: []")
    tea.write_text(wrong)
    done = program.run("bank", "check", str(tea), "--grader", "words")
    assert done.exit_code == 1
    assert (
        "  fault: 5 of 7 decided verdicts on the samples agree with the marks, less than 80 %: "
        f"see mlprep bank calibrate {tea}\n"
    ) in done.stdout
