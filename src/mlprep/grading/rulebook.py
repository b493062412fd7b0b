"""A question's rules compiled for matching: terms by their first word, what each group is worth, what opposes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from mlprep.grading.answer import Answer, Hit, listen
from mlprep.grading.opposites import directions, opposites, sides
from mlprep.grading.tokens import Token, compound, tokenise
from mlprep.grading.words import NEGATIONS, STOP_WORDS
from mlprep.model.question import Gradable, KeyPoint, Rule

IN_QUESTION = 0.7
"""What a group is worth of which the question itself has a term: saying it is little news."""

IN_OTHERS = 0.6
"""The share of a group's worth that goes where every other point's wordings have a term of it too."""

ALIKE = 0.5
"""Likeness (difflib's ratio over stems) from which two wordings are about the same, but for the words they exchange."""

SHORTEST_SPACED = 3
"""Letters that a word needs for content words to stand before it."""

SMALL_WORDS_BETWEEN = 2
"""Function words that may stand between the words of a term."""

Group = tuple[str, ...]
Hits = Mapping[Group, tuple[Hit, ...]]


@dataclass(frozen=True, slots=True)
class Axis:
    """A direction that a point takes: stems of its side, and of the opposite one."""

    mine: frozenset[str]
    theirs: frozenset[str]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """`worth` of each group, and `opposed`, the stems that stand for its opposite.

    `rivals` are words of the point with those that other points have in their place; `axes` the directions it takes.
    """

    groups: tuple[Group, ...]
    worth: tuple[float, ...]
    opposed: tuple[frozenset[str], ...]
    axes: tuple[Axis, ...]
    rivals: tuple[tuple[str, frozenset[str]], ...]
    negative: bool
    """Whether the point or the rule itself denies something, so that a negation near it says nothing."""

    @property
    def total(self) -> float:
        return sum(self.worth)


@dataclass(frozen=True, slots=True)
class PointRules:
    point: KeyPoint
    rules: tuple[CompiledRule, ...]
    against: tuple[Rule, ...]
    opposites: frozenset[str]
    """Stems that stand for the opposite of a word that some rule of the point ends a term with."""


@dataclass(frozen=True, slots=True)
class Term:
    words: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """`vocabulary` are all stems that answers are heard as; `terms` are keyed by their first stem."""

    points: tuple[PointRules, ...]
    vocabulary: frozenset[str]
    terms: Mapping[str, tuple[Term, ...]]
    compounds: Mapping[str, tuple[Group, ...]]
    """Groups by the stem of a term written as one word, be it a term of one word or two."""
    subject: frozenset[str]
    """What the question is about: the stems of its texts and of all its terms."""

    def hits(self, answer: Answer, *, between: int = 0) -> Hits:
        """Where each group was heard; `between` content words may stand between the words of a term."""
        found: dict[Group, dict[Hit, None]] = defaultdict(dict)
        for word, places in answer.where.items():
            for term in self.terms.get(word, ()):
                for place in places:
                    if (hit := follow(answer, term.words, place, between)) is not None:
                        for group in term.groups:
                            found[group][hit] = None
            for group in self.compounds.get(word, ()):
                found[group].update(dict.fromkeys(Hit(place, place) for place in places))
        for word, places in answer.joined.items():
            for group in self.compounds.get(word, ()):
                found[group].update(dict.fromkeys(Hit(place, place + 1) for place in places))
        return {group: tuple(hits) for group, hits in found.items()}


def follow(answer: Answer, words: tuple[str, ...], place: int, between: int) -> Hit | None:
    """The hit of a term whose first word stands at `place`.

    Small words may stand between its words. Content words may too, up to `between`, within a clause, and not beside
    the letters and signs of a formula.
    """
    last = place
    for word in words[1:]:
        following = _next(answer, word, last, between if len(word) >= SHORTEST_SPACED else 0)
        if following is None:
            return None
        last = following
    return Hit(place, last)


def _next(answer: Answer, word: str, last: int, between: int) -> int | None:
    skipped = 0
    for place in range(last + 1, min(len(answer.heard), last + 2 + SMALL_WORDS_BETWEEN + between)):
        if answer.sentences[place] != answer.sentences[last]:
            return None
        if answer.heard[place] == word:
            return place if not skipped or answer.clauses[place] == answer.clauses[last] else None
        skipped += answer.content[place]
        if skipped > between or (between and answer.is_barrier(place)):
            return None
    return None


@lru_cache(maxsize=256)
def compile_rulebook(question: Gradable) -> Rulebook:
    """Everything about a question's rules that does not depend on the answer."""
    groups = tuple(
        dict.fromkeys(g for p in question.key_points for rule in (*p.rules, *p.against) for g in rule.groups)
    )
    rulebook = Rulebook((), frozenset(), *_index(groups), frozenset())
    vocabulary = frozenset(word for terms in rulebook.terms.values() for term in terms for word in term.words)
    vocabulary |= directions() | rulebook.compounds.keys()
    worth = _worth_of(question, rulebook)
    rivals = _rivals(question)
    points = tuple(
        PointRules(p, tuple(_compile(p, rule, worth[p.id], rivals) for rule in p.rules), p.against, _opposites_of(p))
        for p in question.key_points
    )
    texts = [question.question, question.answer, *(t for p in question.key_points for t in (p.point, *p.accept))]
    subject = frozenset(token.stem for text in texts for token in tokenise(text))
    subject |= {word for terms in rulebook.terms.values() for term in terms for word in term.words}
    return Rulebook(points, vocabulary, rulebook.terms, rulebook.compounds, subject)


@lru_cache(maxsize=4096)
def single_terms(group: Group) -> Rulebook:
    """The terms of a group as groups of their own, to see which of them was heard where."""
    return Rulebook((), frozenset(), *_index((term,) for term in group), frozenset())


@lru_cache(maxsize=65_536)
def _words(term: str) -> tuple[Token, ...]:
    return tokenise(term)


def _index(groups: Iterable[Group]) -> tuple[dict[str, tuple[Term, ...]], dict[str, tuple[Group, ...]]]:
    of_words: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    compounds: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for term in group:
            tokens = _words(term)
            if not tokens:
                continue
            of_words[tuple(t.stem for t in tokens)].append(group)
            if len(tokens) == 2:  # noqa: PLR2004 - a compound has two parts
                word = compound(tokens[0].text, tokens[1].text)
                if word is not None:
                    compounds[word].append(group)
            elif len(tokens) == 1 and tokens[0].text.isalpha():
                compounds[tokens[0].stem].append(group)
    terms: dict[str, list[Term]] = defaultdict(list)
    for words, holding in of_words.items():
        terms[words[0]].append(Term(words, tuple(dict.fromkeys(holding))))
    return {w: tuple(ts) for w, ts in terms.items()}, {w: tuple(dict.fromkeys(gs)) for w, gs in compounds.items()}


def _worth_of(question: Gradable, rulebook: Rulebook) -> dict[str, dict[Group, float]]:
    """What a group is worth for a point, by point id."""
    asked = rulebook.hits(listen(question.question)).keys()
    said = {p.id: [rulebook.hits(listen(text)).keys() for text in (p.point, *p.accept)] for p in question.key_points}
    worth: dict[str, dict[Group, float]] = {}
    for point in question.key_points:
        others = [heard for point_id, texts in said.items() if point_id != point.id for heard in texts]
        worth[point.id] = {
            group: (IN_QUESTION if group in asked else 1.0)
            * (1 - IN_OTHERS * sum(group in heard for heard in others) / max(1, len(others)))
            for rule in point.rules
            for group in rule.groups
        }
    return worth


def _compile(
    point: KeyPoint, rule: Rule, worth: Mapping[Group, float], rivals: Mapping[str, Collection[str]]
) -> CompiledRule:
    texts = [tokenise(text) for text in (point.point, *point.accept)]
    terms = [[_words(term) for term in group] for group in rule.groups]
    said = {t.stem for tokens in texts for t in tokens} | {t.stem for g in terms for term in g for t in term}
    own = {t.stem for t in texts[0]}
    opposed = []
    for group in terms:
        ends = {term[end].stem for term in group if term for end in (0, -1)}
        opposite = {word for end in ends for _, theirs in sides(end) for word in theirs}
        opposed.append(frozenset(opposite.union(*(rivals.get(end, ()) for end in ends)) - said))
    return CompiledRule(
        groups=rule.groups,
        worth=tuple(worth[group] for group in rule.groups),
        opposed=tuple(opposed),
        axes=tuple({Axis(m, t) for word in own for m, t in sides(word) if not t & said}),
        rivals=tuple((word, others) for word in sorted(own) if (others := frozenset(rivals.get(word, ())) - said)),
        negative=any(
            t.text in NEGATIONS or t.text.endswith("n't")
            for tokens in (texts[0], *(term for group in terms for term in group))
            for t in tokens
        ),
    )


def _opposites_of(point: KeyPoint) -> frozenset[str]:
    terms = [_words(term) for rule in point.rules for group in rule.groups for term in group]
    said = {token.stem for text in (point.point, *point.accept) for token in tokenise(text)}
    said |= {token.stem for words in terms for token in words}
    return frozenset(word for words in terms if words for word in opposites(words[-1].stem)) - said


def _rivals(question: Gradable) -> dict[str, set[str]]:
    """Words that stand in each other's place in wordings of two points: MSE and MAE, mean and median."""
    wordings = [(p.id, [t.stem for t in tokenise(text)]) for p in question.key_points for text in (p.point, *p.accept)]
    rivals: dict[str, set[str]] = defaultdict(set)
    for (point_id, one), (other_id, other) in combinations(wordings, 2):
        if point_id != other_id and 2 * len(set(one) & set(other)) >= ALIKE * (len(set(one)) + len(set(other))):
            for word, instead in _exchanged(one, other):
                rivals[word].add(instead)
                rivals[instead].add(word)
    return rivals


def _exchanged(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < ALIKE:
        return
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "replace" and end - start == other_end - other_start == 1:
            pair = one[start], other[other_start]
            if all(len(word) > 1 and word.isalpha() and word not in STOP_WORDS for word in pair):
                yield pair
