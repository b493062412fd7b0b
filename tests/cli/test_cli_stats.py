"""`mlprep stats`."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from program import Program

STEP = "it sets the length of each step and too large a rate overshoots the minimum"


def practised(program: Program) -> None:
    """Two days of it, some of it in an interview."""
    program.run("quiz", "--topic", "descent", "--seed", "1", typed=f"{STEP}\n\n\n")
    program.wait(days=1)
    program.run("mock", "--topic", "splits", "--tier", "core", "--seed", "1", typed="scores look too good\n")


def test_an_empty_history_says_what_to_do(program: Program) -> None:
    done = program.run("stats")
    assert done.exit_code == 0
    assert done.shown.startswith("No answers yet; 4 questions in 2 topics are waiting.\n")
    assert "mlprep quiz " in done.stdout


def test_a_history_is_summed_up(program: Program) -> None:
    practised(program)
    assert program.run("stats").shown == dedent("""\
        4 answers to 3 of 4 questions; your mean score is 31.
        Weakest: Descent advanced (18 ± 17).
        Due: 1 today, 2 this week.

                  core       advanced   deep
        Descent   ██░░ 48~   █░░░ 18~   -
        Splits    ██░░ 40~   -          0 of 1
        ~ could be ten points off or more

        Weak areas
        Descent advanced: 18 ± 17, 2 answers
          mlprep quiz --topic descent --tier advanced --weak
        Splits core: 40 ± 19, 1 answer
          mlprep quiz --topic splits --tier core --weak
        Descent core: 48 ± 19, 1 answer
          mlprep quiz --topic descent --tier core --weak

        Left out or wrong most often
        2 of 2  It accumulates past gradients into a velocity        descent-momentum
        2 of 2  It damps zigzags across narrow valleys               descent-momentum
        1 of 1  Too small a rate crawls and wastes computation       descent-rate
        1 of 1  Information from held-out examples reaches training  splits-leak

        Last 12 weeks   ···········▃   streak 2 days   2 minutes in all

        Next: mlprep quiz --due""")


def test_the_same_as_json(program: Program) -> None:
    practised(program)
    stats = program.run("stats", "--json").json
    assert stats["format"] == 1
    assert (stats["answers"], stats["passed"], stats["seen"], stats["questions"]) == (4, 2, 3, 4)
    assert (stats["streak"], stats["due"]["today"], stats["due"]["week"]) == (2, 1, 2)
    assert stats["weak_areas"][0]["command"] == "mlprep quiz --topic descent --tier advanced --weak"
    assert stats["missed_points"][0] == {
        "question_id": "descent-momentum",
        "point": "It accumulates past gradients into a velocity",
        "missed": 2,
        "wrong": 0,
        "asked": 2,
    }
    assert {cell["topic"] for cell in stats["cells"]} == {"descent", "splits"}


def test_the_point_of_a_follow_up_is_named(program: Program) -> None:
    program.run("mock", "--topic", "descent", "--tier", "core", "--seed", "1", typed=f"{STEP}\nno idea\n")
    assert "1 of 1  Decay lets training settle near the bottom" in program.run("stats").stdout


def test_questions_that_the_banks_no_longer_have_are_left_out(program: Program, banks: Path) -> None:
    practised(program)
    (banks / "descent.yaml").unlink()
    done = program.run("stats")
    assert done.shown.startswith("1 answer to 1 of 2 questions")
    assert "descent" not in done.stdout.lower()


def test_a_point_that_its_question_no_longer_has_is_left_out(program: Program, banks: Path) -> None:
    practised(program)
    bank = banks / "descent.yaml"
    bank.write_text(bank.read_text().replace("id: zigzag", "id: damping"))
    assert "It damps zigzags" not in program.run("stats").stdout
