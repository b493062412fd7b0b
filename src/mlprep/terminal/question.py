"""A question as it is shown: its head while it is asked, its extras afterwards, all of it in `mlprep show`."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mlprep.model.question import Gradable, Question, Reference
from mlprep.session.ports import Prompt
from mlprep.terminal.layout import body, line, section
from mlprep.terminal.safe import clean, words
from mlprep.terminal.theme import Theme, code_theme


def render_prompt(prompt: Prompt, theme: Theme) -> Group:
    """Where one is, what about, and the question itself."""
    head = Table.grid(expand=True)
    head.add_column()
    head.add_column(justify="right", style="dim")
    head.add_row(words(f" {prompt.position} · {prompt.title}", style="bold"), words(f"{prompt.question_id} "))
    rule = Text() if theme.plain else Rule(style="dim")
    return Group(Text(), head, rule, line(prompt.text), Text())


def render_more(question: Question, theme: Theme) -> Group:
    """Intuition, maths, example, code, references: whatever the bank has."""
    sections = [*_sections(question, theme)]
    return Group(*(sections or [Text(" There is no more to this question.")]))


def render_points_to_tick(question: Gradable, theme: Theme) -> Group:
    """The model answer and its points, numbered, for a candidate who marks what they said."""
    parts: list[RenderableType] = [Text()]
    if question.answer:
        parts += [section("A strong answer", words(question.answer)), Text()]
    parts += [_numbered([point.point for point in question.key_points])]
    return Group(*parts)


def render_question(question: Question, theme: Theme) -> Group:
    """Everything the bank has on a question."""
    parts: list[RenderableType] = [
        words(f" {question.id} · {question.topic} · {question.tier} · {question.minutes:g} min", style="dim"),
        line(question.question, "bold"),
    ]
    if question.answer:
        parts += [section("A strong answer", words(question.answer))]
    parts += [section("Key points", _points(question))]
    for follow_up in question.follow_ups:
        parts.append(section("Follow-up", words(follow_up.question, style="bold")))
        if follow_up.answer:
            parts.append(body(words(follow_up.answer)))
    if question.mistakes:
        parts.append(section("Avoid", words("\n".join(question.mistakes))))
    if question.tip:
        parts.append(section("Tip", words(question.tip)))
    parts += _sections(question, theme)
    if question.tags or question.related:
        labels = [f"tags: {', '.join(question.tags)}"] if question.tags else []
        labels += [f"related: {', '.join(question.related)}"] if question.related else []
        parts += [Text(), line(" · ".join(labels), "dim")]
    return Group(*parts)


def _sections(question: Question, theme: Theme) -> Iterator[RenderableType]:
    if question.intuition:
        yield section("Intuition", words(question.intuition))
    yield from maths_section(question, theme)
    if question.example:
        yield section("Example", words(question.example.rstrip()))
    if question.code:
        from rich.syntax import Syntax

        code = Syntax(
            clean(question.code.rstrip()), "python", theme=code_theme(), background_color="default", word_wrap=True
        )
        yield Group(Text(), line("Code", "bold"), Padding(code, (0, 0, 0, 3), expand=False))
    if question.references:
        yield section("References", words("\n".join(_reference(r) for r in question.references)))


def maths_section(question: Question, theme: Theme) -> Iterator[RenderableType]:
    """The formulas as Unicode, where there are any."""
    if question.maths:
        from mlprep.terminal.maths import unicode_maths

        yield section("Maths", words(unicode_maths(question.maths.rstrip(), ascii_only=_is_ascii(theme))))


def _points(question: Question) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for point in question.key_points:
        marks = [
            mark
            for mark, holds in (("required", point.required), (f"weight {point.weight}", point.weight > 1))
            if holds
        ]
        text = words(point.point)
        if marks:
            text.append(f" ({', '.join(marks)})", style="dim")
        table.add_row("-", text)
    return table


def _numbered(lines: list[str]) -> Table:
    table = Table.grid(pad_edge=True, padding=(0, 1, 0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for number, text in enumerate(lines, start=1):
        table.add_row(str(number), words(text))
    return table


def _reference(reference: Reference) -> str:
    parts = [reference.authors, reference.title, str(reference.year or ""), reference.where, reference.url]
    return ", ".join(part for part in parts if part)


def _is_ascii(theme: Theme) -> bool:
    return theme.console.encoding.lower().replace("-", "") in ("ascii", "usascii", "ansix3.41968", "latin1", "iso88591")
