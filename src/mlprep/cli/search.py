"""`mlprep search`: find questions by words."""

from __future__ import annotations

from typing import Annotated

import typer

from mlprep.cli.options import Json, Plain, context_of
from mlprep.cli.render import render


def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(help="Words that must all occur; quote a phrase.", show_default=False)],
    *,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Find questions whose text, points, tags or answer have all the words."""
    from mlprep.bank.search import search as find
    from mlprep.terminal.tables import render_hits

    context = context_of(ctx, plain=plain)
    # a quoted argument with a space in it is a phrase
    query = " ".join(f'"{word}"' if " " in word else word for word in words)
    render(context, find(context.library, query), render_hits, as_json=as_json)
