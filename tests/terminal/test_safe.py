"""Text from outside: shown, never obeyed, and shown somehow in whatever the terminal knows."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from mlprep.terminal.bars import sparkline
from mlprep.terminal.safe import clean, make_encodable, to_ascii, words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, θ and 数", "plain text, θ and 数"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("over\rwritten", "over␍written"),
        ("back\x08space \x00 \x7f", "back␈space ␀ ␡"),
        ("\x9b31m", "<U+009B>31m"),
        ("\u202egnp.exe\u202c", "<U+202E>gnp.exe<U+202C>"),
        ("\u2066isolated\u2069", "<U+2066>isolated<U+2069>"),
    ],
    ids=["text", "lines", "colour", "title", "return", "others", "C1", "bidi override", "bidi isolate"],
)
def test_controls_are_shown_as_pictures(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    "text", ["[bold]not bold[/bold]", "[/]", "a[0] = b[1]", ":smile:", "[link=https://a.b]c[/link]"]
)
def test_markup_is_only_text(text: str) -> None:
    stream = io.StringIO()
    Console(file=stream, force_terminal=True, width=80).print(words(text))
    assert stream.getvalue() == f"{text}\n"


@pytest.mark.parametrize(
    ("character", "ascii_form"),
    [
        ("a", "a"),
        ("é", "e"),
        ("²", "2"),
        ("θ", "theta"),
        ("Δ", "delta"),
        ("∇", "grad "),
        ("≤", "<="),
        ("“", '"'),
        ("…", "..."),
        ("✓", "+"),
        ("✗", "x"),
        ("␛", "^["),
        ("␀", "^@"),
        ("\u0301", ""),
        ("数", "?"),
    ],
)
def test_a_character_has_a_nearest_ascii_form(character: str, ascii_form: str) -> None:
    assert to_ascii(character) == ascii_form


def test_a_sparkline_in_ascii_is_made_of_numbers() -> None:
    assert [to_ascii(character) for character in sparkline([None, 0, 40, 99])] == ["-", "1", "4", "#"]


def ascii_stream() -> tuple[io.TextIOWrapper, io.BytesIO]:
    stored = io.BytesIO()
    return io.TextIOWrapper(stored, encoding="ascii"), stored


def test_an_ascii_terminal_shows_what_it_can() -> None:
    stream, stored = ascii_stream()
    make_encodable(stream)
    stream.write("θ ≤ ½ · “so”")
    stream.flush()
    assert stored.getvalue() == b'theta <= 1/2 - "so"'


@given(st.text(st.characters()))
def test_any_text_can_be_printed_on_an_ascii_terminal(text: str) -> None:
    stream, stored = ascii_stream()
    make_encodable(stream)
    stream.write(text)
    stream.flush()
    assert stored.getvalue().isascii()


def test_other_encoding_faults_are_not_hidden() -> None:
    make_encodable(io.StringIO())
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", errors="mlprep")
