"""`mlprep quiz`: flashcards with typed answers, due questions first."""

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
    from mlprep.model.question import Entry
    from mlprep.session.choose import Filters, Pick

USUAL_COUNT = 10


def quiz(
    ctx: typer.Context,
    *,
    topic: Topics = None,
    tier: Tiers = None,
    tag: Tags = None,
    count: Annotated[int | None, typer.Option(min=1, help="How many questions; 10 unless --minutes is given.")] = None,
    minutes: Annotated[
        float | None, typer.Option(min=0.5, max=MOST_MINUTES, callback=finite, help="How long to go on.")
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Only questions never answered.")] = False,
    due: Annotated[bool, typer.Option("--due", help="Only questions that are due.")] = False,
    weak: Annotated[bool, typer.Option("--weak", help="Questions answered before, the worst first.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Any question, whatever the schedule says.")] = False,
    cram: Annotated[
        bool, typer.Option("--cram", help="Leave the schedule alone; any question unless --new, --due or --weak.")
    ] = False,
    reveal: Annotated[bool, typer.Option("--reveal", help="Say the answer, then tick the points you said.")] = False,
    seed: Seed = None,
    grader: GraderName = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Practise questions one by one: due ones first, then new ones.

    Type an answer, see point by point what you said and what you missed, and overrule the grader where it is wrong.
    """
    from mlprep.model.mode import Mode
    from mlprep.model.session import Paper, Session
    from mlprep.session.choose import Pick, fitting
    from mlprep.session.quiz import QuizSummary, run_quiz
    from mlprep.terminal.summary import render_quiz

    context = context_of(ctx, plain=plain)
    pick = _pick(new=new, due=due, weak=weak, every=every)
    if cram and pick is Pick.USUAL:
        pick = Pick.ALL
    mode = Mode.CRAM if cram else Mode.QUIZ
    wanted = filters(context, topic, tier, tag)
    chosen, used_seed = _choose(context, wanted, pick, seed)
    if not chosen and pick is not Pick.ALL:
        if not _offer_more(context, wanted, as_json=as_json):
            if as_json:
                render(context, QuizSummary((), 0, finished=True), render_quiz, as_json=True)
            return
        mode = Mode.CRAM
        chosen, used_seed = _choose(context, wanted, Pick.ALL, seed)
    asked = fitting(chosen, count=count or (None if minutes else USUAL_COUNT), minutes=minutes)
    paper = Paper(title_of(context, wanted), tuple(entry.id for entry in asked), minutes, used_seed)
    session = Session(context.new_id(), mode, context.now(), paper)
    # with --json, standard output is for the summary alone
    ports = context.ports(stream=context.stderr if as_json else None, grader=grader)
    summary = run_quiz(ports, session, context.title, reveal=reveal)
    render(context, summary, render_quiz, as_json=as_json)


def _pick(*, new: bool, due: bool, weak: bool, every: bool) -> Pick:
    from mlprep.session.choose import Pick

    picks = {Pick.NEW: new, Pick.DUE: due, Pick.WEAK: weak, Pick.ALL: every}
    asked_for = [pick for pick, wanted in picks.items() if wanted]
    if len(asked_for) > 1:
        raise UsageError("--new, --due, --weak and --all exclude each other", "give one of them")
    return asked_for[0] if asked_for else Pick.USUAL


def _choose(context: Context, wanted: Filters, pick: Pick, seed: int | None) -> tuple[list[Entry], int]:
    from mlprep.session.choose import choose

    rng, used_seed = context.rng(seed)
    chosen = choose(
        admitted(context, wanted),
        context.progress.standings(),
        pick=pick,
        due_by=context.end_of_today(),
        drafted=context.history.drafted(),
        rng=rng,
    )
    return chosen, used_seed


def _offer_more(context: Context, wanted: Filters, *, as_json: bool) -> bool:
    """Say that nothing is waiting and when something will be; whether the candidate wants to practise anyway."""
    from mlprep.session.choose import next_due
    from mlprep.terminal.times import day_name

    due = next_due(admitted(context, wanted), context.progress.standings())
    stream = context.stderr if as_json else context.stdout
    theme = context.theme(stream=stream)
    when = f"; the next question comes due on {day_name(due, context.now())}" if due else ""
    theme.console.print(f"Nothing is waiting here{when}.")
    if not context.is_interactive(stream):
        theme.console.print("`mlprep quiz --cram` practises anyway, without touching the schedule.")
        return False
    try:
        return typer.confirm("Practise some anyway, without touching the schedule?", default=True, err=as_json)
    except typer.Abort:
        return False
