"""How much of a wording an answer states, where, and what speaks against it.

At any place of the answer, a wording is covered by the worth of its words that are heard there, fading with their
distance. A place that states another point better counts less for this one, and a contradiction docks it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mlprep.grading.answer import Answer, Hit
from mlprep.grading.contradiction import certainty, signs_of_contradiction
from mlprep.grading.vocabulary import Hearing
from mlprep.grading.wordings import PointWordings, Wording

NEAR = 4.0
FADING = 15.0
"""Up to what distance (in content words) two words are said together, and over what distance that fades."""

REACH = NEAR + FADING

SMOOTHING = 0.5
"""Worth that no answer has, so that a short wording is not covered by a single word."""

AFFIRMED = 0.9
"""How certain it makes a contradiction that a wording denies what an answer says without any negation."""

OTHER_FIGURE = 0.9
"""How certain it makes one that something like 0.1 or L2 stands in the sentence where 0.01 or L1 should."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

Field = Mapping[int, float]
"""By place of the answer: how much of something is said there, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Cover:
    """How far a wording is covered at its best place, from 0 to 1, what speaks against it there, and the hits."""

    coverage: float
    contradiction: float
    hits: tuple[Hit | None, ...]

    @property
    def heard(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit)

    @property
    def standing(self) -> float:
        """The coverage that is left after the contradiction."""
        return self.coverage * (1 - self.contradiction)


@dataclass(frozen=True, slots=True)
class Coverage:
    """`covers` of a point's wordings, the best one first; `anywhere` is the best coverage by words of the whole answer,
    wherever they stand, as far as nothing contradicts the one covered most.
    """

    covers: tuple[Cover, ...]
    anywhere: float


def cover(points: Sequence[PointWordings], answer: Answer, heard: Hearing) -> list[Coverage]:
    """How far the wordings of each point are covered, each point's best place against the other points'."""
    places = sorted({place for where in heard.values() for place in where})
    near = {stem: _near(answer, where, places) for stem, where in heard.items()}
    fields = [[_field(wording, near, places) for wording in point.stated] for point in points]
    tops = [{place: max((field[place] for field in own), default=0.0) for place in places} for own in fields]
    best = {place: max(top[place] for top in tops) for place in places}
    found = []
    for point, own, top in zip(points, fields, tops, strict=True):
        share = {place: top[place] / best[place] if best[place] else 0.0 for place in places}
        mine = {stem: {at: quality * share[at] for at, quality in where.items()} for stem, where in heard.items()}
        covers = [_cover(w, field, answer, mine) for w, field in zip(point.stated, own, strict=True)]
        anywhere = max((_anywhere(wording, heard) for wording in point.stated), default=0.0)
        anywhere *= 1 - max(covers, key=lambda each: each.coverage).contradiction if covers else 0.0
        found.append(Coverage(tuple(sorted(covers, key=lambda each: -each.standing)), anywhere))
    return found


def _total(wording: Wording) -> float:
    return wording.rule.total + SMOOTHING


def _anywhere(wording: Wording, heard: Hearing) -> float:
    said = (worth * max(heard[stem].values()) for stem, worth in wording.worth.items() if stem in heard)
    return sum(said) / _total(wording)


def _fading(distance: float) -> float:
    return max(0.0, min(1.0, 1 - (distance - NEAR) / FADING))


def _near(answer: Answer, where: Field, places: Sequence[int]) -> Field:
    """How well a stem is heard at or near each place."""
    near: dict[int, float] = {}
    for at, quality in where.items():
        here = answer.places[at]
        first = bisect_left(places, here - REACH, key=answer.places.__getitem__)
        last = bisect_right(places, here + REACH, key=answer.places.__getitem__)
        for place in places[first:last]:
            value = quality * _fading(abs(here - answer.places[place]))
            if value > near.get(place, 0.0):
                near[place] = value
    return near


def _field(wording: Wording, near: Mapping[str, Field], places: Sequence[int]) -> Field:
    """The wording's coverage at each place."""
    field = dict.fromkeys(places, 0.0)
    total = _total(wording)
    for stem, worth in wording.worth.items():
        share = worth / total
        for place, quality in near.get(stem, {}).items():
            field[place] += share * quality
    return field


def _cover(wording: Wording, field: Field, answer: Answer, heard: Hearing) -> Cover:
    """The greatest coverage when other points have taken their share, and the words that make it."""
    most = 0.0
    chosen: tuple[Hit | None, ...] = (None,) * len(wording.worth)
    spoken = [
        (worth / _total(wording), [(at, answer.places[at], quality) for at, quality in heard.get(stem, {}).items()])
        for stem, worth in wording.worth.items()
    ]
    for place in sorted((place for place, value in field.items() if value), key=lambda place: -field[place]):
        if field[place] <= most:
            break  # other points only take away
        found = [_nearest(answer.places[place], where) for _, where in spoken]
        coverage = sum(share * quality for (share, _), (_, quality) in zip(spoken, found, strict=True))
        if coverage > most:
            most, chosen = coverage, tuple(hit for hit, _ in found)
    return Cover(most, contradiction(wording, answer, chosen), chosen)


def _nearest(here: float, where: Sequence[tuple[int, float, float]]) -> tuple[Hit | None, float]:
    """Of the places where a stem is said, and how well, the one that counts most from here."""
    best, place = 0.0, None
    for at, there, quality in where:
        if quality > best and (value := quality * _fading(abs(there - here))) > best:
            best, place = value, at
    return None if place is None else Hit(place, place), best


def contradiction(wording: Wording, answer: Answer, hits: Sequence[Hit | None]) -> float:
    """How certain it is, from 0 to 1, that the statement goes the other way round than the wording."""
    heard = [hit for hit in hits if hit]
    if not heard:
        return 0.0
    doubt = 1 - certainty(signs_of_contradiction(wording.rule, answer, hits))
    stated = {stem for stem, hit in zip(wording.worth, hits, strict=True) if hit}
    if wording.denied & stated and not any(answer.denying[place] for place in answer.clause_of(heard)):
        doubt *= 1 - AFFIRMED
    said = {answer.heard[place] for place in answer.sentence_of(heard)}
    if not _figures(wording.worth.keys() - said).isdisjoint(_figures(said - wording.worth.keys())):
        doubt *= 1 - OTHER_FIGURE
    return 1 - doubt


def _figures(stems: Iterable[str]) -> set[str]:
    """The forms of those that have a number in them: L1 and L2 are of one form."""
    return {_NUMBER.sub("#", stem) for stem in stems if _NUMBER.search(stem)}
