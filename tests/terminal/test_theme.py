"""Signs and colours. Colour never says anything alone."""

from __future__ import annotations

import io
import re

import pytest

from mlprep.model.grade import Verdict
from mlprep.terminal.theme import COLOURS, make_theme

from screens import a_theme


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def colours_of(*, plain: bool = False) -> list[str]:
    """The colour codes in which a found point's sign is printed on a terminal."""
    stream = Terminal()
    make_theme(stream, plain=plain, width=80).console.print("found", style=COLOURS[Verdict.FOUND])
    return re.findall(r"\x1b\[(3\d)m", stream.getvalue())


@pytest.fixture(autouse=True)
def capable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_terminal_gets_colours() -> None:
    assert colours_of() == ["32"]


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert colours_of() == []


def test_plain_output_has_no_colours() -> None:
    assert colours_of(plain=True) == []


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_sign_of_its_own_and_a_word(verdict: Verdict) -> None:
    signs = [a_theme()[0].sign(v) for v in Verdict]
    assert signs.count(a_theme()[0].sign(verdict)) == 1
    assert a_theme(plain=True)[0].sign(verdict) == f"{verdict}:"


@pytest.mark.parametrize(("terminal", "text"), [(60, 60), (100, 100), (200, 100)])
def test_text_is_never_wider_than_is_read_well(terminal: int, text: int) -> None:
    assert a_theme(width=terminal)[0].width == text


@pytest.mark.parametrize(("encoding", "shown"), [("utf-8", "↑↓ · θ"), ("ascii", "^v - theta")])
def test_what_others_print_is_put_into_characters_that_the_terminal_has(encoding: str, shown: str) -> None:
    theme = make_theme(io.TextIOWrapper(io.BytesIO(), encoding=encoding), plain=False)
    assert theme.printable("↑↓ · θ") == shown
