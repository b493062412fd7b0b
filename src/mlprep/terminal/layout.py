"""How texts are set: margins that hold where a line wraps, and sections below a title."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mlprep.terminal.safe import words


def line(text: str, style: str = "") -> Padding:
    """A text at the left margin."""
    return Padding(words(text, style), (0, 1), expand=False)


def body(renderable: RenderableType) -> Padding:
    """Something set in from the margin, below a title."""
    return Padding(renderable, (0, 2, 0, 3), expand=False)


def section(title: str, below: RenderableType) -> Group:
    """An empty line, a title in bold, and what it is about."""
    return Group(Text(), line(title, "bold"), body(below))
