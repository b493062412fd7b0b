"""`mlprep grade`: grade one answer without recording it."""

from __future__ import annotations

import typer

from mlprep.cli.options import AnswerText, FollowUpId, GraderName, Json, Plain, QuestionId, asked_of, context_of
from mlprep.cli.render import render


def grade(
    ctx: typer.Context,
    question_id: QuestionId,
    *,
    answer: AnswerText = None,
    follow_up: FollowUpId = None,
    grader: GraderName = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Grade an answer and show the evidence, without recording anything."""
    from mlprep.terminal.feedback import GradedAnswer, render_graded

    context = context_of(ctx, plain=plain)
    question = context.library.question(question_id)
    asked = asked_of(question, follow_up)
    text = answer if answer is not None else context.stdin.read()
    graded = GradedAnswer(asked, text, context.grader(grader).grade(asked, text))
    render(context, graded, render_graded, as_json=as_json)
