"""`mlprep show`: everything the banks have on one question."""

from __future__ import annotations

import typer

from mlprep.cli.options import Json, Plain, QuestionId, context_of
from mlprep.cli.render import render


def show(ctx: typer.Context, question_id: QuestionId, *, as_json: Json = False, plain: Plain = False) -> None:
    """Show a question with its model answer, key points, follow-ups, maths, example and code."""
    from mlprep.terminal.question import render_question

    context = context_of(ctx, plain=plain)
    render(context, context.library.question(question_id), render_question, as_json=as_json)
