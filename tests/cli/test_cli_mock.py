"""`mlprep mock` through a pipe: a whole interview, its report, and one that was broken off."""

from __future__ import annotations

from textwrap import dedent

import pytest

from program import Program

STEP = "it sets the length of each step and too large a rate overshoots the minimum"
DECAY = "decay lets training settle near the bottom"
ZIGZAG = "it damps zigzags across narrow valleys"
DESCENT = ("mock", "--topic", "descent", "--seed", "3")
ASKED = "SELECT question_id, follow_up_id, probe, score FROM attempts ORDER BY submitted_at"

TRANSCRIPT = """
     Q1 · Descent · core                                                descent-rate
    ────────────────────────────────────────────────────────────────────────────────
     What does the learning rate do?

     2:00 for this, 20:00 left in all.

     Q1 · depth 2 · Descent · core                                      descent-rate
    ────────────────────────────────────────────────────────────────────────────────
     Why do people decay it?

     1:30 for this, 19:30 left in all.

     Q2 · Descent · advanced                                        descent-momentum
    ────────────────────────────────────────────────────────────────────────────────
     Why add momentum?

     3:00 for this, 19:00 left in all.

     Mock · Descent · 20 Nov 2026 · 1:30 of 20:00 · seed 3

     Overall   ███████████████░░░░░  75
     descent   ███████████████░░░░░  75  3 answers
     core      ██████████████████░░  88  2 answers
     advanced  ██████████░░░░░░░░░░  50  1 answer

     What does the learning rate do?
       88 · core · depth 2 · 1:00 of 3:30 · descent-rate
       ○ Too small a rate crawls and wastes computation

     Why add momentum?
       50 · advanced · depth 1 · 0:30 of 3:00 · descent-momentum
       ○ It accumulates past gradients into a velocity

     Go over
       mlprep show descent-momentum
       mlprep show descent-rate
"""


def test_an_interview_gives_no_feedback_before_its_report(program: Program) -> None:
    done = program.run(*DESCENT, typed=f"{STEP}\n{DECAY}\n{ZIGZAG}\n")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.shown == dedent(TRANSCRIPT).strip("\n")
    assert program.rows(ASKED) == [
        ("descent-rate", "", "", 75),
        ("descent-rate", "decay", "", 100),
        ("descent-momentum", "", "", 50),
    ]


def test_what_was_left_out_is_asked_for_again(program: Program) -> None:
    program.run(*DESCENT, typed=f"no idea\nit sets the length of each step\nno idea\n{ZIGZAG}\n")
    assert program.rows(ASKED)[:3] == [
        ("descent-rate", "", "", 0),
        ("descent-rate", "", "step", 100),
        ("descent-rate", "", "overshoot", 0),
    ]


def test_what_was_said_when_asked_is_told_from_what_was_left_out(program: Program) -> None:
    done = program.run(*DESCENT, typed=f"no idea\nit sets the length of each step\nno idea\n{DECAY}\n{ZIGZAG}\n")
    assert " ~ It sets the length of each step (said when asked)" in done.stdout
    assert " ○ Too large a rate overshoots the minimum" in done.stdout


def test_practice_gives_hints_and_feedback(program: Program) -> None:
    done = program.run(*DESCENT, "--practice", typed=f"/hint\n{STEP}\n{DECAY}\n{ZIGZAG}\n")
    assert "Hint: What happens to the gradient before it is subtracted?" in done.stdout
    assert "Score 75 · pass · 2 of 3 points · 1:00" in done.stdout
    assert program.rows("SELECT DISTINCT mode FROM attempts") == [("practice",)]


def test_the_real_thing_gives_no_hints(program: Program) -> None:
    assert "There is no hint here." in program.run(*DESCENT, typed="/hint\n").stdout


def test_an_interview_leaves_the_schedule_alone(program: Program) -> None:
    program.run(*DESCENT, typed=f"{STEP}\n{DECAY}\n{ZIGZAG}\n")
    assert program.rows("SELECT count(*), count(due) FROM standings") == [(2, 0)]


def test_a_skipped_question_is_not_asked_about_any_more(program: Program) -> None:
    program.run(*DESCENT, typed=f"/skip\n{ZIGZAG}\n")
    assert program.rows(ASKED) == [("descent-momentum", "", "", 50)]


def test_an_interview_ends_when_its_time_is_over(program: Program) -> None:
    done = program.run(*DESCENT, "--minutes", "1", typed="no idea\n" * 9)
    assert len(program.rows(ASKED)) == 2  # 30 seconds each
    assert "1:00 of 1:00" in done.stdout


