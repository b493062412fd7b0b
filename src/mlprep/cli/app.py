"""All commands under one name."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from mlprep import __version__
from mlprep.cli import bank, config, flag, grade, mock, quiz, regrade, search, show, stats, topics
from mlprep.cli.context import Context
from mlprep.cli.options import context_of
from mlprep.paths import Paths

app = typer.Typer(
    name="mlprep",
    help="Flashcards and mock interviews for machine-learning interviews, in the terminal, offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "Everything you do is kept in one file in $MLPREP_HOME, or in your data folder. "
        "Exit codes: 0 done, 1 failed check, 2 usage, 3 bank, 4 nothing to ask, 5 database, 130 interrupted."
    ),
)


def _version(wanted: bool) -> None:
    if wanted:
        paths = Paths.from_environment(os.environ)
        typer.echo(f"mlprep {__version__}\ndatabase {paths.database}\nbanks {paths.banks}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    *,
    plain: Annotated[bool, typer.Option("--plain", help="Words for signs, no colours, one line at a time.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback where something fails.")] = False,  # noqa: ARG001 - read by __main__, which is there before options are parsed
    version: Annotated[  # noqa: ARG001 - the callback prints it
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version, and where things are."),
    ] = False,
) -> None:
    if ctx.obj is None:
        ctx.obj = Context(Paths.from_environment(os.environ))
    context_of(ctx, plain=plain)


app.command()(quiz.quiz)
app.command()(mock.mock)
app.command()(stats.stats)
app.command()(topics.topics)
app.command()(show.show)
app.command()(search.search)
app.command()(grade.grade)
app.command()(flag.flag)
app.command()(regrade.regrade)
app.command()(config.config)
app.add_typer(bank.app, name="bank")
