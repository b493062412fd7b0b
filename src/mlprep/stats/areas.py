"""Weak areas: the expected score on each topic and tier, with its uncertainty."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mlprep.model.progress import DayTally
from mlprep.model.tier import Tier

HALF_LIFE = 14.0
"""Days after which an answer counts half: what was known then may be forgotten, or learnt since."""

PRIOR_ANSWERS = 2.0
"""How many answers the prior is worth: a single bad answer does not make a weak area for certain."""

PRIOR_SCORE = 50.0
PRIOR_DEVIATION = 30.0


@dataclass(frozen=True, slots=True)
class Area:
    """A topic and tier: the score to expect now (0 to 100), give or take `doubt` (one standard error)."""

    topic: str
    tier: Tier
    answers: int
    expected: float
    doubt: float


def areas(days: Iterable[DayTally], today: date) -> tuple[Area, ...]:
    """The areas with at least one answer, the weakest first.

    The expected score is the mean of the answers, each halved in weight every `HALF_LIFE` days, shrunk towards the
    candidate's overall mean as if that had been seen `PRIOR_ANSWERS` times (a normal-normal posterior mean with the
    prior's weight fixed). The doubt is the standard error under the pooled variance.
    """
    groups: dict[tuple[str, Tier], list[DayTally]] = defaultdict(list)
    for tally in days:
        groups[tally.topic, tally.tier].append(tally)
    everything = [tally for group in groups.values() for tally in group]
    prior = _mean(everything, today)
    spread = _deviation(everything)
    found = []
    for (topic, tier), group in groups.items():
        weight = sum(_weight(t, today) * t.answers for t in group)
        total = sum(_weight(t, today) * t.score_sum for t in group)
        found.append(
            Area(
                topic=topic,
                tier=tier,
                answers=sum(t.answers for t in group),
                expected=(total + PRIOR_ANSWERS * prior) / (weight + PRIOR_ANSWERS),
                doubt=spread / math.sqrt(weight + PRIOR_ANSWERS),
            )
        )
    return tuple(sorted(found, key=lambda area: (area.expected, area.topic, area.tier)))


def _weight(tally: DayTally, today: date) -> float:
    return float(0.5 ** (max(0, (today - tally.day).days) / HALF_LIFE))


def _mean(tallies: Iterable[DayTally], today: date) -> float:
    weighted = [(_weight(t, today), t) for t in tallies]
    weight = sum(w * t.answers for w, t in weighted)
    total = sum(w * t.score_sum for w, t in weighted)
    return (total + PRIOR_SCORE) / (weight + 1)


def _deviation(tallies: Iterable[DayTally]) -> float:
    """The standard deviation of single scores, with a prior so that two equal scores do not make it zero."""
    answers, total, squares = 1.0, PRIOR_SCORE, PRIOR_SCORE**2 + PRIOR_DEVIATION**2
    for t in tallies:
        answers, total, squares = answers + t.answers, total + t.score_sum, squares + t.score_squares
    return math.sqrt(max(0.0, squares / answers - (total / answers) ** 2))
