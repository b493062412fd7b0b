"""Words that may stand for each other in answers about machine learning: the groups in `thesaurus.txt` beside this."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from mlprep.grading.tokens import tokenise

Phrase = tuple[str, ...]
"""The stems of a term, one or more."""


def mates(word: str) -> frozenset[Phrase]:
    """The terms that a stem shares a group with."""
    return _mates().get(word, frozenset())


@cache
def _mates() -> Mapping[str, frozenset[Phrase]]:
    text = files("mlprep.grading").joinpath("thesaurus.txt").read_text(encoding="utf-8")
    together: dict[str, set[Phrase]] = defaultdict(set)
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        terms = [tuple(token.stem for token in tokenise(term)) for term in line.split("|")]
        for term in terms:
            if len(term) == 1:
                together[term[0]].update(other for other in terms if other and other != term)
    return {word: frozenset(others) for word, others in together.items()}
