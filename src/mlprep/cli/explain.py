"""`mlprep bank explain`: which groups of which rule were heard where in an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from mlprep.cli.options import AnswerText, FollowUpId, Json, Plain, QuestionId, asked_of, context_of
from mlprep.cli.render import render
from mlprep.errors import UsageError

if TYPE_CHECKING:
    from mlprep.grading.explain import PointExplanation


def explain(
    ctx: typer.Context,
    question_id: QuestionId,
    *,
    answer: AnswerText = None,
    follow_up: FollowUpId = None,
    point: Annotated[
        str | None,
        typer.Option(metavar="POINT", help="Only this key point, with all of its rules.", show_default=False),
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Explain the grade of an answer: which groups of which rule were heard where, and what that weighed."""
    from mlprep.grading.explain import explain as explanation_of
    from mlprep.terminal.explanation import render_explanation

    context = context_of(ctx, plain=plain)
    asked = asked_of(context.library.question(question_id), follow_up)
    known = [each.id for each in asked.key_points]
    if point is not None and point not in known:
        raise UsageError(f"{asked.id} has no key point “{point}”", f"it has: {', '.join(known)}")
    explanation = explanation_of(asked, answer if answer is not None else context.stdin.read())
    if point is not None:
        explanation = replace(explanation, points=_only(point, explanation.points))
    render(context, explanation, render_explanation, as_json=as_json)


def _only(point_id: str, points: tuple[PointExplanation, ...]) -> tuple[PointExplanation, ...]:
    return tuple(point for point in points if point.point_id == point_id)
