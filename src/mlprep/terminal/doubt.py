"""A point that the grader is unsure of, as the candidate is asked about it."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mlprep.model.grade import Verdict
from mlprep.session.ports import Doubt
from mlprep.terminal.feedback import quoted
from mlprep.terminal.layout import line
from mlprep.terminal.safe import words
from mlprep.terminal.theme import COLOURS, Theme

DID_YOU = "Did you say this?"

ANSWERS = {"y": Verdict.FOUND, "n": Verdict.MISSED}

LONGEST_ANSWER = 300
"""Characters shown of an answer that has no evidence, long after it was typed."""


def render_doubt(doubt: Doubt, theme: Theme) -> Group:
    """Where one is, the point, and the candidate's words that may state it."""
    where = f"{doubt.number} of {doubt.total} to settle"
    head: list[RenderableType] = [Text()]
    if doubt.question:
        head += [line(f"Before the report: {where}", "dim"), Text(), line(doubt.question, "bold")]
    elif doubt.total > 1:
        head += [line(where, "dim")]
    table = Table.grid(pad_edge=True, padding=(0, 1, 0, 1))
    table.add_column(no_wrap=True)
    table.add_column()
    sign = Text(theme.sign(Verdict.UNSURE), style=COLOURS[Verdict.UNSURE])
    table.add_row(sign, words(doubt.point.point, style="bold"))
    quote = quoted(doubt.text, doubt.evidence, longest=LONGEST_ANSWER)
    if quote:
        table.add_row("", words(quote, style="italic"))
    return Group(*head, table)


def choices(doubt: Doubt) -> tuple[str, str]:
    """The keys, the capital one of which Enter stands for, and what that says."""
    return ("Y/n", "yes") if doubt.lean is Verdict.FOUND else ("y/N", "no")
