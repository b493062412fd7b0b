"""What the grader is unsure of, where nobody can be asked: in pipes and in `mlprep grade`."""

from __future__ import annotations

from textwrap import dedent

import pytest

from fakes import Hesitant
from program import Program
from screens import trimmed

STEP = "it sets the length of each step and too large a rate overshoots the minimum"
VERDICTS = "SELECT point_id, verdict, probability FROM verdicts ORDER BY point_id"
OVERRULINGS = "SELECT * FROM overrulings"

GRADED = """
    Score 75 · pass · 1 of 3 points · 2 unsure (counted half)

    ✓ It sets the length of each step       “it sets the length of each step”
    ? Too large a rate overshoots the       “too large a rate overshoots the
      minimum (required)                    minimum”
    ? Too small a rate crawls and wastes computation
"""

QUIZ = """
     1/1 · Descent · core                                               descent-rate
    ────────────────────────────────────────────────────────────────────────────────
     What does the learning rate do?


     Score 75 · pass · 1 of 3 points · 2 unsure (counted half) · 0:30

     ✓ It sets the length of each step       “it sets the length of each step”
     ? Too large a rate overshoots the       “too large a rate overshoots the
       minimum (required)                    minimum”
     ? Too small a rate crawls and wastes computation

     A strong answer
       The learning rate sets the length of each step. Too large a rate overshoots
       the minimum and may diverge. Too small a rate crawls, wasting computation.

     Maths
       θₜ₊₁ = θₜ − η ∇J(θₜ)

     Tip    Name the three regimes before any formula.
     Avoid  Treating the rate as a mere speed knob

     Again on Sun 22 Nov (in 2 days)
     2 points unsure: counted half; on a terminal y or n settles them.

     1 answered, 1 passed, mean score 75, 0:30 in all.

     ✓  75  descent-rate

     Next: mlprep stats
"""

MOCK = """
     Mock · Descent, core · 20 Nov 2026 · 1:00 of 20:00 · seed 3

     Overall  ██████████████████░░  88
     descent  ██████████████████░░  88  2 answers
     core     ██████████████████░░  88  2 answers

     What does the learning rate do?
       88 · core · depth 2 · 1:00 of 3:30 · descent-rate
       ? Too large a rate overshoots the minimum (unsure, counted half)
       ? Too small a rate crawls and wastes computation (unsure, counted half)
"""


@pytest.fixture
def unsure(program: Program) -> Program:
    """The program with a grader that is unsure of two of the points."""
    program.grader = Hesitant({"overshoot": 0.7, "crawl": 0.4})
    return program


def test_a_graded_answer_says_what_is_unsure_and_how_it_counts(unsure: Program) -> None:
    done = unsure.run("grade", "descent-rate", "--answer", STEP)
    assert done.shown == dedent(GRADED).strip("\n")


def test_in_plain_words(unsure: Program) -> None:
    done = unsure.run("grade", "descent-rate", "--plain", "--answer", STEP)
    assert " unsure: Too small a rate crawls and wastes computation" in done.stdout


def test_in_json_an_unsure_point_has_its_verdict_and_probability(unsure: Program) -> None:
    graded = unsure.run("grade", "descent-rate", "--json", "--answer", STEP).json
    points = {point["point_id"]: (point["verdict"], point["probability"]) for point in graded["grade"]["points"]}
    assert points["crawl"] == ("unsure", 0.4)


def test_in_a_pipe_the_machines_verdict_stands_and_that_is_said(unsure: Program) -> None:
    done = unsure.run("quiz", "--topic", "descent", "--tier", "core", typed=f"{STEP}\n")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.shown == dedent(QUIZ).strip("\n")
    assert unsure.rows(VERDICTS) == [("crawl", "unsure", 0.4), ("overshoot", "unsure", 0.7), ("step", "found", 1.0)]
    assert unsure.rows(OVERRULINGS) == []


@pytest.mark.parametrize("options", [(), ("--plain",), ("--json",)], ids=["usual", "plain", "json"])
def test_no_line_of_a_pipe_is_taken_for_a_verdict(unsure: Program, options: tuple[str, ...]) -> None:
    unsure.run("quiz", "--topic", "descent", "--seed", "1", *options, typed=f"{STEP}\ny\n")
    assert unsure.rows("SELECT answer FROM attempts ORDER BY submitted_at") == [(STEP,), ("y",)]
    assert unsure.rows(OVERRULINGS) == []


def test_a_piped_interview_reports_what_is_unsure(unsure: Program) -> None:
    typed = f"{STEP}\ndecay lets training settle near the bottom\n"
    done = unsure.run("mock", "--topic", "descent", "--tier", "core", "--seed", "3", typed=typed)
    assert trimmed(done.stdout[done.stdout.index(" Mock ·") :]) == dedent(MOCK).strip("\n")
    assert "to settle" not in done.stdout
    assert unsure.rows("SELECT kind FROM events WHERE kind IN ('settling', 'ended')") == [("settling",), ("ended",)]
    assert unsure.rows(OVERRULINGS) == []


def test_the_report_in_json_tells_the_unsure_from_the_missed(unsure: Program) -> None:
    typed = f"{STEP}\ndecay lets training settle near the bottom\n"
    done = unsure.run("mock", "--topic", "descent", "--tier", "core", "--seed", "3", "--json", typed=typed)
    (question,) = done.json["questions"]
    assert (len(question["unsure"]), question["missed"]) == (2, [])
