"""A question's points compiled for matching by their own words: what their wordings consist of, and what each word is
worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mlprep.grading.answer import Answer, listen
from mlprep.grading.opposites import opposites, sides
from mlprep.grading.rulebook import Axis, CompiledRule
from mlprep.grading.tokens import content, stems, tokenise
from mlprep.grading.vocabulary import Vocabulary, vocabulary_of
from mlprep.model.question import Gradable, KeyPoint, Question

IN_QUESTION = 0.2
"""What a word is worth that the question has already, in these or other words: it is no news (measured: .1 to .3)."""

SINGLE = 0.3
"""What a single letter or digit is worth: formulas are full of them, whatever they are about."""

SHARED = 0.5
"""A word is worth its number of points to the power of minus this: it does not tell which of them was stated."""

IN_TRUTH = 0.2
"""What a word of a wrong statement is worth that the point itself has: it does not tell wrong from right."""

OF_MODEL = 0.5
"""The share of a point's words that a sentence of the model answer needs to count as a wording of the point."""

REPEATED = 0.3
"""What a word of the question counts in that share."""

_SENTENCE_ENDS = re.compile(r"(?<=[.;!?])\s+|\n")


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to state something: what each of its stems is worth, those that it denies, and itself as a rule whose
    groups are these stems, so that what contradicts a rule contradicts it too.
    """

    worth: Mapping[str, float]
    denied: frozenset[str]
    rule: CompiledRule


@dataclass(frozen=True, slots=True)
class PointWordings:
    """`stated` are ways to state a point: itself, its `accept` and a sentence of the model answer; `refused` are its
    `reject`.
    """

    point: KeyPoint
    stated: tuple[Wording, ...]
    refused: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Wordings:
    """The points of a question, and the vocabulary of all their wordings."""

    points: tuple[PointWordings, ...]
    vocabulary: Vocabulary


@lru_cache(maxsize=256)
def compile_wordings(question: Gradable) -> Wordings:
    """Everything about the wordings of a question's points that does not depend on the answer."""
    own = {point.id: (point.point, *point.accept) for point in question.key_points}
    stated = {p.id: dict.fromkeys((*own[p.id], *_model_sentence(question, p))) for p in question.key_points}
    texts = [*(text for ways in stated.values() for text in ways), *(t for p in question.key_points for t in p.reject)]
    vocabulary = vocabulary_of(token for text in texts for token in content(tokenise(text)))

    def how_well(text: str) -> dict[str, float]:
        heard = vocabulary.hear(listen(text))
        return {stem: max(places.values()) for stem, places in heard.items()}

    asked = how_well(question.question)
    said = {point_id: [how_well(text) for text in ways] for point_id, ways in own.items()}

    def worth_for(point: KeyPoint) -> dict[str, float]:
        others = [ways for point_id, ways in said.items() if point_id != point.id]
        return {
            stem: (SINGLE if len(stem) == 1 else 1.0)
            * (1 - (1 - IN_QUESTION) * asked.get(stem, 0.0))
            * (1 + sum(max(way.get(stem, 0.0) for way in ways) for ways in others)) ** -SHARED
            for stem in vocabulary.words
        }

    points = tuple(_point_wordings(point, stated[point.id], worth_for(point)) for point in question.key_points)
    return Wordings(points, vocabulary)


def _point_wordings(point: KeyPoint, texts: Iterable[str], worth: Mapping[str, float]) -> PointWordings:
    own = stems(point.point).union(*(stems(text) for text in point.accept))
    stated = tuple(w for text in texts if (w := _wording(listen(text), worth, own)) is not None)
    worth_of_wrong = {stem: worth * (IN_TRUTH if stem in own else 1.0) for stem, worth in worth.items()}
    refused = (_wording(listen(text), worth_of_wrong, frozenset()) for text in point.reject)
    denials = {wording.denied for wording in stated}
    # a wrong statement made of the true one's words, and denying the same, differs in their order alone, and that is
    # not seen here
    told_apart = (w for w in refused if w is not None and (not w.worth.keys() <= own or w.denied not in denials))
    return PointWordings(point, stated, tuple(told_apart))


def _wording(text: Answer, worth: Mapping[str, float], said: frozenset[str]) -> Wording | None:
    """The wording that a text is; None for one without content. `said` are words that turn nothing round."""
    tokens = set(content(text.tokens))
    places = {token.stem: place for place, token in enumerate(text.tokens) if token in tokens}
    said |= {token.stem for token in text.tokens}
    if not places:
        return None
    rule = CompiledRule(
        groups=tuple((stem,) for stem in places),
        worth=tuple(worth[stem] for stem in places),
        opposed=tuple(opposites(stem) - said for stem in places),
        axes=tuple({Axis(mine, theirs) for stem in places for mine, theirs in sides(stem) if not theirs & said}),
        rivals=(),
        negative=any(text.denying),
    )
    denied = frozenset(stem for stem, place in places.items() if place in text.denied)
    return Wording({stem: worth[stem] for stem in places}, denied, rule)


def _model_sentence(question: Gradable, point: KeyPoint) -> Iterator[str]:
    """The sentence of the model answers that has most of the point's words, if it has enough of them."""
    asked, own = stems(question.question), stems(point.point)
    if not own:
        return

    def worth(words: frozenset[str]) -> float:
        return len(words - asked) + REPEATED * len(words & asked)

    follow_ups = question.follow_ups if isinstance(question, Question) else ()
    answers = [question.answer, *(follow_up.answer for follow_up in follow_ups)]
    sentences = [sentence for answer in answers for sentence in _SENTENCE_ENDS.split(answer) if sentence.strip()]
    shares = [(worth(own & stems(sentence)) / worth(own), sentence) for sentence in sentences]
    share, best = max(shares, default=(0.0, ""))
    if share >= OF_MODEL:
        yield best
