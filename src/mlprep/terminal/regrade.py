"""`mlprep regrade` as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mlprep.model.regrade import Regraded, Skipped
from mlprep.terminal.counts import count
from mlprep.terminal.layout import line, section
from mlprep.terminal.safe import words
from mlprep.terminal.theme import Theme

REASONS = {
    Skipped.CURRENT: "graded so already",
    Skipped.SELF_GRADED: "graded by yourself",
    Skipped.UNDONE: "taken back",
    Skipped.QUESTION_GONE: "the question is no longer in the banks",
    Skipped.POINT_GONE: "the question has lost a point of theirs",
    Skipped.BUSY: "changed meanwhile in another window; run it again",
}


def render_regraded(done: Regraded, theme: Theme) -> Group:
    """How many answers and verdicts changed, which were left alone, and why."""
    return Group(*_parts(done))


def _parts(done: Regraded) -> Iterator[RenderableType]:
    verb = "Would regrade" if done.dry_run else "Regraded"
    grader = f"{done.grader} {done.grader_version}"
    yield line(f"{verb} {count(done.regraded, 'answer')} with {grader}, {done.changed} changed.", "bold")
    if done.mean_before is not None and done.mean_after is not None:
        yield line(f"Mean score {done.mean_before:.1f} before, {done.mean_after:.1f} after.")
    if done.verdicts:
        rows = ((change.count, f"{change.before} → {change.after}") for change in done.verdicts)
        yield section("Verdicts", _table(rows))
    if any(done.skipped.values()):
        rows = ((number, REASONS[reason]) for reason, number in done.skipped.items() if number)
        yield section("Left as they are", _table(rows))
    if not done.finished:
        yield Text()
        rest = "nothing was to be kept" if done.dry_run else "what was done is kept; run it again to go on"
        yield line(f"Interrupted: {rest}.")
    elif done.dry_run and done.regraded:
        yield Text()
        yield line("Nothing was kept. Without --dry-run it is.")


def _table(rows: Iterable[tuple[int, str]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for number, what in rows:
        table.add_row(str(number), words(what))
    return table
