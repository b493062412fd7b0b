"""An answer as the rules hear it: words, the statements they stand in, and how far apart they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from rapidfuzz import fuzz

from mlprep.grading.tokens import Token, compound, tokenise
from mlprep.grading.words import NEGATIONS, SHORTEST_FUZZY, STOP_WORDS, is_typo_of

SMALL_WORD = 0.35
"""How far a function word takes two words apart, of one content word."""

CLAUSE = 1.0
SENTENCE = 3.5
AND = 0.8
"""How far the end of a clause, the end of a sentence and a bare "and" take words apart, in content words."""

LENGTHENED = 2
"""Letters that a typing error adds or leaves out, at most."""

REACH = 4
"""Content words that a negation speaks of, at most to the end of its clause."""

_CLAUSE_SIGN = re.compile(r"[,:()]")
_JOINT = re.compile(r"[^\S\n]+|[-_]")
_CLAUSE_WORDS = frozenset("but while whereas unlike though although because since so if when instead rather".split())
_JOINING = frozenset({"and", "or", "/"})
_BARRIERS = _JOINING | {"but", "than", "not"}
_HEDGES = frozenset("only merely necessarily much too".split())
_APART = STOP_WORDS | (NEGATIONS - {"non"})
_DENYING = NEGATIONS | {"unlike", "fail", "fails"}
_DENYING_PAIRS = frozenset({("rather", "than"), ("instead", "of")})


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of tokens, from `first` to `last` (both included), that a term was heard in."""

    first: int
    last: int

    def overlaps(self, other: Hit) -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Answer:
    """`heard` is each token's stem, misspelt words as the vocabulary's.

    `sentences` and `clauses` count those before a token; the spans are the tokens that its own one has. `places` are
    reading distances from the beginning, in content words, with a surcharge where a clause or sentence ends. `where`
    lists the places of each stem heard, `joined` those of compounds written as two words. `denied` are the places
    that a negation speaks of.
    """

    tokens: tuple[Token, ...]
    heard: tuple[str, ...]
    content: tuple[bool, ...]
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]
    sentence_spans: tuple[range, ...]
    clause_spans: tuple[range, ...]
    places: tuple[float, ...]
    where: Mapping[str, tuple[int, ...]]
    joined: Mapping[str, tuple[int, ...]]
    denying: tuple[bool, ...]
    denied: frozenset[int]

    def apart(self, one: Hit, other: Hit) -> float:
        """The distance between two hits, 0 where they touch."""
        if one.first > other.first:
            one, other = other, one
        return max(0.0, self.places[other.first] - self.places[one.last])

    def clause_of(self, hits: Collection[Hit]) -> range:
        """The tokens of the clauses that the hits stand in, and of all between them."""
        return _widened(hits, self.clause_spans)

    def sentence_of(self, hits: Collection[Hit]) -> range:
        """The tokens of the sentences that the hits stand in, and of all between them."""
        return _widened(hits, self.sentence_spans)

    def same_sentence(self, one: Hit, other: Hit) -> bool:
        return self.sentences[one.first] == self.sentences[other.first]

    def same_clause(self, one: Hit, other: Hit) -> bool:
        return self.clauses[one.first] == self.clauses[other.first]

    def is_barrier(self, place: int) -> bool:
        """Whether no term reaches across the token: a sign, a negation, "and", "but", "than"."""
        token = self.tokens[place]
        return self.denying[place] or token.text in _BARRIERS or not token.text[-1].isalnum()

    def is_negative(self, hit: Hit) -> bool:
        """Whether a negation is part of what was heard."""
        return any(self.denying[hit.first : hit.last + 1])

    def denied_before(self, hit: Hit) -> int | None:
        """Where a negation stands right before the hit, with at most small words between: "not the mean"."""
        for place in range(hit.first - 1, max(-1, hit.first - 4), -1):
            if self.clauses[place] != self.clauses[hit.first]:
                return None
            if self.denying[place]:
                return None if self.tokens[place + 1].text in _HEDGES else place
            if self.content[place]:
                return None
        return None

    def denied_after(self, hit: Hit) -> int | None:
        """Where a negation follows the hit at once: "the mean isn't"."""
        for place in range(hit.last + 1, min(len(self.tokens), hit.last + 3)):
            if self.clauses[place] != self.clauses[hit.last]:
                return None
            if self.denying[place]:
                return place
            if self.content[place]:
                return None
        return None

    def denied_within(self, hit: Hit) -> bool:
        """Whether a negation further before speaks of it."""
        return any(place in self.denied for place in range(hit.first, hit.last + 1))


def _spans(parts: Sequence[int]) -> tuple[range, ...]:
    """For each token the stretch of tokens that its part takes."""
    spans: list[range] = []
    for _, places in groupby(range(len(parts)), key=parts.__getitem__):
        stretch = list(places)
        spans += [range(stretch[0], stretch[-1] + 1)] * len(stretch)
    return tuple(spans)


