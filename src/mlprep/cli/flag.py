"""`mlprep flag`: mark a question for later, or take the mark away."""

from __future__ import annotations

from typing import Annotated

import typer

from mlprep.cli.options import QuestionId, context_of


def flag(
    ctx: typer.Context,
    question_id: QuestionId,
    *,
    off: Annotated[bool, typer.Option("--off", help="Take the flag away.")] = False,
) -> None:
    """Flag a question, as `f` does after an answer. `mlprep bank list --flagged` lists what is flagged."""
    from mlprep.store.ledger import Ledger

    context = context_of(ctx)
    question = context.library.question(question_id)
    Ledger(context.connection).flag(question.id, context.now(), flagged=not off)
    context.stdout.write(f"{question.id} is {'no longer flagged' if off else 'flagged'}.\n")
