"""`mlprep stats`: how far you are, where you are weak, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from mlprep.cli.context import Context, local_day
from mlprep.cli.options import Json, Plain, context_of
from mlprep.cli.render import render
from mlprep.errors import UsageError

if TYPE_CHECKING:
    from mlprep.model.progress import PointTally
    from mlprep.model.question import Gradable
    from mlprep.stats.summary import MissedPoint

MOST_POINTS = 5


def stats(ctx: typer.Context, *, as_json: Json = False, plain: Plain = False) -> None:
    """See your weak areas, what you keep leaving out, what is due, and what to do next."""
    from mlprep.stats.summary import summarise
    from mlprep.terminal.stats import render_summary

    context = context_of(ctx, plain=plain)
    summary = summarise(
        context.library.topics,
        context.progress.standings(),
        context.progress.days(),
        _missed_points(context),
        today=context.today(),
        day_of=local_day,
    )
    render(context, summary, render_summary, as_json=as_json)


def _missed_points(context: Context) -> list[MissedPoint]:
    """The points most often missed, with their texts; what the banks no longer have is left out."""
    tallies = context.progress.most_missed(4 * MOST_POINTS)
    found = [point for tally in tallies if (point := _missed_point(context, tally))]
    return found[:MOST_POINTS]


def _missed_point(context: Context, tally: PointTally) -> MissedPoint | None:
    from mlprep.stats.summary import MissedPoint

    try:
        question = context.library.question(tally.question_id)
    except UsageError:
        return None
    asked: list[Gradable] = [f for f in question.follow_ups if f.id == tally.follow_up_id]
    for gradable in asked if tally.follow_up_id else [question]:
        for point in gradable.key_points:
            if point.id == tally.point_id:
                return MissedPoint(question.id, point.point, tally.missed, tally.wrong, tally.asked)
    return None
