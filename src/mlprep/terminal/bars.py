"""Small charts made of characters."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from mlprep.terminal.theme import Theme

_EIGHTHS = "▁▂▃▄▅▆▇█"
_TOP = 100


def bar(score: float, theme: Theme, width: int = 20) -> Text:
    """A score from 0 to 100 as a bar; nothing in plain output, where the number says it."""
    if theme.plain:
        return Text()
    full = round(width * score / _TOP)
    return Text("█" * full).append("░" * (width - full), style="dim")


def sparkline(scores: Sequence[float | None]) -> str:
    """Scores from 0 to 100 as one character each; a dot where there is none."""
    return "".join("·" if s is None else _EIGHTHS[min(7, int(s * 8 / _TOP))] for s in scores)
