"""`mlprep bank calibrate` as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mlprep.model.calibration import Calibration, Figures
from mlprep.terminal.counts import count
from mlprep.terminal.layout import line
from mlprep.terminal.safe import words
from mlprep.terminal.theme import Theme

NOTHING = "–"
"""What stands for a figure that has no data."""

MOST_QUESTIONS = 10
NO_NOTE = "(no note)"
ROOM_FOR_ALL = 80
"""Columns of a terminal from which on a note has room for all its figures."""

Column = tuple[str, Callable[[Figures], str]]


def render_calibration(calibration: Calibration, theme: Theme) -> Group:
    """The figures over all, then by note, by kind of pair and for the worst questions."""
    return Group(*_parts(calibration, theme))


def _parts(calibration: Calibration, theme: Theme) -> Iterator[RenderableType]:
    overall = calibration.overall
    yield line(f"{calibration.grader} grader, version {calibration.grader_version}", "bold")
    rules = f"rules on {calibration.points_with_rules} of {count(calibration.points, 'key point')}"
    yield line(f"{count(len(calibration.by_question), 'question')}, {count(overall.answers, 'sample')}, {rules}")
    if not overall.answers:
        yield line("Nothing to calibrate by. docs/bank-format.md shows how to write samples.")
        return
    if overall.decisions:
        title = f"{count(overall.decisions, 'decision')}: was this point stated in this answer?"
        yield from _section(title, _table((), _of_decisions(overall)))
        yield from _section("How far to trust a probability", _reliability(overall))
    if overall.marked:
        title = f"{count(overall.marked, 'score')} beside people's marks"
        yield from _section(title, _table((), _of_marks(overall)))
    note_columns = NOTE_COLUMNS if theme.width >= ROOM_FOR_ALL else QUESTION_COLUMNS
    yield from _section("By note", _breakdown(calibration.by_note, note_columns))
    if calibration.by_kind:
        rows = [(k, str(p.pairs), _number(p.accuracy), _percent(p.accepted)) for k, p in calibration.by_kind.items()]
        heads = ("", "pairs", "original above edited", "edited found")
        yield from _section("Minimal pairs", _table(heads, rows))
    if worst := _worst(calibration):
        title = f"Worst questions, {len(worst)} of {len(calibration.by_question)}"
        yield from _section(title, _breakdown(worst, QUESTION_COLUMNS))
    yield Text()
    yield line("The same with --json lists every decision and score.")


def _section(title: str, table: Table) -> Iterator[RenderableType]:
    yield Text()
    yield line(title, "bold")
    yield table


def _of_decisions(figures: Figures) -> list[tuple[str, str, str]]:
    return [
        ("within-answer AUC", _number(figures.within_answer_auc), "the figure to judge by"),
        ("AUC", _number(figures.auc), f"{_number(figures.auc_without_misconceptions)} without misconceptions"),
        ("accuracy", _percent(figures.accuracy), f"{_percent(figures.three_way_accuracy)} telling wrong from missed"),
        ("unsure", _percent(figures.unsure), "left out of accuracy"),
        ("found", _precision_recall(figures.found_precision, figures.found_recall), "precision and recall"),
        ("wrong", _precision_recall(figures.wrong_precision, figures.wrong_recall), "precision and recall"),
        ("foreign points", _percent(figures.foreign_point_rate, digits=1), "found in answers to other questions"),
        ("Brier score", _number(figures.brier), "0 is best"),
    ]


def _of_marks(figures: Figures) -> list[tuple[str, str, str]]:
    return [
        ("Pearson r", _number(figures.pearson), ""),
        ("Spearman", _number(figures.spearman), ""),
        ("RMSE", _number(figures.rmse), "of scores from 0 to 1"),
        ("weighted kappa", _number(figures.quadratic_weighted_kappa), "quadratic, to the nearest quarter"),
    ]


def _reliability(figures: Figures) -> Table:
    tenths = len(figures.reliability)
    rows = [
        (
            f"{place / tenths:.1f} to {(place + 1) / tenths:.1f}",
            _number(row.mean_probability),
            _number(row.share_found),
            str(row.decisions),
        )
        for place, row in enumerate(figures.reliability)
    ]
    return _table(("probability", "mean", "truly found", "decisions"), rows)


def _worst(calibration: Calibration) -> dict[str, Figures]:
    """By the figure to judge by, or where there are only marks by the correlation with them."""
    by_marks = not calibration.overall.decisions
    figure_of = {n: f.pearson if by_marks else f.within_answer_auc for n, f in calibration.by_question.items()}
    ranked = sorted((figure, name) for name, figure in figure_of.items() if figure is not None)
    return {name: calibration.by_question[name] for _, name in ranked[:MOST_QUESTIONS]}


def _breakdown(named: Mapping[str, Figures], columns: Sequence[Column]) -> Table:
    """A row for each name; columns that have no data at all are left out."""
    shown = [(head, [cell(figures) for figures in named.values()]) for head, cell in columns]
    kept = [(head, cells) for head, cells in shown if set(cells) - {NOTHING}]
    rows = zip((name or NO_NOTE for name in named), *(cells for _, cells in kept), strict=True)
    return _table(("", *(head for head, _ in kept)), list(rows))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Names on the left, which may wrap; numbers right, which may not; what is beyond them are remarks."""
    table = Table.grid(pad_edge=True, padding=(0, 1, 0, 1))
    table.add_column(overflow="fold")
    if heads:
        for _ in heads[1:]:
            table.add_column(justify="right", no_wrap=True)
        table.add_row(*(Text(head, style="dim") for head in heads))
    else:
        table.add_column(justify="right", no_wrap=True)
        table.add_column(style="dim")
    for name, *cells in rows:
        table.add_row(words(name), *cells)
    return table


def _number(figure: float | None) -> str:
    return NOTHING if figure is None else f"{figure:.3f}"


def _percent(figure: float | None, digits: int = 0) -> str:
    return NOTHING if figure is None else f"{100 * figure:.{digits}f} %"


def _precision_recall(precision: float | None, recall: float | None) -> str:
    both = (_percent(precision), _percent(recall))
    return NOTHING if set(both) == {NOTHING} else "/".join(each.removesuffix(" %") for each in both) + " %"


NOTE_COLUMNS: tuple[Column, ...] = (
    ("samples", lambda f: str(f.answers)),
    ("within", lambda f: _number(f.within_answer_auc)),
    ("accuracy", lambda f: _percent(f.accuracy)),
    ("unsure", lambda f: _percent(f.unsure)),
    ("found", lambda f: _precision_recall(f.found_precision, f.found_recall)),
    ("wrong", lambda f: _precision_recall(f.wrong_precision, f.wrong_recall)),
    ("r", lambda f: _number(f.pearson)),
    ("RMSE", lambda f: _number(f.rmse)),
    ("score", lambda f: _number(f.mean_score)),
)
QUESTION_COLUMNS: tuple[Column, ...] = (
    ("samples", lambda f: str(f.answers)),
    ("within", lambda f: _number(f.within_answer_auc)),
    ("accuracy", lambda f: _percent(f.accuracy)),
    ("unsure", lambda f: _percent(f.unsure)),
    ("foreign", lambda f: _percent(f.foreign_point_rate)),
    ("r", lambda f: _number(f.pearson)),
    ("RMSE", lambda f: _number(f.rmse)),
)
