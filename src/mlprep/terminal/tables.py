"""Lists: topics, questions, search hits, what a check found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mlprep.model.check import CheckedBank
from mlprep.model.hit import Hit
from mlprep.model.question import Entry, Topic
from mlprep.model.settings import Configured
from mlprep.model.tier import Tier
from mlprep.terminal.counts import count
from mlprep.terminal.layout import body
from mlprep.terminal.safe import clean, words
from mlprep.terminal.theme import Theme


def render_topics(topics: Sequence[Topic], theme: Theme) -> Group:
    """Topics with their title and the number of questions in each tier."""
    table = Table.grid(pad_edge=True, padding=(0, 2, 0, 1))
    table.add_column(no_wrap=True)
    table.add_column()
    for _ in (*Tier, "all"):
        table.add_column(justify="right", no_wrap=True)
    table.add_row(*(Text(name, style="dim") for name in ("topic", "", *(tier.value for tier in Tier), "all")))
    for topic in topics:
        counts = [sum(entry.tier is tier for entry in topic.entries) for tier in Tier]
        table.add_row(words(topic.id), words(topic.title), *(str(count) for count in [*counts, len(topic.entries)]))
    example = topics[0].id if topics else "TOPIC"
    return Group(table, Text(), words(f" Next: mlprep quiz --topic {example}"))


def render_entries(entries: Sequence[Entry], theme: Theme) -> Group:
    """Questions with their ids."""
    if not entries:
        return Group(Text(" No questions."))
    table = Table.grid(pad_edge=True, padding=(0, 2, 0, 1))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="dim")
    table.add_column()
    for entry in entries:
        table.add_row(words(entry.id), entry.tier.value, words(entry.question))
    return Group(table, Text(), words(f" {count(len(entries), 'question')}. Next: mlprep show {entries[0].id}"))


def render_hits(hits: Sequence[Hit], theme: Theme) -> Group:
    """Search hits, best first, with the words that were sought in bold."""
    if not hits:
        return Group(Text(" Nothing has all these words."))
    parts: list[RenderableType] = []
    for hit in hits:
        parts.append(words(f" {hit.entry.id} · {hit.entry.tier}", style="bold"))
        excerpt = Text(hit.excerpt)
        for span in hit.spans:
            excerpt.stylize("bold underline", span.start, span.end)
        excerpt.plain = clean(excerpt.plain)
        parts.append(body(excerpt))
    return Group(*parts, Text(), words(f" {len(hits)} found. Next: mlprep show {hits[0].entry.id}"))


def render_settings(settings: Sequence[Configured], theme: Theme) -> Group:
    """Each setting with its value, the values it may have and what it means."""
    return Group(*(part for setting in settings for part in _setting_parts(setting)))


def _setting_parts(setting: Configured) -> Iterator[RenderableType]:
    yield words(f" {setting.name} = {setting.value}", style="bold")
    yield body(words(setting.meaning))
    if not setting.known:
        yield body(words(f"This mlprep does not know “{setting.value}”. Next: {setting.reset_command}"))
    choices = (f"{choice} (default)" if choice == setting.default else choice for choice in setting.choices)
    yield body(words(f"Known: {', '.join(choices)}"))


def render_check(checked: Sequence[CheckedBank], theme: Theme) -> Group:
    """Faults and warnings by file, and the sum."""
    return Group(*_check_lines(checked))


def _check_lines(checked: Sequence[CheckedBank]) -> Iterator[Text]:
    for bank in checked:
        unsure = f", {bank.unsure} unsure" if bank.unsure else ""
        agreement = f", {bank.agreed} of {bank.verdicts} marked verdicts agree{unsure}" if bank.verdicts else ""
        yield _line(Text(), words(f"{bank.file}: {count(bank.questions, 'question')}{agreement}", style="bold"))
        for fault in bank.faults:
            yield _line(Text("  fault: ", style="red"), words(fault))
        for warning in bank.warnings:
            yield _line(Text("  warning: ", style="color(136)"), words(warning))
    faults = sum(len(bank.faults) for bank in checked)
    warnings = sum(len(bank.warnings) for bank in checked)
    yield Text(f"{count(len(checked), 'file')}, {count(faults, 'fault')}, {count(warnings, 'warning')}.")


def _line(label: Text, text: Text) -> Text:
    """One line however long: editors and scripts read the places in it."""
    line = label.append_text(text)
    line.no_wrap, line.overflow = True, "ignore"
    return line
