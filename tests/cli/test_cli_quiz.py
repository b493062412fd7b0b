"""`mlprep quiz` through a pipe: what it prints, and what it leaves in the database."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from mlprep.model.session import Draft
from mlprep.store.database import open_database, to_text
from mlprep.store.ledger import Ledger

from builders import TODAY, later
from program import Program

STEP = "it sets the length of each step and too large a rate overshoots the minimum"
MOMENTUM = "it accumulates past gradients into a velocity, which damps zigzags across narrow valleys"
ATTEMPTS = "SELECT question_id, mode, score, answer FROM attempts ORDER BY submitted_at"
SCHEDULE = "SELECT question_id, due, reviews FROM standings ORDER BY question_id"

TRANSCRIPT = """
     1/2 · Descent · core                                               descent-rate
    ────────────────────────────────────────────────────────────────────────────────
     What does the learning rate do?


     Score 75 · pass · 2 of 3 points · 0:30

     ✓ It sets the length of each step                    “length of each step”
     ✓ Too large a rate overshoots the minimum (required) “large a rate overshoots”
     ○ Too small a rate crawls and wastes computation

     A strong answer
       The learning rate sets the length of each step. Too large a rate overshoots
       the minimum and may diverge. Too small a rate crawls, wasting computation.

     Maths
       θₜ₊₁ = θₜ − η ∇J(θₜ)

     Tip    Name the three regimes before any formula.
     Avoid  Treating the rate as a mere speed knob

     Again on Sun 22 Nov (in 2 days)

     2/2 · Descent · advanced                                       descent-momentum
    ────────────────────────────────────────────────────────────────────────────────
     Why add momentum?


     Score 0 · not yet · 0 of 2 points · 0:30
     No answer, so nothing to score.

     ○ It accumulates past gradients into a velocity
     ○ It damps zigzags across narrow valleys

     A strong answer
       Momentum accumulates past gradients into a velocity, and so damps zigzags
       across narrow valleys.

     Again on Sat 21 Nov (tomorrow)

     3/3 · again · Descent · advanced                               descent-momentum
    ────────────────────────────────────────────────────────────────────────────────
     Why add momentum?


     2 answered, 1 passed, mean score 38, 1:00 in all. The rest comes back next
     time.

     ✓  75  descent-rate
     ✗   0  descent-momentum

     Next: mlprep show descent-momentum
