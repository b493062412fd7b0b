"""A question compiled for matching: what its key points' wordings consist of, and what each word is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from mlprep.grading.polarity import negated
from mlprep.grading.tokens import Token, tokenise
from mlprep.grading.words import NEGATIONS, STOP_WORDS
from mlprep.model.question import Gradable, KeyPoint

IN_QUESTION = 0.2
"""What a point's word is worth that stands in the question already: it is no news (measured: .1 to .3)."""

SINGLE = 0.3
"""What a single letter or digit is worth: formulas are full of them, whatever they are about."""

IN_TRUTH = 0.2
"""What a word of a wrong statement is worth that the point itself has: it does not tell wrong from right."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to state something: stems with their worth, and those that it denies."""

    worth: dict[str, float]
    negated: frozenset[str]

    @property
    def total(self) -> float:
        return sum(self.worth.values())


@dataclass(frozen=True, slots=True)
class PointRubric:
    point: KeyPoint
    accept: tuple[Wording, ...]
    reject: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """`vocabulary` is every stem that some wording has; `question` the stems of the question."""

    points: tuple[PointRubric, ...]
    question: frozenset[str]
    vocabulary: frozenset[str]


def content(tokens: Iterable[Token]) -> list[Token]:
    """The tokens that carry meaning by themselves: no function words, no bare signs."""
    return [t for t in tokens if t.text not in STOP_WORDS | NEGATIONS and t.text[-1].isalnum()]


def compile_rubric(question: Gradable, *, in_question: float = IN_QUESTION) -> Rubric:
    """A word is worth 1 by itself, less where the question has it, where it is a single letter, and shared between the
    points that have it: what several points have in common does not tell which of them was stated.
    """
    asked = frozenset(t.stem for t in content(tokenise(question.question)))
    texts = [(point.point, *point.accept) for point in question.key_points]
    sharing = Counter(
        stem for wordings in texts for stem in {t.stem for text in wordings for t in content(tokenise(text))}
    )

    def worth_of(token: Token, truth: Collection[str]) -> float:
        worth = 1.0 / max(1, sharing[token.stem])
        worth *= in_question if token.stem in asked else 1.0
        worth *= IN_TRUTH if token.stem in truth else 1.0
        return worth * (SINGLE if len(token.text) == 1 else 1.0)

    def wording(text: str, truth: Collection[str] = ()) -> Wording:
        tokens = tokenise(text)
        meaning = content(tokens)
        worth = {t.stem: worth_of(t, truth) for t in meaning}
        places = [i for i, t in enumerate(tokens) if t.stem in worth]
        return Wording(worth, negated=frozenset(tokens[i].stem for i in negated(tokens, places)))

    def point_rubric(point: KeyPoint, accepted: Sequence[str]) -> PointRubric:
        accept = tuple(wording(text) for text in accepted)
        truth = {stem for way in accept for stem in way.worth}
        reject = (wording(text, truth) for text in point.reject)
        # a wrong statement made of the true one's words, and denying the same, differs in their order alone, and
        # that is not seen here
        told_apart = (
            way for way in reject if not way.worth.keys() <= truth or way.negated not in {own.negated for own in accept}
        )
        return PointRubric(point, accept, tuple(told_apart))

    points = tuple(point_rubric(point, accepted) for point, accepted in zip(question.key_points, texts, strict=True))
    vocabulary = frozenset(s for p in points for w in (*p.accept, *p.reject) for s in w.worth)
    return Rubric(points, asked, vocabulary | asked)
