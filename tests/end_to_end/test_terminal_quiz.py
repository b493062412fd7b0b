"""A quiz in a real terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

from terminals import ALT_ENTER, CTRL_C, CTRL_E, DOWN, ENTER, Terminal

Start = Callable[..., Terminal]
Rows = Callable[[str], list[tuple[object, ...]]]

QUIZ = ("quiz", "--topic", "descent", "--tier", "core")
QUESTION = "What does the learning rate do?"
READY = "Enter sends"


def test_an_answer_of_two_lines_is_graded_and_a_verdict_overruled(start: Start, rows: Rows) -> None:
    terminal = start(*QUIZ)
    terminal.wait_for(QUESTION, "1/1 · Descent · core", "of 2:00", READY)
    terminal.type(f"it sets the length of each step{ALT_ENTER}too large a rate overshoots the minimum")
    terminal.wait_for("› it sets the length of each step\n  too large a rate overshoots the minimum")
    terminal.type(ENTER)
    terminal.wait_for("Score 75 · pass · 2 of 3 points", "○ Too small a rate crawls", "75 · Enter")
    assert rows("SELECT score, answer FROM attempts") == [
        (75, "it sets the length of each step\ntoo large a rate overshoots the minimum")
    ]
    terminal.type(f"{DOWN}{DOWN}{DOWN} ")
    terminal.wait_for("(missed -> found, Enter settles)")
    terminal.type(ENTER)
    terminal.wait_for("Score 100 ·", "✓ Too small a rate crawls and wastes computation (your verdict)", "100 · Enter")
    assert rows("SELECT point_id, verdict, score FROM overrulings") == [("crawl", "found", 100)]
    terminal.type(ENTER)
    terminal.wait_for("1 answered, 1 passed, mean score 100", "Next: mlprep stats")
    assert terminal.end() == 0


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["usual", "narrow"])
def test_two_unsure_points_are_settled_with_one_key_each(start: Start, rows: Rows, size: tuple[int, int]) -> None:
    terminal = start(*QUIZ, size=size, UNSURE="overshoot=0.7,crawl=0.3")
    terminal.wait_for(QUESTION, READY)
    terminal.type(f"it sets the length of each step, and large rates overshoot{ENTER}")
    terminal.wait_for(
        "1 of 2 to settle", "? Too large a rate overshoots the minimum", "Did you say this?  Y/n · Enter yes"
    )
    assert "Score" not in terminal.shown
    assert "q leaves the rest" in terminal.shown.splitlines()[-1]
    terminal.type("y")
    terminal.wait_for("2 of 2 to settle", "? Too small a rate crawls and wastes computation", "y/N · Enter no")
    # committed before the next is asked
    assert rows("SELECT point_id, verdict FROM overrulings") == [("overshoot", "found")]
    assert "Too large a rate" not in terminal.shown
    terminal.type("n")
    terminal.wait_for("Score 75 · pass · 2 of 3 points", "○ Too small a rate crawls")
    assert "to settle" not in terminal.shown
    assert rows("SELECT point_id, verdict FROM overrulings") == [("overshoot", "found"), ("crawl", "missed")]
    assert rows("SELECT verdict, count(*) FROM verdicts GROUP BY verdict") == [("found", 1), ("unsure", 2)]


def test_a_paste_ends_before_anything_is_settled(start: Start, rows: Rows) -> None:
    terminal = start(*QUIZ, UNSURE="overshoot=0.7,crawl=0.3")
    terminal.wait_for(QUESTION, READY)
    terminal.type(f"it sets the length of each step{ENTER}ynyn{ENTER}yy")
    terminal.wait_for("1 of 2 to settle")
    terminal.type("n")
    terminal.wait_for("2 of 2 to settle")
    assert rows("SELECT point_id, verdict FROM overrulings") == [("overshoot", "missed")]


def test_a_person_at_the_plain_screen_settles_by_lines(start: Start, rows: Rows) -> None:
    terminal = start("--plain", *QUIZ, UNSURE="overshoot=0.7,crawl=0.3")
    terminal.wait_for(QUESTION, "Your answer:")
    terminal.type(f"it sets the length of each step{ENTER}")
    terminal.wait_for("unsure: Too large a rate overshoots the minimum", "Did you say this? Y/n (Enter yes")
    terminal.type(f"n{ENTER}")
    terminal.wait_for("unsure: Too small a rate crawls", "Did you say this? y/N (Enter no")
    terminal.type(f"q{ENTER}")
    terminal.wait_for("Score 49 · not yet · 1 of 3 points", "1 unsure", "Enter next")
    assert rows("SELECT point_id, verdict FROM overrulings") == [("overshoot", "missed")]


def test_a_small_terminal_shows_points_and_answer_one_after_the_other(start: Start) -> None:
    terminal = start(*QUIZ, size=(60, 20))
    terminal.wait_for(QUESTION, READY)
    terminal.type(f"it sets the length of each step{ENTER}")
    terminal.wait_for("✓ It sets the length of each step", "Enter answer")
    assert "A strong answer" not in terminal.shown
    terminal.type(ENTER)
    terminal.wait_for("A strong answer", "Enter next")
    assert max(map(len, terminal.shown.splitlines())) <= 60


def test_ctrl_c_keeps_the_draft_and_the_next_quiz_brings_it_back(start: Start, rows: Rows) -> None:
    terminal = start(*QUIZ)
    terminal.wait_for(QUESTION, READY)
    terminal.type(f"it sets{ALT_ENTER}the length")
    terminal.wait_for("› it sets\n  the length")
    terminal.type(CTRL_C)
    terminal.wait_for("Nothing answered; nothing recorded.")
    assert terminal.end() == 0
    again = start("quiz")
    again.wait_for(QUESTION, "› it sets\n  the length")
    again.type(f" of each step{ENTER}")
    again.wait_for("✓ It sets the length of each step")
    assert rows("SELECT answer FROM attempts") == [("it sets\nthe length of each step",)]
    assert rows("SELECT * FROM drafts") == []


def test_a_kill_in_the_middle_of_typing_keeps_the_draft(start: Start, rows: Rows) -> None:
    terminal = start(*QUIZ)
    terminal.wait_for(QUESTION, READY)
    terminal.type("it sets the len")
    terminal.wait_until(lambda: rows("SELECT text FROM drafts") == [("it sets the len",)], "no draft")
    terminal.kill()
    assert rows("SELECT text FROM drafts") == [("it sets the len",)]
    start(*QUIZ).wait_for(QUESTION, "› it sets the len")


def test_the_editor_key_opens_the_candidates_editor(start: Start, rows: Rows, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf " of each step" >> "$1"\n')
    editor.chmod(0o700)
    terminal = start(*QUIZ, EDITOR=str(editor))
    terminal.wait_for(QUESTION, READY)
    terminal.type(f"it sets the length{CTRL_E}")
    terminal.wait_for("› it sets the length of each step")
    terminal.type(ENTER)
    terminal.wait_for("✓ It sets the length of each step")
    assert rows("SELECT answer FROM attempts") == [("it sets the length of each step",)]


def test_points_are_ticked_after_a_spoken_answer(start: Start, rows: Rows) -> None:
    terminal = start(*QUIZ, "--reveal")
    terminal.wait_for(QUESTION, "say it, then Enter reveals")
    terminal.type(ENTER)
    terminal.wait_for("1 It sets the length of each step", "Said: · · ·")
    terminal.type("12")
    terminal.wait_for("Said: 1 2 ·")
    terminal.type(ENTER)
    terminal.wait_for("Score 75 · pass · 2 of 3 points")
    assert rows("SELECT score, grader FROM attempts") == [(75, "self")]


def test_where_nothing_is_due_one_may_practise_without_touching_the_schedule(start: Start, rows: Rows) -> None:
    terminal = start("quiz", "--weak")
    terminal.wait_for("Nothing is waiting here.", "Practise some anyway")
    terminal.type(ENTER)
    terminal.wait_for(READY)
    terminal.type(f"no idea{ENTER}")
    terminal.wait_for("Score 0")
    assert rows("SELECT mode, due FROM attempts JOIN standings USING (question_id)") == [("cram", None)]


def test_one_may_say_no(start: Start, rows: Rows) -> None:
    terminal = start("quiz", "--weak")
    terminal.wait_for("Practise some anyway")
    terminal.type(f"n{ENTER}")
    assert terminal.end() == 0
    assert rows("SELECT * FROM sessions") == []
