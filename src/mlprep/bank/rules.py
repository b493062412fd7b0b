"""The notation of rules: `a | b + c | <concept>`.

`|` stands between terms that are interchangeable, ` + ` between groups that must all occur, `<name>` for the terms
of a concept. A term that contains such signs itself stands in double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mlprep.bank.faults import did_you_mean, quote
from mlprep.bank.kinds import SLUG
from mlprep.model.question import Rule

MOST_TERMS = 400
DEEPEST_CONCEPT = 16

TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|(?P<sign>\||(?<!\S)\+(?!\S))|(?P<word>[^\s|"]+)|(?P<unclosed>")')
CONCEPT = re.compile(rf"<({SLUG})>")


class RuleError(ValueError):
    """A rule or a concept that breaks the notation."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Use:
    """`<name>` in a group: all terms of that concept."""

    name: str


Group = list[str | Use]


class Concepts:
    """Named groups of interchangeable terms, each of which may use others.

    `errors` says by name which of them are broken; those have no terms, so that what uses them is not blamed too.
    """

    def __init__(self, written: Mapping[str, str]) -> None:
        self.errors: dict[str, RuleError] = {}
        self._written = written
        self._terms: dict[str, tuple[str, ...]] = {}
        for name in written:
            self._terms_of(name, ())

    def extended(self, written: Mapping[str, str]) -> Concepts:
        """These concepts and others, which have the last word."""
        return Concepts({**self._written, **written}) if written else self

    def rule(self, text: str) -> Rule:
        """The rule that a text notates, with every concept spelt out."""
        return Rule(tuple(self._spelt_out(group, ()) for group in _groups(text)))

    def _terms_of(self, name: str, within: tuple[str, ...]) -> tuple[str, ...]:
        """The terms of a concept; `within` names the concepts that led here."""
        if name in within:
            raise RuleError(f"concept {quote(name)} contains itself", " > ".join((*within, name)))
        if len(within) == DEEPEST_CONCEPT:
            raise RuleError(f"concepts stand in concepts more than {DEEPEST_CONCEPT} deep")
        if name not in self._written:
            remedy = did_you_mean(name, self._written) or "name its terms under 'concepts'"
            raise RuleError(f"unknown concept {quote(name)}", remedy)
        if name not in self._terms:
            try:
                self._terms[name] = self._spelt_out(_one_group(self._written[name]), (*within, name))
            except RuleError as error:
                self.errors[name] = error
                self._terms[name] = ()
        return self._terms[name]

    def _spelt_out(self, group: Group, within: tuple[str, ...]) -> tuple[str, ...]:
        terms: dict[str, None] = {}  # a set that keeps its order
        for term in group:
            terms.update(dict.fromkeys(self._terms_of(term.name, within) if isinstance(term, Use) else (term,)))
            # Without a limit, a chain of concepts could multiply the size of a small file a thousandfold.
            if len(terms) > MOST_TERMS:
                raise RuleError(f"a group of more than {MOST_TERMS} terms")
        return tuple(terms)


def notation(rule: Rule) -> str:
    """The text that notates a rule: `Concepts.rule` makes the same of it again."""
    return " + ".join(" | ".join(map(_notated, group)) for group in rule.groups)


def _notated(term: str) -> str:
    tokens = [token["word"] for token in TOKEN.finditer(term)]
    is_plain = all(tokens) and not any(CONCEPT.fullmatch(word) for word in tokens)
    return term if is_plain else f'"{term}"'


def _one_group(text: str) -> Group:
    groups = _groups(text)
    if len(groups) > 1:
        raise RuleError("a concept is one group of terms", "' + ' belongs in rules, or in double quotes")
    return groups[0]


def _groups(text: str) -> list[Group]:
    groups: list[Group] = [[]]
    parts: list[str | Use] = []  # of the term that is being read
    for token in TOKEN.finditer(text):
        kind, found = token.lastgroup, token.group()
        if kind == "unclosed":
            raise RuleError("a double quote is not closed")
        if kind == "word" and found[0] == "<" and (concept := CONCEPT.fullmatch(found)):
            parts.append(Use(concept[1]))
        elif kind != "sign":
            parts.extend((found if kind == "word" else found[1:-1]).lower().split())
        else:
            groups[-1].append(_term(parts))
            parts = []
            if found == "+":
                groups.append([])
    groups[-1].append(_term(parts))
    return groups


def _term(parts: list[str | Use]) -> str | Use:
    if not parts:
        raise RuleError("a term is missing", "a term stands before and after each | and +")
    if len(parts) == 1:
        return parts[0]
    words = [part for part in parts if isinstance(part, str)]
    if len(words) < len(parts):
        raise RuleError("a <concept> stands alone between | and +", "put a literal < in double quotes")
    return " ".join(words)