def test_the_same_seed_makes_the_same_paper(program: Program) -> None:
    for _ in range(2):
        program.run("mock", "--seed", "11")
    ((one,), (other,)) = program.rows("SELECT paper FROM sessions")
    assert one == other


class TestResume:
    def interrupted(self, program: Program) -> None:
        done = program.run(*DESCENT, typed=f"{STEP}\n")
        assert done.exit_code == 0
        shown = " ".join(done.stdout.split())
        assert "Interrupted; everything is kept. `mlprep mock --resume` goes on with the time that is left." in shown
        # no person may go on here, so what was answered is reported at once
        assert shown.endswith("Go over mlprep show descent-rate")

    def test_it_goes_on_where_it_stopped_with_the_time_that_is_left(self, program: Program) -> None:
        self.interrupted(program)
        program.wait(days=1)
        done = program.run("mock", "--resume", typed=f"{DECAY}\n{ZIGZAG}\n")
        assert done.stdout.startswith(" Descent, begun Fri 20 Nov (yesterday); 19:30 left.\n")
        assert "What does the learning rate do?" not in done.stdout.partition("Mock · ")[0]
        assert "Mock · Descent · 20 Nov 2026 · 1:30 of 20:00 · seed 3" in done.stdout
        assert [row[1] for row in program.rows(ASKED)] == ["", "decay", ""]

    def test_it_can_be_interrupted_again(self, program: Program) -> None:
        self.interrupted(program)
        program.wait(days=1)
        program.run("mock", "--resume", typed=f"{DECAY}\n")
        program.wait(days=1)
        done = program.run("mock", "--resume", typed=f"{ZIGZAG}\n")
        assert "19:00 left." in done.stdout
        assert "Overall" in done.stdout

    def test_a_finished_interview_cannot_be_resumed(self, program: Program) -> None:
        self.interrupted(program)
        program.run("mock", "--resume", typed=f"{DECAY}\n{ZIGZAG}\n")
        done = program.run("mock", "--resume")
        assert (done.exit_code, done.stderr) == (2, "there is no interrupted interview\n`mlprep mock` starts one")

    def test_a_later_interview_does_not_hide_it(self, program: Program) -> None:
        self.interrupted(program)
        program.run("mock", "--topic", "splits", typed="x\nx\nx\nx\n")
        assert "Descent, begun" in program.run("mock", "--resume").stdout

    def test_it_goes_on_as_it_was_begun(self, program: Program) -> None:
        self.interrupted(program)
        done = program.run("mock", "--resume", "--practice")
        assert (done.exit_code, "leave the other options out" in done.stderr) == (2, True)

    def test_there_has_to_be_one(self, program: Program) -> None:
        assert program.run("mock", "--resume").exit_code == 2


def test_no_question_for_the_filters_is_exit_code_4(program: Program) -> None:
    done = program.run("mock", "--topic", "splits", "--tier", "advanced")
    assert (done.exit_code, done.stdout) == (4, "")


@pytest.mark.parametrize("minutes", ["0", "-5", "soon", "nan", "inf"])
def test_minutes_have_to_be_some(program: Program, minutes: str) -> None:
    assert program.run("mock", "--minutes", minutes).exit_code == 2


def test_skipped_questions_are_reported_with_their_time(program: Program) -> None:
    done = program.run(*DESCENT, typed="/skip\n/skip\n")
    assert "0:60" not in done.stdout
    assert "1:00 of 20:00" in done.stdout
    assert "Skipped: descent-rate, descent-momentum" in done.stdout
    assert "mlprep show descent-rate" in done.stdout


def test_a_report_says_whether_the_interview_was_finished(program: Program) -> None:
    assert program.run(*DESCENT, "--json", typed=f"{STEP}\n").json["finished"] is False
    assert program.run(*DESCENT, "--json", typed=f"{STEP}\n{DECAY}\n{ZIGZAG}\n").json["finished"] is True


def test_the_report_is_alone_on_standard_output_as_json(program: Program) -> None:
    done = program.run(*DESCENT, "--json", typed=f"{STEP}\n{DECAY}\n{ZIGZAG}\n")
    assert "What does the learning rate do?" in done.stderr
    report = done.json
    assert report["format"] == 1
    assert (report["title"], report["mode"], report["score"], report["seed"]) == ("Descent", "mock", 75, 3)
    assert [(q["question_id"], q["depth"]) for q in report["questions"]] == [
        ("descent-rate", 2),
        ("descent-momentum", 1),
    ]
    assert report["review"] == ["descent-momentum", "descent-rate"]
