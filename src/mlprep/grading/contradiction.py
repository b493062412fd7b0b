"""Whether a statement with the right words says the opposite: other directions, other subjects, negations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mlprep.grading.answer import Answer, Hit
from mlprep.grading.rulebook import CompiledRule

NEAR = 4.0
"""How close (in content words) a word of the opposite direction has to stand to count."""

DENIED = 0.8
DENIED_AFTER = 0.6
"""How far a negation right before a wrong statement's words, or right after, takes it back."""

FAR = 20.0
"""From where on a rival of the subject counts for nothing."""

WORTH = {
    "turned": 0.5,  # an opposite stands closer to the rest of the statement than the right word does
    "replaced": 0.5,  # an opposite stands where the right word is missing
    "rival": 0.5,  # it is said of something else: of MAE, not of MSE
    "direction": 0.6,  # it takes the other direction than the point
    "denied": 0.7,  # a negation right before
    "denied after": 0.5,  # a negation right after
    "in a denial": 0.25,  # a negation somewhere before, in the same clause
}
"""How certain each sign makes a contradiction by itself, at most."""


def certainty(signs: Mapping[str, float]) -> float:
    """How certain a contradiction is, from 0 to 1: signs count as independent of each other (noisy or)."""
    none = 1.0
    for name, value in signs.items():
        none *= 1 - WORTH[name] * value
    return 1 - none


def signs_of_contradiction(rule: CompiledRule, answer: Answer, hits: Sequence[Hit | None]) -> dict[str, float]:
    """The signs there are, each with its strength from 0 to 1. `hits` are those of the rule's groups, in order."""
    statement = _Statement(answer, tuple(hit for hit in hits if hit))
    return {
        name: value
        for name, value in (
            *_exchanges(rule, statement, hits),
            ("rival", _rivalry(rule, statement)),
            ("direction", _direction(rule, statement)),
            *(() if rule.negative else _denials(statement)),
        )
        if value
    }


@dataclass(frozen=True, slots=True)
class _Statement:
    """The part of an answer that a rule was read in."""

    answer: Answer
    heard: tuple[Hit, ...]

    def said(self, stems: Collection[str], within: range) -> list[Hit]:
        """Where one of the stems is said in a stretch, beside what was heard already, and not denied."""
        places = (Hit(at, at) for stem in stems for at in self.answer.where.get(stem, ()) if at in within)
        return [
            hit
            for hit in places
            if not any(hit.overlaps(other) for other in self.heard) and self.answer.denied_before(hit) is None
        ]

    def distance(self, ones: Iterable[Hit], others: Collection[Hit]) -> float:
        """From the closest of the ones to the closest of the others."""
        return min((self.answer.apart(one, other) for one in ones for other in others), default=float("inf"))


def _exchanges(
    rule: CompiledRule, statement: _Statement, hits: Sequence[Hit | None]
) -> tuple[tuple[str, float], tuple[str, float]]:
    turned = replaced = 0.0
    clause = statement.answer.clause_of(statement.heard)
    for hit, opposed in zip(hits, rule.opposed, strict=True):
        others = [other for other in statement.heard if other is not hit]
        if not opposed or not others:
            continue
        distance = statement.distance(statement.said(opposed, clause), others)
        if distance > NEAR:
            continue
        if hit is None:
            replaced = 1.0
        elif (own := statement.distance([hit], others)) > distance:
            turned = max(turned, min(1.0, (own - distance) / NEAR))
    return ("turned", turned), ("replaced", replaced)


def _rivalry(rule: CompiledRule, statement: _Statement) -> float:
    """How much closer a rival of one of the point's words stands than the word itself."""
    most = 0.0
    sentence = statement.answer.sentence_of(statement.heard)
    for word, others in rule.rivals:
        theirs = statement.distance(statement.said(others, sentence), statement.heard)
        own = [Hit(place, place) for place in statement.answer.where.get(word, ()) if place in sentence]
        mine = statement.distance(own, statement.heard)
        if theirs < mine:
            most = max(most, max(0.0, 1 - theirs / FAR) * min(1.0, (mine - theirs) / NEAR))
    return most


def _direction(rule: CompiledRule, statement: _Statement) -> float:
    """Whether an odd number of the point's directions is turned round: two say the same again (low and slow for high
    and fast).
    """
    clause = statement.answer.clause_of(statement.heard)

    def is_turned(mine: frozenset[str], theirs: frozenset[str]) -> bool:
        own = [Hit(at, at) for stem in mine for at in statement.answer.where.get(stem, ()) if at in clause]
        if statement.distance(own, statement.heard) <= NEAR:
            return False
        return statement.distance(statement.said(theirs, clause), statement.heard) <= NEAR

    return float(sum(is_turned(axis.mine, axis.theirs) for axis in rule.axes) % 2)


def _denials(statement: _Statement) -> tuple[tuple[str, float], ...]:
    answer = statement.answer
    spoken = [hit for hit in statement.heard if not answer.is_negative(hit)]
    before = [hit for hit in spoken if _is_outside(answer.denied_before(hit), statement.heard)]
    after = [hit for hit in spoken if hit not in before and _is_outside(answer.denied_after(hit), statement.heard)]
    within = [hit for hit in spoken if hit not in before and hit not in after and answer.denied_within(hit)]
    return ("denied", float(bool(before))), ("denied after", float(bool(after))), ("in a denial", float(bool(within)))


def _is_outside(place: int | None, heard: Iterable[Hit]) -> bool:
    """Whether there is a negation, and it is not itself part of what was heard."""
    return place is not None and not any(hit.first <= place <= hit.last for hit in heard)


def denial(answer: Answer, heard: Collection[Hit]) -> float:
    """How far a negation right beside one of the hits takes the statement back, from 0 to 1."""
    spoken = [hit for hit in heard if not answer.is_negative(hit)]
    if any(_is_outside(answer.denied_before(hit), heard) for hit in spoken):
        return DENIED
    return DENIED_AFTER if any(_is_outside(answer.denied_after(hit), heard) for hit in spoken) else 0.0
