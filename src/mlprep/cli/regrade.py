"""`mlprep regrade`: grade kept answers again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from mlprep.cli.context import Context
from mlprep.cli.options import GraderName, Json, Plain, Topics, context_of
from mlprep.cli.render import render

if TYPE_CHECKING:
    from mlprep.store.regrades import Regrades

INTERRUPTED = 130


def regrade(
    ctx: typer.Context,
    *,
    grader: GraderName = None,
    topic: Topics = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and keep nothing of it.")] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Grade kept answers again, with the grader and the questions of today. The first grades are kept beside.

    Verdicts that you overruled stay yours; the schedule follows. Ctrl-C keeps what was done.
    """
    from mlprep.session.regrade import regrade as run_regrade
    from mlprep.store.regrades import Regrades
    from mlprep.terminal.regrade import render_regraded

    context = context_of(ctx, plain=plain)
    for name in topic or ():
        context.library.topic(name)
    chosen = context.grader(grader)
    regrades = Regrades(context.connection, topic or ())
    with _progress(context, regrades) as progress:
        done = run_regrade(
            regrades.batches(),
            chosen,
            load=context.library.question,
            now=context.now,
            keep=None if dry_run else regrades.keep,
            progress=progress,
            undone=regrades.undone(),
        )
    render(context, done, render_regraded, as_json=as_json)
    if not done.finished:
        raise typer.Exit(INTERRUPTED)


@contextmanager
def _progress(context: Context, regrades: Regrades) -> Iterator[Callable[[int], None]]:
    """Where to say that so many more attempts are done; a bar on a terminal, else nothing."""
    theme = context.theme(stream=context.stderr)
    if theme.plain or not context.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (" Grading", BarColumn(20), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=theme.console, transient=True) as bar:
        task = bar.add_task("", total=regrades.count())
        yield lambda attempts: bar.advance(task, attempts)
