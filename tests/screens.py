"""What a view looks like, as text that can be compared."""

from __future__ import annotations

import io
from collections.abc import Callable
from textwrap import dedent
from typing import TypeVar

from rich.console import RenderableType

from mlprep.terminal.theme import Theme, make_theme

T = TypeVar("T")


def a_theme(*, width: int = 80, plain: bool = False) -> tuple[Theme, io.StringIO]:
    stream = io.StringIO()
    return make_theme(stream, plain=plain, width=width), stream


def painted(view: Callable[[T, Theme], RenderableType], value: T, *, width: int = 80, plain: bool = False) -> str:
    """The view of a value on a terminal so wide, trimmed for reading."""
    theme, stream = a_theme(width=width, plain=plain)
    theme.console.print(view(value, theme), width=theme.width, crop=False)
    return trimmed(stream.getvalue())


def trimmed(text: str) -> str:
    """Without the margin on the left, blanks at line ends, and blank lines around it."""
    lines = [line.rstrip() for line in dedent(text).splitlines()]
    return "\n".join(lines).strip("\n")
