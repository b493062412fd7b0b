"""Whether a bank's rules can do their work: be heard in answers, and only in those that state their point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mlprep.bank.checks import Finding, Severity
from mlprep.bank.faults import quote
from mlprep.grading.evidence import Reading
from mlprep.grading.heard import hear
from mlprep.grading.rules import FULL
from mlprep.grading.tokens import Token, tokenise
from mlprep.grading.words import STOP_WORDS
from mlprep.model.question import Bank, Gradable, KeyPoint

MOST_EXAMPLES = 3

SAYING_NOTHING = frozenset(
    """a an the it its it's this that these those there here they them their he she i you we is are was were be been
    being am of to""".split()
)
"""Stop words that stand in any answer. Others ("must", "all", "still") may be what tells a statement from another."""


def check_rules(bank: Bank) -> tuple[Finding, ...]:
    """What is wrong or doubtful about the rules of a bank, in the order of its questions; the commonest in one line."""
    findings: list[Finding] = []
    small: list[str] = []
    strangers: list[str] = []
    for question in bank.questions:
        parts: tuple[Gradable, ...] = (question, *question.follow_ups)
        for asked in parts:
            where = question.id if asked is question else f"{question.id}/{asked.id}"
            findings.extend(
                Finding(question.id, severity, message if asked is question else f"{asked.id}: {message}")
                for severity, message in (*_groups(asked), *_own_question(asked))
            )
            small += [f"{quote(term)} in {where} {point.id}" for point in asked.key_points for term in _small(point)]
            strangers += [f"{where} {point} hears {other}" for point, other in _others(asked)]
    findings += _summary(small, "term", "that any answer has")
    findings += _summary(strangers, "rule", "heard in full in another point's text")
    return tuple(findings)


def _groups(asked: Gradable) -> Iterator[tuple[Severity, str]]:
    for name, terms in (
        (f"{kind} {number} of {point.id}", group)
        for point in asked.key_points
        for kind, rules in (("rule", point.rules), ("against rule", point.against))
        for number, rule in enumerate(rules, start=1)
        for group in rule.groups
    ):
        words = [tokenise(term) for term in terms]
        if not any(words):
            shown = " | ".join(terms)
            yield Severity.FAULT, f"{name}: the group {quote(shown)} has no word, so the rule can never be heard"
        elif all(token.text in STOP_WORDS for tokens in words for token in tokens):
            shown = " | ".join(terms)
            yield Severity.WARNING, f"{name}: the group {quote(shown)} has only small words, which any answer has"


def _own_question(asked: Gradable) -> Iterator[tuple[Severity, str]]:
    for point, readings in _heard_in_full(asked, asked.question):
        for reading in readings:
            yield Severity.WARNING, f"{_name(point, reading)}: the question itself has all its groups"


def _others(asked: Gradable) -> Iterator[tuple[str, str]]:
    """Each rule of a point that hears another point's text, as the names of both."""
    for other in asked.key_points:
        for point, readings in _heard_in_full(asked, other.point):
            if point is not other:
                yield from ((point.id, other.id) for _ in readings)


def _heard_in_full(asked: Gradable, text: str) -> Iterator[tuple[KeyPoint, list[Reading]]]:
    for point, evidence in zip(asked.key_points, hear(asked, text).evidence, strict=True):
        yield point, [reading for reading in evidence.readings if all(reading.hits) and reading.strength >= FULL]


def _name(point: KeyPoint, reading: Reading) -> str:
    number = next(n for n, rule in enumerate(point.rules, start=1) if rule.groups == reading.groups)
    return f"rule {number} of {point.id}"


def _small(point: KeyPoint) -> Iterator[str]:
    terms = {term: None for rule in (*point.rules, *point.against) for group in rule.groups for term in group}
    return (term for term in terms if _says_nothing(tokenise(term)))


def _says_nothing(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 and not {tokens[0].text, tokens[0].stem}.isdisjoint(SAYING_NOTHING)


def _summary(cases: Sequence[str], what: str, which: str) -> Iterator[Finding]:
    if cases:
        shown = ", ".join(cases[:MOST_EXAMPLES]) + (", ..." if len(cases) > MOST_EXAMPLES else "")
        number = f"{len(cases)} {what}{'s' * (len(cases) > 1)}"
        yield Finding("", Severity.WARNING, f"{number} {which}: {shown}")
