"""`mlprep bank suggest` as text: what was overruled in which words, and the diff to review."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from mlprep.model.suggestion import RuleKind, Suggestion, Suggestions
from mlprep.terminal.counts import count
from mlprep.terminal.layout import body, line
from mlprep.terminal.safe import words
from mlprep.terminal.theme import Theme

MOST_QUOTES = 3
"""Sentences shown of a point."""

WHAT = {RuleKind.RULES: "stated, not credited", RuleKind.AGAINST: "credited, not stated"}

COLOURS = {"+": "green", "-": "red", "@": "dim"}


def render_suggestions(suggestions: Suggestions, theme: Theme) -> Group:
    """The points with the candidate's sentences, the diff, and what to do next."""
    return Group(*_parts(suggestions))


def _parts(suggestions: Suggestions) -> Iterator[RenderableType]:
    for warning in suggestions.warnings:
        yield line(f"left out: {warning}")
    if not suggestions.overruled:
        yield line("Nothing to learn from yet.", "bold")
        yield line("Where the grader gets a point wrong in a quiz, overrule it after your answer; then come back.")
        return
    overruled = count(suggestions.overruled, "verdict")
    yield line(f"{overruled} overruled, {suggestions.heard} of them right by now.", "bold")
    for suggestion in suggestions.suggestions:
        yield from _suggestion(suggestion)
    if suggestions.diff:
        yield Text()
        yield Group(*map(_diff_line, suggestions.diff.splitlines()))
        yield Text()
        yield from _next(suggestions)


def _suggestion(suggestion: Suggestion) -> Iterator[RenderableType]:
    what = f"{WHAT[suggestion.kind]}, {_times(suggestion.times)}"
    yield Text()
    yield line(f"{suggestion.question_id} {suggestion.point_name}: {what}", "bold")
    yield body(words(suggestion.point))
    for quote in suggestion.quotes[:MOST_QUOTES]:
        yield body(words(f"“{quote}”", "italic"))
    if not suggestion.rules:
        yield body(words("Too few words of its own to make a rule of them."))


def _next(suggestions: Suggestions) -> Iterator[RenderableType]:
    if suggestions.written:
        yield line("Written. To undo, take these lines out again. Next: mlprep regrade --dry-run")
    else:
        yield line("Nothing is written yet; with --write it is. A rule is a guess: review it.")
    for file in suggestions.files:
        yield _whole(words(f"   {file}"))


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _diff_line(text: str) -> Text:
    return _whole(words(text, COLOURS.get(text[:1], "")))


def _whole(text: Text) -> Text:
    """One line however long: diffs can be applied, and paths copied."""
    text.no_wrap, text.overflow = True, "ignore"
    return text
