"""`mlprep grade`: grade one answer without recording it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mlprep.cli.options import Json, Plain, QuestionId, context_of
from mlprep.cli.render import render
from mlprep.errors import UsageError

if TYPE_CHECKING:
    from mlprep.model.question import Gradable, Question


def grade(
    ctx: typer.Context,
    question_id: QuestionId,
    *,
    answer: Annotated[
        str | None, typer.Option(help="The answer; standard input where it is not given.", show_default=False)
    ] = None,
    follow_up: Annotated[
        str | None, typer.Option(help="Grade against this follow-up of the question.", show_default=False)
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Grade an answer and show the evidence, without recording anything."""
    from mlprep.grading.graders import make_grader
    from mlprep.terminal.feedback import GradedAnswer, render_graded

    context = context_of(ctx, plain=plain)
    question = context.library.question(question_id)
    asked = _asked(question, follow_up)
    text = answer if answer is not None else context.stdin.read()
    graded = GradedAnswer(asked, text, make_grader().grade(asked, text))
    render(context, graded, render_graded, as_json=as_json)


def _asked(question: Question, follow_up_id: str | None) -> Gradable:
    if follow_up_id is None:
        return question
    for follow_up in question.follow_ups:
        if follow_up.id == follow_up_id:
            return follow_up
    known = ", ".join(f.id for f in question.follow_ups) or "none"
    raise UsageError(f"{question.id} has no follow-up “{follow_up_id}”", f"it has: {known}")
