"""The composition root: what it makes of the surroundings."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mlprep.cli.context import Context, forgiving, local_day
from mlprep.paths import Paths
from mlprep.terminal.line_screen import LineScreen
from mlprep.terminal.prompt_screen import PromptScreen

from builders import AT


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def context(home: Path) -> Context:
    """On a terminal."""
    return Context(
        Paths(home=home, cache=home / "cache", banks=home),
        environ={"TERM": "xterm"},
        stdin=Terminal(),
        stdout=Terminal(),
        now=lambda: AT,
    )


def piped_in(context: Context) -> None:
    context.stdin = io.StringIO()


def piped_out(context: Context) -> None:
    context.stdout = io.StringIO()


def plain(context: Context) -> None:
    context.plain = True


def dumb(context: Context) -> None:
    context.environ = {"TERM": "dumb"}


def test_a_terminal_gets_the_full_screen(context: Context) -> None:
    assert isinstance(context.ports().screen, PromptScreen)


@pytest.mark.parametrize("change", [piped_in, piped_out, plain, dumb])
def test_anything_less_gets_lines(context: Context, change: Callable[[Context], None]) -> None:
    change(context)
    screen = context.ports().screen
    assert isinstance(screen, LineScreen)
    assert screen.interactive == (change in (plain, dumb))


def test_a_seed_is_used_or_made_and_told(context: Context) -> None:
    given, told = context.rng(7)
    assert told == 7
    assert given.random() == context.rng(7)[0].random()
    made, told = context.rng(None)
    assert made.random() == context.rng(told)[0].random()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows cannot change the zone")
@pytest.mark.parametrize(
    ("zone", "day", "end"),
    [
        ("UTC", 20, datetime(2026, 11, 20, 23, 59, 59, 999999, UTC)),
        ("Asia/Tokyo", 20, datetime(2026, 11, 20, 14, 59, 59, 999999, UTC)),
        ("Pacific/Honolulu", 19, datetime(2026, 11, 20, 9, 59, 59, 999999, UTC)),
    ],
)
def test_a_day_ends_where_the_candidate_is(
    context: Context, monkeypatch: pytest.MonkeyPatch, zone: str, day: int, end: datetime
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    assert local_day(AT).day == day
    assert context.end_of_today() == end


def test_bytes_that_are_no_text_are_replaced() -> None:
    stream = forgiving(io.TextIOWrapper(io.BytesIO(b"caf\xe9\n"), encoding="utf-8"))
    assert stream.readline() == "caf\ufffd\n"
