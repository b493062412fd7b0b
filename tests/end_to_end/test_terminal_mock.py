"""An interview in a real terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

from terminals import CTRL_D, ENTER, Terminal

Start = Callable[..., Terminal]
Rows = Callable[[str], list[tuple[object, ...]]]

MOCK = ("mock", "--topic", "descent", "--tier", "core", "--seed", "3", "--minutes", "10")
READY = "left in all · Enter sends"


def test_an_interview_goes_deeper_and_ends_with_its_report(start: Start, rows: Rows) -> None:
    terminal = start(*MOCK)
    terminal.wait_for("Q1 · Descent · core", "What does the learning rate do?", READY)
    terminal.type(f"it sets the length of each step and too large a rate overshoots the minimum{ENTER}")
    terminal.wait_for("Q1 · depth 2 · Descent · core", "Why do people decay it?", READY)
    assert "Score" not in terminal.shown
    terminal.type(f"decay lets training settle near the bottom{ENTER}")
    terminal.wait_for("Overall", "88 · core · depth 2", "○ Too small a rate crawls", "mlprep show descent-rate")
    assert terminal.end() == 0
    assert rows("SELECT score FROM attempts ORDER BY submitted_at") == [(75,), (100,)]


def test_an_interview_killed_while_it_is_settled_comes_back_to_the_rest(start: Start, rows: Rows) -> None:
    unsure = {"UNSURE": "overshoot=0.7,crawl=0.3"}
    terminal = start(*MOCK, **unsure)
    terminal.wait_for("Q1 · Descent · core", READY)
    terminal.type(f"it sets the length of each step and overshoots{ENTER}")
    terminal.wait_for("depth 2", READY)
    terminal.type(f"decay lets training settle near the bottom{ENTER}")
    terminal.wait_for(
        "Before the report: 1 of 2 to settle", "What does the learning rate do?", "Did you say this?  Y/n"
    )
    assert "Overall" not in terminal.shown
    terminal.type("y")
    terminal.wait_for("Before the report: 2 of 2 to settle", "y/N")
    terminal.kill()
    again = start("mock", "--resume", **unsure)
    again.wait_for("unsure points to settle are left.", "Before the report: 1 of 1 to settle")
    again.type("n")
    again.wait_for("Overall", "○ Too small a rate crawls")
    assert again.end() == 0
    assert rows("SELECT point_id, verdict FROM overrulings") == [("overshoot", "found"), ("crawl", "missed")]


def test_an_interview_that_was_left_goes_on_with_what_was_typed(start: Start) -> None:
    terminal = start(*MOCK, size=(60, 20))
    terminal.wait_for("What does the learning rate do?", READY.partition(" ·")[0])
    terminal.type("it sets the length")
    terminal.wait_for("› it sets the length")
    terminal.type(CTRL_D)
    terminal.wait_for("Interrupted; everything is kept.")
    assert terminal.end() == 0
    again = start("mock", "--resume", size=(60, 20))
    again.wait_for("Descent, core, begun", "left.", "› it sets the length")
