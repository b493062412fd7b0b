"""Signs, words and colours, and the console they are printed on. Colour never says anything alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO, cast

from rich.console import Console

from mlprep.model.grade import Verdict
from mlprep.terminal.safe import ENCODING_ERRORS, make_encodable

if TYPE_CHECKING:
    from rich.syntax import SyntaxTheme

_FILLED = re.compile(r" +(?=\n)")

WIDEST = 100
"""Lines longer than this are hard to read, however wide the terminal."""

SIGNS = {Verdict.FOUND: "✓", Verdict.PARTIAL: "~", Verdict.MISSED: "○", Verdict.WRONG: "✗", Verdict.UNSURE: "?"}

# the terminal's own palette, so that light and dark backgrounds both work; 136 is a yellow seen on either
COLOURS = {
    Verdict.FOUND: "green",
    Verdict.PARTIAL: "color(136)",
    Verdict.MISSED: "dim",
    Verdict.WRONG: "red",
    Verdict.UNSURE: "blue",
}


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


def code_theme() -> SyntaxTheme:
    """Colours for code that can be read on light and on dark backgrounds, of the terminal's own palette."""
    from pygments.token import Comment, Keyword, Number, Operator, String
    from rich.style import Style
    from rich.syntax import ANSISyntaxTheme

    return ANSISyntaxTheme(
        {
            Comment: Style(dim=True),
            Keyword: Style(bold=True),
            Operator.Word: Style(bold=True),
            String: Style(color="green"),
            Number: Style(color="magenta"),
        }
    )


@dataclass(frozen=True, slots=True)
class _Trimmed:
    """A stream that drops the blanks with which Rich fills lines: a file or a pipe has no right margin."""

    stream: TextIO

    def write(self, text: str) -> int:
        return self.stream.write(_FILLED.sub("", text))

    def flush(self) -> None:
        self.stream.flush()

    def isatty(self) -> bool:
        return False

    @property
    def encoding(self) -> str:
        return self.stream.encoding or "utf-8"


def make_theme(stream: TextIO, *, plain: bool, width: int | None = None) -> Theme:
    """A theme that prints on `stream`; colours only on a terminal, and never with NO_COLOR or `plain`."""
    make_encodable(stream)
    console = Console(
        file=stream if stream.isatty() else cast("TextIO", _Trimmed(stream)),
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        no_color=True if plain else None,
        soft_wrap=False,
    )
    return Theme(console, plain)
