"""`mlprep bank explain` as text: for each point its verdict, the sum behind it, and the rules that were heard."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mlprep.grading.explain import Explanation, GroupExplanation, PointExplanation, RuleExplanation
from mlprep.terminal.counts import count
from mlprep.terminal.feedback import REMARKS
from mlprep.terminal.layout import body, line
from mlprep.terminal.safe import words
from mlprep.terminal.theme import COLOURS, Theme

MOST_RULES = 3
"""Rules shown of a point where all points are shown."""

NOT_HEARD = "–"
LONGEST_TERMS = 60
"""Characters shown of the terms of a group that was not heard."""


def render_explanation(explanation: Explanation, theme: Theme) -> Group:
    """The points in the bank's order; of a single point all rules that were heard."""
    return Group(*_parts(explanation, theme))


def _parts(explanation: Explanation, theme: Theme) -> Iterator[RenderableType]:
    grade = explanation.grade
    yield line(f"{grade.grader} grader, version {grade.grader_version}: score {grade.score}", "bold")
    if grade.remark:
        yield line(REMARKS[grade.remark])
    most = MOST_RULES if len(explanation.points) > 1 else None
    for point in explanation.points:
        yield Text()
        yield _verdict(point, theme)
        yield body(words(point.point))
        yield body(_sum(point))
        for rule in point.heard[:most]:
            yield _rule(f"rule {rule.number}", rule)
        if rest := _rest(point, most):
            yield body(Text(rest, style="dim"))
        if point.against:
            yield _rule(f"against {point.against.number}", point.against)
    if len(explanation.points) > 1:
        yield Text()
        yield line("One point with all its rules: --point ID.")


def _verdict(point: PointExplanation, theme: Theme) -> Padding:
    sign = Text(theme.sign(point.verdict), style=COLOURS[point.verdict])
    verdict = "" if theme.plain else f"{point.verdict}, "
    facts = f"{verdict}probability {point.probability:.2f}"
    return Padding(sign.append(" ").append_text(words(point.point_id, "bold")).append(f"  {facts}"), (0, 1))


def _sum(point: PointExplanation) -> Text:
    """The log-odds, and what made them; what adds nothing is left out."""
    if not point.rules and not any(feature.value for feature in point.features):
        return Text("nothing of it was heard", style="dim")
    shares = [f"{_signed(f.contribution)} {f.name} ({f.value:.2f})" for f in point.features if f.contribution]
    total = point.intercept + sum(feature.contribution for feature in point.features)
    return Text(f"log-odds {_signed(total)} = {_signed(point.intercept)} base {' '.join(shares)}".rstrip(), style="dim")


def _rule(name: str, rule: RuleExplanation) -> Padding:
    head = f"{name}: strength {rule.strength:.2f}"
    if rule.signs:
        head += f", contradiction {rule.contradiction:.2f} ({', '.join(rule.signs)})"
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for group in rule.groups:
        table.add_row(*_group(group))
    return Padding(Group(Text(head), Padding(table, (0, 0, 0, 2))), (0, 2, 0, 3))


def _group(group: GroupExplanation) -> tuple[Text, Text]:
    if group.term is None or group.words is None:
        return Text(NOT_HEARD), words(_shortened(" | ".join(group.terms)), "dim")
    return words(group.term), words(f"“{group.words}”", "italic")


def _shortened(terms: str) -> str:
    return terms if len(terms) <= LONGEST_TERMS else terms[:LONGEST_TERMS].rsplit(" |", 1)[0] + " | …"


def _rest(point: PointExplanation, most: int | None) -> str:
    if not point.rules:
        return "no rules: its own words have to do"
    more = len(point.heard) - len(point.heard[:most])
    silent = point.rules - len(point.heard)
    parts = [f"{count(more, 'more rule')} heard"] if more else []
    parts += [f"{count(silent, 'rule')} of which nothing was heard"] if silent else []
    return ", ".join(parts)


def _signed(number: float) -> str:
    return f"{number:+.2f}".replace("-", "−")
