"""The one place where a command's result is printed: as text by its view, or as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from mlprep.cli.context import Context

if TYPE_CHECKING:
    from rich.console import RenderableType

    from mlprep.terminal.theme import Theme

JSON_FORMAT = 1
"""Raised when a key is renamed or removed; new keys may appear without notice."""

T = TypeVar("T")


def render(context: Context, value: T, view: Callable[[T, Theme], RenderableType], *, as_json: bool) -> None:
    """Print a frozen dataclass, or a tuple of them. Tuples become a list under `items`."""
    if as_json:
        # with ASCII escapes, so that it is the same bytes in every locale
        context.stdout.write(json.dumps(to_data(value), default=_plain) + "\n")
        return
    theme = context.theme()
    theme.console.print(view(value, theme), width=theme.width, crop=False)


def to_data(value: object) -> dict[str, object]:
    fields = {"items": list(value)} if isinstance(value, tuple) else _plain(value)
    if not isinstance(fields, dict):
        raise TypeError(f"{type(value).__name__} cannot be printed as JSON")
    return {"format": JSON_FORMAT, **fields}


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be printed as JSON")
