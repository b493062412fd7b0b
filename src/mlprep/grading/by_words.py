"""What an answer has on a point by the point's own words: all there is where no rules are written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mlprep.grading.answer import Answer, Hit
from mlprep.grading.coverage import Coverage, cover
from mlprep.grading.remarks import repeats
from mlprep.grading.tokens import stems
from mlprep.grading.vocabulary import Hearing
from mlprep.grading.wordings import compile_wordings
from mlprep.model.grade import Span
from mlprep.model.question import Gradable


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """Each from 0 to 1: how far the best of a point's wordings stands at its best place, how far by words of the whole
    answer, and how far all wordings stand on the mean.
    """

    coverage: float
    anywhere: float
    mean: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """The features of a point, and where it is stated."""

    features: WordFeatures
    stated: Span | None


NOTHING = Spoken(WordFeatures(0.0, 0.0, 0.0), None)
"""What is left of a point where something wrong is said of it, clearly better than the point itself."""


def by_words(question: Gradable, text: str) -> Iterator[Spoken]:
    """What the answer has on each key point of the question, in order.

    Where the answer repeats the question, the question's words count for nothing.
    """
    compiled = compile_wordings(question)
    answer = compiled.vocabulary.listen(text)
    heard = compiled.vocabulary.hear(answer)
    asked = stems(question.question)
    if repeats(answer.where.keys(), asked):
        heard = _without(heard, answer, asked)
    for coverage in cover(compiled.points, answer, heard):
        yield Spoken(_features(coverage), quote(answer, coverage.covers[0].heard) if coverage.covers else None)


def quote(answer: Answer, hits: Collection[Hit]) -> Span | None:
    """The candidate's words from the first hit to the last; None where there is none."""
    if not hits:
        return None
    first, last = min(hit.first for hit in hits), max(hit.last for hit in hits)
    return Span(answer.tokens[first].start, answer.tokens[last].end)


def _without(heard: Hearing, answer: Answer, asked: Collection[str]) -> Hearing:
    news = {
        stem: {place: quality for place, quality in places.items() if answer.heard[place] not in asked}
        for stem, places in heard.items()
    }
    return {stem: places for stem, places in news.items() if places}


def _features(coverage: Coverage) -> WordFeatures:
    standing = [each.standing for each in coverage.covers] or [0.0]
    return WordFeatures(coverage=standing[0], anywhere=coverage.anywhere, mean=sum(standing) / len(standing))