"""


def test_each_line_is_an_answer_and_the_end_of_input_ends_the_quiz(program: Program) -> None:
    done = program.run("quiz", "--topic", "descent", "--seed", "1", typed=f"{STEP}\n\n")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.shown == dedent(TRANSCRIPT).strip("\n")
    assert program.rows(ATTEMPTS) == [("descent-rate", "quiz", 75, STEP), ("descent-momentum", "quiz", 0, "")]
    assert program.rows("SELECT kind FROM events") == [("ended",)]


def test_an_attempt_keeps_when_it_was_shown_and_sent(program: Program) -> None:
    program.run("quiz", "--topic", "descent", "--seed", "1", typed=f"{STEP}\n{MOMENTUM}\n")
    assert program.rows("SELECT id, session_id, day, shown_at, submitted_at FROM attempts ORDER BY id") == [
        ("id-2", "id-1", TODAY.isoformat(), to_text(later()), to_text(later(seconds=30))),
        ("id-3", "id-1", TODAY.isoformat(), to_text(later(seconds=30)), to_text(later(seconds=60))),
    ]


def test_an_attempt_keeps_which_version_of_the_question_was_answered(program: Program, banks: Path) -> None:
    again = ("quiz", "--topic", "descent", "--tier", "core", "--cram")
    program.run(*again, typed=f"{STEP}\n")
    bank = banks / "descent.yaml"
    bank.write_text(bank.read_text().replace("It sets the length of each step", "It sets how long each step is"))
    program.run(*again, typed=f"{STEP}\n")
    ((one, other),) = program.rows("SELECT min(fingerprint), max(fingerprint) FROM attempts")
    assert one != other


def test_every_point_has_its_verdict_and_evidence_in_the_database(program: Program) -> None:
    program.run("quiz", "--topic", "descent", "--seed", "1", typed=f"{STEP}\n")
    said = "substr(answer, evidence_start + 1, evidence_end - evidence_start)"
    assert program.rows(f"SELECT point_id, verdict, {said} FROM verdicts JOIN attempts ON id = attempt_id") == [  # noqa: S608
        ("crawl", "missed", None),
        ("overshoot", "found", "large a rate overshoots"),
        ("step", "found", "length of each step"),
    ]


def test_a_wrong_statement_is_told_from_a_missed_one(program: Program) -> None:
    done = program.run("quiz", "--topic", "descent", "--seed", "1", typed="huge rates always find better minima\n")
    assert "✗ Too large a rate overshoots the" in done.stdout
    assert "without a required point" in done.stdout


def test_a_failed_question_comes_back_once_before_the_end(program: Program) -> None:
    done = program.run("quiz", "--topic", "splits", "--tier", "deep", typed="\n\n\n")
    assert done.stdout.count("How do you split a series over time?") == 2
    assert len(program.rows(ATTEMPTS)) == 2


def test_no_input_records_nothing(program: Program) -> None:
    done = program.run("quiz", "--topic", "descent")
    assert done.exit_code == 0
    assert "Nothing answered; nothing recorded." in done.stdout
    assert program.rows(ATTEMPTS) == []


def test_plain_output_uses_words_for_signs(program: Program) -> None:
    done = program.run("quiz", "--topic", "descent", "--seed", "1", "--plain", typed=f"{STEP}\n")
    assert " found: It sets the length of each step" in done.stdout
    assert not set(done.stdout) & set("✓○✗─█")


@pytest.mark.parametrize("args", [("--plain", "quiz"), ("quiz", "--plain")], ids=["before", "after"])
def test_plain_may_stand_before_or_after_the_command(program: Program, args: tuple[str, ...]) -> None:
    assert "─" not in program.run(*args, "--topic", "descent").stdout


class TestCommands:
    def test_a_hint_is_given_and_counted(self, program: Program) -> None:
        done = program.run("quiz", "--topic", "descent", "--seed", "1", typed=f"/hint\n{STEP}\n")
        assert "Hint: What happens to the gradient before it is subtracted?" in done.stdout
        assert program.rows("SELECT hints FROM attempts") == [(1,)]

    def test_hints_come_to_an_end(self, program: Program) -> None:
        done = program.run("quiz", "--topic", "descent", "--seed", "1", typed=f"/hint\n/hint\n/hint\n{STEP}\n")
        assert " Hint: Picture a ball in a valley.\n No more hints.\n" in done.stdout
        assert program.rows("SELECT hints FROM attempts") == [(2,)]

    def test_a_question_without_hints_says_so(self, program: Program) -> None:
        assert "There is no hint here." in program.run("quiz", "--topic", "splits", typed="/hint\n").stdout

    def test_a_skipped_question_is_not_recorded(self, program: Program) -> None:
        program.run("quiz", "--topic", "descent", "--seed", "1", typed=f"/skip\n{MOMENTUM}\n")
        assert [row[0] for row in program.rows(ATTEMPTS)] == ["descent-momentum"]

    def test_a_flag_is_kept_and_the_question_still_answered(self, program: Program) -> None:
        program.run("quiz", "--topic", "descent", "--seed", "1", typed=f"/flag\n{STEP}\n")
        assert program.rows("SELECT question_id, flagged FROM flags") == [("descent-rate", 1)]
        assert program.rows(ATTEMPTS) == [("descent-rate", "quiz", 75, STEP)]
        assert "descent-rate" in program.run("bank", "list", "--flagged").stdout

    def test_reveal_ticks_points_instead(self, program: Program) -> None:
        program.run("quiz", "--topic", "descent", "--seed", "1", typed="/reveal\n1 2\n")
        assert program.rows("SELECT score, grader FROM attempts") == [(75, "self")]

    def test_quit_ends_it(self, program: Program) -> None:
        program.run("quiz", "--topic", "descent", "--seed", "1", typed=f"{STEP}\n/quit\n{MOMENTUM}\n")
        assert [row[0] for row in program.rows(ATTEMPTS)] == ["descent-rate"]


class TestSpoken:
    def test_the_points_said_are_ticked_by_number(self, program: Program) -> None:
        done = program.run("quiz", "--reveal", "--topic", "descent", "--seed", "1", typed="1 3\n1 2\n")
        assert " 1 It sets the length of each step" in done.stdout
        assert "Your answer" not in done.stdout
        assert program.rows("SELECT question_id, score, grader FROM attempts ORDER BY id") == [
            ("descent-rate", 49, "self"),
            ("descent-momentum", 100, "self"),
        ]

    def test_the_end_of_input_ends_it(self, program: Program) -> None:
        done = program.run("quiz", "--reveal", "--topic", "descent")
        assert (done.exit_code, program.rows(ATTEMPTS)) == (0, [])


class TestChoice:
    """Which questions are asked."""

    def asked(self, program: Program, *args: str, lines: int = 9) -> list[object]:
        """The ids of the questions asked, in order, each answered with nothing of value."""
        before = len(program.rows(ATTEMPTS))
        program.run("quiz", *args, typed="no idea\n" * lines)
        ids = [row[0] for row in program.rows(ATTEMPTS)[before:]]
        return list(dict.fromkeys(ids))

    def test_new_questions_come_core_first_and_never_with_related_ones(self, program: Program) -> None:
        asked = self.asked(program, "--seed", "1")
        assert set(asked[:2]) == {"descent-rate", "splits-leak"}
        assert asked[2:] == ["descent-momentum"]

    @pytest.mark.parametrize(
        ("args", "ids"),
        [
            (("--topic", "splits"), {"splits-leak"}),
            (("--tier", "deep"), {"splits-time"}),
            (("--tag", "training"), {"descent-rate", "descent-momentum"}),
            (("--topic", "descent", "--topic", "splits", "--tier", "core"), {"descent-rate", "splits-leak"}),
            (("--topic", "descent", "--count", "1"), {"descent-rate"}),
            (("--topic", "descent", "--minutes", "2"), {"descent-rate"}),
        ],
        ids=["topic", "tier", "tag", "several", "count", "minutes"],
    )
    def test_filters_narrow_it(self, program: Program, args: tuple[str, ...], ids: set[str]) -> None:
        assert set(self.asked(program, *args)) == ids

    def test_minutes_end_it_even_where_questions_are_left(self, program: Program) -> None:
        assert self.asked(program, "--minutes", "4", "--topic", "descent", "--seed", "1", lines=9)
        assert len(program.rows(ATTEMPTS)) <= 8  # 30 seconds each

    def test_the_same_seed_asks_the_same(self, program: Program) -> None:
        once = self.asked(program, "--all", "--seed", "5", "--count", "3")
        assert self.asked(program, "--all", "--seed", "5", "--count", "3") == once

    def test_due_questions_come_before_new_ones(self, program: Program) -> None:
        self.asked(program, "--topic", "splits", "--tier", "deep")
        program.wait(days=2)
        assert self.asked(program, "--seed", "1")[0] == "splits-time"

    def test_only_due_ones_on_request(self, program: Program) -> None:
        self.asked(program, "--topic", "descent", "--count", "1")
        program.wait(days=2)
        assert self.asked(program, "--due") == ["descent-rate"]

    def test_only_new_ones_on_request(self, program: Program) -> None:
        self.asked(program, "--topic", "descent", "--count", "1")
        program.wait(days=2)
        assert self.asked(program, "--new", "--topic", "descent") == ["descent-momentum"]

    def test_the_worst_first_on_request(self, program: Program) -> None:
        program.run("quiz", "--topic", "descent", "--seed", "1", typed=f"{STEP}\nno idea\nno idea\n")
        assert self.asked(program, "--weak") == ["descent-momentum", "descent-rate"]

    def test_a_question_with_a_draft_comes_first(self, program: Program) -> None:
        connection = open_database(program.paths.database)
        Ledger(connection).save_draft(Draft("earlier", "splits-time", "", "half an answer", later(days=-1)))
        connection.close()
        assert self.asked(program, "--seed", "1")[0] == "splits-time"


class TestNothingDue:
    def answered(self, program: Program) -> None:
        program.run("quiz", "--topic", "descent", "--seed", "1", typed=f"{STEP}\n{MOMENTUM}\n")

    def test_it_is_said_when_something_will_be(self, program: Program) -> None:
        self.answered(program)
        done = program.run("quiz", "--topic", "descent", typed=f"{STEP}\n")
        assert done.exit_code == 0
        assert done.shown == dedent("""\
            Nothing is waiting here; the next question comes due on Sun 22 Nov (in 2 days).
            `mlprep quiz --cram` practises anyway, without touching the schedule.""")

    def test_it_is_said_where_nothing_was_ever_answered(self, program: Program) -> None:
        assert program.run("quiz", "--due").shown.startswith("Nothing is waiting here.\n")

    def test_nothing_is_recorded(self, program: Program) -> None:
        self.answered(program)
        program.run("quiz", "--topic", "descent", typed=f"{STEP}\n")
        assert len(program.rows(ATTEMPTS)) == 2
        assert len(program.rows("SELECT * FROM sessions")) == 1

    def test_cramming_goes_with_a_choice_of_questions(self, program: Program) -> None:
        program.run("quiz", "--topic", "descent", "--tier", "core", typed="no idea\n")
        due = program.rows("SELECT due FROM standings")
        program.run("quiz", "--topic", "descent", "--weak", "--cram", typed=f"{STEP}\n")
        assert program.rows("SELECT question_id, mode FROM attempts WHERE mode = 'cram'") == [("descent-rate", "cram")]
        assert program.rows("SELECT due FROM standings") == due

    def test_cramming_leaves_the_schedule_alone(self, program: Program) -> None:
        self.answered(program)
        schedule = program.rows(SCHEDULE)
        done = program.run("quiz", "--topic", "descent", "--cram", "--count", "1", typed="no idea\nno idea\n")
        assert "Again on" not in done.stdout
        assert program.rows(SCHEDULE) == schedule
        assert program.rows("SELECT count(*) FROM attempts WHERE mode = 'cram'") == [(2,)]


class TestJson:
    def test_nothing_to_ask_is_an_empty_summary(self, program: Program) -> None:
        done = program.run("quiz", "--due", "--json")
        assert done.json == {"format": 1, "results": [], "planned": 0, "finished": True}
        assert "Nothing is waiting here." in done.stderr

    def test_the_summary_is_alone_on_standard_output(self, program: Program) -> None:
        done = program.run("quiz", "--topic", "descent", "--seed", "1", "--json", typed=f"{STEP}\n")
        assert done.json == {
            "format": 1,
            "planned": 2,
            "finished": False,
            "results": [
                {
                    "question_id": "descent-rate",
                    "topic": "descent",
                    "tier": "core",
                    "score": 75,
                    "passed": True,
                    "seconds": 30.0,
                }
            ],
        }
        assert "What does the learning rate do?" in done.stderr

    def test_nothing_waiting_is_not_said_on_standard_output(self, program: Program) -> None:
        done = program.run("quiz", "--due", "--json")
        assert "Nothing is waiting here" in done.stderr
        assert "Nothing is waiting here" not in done.stdout
