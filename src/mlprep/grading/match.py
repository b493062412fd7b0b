"""How much of a wording an answer states, and where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from mlprep.grading.polarity import is_turned_round, negated, opposites
from mlprep.grading.rubric import Wording
from mlprep.grading.tokens import Token, tokenise
from mlprep.grading.words import SHORTEST_FUZZY, is_typo_of
from mlprep.model.grade import Span

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")

FEWEST_WORDS = 2
"""Words of a wording that one sentence must have, if it has as many: a single one occurs by chance."""

DOCKED = 0.5
"""The share of a word's worth that a negation before it takes away."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an answer; `heard` are the rubric's stems that its tokens stand for, in the same order."""

    tokens: tuple[Token, ...]
    heard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """`coverage` (0 to 1) is the share of a wording's worth that is there, `more_than_chance` whether one sentence has
    enough of its words. The other flags say that it is said with the opposite polarity or direction, or with another
    figure in place of the wording's own.
    """

    coverage: float
    more_than_chance: bool = False
    negated: bool = False
    turned: bool = False
    other_figure: bool = False
    evidence: Span | None = None


NO_MATCH = Match(0.0)


def listen(text: str, vocabulary: Collection[str]) -> tuple[Statement, ...]:
    """Split an answer into statements, hearing misspelt words as the rubric's words."""
    initials: dict[str, list[str]] = defaultdict(list)
    for word in vocabulary:
        if len(word) >= SHORTEST_FUZZY:
            initials[word[0]].append(word)

    def hear(token: Token) -> str:
        if token.exact or token.stem in vocabulary or len(token.stem) < SHORTEST_FUZZY:
            return token.stem
        near = [word for word in initials[token.stem[0]] if is_typo_of(token.stem, word)]
        return max(near, key=lambda word: (fuzz.ratio(token.stem, word), word), default=token.stem)

    sentences: dict[int, list[Token]] = defaultdict(list)
    for token in tokenise(text):
        sentences[token.sentence].append(token)
    return tuple(Statement(tuple(s), tuple(hear(t) for t in s)) for s in sentences.values())


def match(wording: Wording, statements: Sequence[Statement]) -> Match:
    """Half the coverage comes from words said anywhere in the answer, half from the best single sentence.

    A point spread over sentences still counts, one said in a breath counts more. Polarity and evidence are the
    best sentence's: a word turned round by "not" counts half (a stray "not" stands in one right answer of ten, so
    it does not fail the point by itself).
    """
    total = wording.total
    if not total or not statements:
        return NO_MATCH
    said = {stem for statement in statements for stem in statement.heard}
    anywhere = _worth(wording, said) / total
    if not anywhere:
        return NO_MATCH
    best = max(statements, key=lambda statement: _worth(wording, set(statement.heard)))
    heard = wording.worth.keys() & set(best.heard)
    together = _worth(wording, heard) / total
    places = [i for i, stem in enumerate(best.heard) if wording.worth.get(stem)]
    flipped = _flipped(wording, {best.heard[i] for i in places}, {best.heard[i] for i in negated(best.tokens, places)})
    return Match(
        coverage=(anywhere + together) / 2 - DOCKED * _worth(wording, flipped) / total,
        more_than_chance=len(heard) >= min(FEWEST_WORDS, sum(worth > 0 for worth in wording.worth.values())),
        negated=bool(flipped),
        turned=is_turned_round(wording.worth.keys(), _affirmed(best)),
        other_figure=_has_other_figure(wording.worth.keys() - said, set(best.heard) - wording.worth.keys()),
        evidence=Span(best.tokens[places[0]].start, best.tokens[places[-1]].end),
    )


def _flipped(wording: Wording, said: Collection[str], denied: Collection[str]) -> Collection[str]:
    """The words that either the wording or the statement denies, but not both."""
    if wording.negated and denied:
        return frozenset()
    return denied or wording.negated.intersection(said)


def _affirmed(statement: Statement) -> frozenset[str]:
    """What a statement says, without the direction words that it denies: what does not rise is not said to rise."""
    directions = [i for i, stem in enumerate(statement.heard) if opposites(stem)]
    denied = {statement.heard[i] for i in negated(statement.tokens, directions)}
    return frozenset(statement.heard) - denied


def _has_other_figure(left_out: Collection[str], added: Collection[str]) -> bool:
    """Whether something like 0.1 or L2 stands where 0.01 or L1 should."""
    return not _figures(left_out).isdisjoint(_figures(added))


def _figures(stems: Collection[str]) -> frozenset[str]:
    return frozenset(_FIGURE.sub("#", stem) for stem in stems if _FIGURE.search(stem))


def _worth(wording: Wording, said: Collection[str]) -> float:
    return sum(worth for stem, worth in wording.worth.items() if stem in said)
