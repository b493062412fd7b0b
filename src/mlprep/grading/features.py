"""What a grader knows of one key point in one answer, in a few numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mlprep.grading.answer import Answer
from mlprep.grading.evidence import Reading, against, best_reading
from mlprep.grading.rulebook import Hits, PointRules

AT_HOME = 0.45
ABROAD = 0.2
"""Shares of an answer's words that belong to the question. Of answers to the question, in whatever words, nineteen of
twenty share 35 % or more; of answers to other questions, nineteen of twenty share less than 39 %.
"""

ENOUGH = 2
"""Words of the opposite direction that leave no doubt."""


@dataclass(frozen=True, slots=True)
class Features:
    """Each from 0 to 1. `best` and `second` are what stands of the two rules best stated, `shared` how much of the best
    one's words another point has a claim to, `against` the strongest wrong statement, and `opposed` whether words of
    the opposite direction stand in the best one's clause. `astray` is how far the whole answer is from the question:
    it says nothing of one point more than of another, but keeps an answer to something else from earning points by
    chance.
    """

    best: float
    second: float
    shared: float
    against: float
    opposed: float
    astray: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """The readings that speak for a point, the best of each rule and the best rule first, and the one against it.

    `opposed` counts the words of opposite direction in the best one's clause.
    """

    readings: tuple[Reading, ...]
    against: Reading | None
    opposed: int

    @property
    def best(self) -> Reading | None:
        return self.readings[0] if self.readings else None


def gather(point: PointRules, answer: Answer, hits: Hits, loose: Hits) -> Evidence:
    """The evidence on one point. `loose` are the hits of terms with other words between theirs."""
    best = [reading for rule in point.rules if (reading := best_reading(rule, answer, hits))]
    best.sort(key=lambda reading: -reading.standing)
    right = [group for rule in point.rules for group in rule.groups]
    clause = {answer.heard[place] for place in answer.clause_of(best[0].heard)} if best else set()
    return Evidence(
        tuple(best), against(point.against, answer, loose, right), len(clause.intersection(point.opposites))
    )


def features(evidence: Evidence, others: Sequence[Evidence], astray: float) -> Features:
    """What the evidence on one point comes to; `others` is the evidence on the question's other points."""
    # one word may be half of two rules: by itself it is no second way of saying it
    first = _places(evidence.best) if evidence.best is not None else set()
    seconds = [r.standing for r in evidence.readings[1:] if len(r.heard) > 1 or not _places(r) <= first]
    return Features(
        best=evidence.best.standing if evidence.best is not None else 0.0,
        second=max(seconds, default=0.0),
        shared=_shared(evidence, others),
        against=evidence.against.strength if evidence.against else 0.0,
        opposed=min(1.0, evidence.opposed / ENOUGH),
        astray=astray,
    )


def how_astray(answer: Answer, subject: Collection[str]) -> float:
    """0 where at least `AT_HOME` of the answer's words are the question's, up to 1 where `ABROAD` or fewer are.

    Sentences that have none of the question's words are asides, which make the others no worse.
    """
    places = [place for place, meant in enumerate(answer.content) if meant]
    at_home = {answer.sentences[place] for place in places if answer.heard[place] in subject}
    words = {answer.heard[place] for place in places if answer.sentences[place] in at_home}
    shared = len(words.intersection(subject)) / len(words) if words else 0.0
    return min(1.0, max(0.0, (AT_HOME - shared) / (AT_HOME - ABROAD)))


def _shared(evidence: Evidence, others: Sequence[Evidence]) -> float:
    if evidence.best is None:
        return 0.0
    own = _places(evidence.best)
    return max(
        (len(own & _places(o.best)) / len(own) * o.best.standing for o in others if o.best is not None), default=0.0
    )


def _places(reading: Reading) -> set[int]:
    return {place for hit in reading.heard for place in range(hit.first, hit.last + 1)}
