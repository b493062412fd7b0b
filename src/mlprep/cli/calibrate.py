"""`mlprep bank calibrate`: how far a grader agrees with the marks on samples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mlprep.cli.context import Context
from mlprep.cli.options import GraderName, Json, Plain, context_of
from mlprep.cli.render import render

if TYPE_CHECKING:
    from mlprep.model.question import Question


def calibrate(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Bank files with samples.", show_default=False)],
    *,
    grader: GraderName = None,
    rules: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Rules to use instead of those beside the banks.", show_default=False),
    ] = None,
    pairs: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Minimal pairs: samples edited to lack one point.", show_default=False),
    ] = None,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Grade every marked sample of banks, and say how far the grader agrees with the marks."""
    from mlprep.bank import calibrate as calibration
    from mlprep.bank.pairs import read_pairs
    from mlprep.terminal.calibration import render_calibration

    context = context_of(ctx, plain=plain)
    banks = calibration.read_banks(files, rules)
    questions = {question.id: question for bank in banks for question in bank.questions}
    edited = read_pairs(pairs, questions) if pairs else ()
    result = calibration.calibrate(banks, context.grader(grader), edited, lambda each: _watched(context, each))
    render(context, result, render_calibration, as_json=as_json)


def _watched(context: Context, questions: Sequence[Question]) -> Iterable[Question]:
    """The questions, with a bar on a terminal that says how many are graded."""
    from rich.progress import track

    theme = context.theme(stream=context.stderr)
    unseen = theme.plain or not theme.console.is_terminal
    return track(questions, "Grading samples", console=theme.console, transient=True, disable=unseen)
