"""`mlprep grade`: one answer, nothing recorded."""

from __future__ import annotations

from textwrap import dedent

import pytest

from program import Program

STEP = "it sets the length of each step and too large a rate overshoots the minimum"


@pytest.mark.parametrize(
    ("args", "typed"), [(("--answer", STEP), ""), ((), STEP), ((), f"{STEP}\n")], ids=["option", "input", "line"]
)
def test_an_answer_is_graded_point_by_point(program: Program, args: tuple[str, ...], typed: str) -> None:
    done = program.run("grade", "descent-rate", *args, typed=typed)
    assert done.exit_code == 0
    assert done.shown == dedent("""\
        Score 75 · pass · 2 of 3 points

        ✓ It sets the length of each step                    “length of each step”
        ✓ Too large a rate overshoots the minimum (required) “large a rate overshoots”
        ○ Too small a rate crawls and wastes computation""")


def test_an_answer_may_have_many_lines(program: Program) -> None:
    done = program.run(
        "grade", "descent-momentum", typed="gradients pile up\n\nit damps zigzags across narrow valleys\n"
    )
    assert "✓ It damps zigzags across narrow valleys" in done.stdout


def test_nothing_is_recorded(program: Program) -> None:
    program.run("grade", "descent-rate", "--answer", STEP)
    assert not program.paths.database.exists()


def test_a_follow_up_is_graded_by_its_own_points(program: Program) -> None:
    done = program.run(
        "grade", "descent-rate", "--follow-up", "decay", "--answer", "it lets training settle near the bottom"
    )
    assert done.shown.startswith("Score 100 · pass · 1 of 1 points\n")


def test_an_unknown_follow_up_is_answered_with_those_there_are(program: Program) -> None:
    done = program.run("grade", "descent-rate", "--follow-up", "dekay", "--answer", STEP)
    assert (done.exit_code, done.stderr) == (2, "descent-rate has no follow-up “dekay”\nit has: decay")
    assert program.run("grade", "splits-leak", "--follow-up", "x", "--answer", "").stderr.endswith("it has: none")


@pytest.mark.parametrize(
    ("answer", "remark"),
    [("", "empty"), ("I don't know", "dont-know"), ("What does the learning rate do?", "echo"), (STEP, None)],
)
def test_no_answer_scores_nothing_and_says_why(program: Program, answer: str, remark: str | None) -> None:
    grade = program.run("grade", "descent-rate", "--answer", answer, "--json").json["grade"]
    assert grade["remark"] == remark
    assert (grade["score"] == 0) == (remark is not None)


def test_evidence_in_json_are_offsets_into_the_text(program: Program) -> None:
    graded = program.run("grade", "descent-rate", "--answer", STEP, "--json").json
    evidence = {point["point_id"]: point["evidence"] for point in graded["grade"]["points"]}
    assert graded["text"][evidence["step"]["start"] : evidence["step"]["end"]] == "length of each step"
    assert evidence["crawl"] is None
