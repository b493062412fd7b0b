"""A graded answer, point by point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mlprep.model.grade import Grade, PointGrade, Remark, Span, Verdict
from mlprep.model.question import Gradable, KeyPoint, Question
from mlprep.session.ports import Feedback
from mlprep.terminal.layout import section
from mlprep.terminal.question import maths_section
from mlprep.terminal.safe import words
from mlprep.terminal.theme import COLOURS, Theme
from mlprep.terminal.times import clock, when_due

SIDE_BY_SIDE = 76
"""From this width on, the candidate's words stand beside the point, else below it."""

LONGEST_QUOTE = 90

_ORDER = (Verdict.FOUND, Verdict.PARTIAL, Verdict.UNSURE, Verdict.WRONG, Verdict.MISSED)

REMARKS = {
    Remark.EMPTY: "No answer, so nothing to score.",
    Remark.DONT_KNOW: "You said that you do not know: nothing to score.",
    Remark.ECHO: "That repeats the question: nothing to score.",
    Remark.WORDS: "Words without statements: nothing to score. Say what is true of them.",
    Remark.ENDLESS: "Far more than can be said in the time: an interviewer would have stopped you.",
}


@dataclass(frozen=True, slots=True)
class GradedAnswer:
    """An answer and what grading says of it; `overruled` are the points on which the candidate knows better."""

    asked: Gradable
    text: str
    grade: Grade
    overruled: frozenset[str] = frozenset()

    @property
    def pairs(self) -> Iterator[tuple[KeyPoint, PointGrade]]:
        grades = {p.point_id: p for p in self.grade.points}
        return ((point, grades[point.id]) for point in self.asked.key_points)


def render_verdicts(feedback: Feedback, theme: Theme) -> Group:
    """The score, and what it is made of."""
    graded = GradedAnswer(feedback.asked, feedback.text, feedback.grade, feedback.overruled)
    return Group(Text(), _score_line(graded, clock(feedback.seconds)), *_points(graded, theme))


def render_answer(feedback: Feedback, theme: Theme) -> Group:
    """The model answer, its formulas, a tip, and when the question comes back."""
    parts: list[RenderableType] = []
    if feedback.asked.answer:
        parts.append(section("A strong answer", words(feedback.asked.answer)))
    if feedback.asked is feedback.question:
        parts += [*maths_section(feedback.question, theme), *_advice(feedback.question)]
    return Group(*parts, Text(), *render_due(feedback))


def render_due(feedback: Feedback) -> Iterator[Text]:
    """When the question comes back, where the answer moved its date."""
    if feedback.on_schedule:
        yield Text(f" {when_due(feedback.review, feedback.at)}")


def render_graded(graded: GradedAnswer, theme: Theme) -> Group:
    """A graded answer by itself."""
    return Group(_score_line(graded), *_points(graded, theme))


def _score_line(graded: GradedAnswer, time: str = "") -> Text:
    grade = graded.grade
    found = sum(p.verdict is Verdict.FOUND for p in grade.points)
    facts = ["pass" if grade.passed else "not yet", f"{found} of {len(grade.points)} points"]
    if any(k.required and p.verdict in (Verdict.MISSED, Verdict.WRONG) for k, p in graded.pairs):
        facts.append("without a required point")
    if unsure := grade.unsure:
        facts.append(f"{unsure} unsure (counted half)")
    line = Text(" Score ").append(f"{grade.score}", style="bold")
    return line.append("".join(f" · {fact}" for fact in [*facts, *filter(None, [time])]))


def _points(graded: GradedAnswer, theme: Theme) -> Iterator[RenderableType]:
    """One row a point, found ones first: its sign, the point, and the candidate's words that show it."""
    if graded.grade.remark:
        yield Text(f" {REMARKS[graded.grade.remark]}")
    yield Text()
    beside = theme.width >= SIDE_BY_SIDE and not theme.plain
    # what was missed has nothing beside it and takes the whole line
    said, missed = _grid(quotes=beside), _grid(quotes=False)
    for verdict in _ORDER:
        for point, point_grade in graded.pairs:
            if point_grade.verdict is not verdict:
                continue
            sign = Text(theme.sign(verdict), style=COLOURS[verdict])
            text = words(point.point, style="dim" if verdict is Verdict.MISSED else "")
            remarks = [
                r
                for r, holds in (("required", point.required), ("your verdict", point.id in graded.overruled))
                if holds
            ]
            text.append(f" ({', '.join(remarks)})" if remarks else "", style="dim")
            quote = words(quoted(graded.text, point_grade.evidence), style="italic")
            if not quote.plain:
                missed.add_row(sign, text)
            elif beside:
                said.add_row(sign, text, quote)
            else:
                said.add_row(sign, Text("\n").join([text, quote]))
    yield said
    yield missed


def _grid(*, quotes: bool) -> Table:
    table = Table.grid(pad_edge=True, padding=(0, 1, 0, 1))
    table.add_column(no_wrap=True)
    table.add_column(ratio=3)
    if quotes:
        table.add_column(ratio=2)
    return table


def quoted(text: str, span: Span | None, *, longest: int = LONGEST_QUOTE) -> str:
    """The candidate's own words in quotes, in one line, cut between words."""
    if span is None:
        return ""
    said = " ".join(text[span.start : span.end].split())
    if len(said) > longest:
        said = said[:longest].rsplit(" ", 1)[0] + " …"
    return f"“{said}”"


def _advice(question: Question) -> Iterator[RenderableType]:
    table = Table.grid(pad_edge=True, padding=(0, 2, 0, 1))
    table.add_column(no_wrap=True, style="bold")
    table.add_column()
    if question.tip:
        table.add_row("Tip", words(question.tip))
    if question.mistakes:
        table.add_row("Avoid", words(question.mistakes[0]))
    if table.row_count:
        yield Text()
        yield table
