"""`mlprep bank`: check and calibrate banks, list their questions, print the format's schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from mlprep.cli.calibrate import calibrate
from mlprep.cli.explain import explain
from mlprep.cli.options import GraderName, Json, Plain, Tags, Tiers, Topics, context_of, filters
from mlprep.cli.render import render
from mlprep.cli.suggest import suggest

app = typer.Typer(help="Look after question banks.", no_args_is_help=True)


@app.command("list")
def list_questions(
    ctx: typer.Context,
    *,
    topic: Topics = None,
    tier: Tiers = None,
    tag: Tags = None,
    flagged: Annotated[bool, typer.Option("--flagged", help="Only questions that you flagged.")] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """List the questions with their ids."""
    from mlprep.terminal.tables import render_entries

    context = context_of(ctx, plain=plain)
    wanted = filters(context, topic, tier, tag)
    entries = tuple(entry for entry in context.library.entries if wanted.admit(entry))
    if flagged:
        marked = context.history.flagged()
        entries = tuple(entry for entry in entries if entry.id in marked)
    render(context, entries, render_entries, as_json=as_json)


@app.command()
def check(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Bank files; all shipped banks where none is given.", show_default=False)
    ] = None,
    *,
    grader: GraderName = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Check banks: their form, and that their own answers are graded as they should be. Exit code 1 on a fault."""
    from mlprep.bank.audit import audit_at_once, audit_design
    from mlprep.terminal.tables import render_check

    context = context_of(ctx, plain=plain)
    used = context.grader(grader)
    checked = audit_at_once(files or context.library.files(), context.library, used.name)
    if not files and (design := context.paths.banks / "design").is_dir():
        checked = (*checked, audit_design(design, used.grade))
    render(context, checked, render_check, as_json=as_json)
    if any(bank.faults for bank in checked):
        raise typer.Exit(1)


app.command()(calibrate)
app.command()(explain)
app.command()(suggest)


@app.command()
def schema(ctx: typer.Context) -> None:
    """Print the JSON Schema of a bank, for editors."""
    from mlprep.bank.schema import json_schema

    context_of(ctx).stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
