"""Signs, words and colours, and the console they are printed on. Colour never says anything alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

from rich.console import Console

from mlprep.model.grade import Verdict
from mlprep.terminal.safe import ENCODING_ERRORS, make_encodable

WIDEST = 100
"""Lines longer than this are hard to read, however wide the terminal."""

SIGNS = {Verdict.FOUND: "✓", Verdict.PARTIAL: "~", Verdict.MISSED: "○", Verdict.WRONG: "✗"}

# the terminal's own palette, so that light and dark backgrounds both work; 136 is a yellow seen on either
COLOURS = {Verdict.FOUND: "green", Verdict.PARTIAL: "color(136)", Verdict.MISSED: "dim", Verdict.WRONG: "red"}


@dataclass(frozen=True, slots=True)
class Theme:
    """`plain` prints words for signs, one thing a line, for screen readers and scripts."""

    console: Console
    plain: bool = False

    def sign(self, verdict: Verdict) -> str:
        return f"{verdict.value}:" if self.plain else SIGNS[verdict]

    def printable(self, text: str) -> str:
        """The text in characters that the terminal's encoding has, for what is not printed by the console."""
        encoding = self.console.encoding
        return text.encode(encoding, ENCODING_ERRORS).decode(encoding)

    @property
    def width(self) -> int:
        return min(self.console.width, WIDEST)


def make_theme(stream: TextIO, *, plain: bool, width: int | None = None) -> Theme:
    """A theme that prints on `stream`; colours only on a terminal, and never with NO_COLOR or `plain`."""
    make_encodable(stream)
    console = Console(
        file=stream,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        no_color=True if plain else None,
        soft_wrap=False,
    )
    return Theme(console, plain)
