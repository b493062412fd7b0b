"""`mlprep stats` as text."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mlprep.model.tier import Tier
from mlprep.stats.summary import Cell, Summary
from mlprep.terminal.bars import bar, sparkline
from mlprep.terminal.counts import count
from mlprep.terminal.layout import line
from mlprep.terminal.safe import words
from mlprep.terminal.theme import Theme

MOST_AREAS = 3
CELL = 4
UNSURE = 10.0
"""A doubt from which on a score is marked as uncertain."""


def render_summary(summary: Summary, theme: Theme) -> Group:
    """Sentences first, then tables; every list ends with the command that acts on it."""
    return Group(*(_parts(summary, theme) if summary.answers else _nothing_yet(summary)))


def _nothing_yet(summary: Summary) -> Iterator[RenderableType]:
    yield Text(f" No answers yet; {summary.questions} questions in {len(summary.topics)} topics are waiting.")
    yield Text()
    yield _commands(
        [
            ("mlprep quiz", "ten questions, graded point by point"),
            ("mlprep mock --topic gradient-descent", "a timed interview"),
            ("mlprep topics", "what there is"),
        ]
    )


def _parts(summary: Summary, theme: Theme) -> Iterator[RenderableType]:
    yield from _sentences(summary)
    yield Text()
    yield _grid(summary, theme)
    yield Text(" ~ could be ten points off or more", style="dim")
    if summary.weak_areas:
        yield Text()
        yield Text(" Weak areas", style="bold")
        yield from _weak(summary)
    if summary.missed_points:
        yield Text()
        yield Text(" Left out or wrong most often", style="bold")
        yield _missed(summary)
    yield Text()
    yield _trend(summary, theme)
    yield Text()
    yield Text(f" Next: {summary.next_command}")


def _sentences(summary: Summary) -> Iterator[RenderableType]:
    accuracy = ""
    if summary.trend.now is not None:
        accuracy = f"; your mean score is {summary.trend.now:.0f}"
        if summary.trend.then is not None:
            change = summary.trend.now - summary.trend.then
            word = "steady" if abs(change) < 1 else "rising" if change > 0 else "falling"
            accuracy += f" and {word} ({summary.trend.then:.0f} four weeks ago)"
    yield line(f"{count(summary.answers, 'answer')} to {summary.seen} of {summary.questions} questions{accuracy}.")
    if summary.weak_areas:
        weakest = summary.weak_areas[0]
        yield line(f"Weakest: {weakest.title} {weakest.tier} ({_expected(weakest.expected, weakest.doubt)}).")
    due = summary.due
    yield line(f"Due: {due.today} today, {due.week} this week.")


def _grid(summary: Summary, theme: Theme) -> Table:
    cells = {(cell.topic, cell.tier): cell for cell in summary.cells}
    table = Table.grid(pad_edge=True, padding=(0, 3, 0, 1))
    table.add_column()
    for _ in Tier:
        table.add_column(no_wrap=True)
    table.add_row("", *(Text(tier.value, style="dim") for tier in Tier))
    for topic, title in summary.topics:
        table.add_row(words(title), *(_cell(cells.get((topic, tier)), theme) for tier in Tier))
    return table


def _cell(cell: Cell | None, theme: Theme) -> Text:
    if cell is None:
        return Text("-", style="dim")
    if cell.score is None or cell.doubt is None:
        return Text(f"0 of {cell.questions}", style="dim")
    sure = "" if cell.doubt < UNSURE else "~"
    chart = bar(cell.score, theme, CELL)
    return (chart.append(" ") if chart.plain else chart).append(f"{cell.score:.0f}{sure}")


def _weak(summary: Summary) -> Iterator[Text]:
    for area in summary.weak_areas[:MOST_AREAS]:
        expected = _expected(area.expected, area.doubt)
        yield words(f" {area.title} {area.tier}: {expected}, {count(area.answers, 'answer')}")
        yield words(f"   {area.command}", style="dim")


def _missed(summary: Summary) -> Table:
    table = Table.grid(pad_edge=True, padding=(0, 2, 0, 1))
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_column(style="dim")
    for point in summary.missed_points:
        table.add_row(f"{point.missed + point.wrong} of {point.asked}", words(point.point), words(point.question_id))
    return table


def _trend(summary: Summary, theme: Theme) -> Text:
    weeks = summary.trend.weeks
    if theme.plain:
        shown = ", ".join("none" if week is None else f"{week:.0f}" for week in weeks)
        line = f" Mean score of the last {len(weeks)} weeks: {shown}."
    else:
        line = f" Last {len(weeks)} weeks   {sparkline(weeks)}"
    return Text(f"{line}   streak {count(summary.streak, 'day')}   {summary.minutes:.0f} minutes in all")


def _commands(rows: list[tuple[str, str]]) -> Table:
    table = Table.grid(pad_edge=True, padding=(0, 2, 0, 3))
    table.add_column(no_wrap=True)
    table.add_column(style="dim")
    for row in rows:
        table.add_row(*row)
    return table


def _expected(score: float, doubt: float) -> str:
    return f"{score:.0f} ± {doubt:.0f}"
