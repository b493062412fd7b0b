"""Which of a vocabulary's words an answer says, if in other words: relatives, shortenings and the thesaurus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mlprep.grading.answer import Answer, listen
from mlprep.grading.opposites import directions, opposites
from mlprep.grading.rulebook import follow
from mlprep.grading.thesaurus import Phrase, mates
from mlprep.grading.tokens import Token
from mlprep.grading.words import NEGATIONS, SHORTEST_FUZZY, prefix

RELATED = 0.8
SHORTENED = 0.8
SYNONYM = 0.6
TAKEN = 0.7
"""How well a word is heard as a relative (penalty, penalise), a shortened one (reg, regularisation) or another one of
its group in the thesaurus; and what is left of that where the vocabulary has the word said, which then stands for
itself first.
"""

STEM_IN_COMMON = 5
ENDS = 3, 4
"""Relatives have so many first letters in common, and at most so many others: the shorter word and the longer one."""

SHORTENING = 3, 6
LEFT_OUT = 3
"""The letters of a shortened word, and how many more the whole one has at least."""

Hearing = Mapping[str, Mapping[int, float]]
"""A stem of the vocabulary, the places of an answer where it is heard, and how well, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`words` are the stems to hear, each with the words it is the stem of; `synonyms` and `phrases` say what another
    stem, or the first one of a phrase with the rest of it, may stand for. `known` are the stems that are no typing
    errors, and what typing errors are heard as.
    """

    words: Mapping[str, frozenset[str]]
    synonyms: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[tuple[Phrase, str], ...]]
    known: frozenset[str]

    def listen(self, text: str) -> Answer:
        return listen(text, self.known)

    def hear(self, answer: Answer) -> Hearing:
        """Where each stem is heard."""
        heard: dict[str, dict[int, float]] = defaultdict(dict)
        for stem, places in answer.where.items():
            token = answer.tokens[places[0]]
            if answer.content[places[0]] and token.text not in NEGATIONS:
                for meant, quality in self._meanings(stem, token).items():
                    heard[meant].update(dict.fromkeys(places, quality))
            for phrase, meant in self.phrases.get(stem, ()):
                for place in places:
                    if follow(answer, phrase, place, 0) is not None:
                        heard[meant][place] = max(SYNONYM, heard[meant].get(place, 0.0))
        for stem in self.words.keys() & answer.joined.keys():
            heard[stem].update(dict.fromkeys(answer.joined[stem], 1.0))
        return heard

    def _meanings(self, stem: str, token: Token) -> dict[str, float]:
        """What a stem may stand for, and how well."""
        is_own = stem in self.words
        quality = SYNONYM * TAKEN if is_own else SYNONYM
        meanings = dict.fromkeys(self.synonyms.get(stem, ()), quality)
        for word, texts in self.words.items():
            if word[0] == stem[0]:
                if not token.exact and is_related(stem, word):
                    meanings[word] = RELATED
                elif not is_own and any(is_short_for(token.text, text) for text in texts):
                    meanings[word] = SHORTENED
        if is_own:
            meanings[stem] = 1.0
        return meanings


def vocabulary_of(tokens: Iterable[Token]) -> Vocabulary:
    """The vocabulary of these words."""
    words: dict[str, set[str]] = defaultdict(set)
    for token in tokens:
        words[token.stem].add(token.text)
    synonyms: dict[str, list[str]] = defaultdict(list)
    phrases: dict[str, list[tuple[Phrase, str]]] = defaultdict(list)
    for word in words:
        for mate in mates(word):
            if len(mate) == 1:
                if mate[0] in opposites(word):
                    continue  # L1 and L2 are both penalties, and one is not the other
                synonyms[mate[0]].append(word)
            else:
                phrases[mate[0]].append((mate, word))
    return Vocabulary(
        words={word: frozenset(texts) for word, texts in words.items()},
        synonyms={mate: tuple(meant) for mate, meant in synonyms.items()},
        phrases={first: tuple(found) for first, found in phrases.items()},
        known=frozenset(words) | synonyms.keys() | directions(),
    )


@lru_cache(maxsize=262_144)
def is_related(one: str, other: str) -> bool:
    """Whether two stems are of one family: a long beginning in common, short ends, no prefix that only one has."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORTEST_FUZZY or shorter == longer:
        return False
    common = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if common < STEM_IN_COMMON or len(shorter) - common > ENDS[0] or len(longer) - common > ENDS[1]:
        return False
    return prefix(one) == prefix(other) and one.endswith("less") == other.endswith("less")


def is_short_for(short: str, whole: str) -> bool:
    """Whether a word is the beginning of a much longer one: val, init."""
    least, most = SHORTENING
    return (
        least <= len(short) <= most
        and short.isalpha()
        and whole.startswith(short)
        and len(whole) >= max(least + 1 + LEFT_OUT, len(short) + LEFT_OUT)
    )
