"""The end of a quiz, and the report on a mock interview."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mlprep.model.grade import Verdict
from mlprep.session.quiz import QuizSummary
from mlprep.session.report import MockReport, QuestionReport
from mlprep.terminal.bars import bar
from mlprep.terminal.counts import count
from mlprep.terminal.layout import body, line
from mlprep.terminal.safe import words
from mlprep.terminal.theme import COLOURS, Theme
from mlprep.terminal.times import clock


def render_quiz(summary: QuizSummary, theme: Theme) -> Group:
    """What was answered, how it went, and what to do about it."""
    results = summary.results
    if not results:
        return Group(Text(), Text(" Nothing answered; nothing recorded."))
    mean = round(sum(r.score for r in results) / len(results))
    passed = sum(r.passed for r in results)
    seconds = sum(r.seconds for r in results)
    head = f"{len(results)} answered, {passed} passed, mean score {mean}, {clock(seconds)} in all."
    if not summary.finished:
        head += " The rest comes back next time."
    table = Table.grid(pad_edge=True, padding=(0, 2, 0, 1))
    table.add_column(no_wrap=True)
    table.add_column(justify="right")
    table.add_column()
    for result in results:
        verdict = Verdict.FOUND if result.passed else Verdict.WRONG
        sign = (
            Text("pass:" if result.passed else "again:") if theme.plain else Text(theme.sign(verdict), COLOURS[verdict])
        )
        table.add_row(sign, str(result.score), words(result.question_id))
    failed = [r.question_id for r in results if not r.passed]
    advice = f"mlprep show {failed[-1]}" if failed else "mlprep stats"
    return Group(Text(), line(head, "bold"), Text(), table, Text(), Text(f" Next: {advice}"))


def render_report(report: MockReport, theme: Theme) -> Group:
    """Scores by topic and tier, where the time went, what was missed, what to go over."""
    return Group(*_report_parts(report, theme))


def _report_parts(report: MockReport, theme: Theme) -> Iterator[RenderableType]:
    started = report.started_at.astimezone()
    used = f"{clock(report.seconds)} of {clock(report.minutes * 60)}"
    yield Text()
    yield line(
        f"{report.mode.capitalize()} · {report.title} · {started:%d %b %Y} · {used} · seed {report.seed}", "bold"
    )
    yield Text()
    if report.score is None:
        yield Text(" Nothing was answered.")
    else:
        yield _scores(report, theme)
    for question in report.questions:
        yield Text()
        yield from _question_parts(question, theme)
    if report.skipped:
        yield Text()
        yield line(f"Skipped: {', '.join(report.skipped)}")
    if report.review:
        yield Text()
        yield Text(" Go over", style="bold")
        for question_id in report.review:
            yield words(f"   mlprep show {question_id}")


def _scores(report: MockReport, theme: Theme) -> Table:
    table = Table.grid(pad_edge=True, padding=(0, 2, 0, 1))
    table.add_column()
    table.add_column(no_wrap=True)
    table.add_column(justify="right")
    table.add_column(style="dim")
    table.add_row(Text("Overall", style="bold"), bar(report.score or 0, theme), str(report.score), "")
    for part in (*report.topics, *report.tiers):
        table.add_row(words(part.name), bar(part.score, theme), str(part.score), count(part.answers, "answer"))
    return table


def _question_parts(question: QuestionReport, theme: Theme) -> Iterator[RenderableType]:
    time = f"{clock(question.seconds)} of {clock(question.allowed)}"
    facts = f"{question.score} · {question.tier} · depth {question.depth} · {time}"
    yield line(question.question, "bold")
    yield words(f"   {facts} · {question.question_id}", style="dim")
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    rows = [(Verdict.WRONG, point, "") for point in question.wrong]
    rows += [(Verdict.MISSED, point, "") for point in question.missed]
    rows += [(Verdict.UNSURE, point, " (unsure, counted half)") for point in question.unsure]
    rows += [(Verdict.PARTIAL, point, " (said when asked)") for point in question.recovered]
    for verdict, point, remark in rows:
        table.add_row(Text(theme.sign(verdict), style=COLOURS[verdict]), words(point + remark))
    if rows:
        yield body(table)
