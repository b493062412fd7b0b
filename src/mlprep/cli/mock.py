"""`mlprep mock`: a timed interview whose follow-ups open up one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mlprep.cli.context import Context
from mlprep.cli.options import (
    MOST_MINUTES,
    GraderName,
    Json,
    Plain,
    Seed,
    Tags,
    Tiers,
    Topics,
    admitted,
    context_of,
    filters,
    finite,
    title_of,
)
from mlprep.cli.render import render
from mlprep.errors import UsageError

if TYPE_CHECKING:
    from mlprep.model.session import Paper
    from mlprep.session.choose import Filters
    from mlprep.session.mock import Sitting
    from mlprep.session.ports import Ports

USUAL_MINUTES = 20.0


def mock(
    ctx: typer.Context,
    *,
    topic: Topics = None,
    tier: Tiers = None,
    tag: Tags = None,
    minutes: Annotated[
        float, typer.Option(min=1, max=MOST_MINUTES, callback=finite, help="How long the interview lasts.")
    ] = USUAL_MINUTES,
    practice: Annotated[bool, typer.Option("--practice", help="Hints, and feedback after every answer.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the interview that was interrupted.")] = False,
    seed: Seed = None,
    grader: GraderName = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Sit a timed interview: core questions first, then deeper; feedback at the end.

    What you leave out is asked for again; a good answer leads one step deeper.
    """
    from mlprep.model.mode import Mode
    from mlprep.model.session import Session
    from mlprep.session.mock import begin, run_mock
    from mlprep.session.report import report
    from mlprep.terminal.summary import render_report

    context = context_of(ctx, plain=plain)
    stream = context.stderr if as_json else context.stdout
    ports = context.ports(stream=stream, grader=grader)
    if resume:
        if topic or tier or tag or practice or seed is not None or minutes != USUAL_MINUTES:
            raise UsageError("--resume goes on with the interview as it was begun", "leave the other options out")
        sitting = _resumed(context, ports)
    else:
        paper = _paper(context, filters(context, topic, tier, tag), minutes, seed)
        mode = Mode.PRACTICE if practice else Mode.MOCK
        sitting = begin(ports, Session(context.new_id(), mode, context.now(), paper))
    finished = run_mock(ports, sitting, context.title)
    if not finished:
        ports.screen.notice(
            "Interrupted; everything is kept. `mlprep mock --resume` goes on with the time that is left."
        )
        if context.is_interactive(stream) and not as_json:
            return  # feedback comes at the end, and a person may well go on
    history, session = context.history, sitting.session
    done = report(
        session,
        history.attempts(session.id),
        history.events(session.id),
        used=sitting.used(context.now()),
        load=context.library.question,
    )
    render(context, done, render_report, as_json=as_json)


def _resumed(context: Context, ports: Ports) -> Sitting:
    from mlprep.model.mode import Mode
    from mlprep.session.mock import resume
    from mlprep.terminal.times import clock, day_name

    history = context.history
    session = history.unfinished((Mode.MOCK, Mode.PRACTICE))
    if session is None:
        raise UsageError("there is no interrupted interview", "`mlprep mock` starts one")
    sitting = resume(
        ports, session, history.attempts(session.id), history.events(session.id), history.last_draft(session.id)
    )
    # an interview that was over is only broken off where there was something to settle
    left = "unsure points to settle are" if sitting.asked_until else clock(sitting.left(context.now()))
    ports.screen.notice(f"{session.paper.title}, begun {day_name(session.started_at, context.now())}; {left} left.")
    return sitting


def _paper(context: Context, wanted: Filters, minutes: float, seed: int | None) -> Paper:
    from mlprep.model.session import Paper
    from mlprep.session.paper import plan_paper

    rng, used_seed = context.rng(seed)
    chosen = plan_paper(admitted(context, wanted), context.progress.standings(), minutes=minutes, rng=rng)
    return Paper(title_of(context, wanted), tuple(entry.id for entry in chosen), minutes, used_seed)
