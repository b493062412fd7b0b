"""`mlprep topics`: what the banks are about."""

from __future__ import annotations

import typer

from mlprep.cli.options import Json, Plain, context_of
from mlprep.cli.render import render


def topics(ctx: typer.Context, *, as_json: Json = False, plain: Plain = False) -> None:
    """List the topics, with how many questions they have in each tier."""
    from mlprep.terminal.tables import render_topics

    context = context_of(ctx, plain=plain)
    render(context, context.library.topics, render_topics, as_json=as_json)