def _widened(hits: Collection[Hit], spans: Sequence[range]) -> range:
    return range(spans[min(h.first for h in hits)].start, spans[max(h.last for h in hits)].stop)


def listen(text: str, vocabulary: Collection[str] = frozenset()) -> Answer:
    """Hear a text as words of a vocabulary of stems, misspelt ones too; without one, as it is written."""
    tokens = tokenise(text)
    heard = _hear(tokens, vocabulary)
    where: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(heard):
        where[word].append(place)
    content = tuple(t.text not in STOP_WORDS and t.text[-1].isalnum() for t in tokens)
    denying = tuple(_denying(tokens))
    clauses, sentences = _clauses(text, tokens), tuple(token.sentence for token in tokens)
    return Answer(
        tokens=tokens,
        heard=heard,
        content=content,
        sentences=sentences,
        clauses=clauses,
        sentence_spans=_spans(sentences),
        clause_spans=_spans(clauses),
        places=tuple(_places(tokens, clauses, content)),
        where={word: tuple(places) for word, places in where.items()},
        joined=_joined(text, tokens),
        denying=denying,
        denied=frozenset(_denied(tokens, clauses, content, denying)),
    )


def _hear(tokens: tuple[Token, ...], vocabulary: Collection[str]) -> tuple[str, ...]:
    initials: dict[str, list[str]] = defaultdict(list)
    for word in vocabulary:
        if len(word) >= SHORTEST_FUZZY:
            initials[word[0]].append(word)
    heard: dict[str, str] = {}
    for token in tokens:
        word = token.stem
        if word not in heard:
            near: list[str] = []
            if not token.exact and len(word) >= SHORTEST_FUZZY and word not in vocabulary:
                near = [m for m in initials[word[0]] if abs(len(m) - len(word)) <= LENGTHENED and is_typo_of(word, m)]
            heard[word] = max(near, key=lambda meant: (fuzz.ratio(word, meant), meant)) if near else word
    return tuple(heard[token.stem] for token in tokens)


def _joined(text: str, tokens: tuple[Token, ...]) -> dict[str, tuple[int, ...]]:
    """Two words in a row as one, by stem, and where the first of them stands: mini batch for minibatch."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, (one, other) in enumerate(pairwise(tokens)):
        joint = text[one.end : other.start]
        # over-fitting is one word, "over fitting" may be two; "not work" is no network
        if joint == "-" or (_JOINT.fullmatch(joint) and not {one.text, other.text} & _APART):
            word = compound(one.text, other.text)
            if word is not None:
                places[word].append(place)
    return {word: tuple(found) for word, found in places.items()}


def _denying(tokens: tuple[Token, ...]) -> Iterator[bool]:
    texts = [token.text for token in tokens]
    for pair in zip(texts, [*texts, ""][1:], strict=True):
        yield pair[0] in _DENYING or pair[0].endswith("n't") or pair in _DENYING_PAIRS


def _clauses(text: str, tokens: tuple[Token, ...]) -> tuple[int, ...]:
    clauses: list[int] = []
    clause = end = 0
    for token in tokens:
        new_sentence = bool(clauses) and token.sentence != tokens[len(clauses) - 1].sentence
        if new_sentence or token.text in _CLAUSE_WORDS or _CLAUSE_SIGN.search(text, end, token.start):
            clause += 1
        clauses.append(clause)
        end = token.end
    return tuple(clauses)


def _places(tokens: tuple[Token, ...], clauses: tuple[int, ...], content: tuple[bool, ...]) -> Iterator[float]:
    place = 0.0
    for index, token in enumerate(tokens):
        place += 1.0 if content[index] else SMALL_WORD
        if index and token.sentence != tokens[index - 1].sentence:
            place += SENTENCE
        elif index and clauses[index] != clauses[index - 1]:
            place += CLAUSE
        elif token.text in _JOINING:
            place += AND
        yield place


def _denied(
    tokens: tuple[Token, ...], clauses: tuple[int, ...], content: tuple[bool, ...], denying: tuple[bool, ...]
) -> Iterator[int]:
    """The places that an odd number of negations speak of."""
    times = [0] * len(tokens)
    for index, negative in enumerate(denying):
        if not negative or (index + 1 < len(tokens) and tokens[index + 1].text in _HEDGES):
            continue
        spoken_of = 0
        for place in range(index + 1, len(tokens)):
            if clauses[place] != clauses[index] or tokens[place].text in {"but", "and", "->"}:
                break
            times[place] += 1
            spoken_of += content[place]
            if spoken_of >= REACH:
                break
    return (place for place, number in enumerate(times) if number % 2)
