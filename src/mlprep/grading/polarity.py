"""Which way round a statement goes: negations, and words of opposite direction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from mlprep.grading.tokens import Token, stem
from mlprep.grading.words import NEGATIONS

_OPPOSITES = (
    "increase decrease, increase reduce, increase lower, raise lower, raise reduce, rise fall, grow shrink, high low, "
    "higher lower, large small, larger smaller, big small, bigger smaller, big tiny, more less, more fewer, "
    "long short, fast slow, quick slow, faster slower, strong weak, wide narrow, before after, early late, "
    "above below, upper lower, maximise minimise, overfit underfit, sparse dense, lazy eager, better worse, "
    "best worst, easy hard, cheap expensive, simple complex, stable unstable, robust sensitive, improve degrade, "
    "converge diverge, always never, supervised unsupervised, convex concave, convex nonconvex, linear nonlinear, "
    "parametric nonparametric, biased unbiased, dependent independent, labelled unlabelled"
)
_REACH = 4
"""A negation speaks of the few words after it."""


def opposites(word: str) -> frozenset[str]:
    """The stems that turn a statement round when they stand in place of this stem."""
    return _table().get(word, frozenset())


@cache
def _table() -> dict[str, frozenset[str]]:
    pairs = [[stem(word) for word in pair.split()] for pair in _OPPOSITES.split(", ")]
    both_ways = pairs + [[b, a] for a, b in pairs]
    return {word: frozenset(b for a, b in both_ways if a == word) for word, _ in both_ways}


def negated(tokens: Sequence[Token], matched: Collection[int]) -> frozenset[int]:
    """Which of the matched words a negation just before them turns round.

    `matched` are indices into `tokens`. A negation speaks of the first matched word within its reach; two of them
    before one word cancel out.
    """
    turned: set[int] = set()
    for index, token in enumerate(tokens):
        if token.text in NEGATIONS:
            within = [m for m in matched if index < m <= index + _REACH]
            turned ^= {min(within)} if within else set()
    return frozenset(turned)


def is_turned_round(wanted: Collection[str], said: Collection[str]) -> bool:
    """Whether a statement has the opposite of a direction word that it should have, and not the word itself.

    A statement or wording that has both directions ("if small ..., if large ...") is left undecided: words alone
    do not tell which belongs to what.
    """
    if _has_both(wanted) or _has_both(said):
        return False
    return any(word not in said and not opposites(word).isdisjoint(said) for word in wanted)


def _has_both(words: Collection[str]) -> bool:
    return any(not opposites(word).isdisjoint(words) for word in words)
