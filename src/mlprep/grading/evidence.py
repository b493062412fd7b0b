"""How much of a rule an answer states, where, and what speaks against it.

A rule's groups have to be said of each other: the best choice of one hit a group is the one that stands closest
together. Then it is asked whether the statement goes the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from mlprep.grading.answer import Answer, Hit
from mlprep.grading.contradiction import NEAR, certainty, denial, signs_of_contradiction
from mlprep.grading.rulebook import CompiledRule, Group, Hits
from mlprep.model.question import Rule

TOGETHER = 6.0
FADING = 15.0
"""Up to what distance (in content words) two groups are said of each other, and over what distance that fades."""

AGAINST_TOGETHER = 4.0
AGAINST_FADING = 8.0
"""The same for `against` rules, which have to be said in one sentence."""

CONTESTED = 0.6
"""The share of an `against` rule's strength that goes when one of its groups belongs to the right statement."""

TURNED = 0.7
"""The share of a rule's strength that a certain contradiction takes away."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a rule in an answer: a hit for each group, None where it is not there.

    `strength` (0 to 1) is how much of it is said, and said together; `contradiction` (0 to 1) how much speaks for the
    opposite, by `signs`.
    """

    groups: tuple[Group, ...]
    hits: tuple[Hit | None, ...]
    strength: float
    contradiction: float
    signs: tuple[str, ...]

    @property
    def heard(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit)

    @property
    def standing(self) -> float:
        """The strength that is left after the contradiction."""
        return self.strength * (1 - TURNED * self.contradiction)


def best_reading(rule: CompiledRule, answer: Answer, hits: Hits) -> Reading | None:
    """The reading of a rule of which most stands; None where not one of its groups was heard."""
    choices = [
        (sum(w * c for w, c in zip(rule.worth, closeness, strict=True)) / rule.total, chosen)
        for chosen, closeness in _choices(answer, [hits.get(group, ()) for group in rule.groups], TOGETHER, FADING)
    ]
    best: Reading | None = None
    for strength, chosen in sorted(choices, key=lambda choice: -choice[0]):
        if best and strength <= best.standing:
            break  # a contradiction only takes away
        signs = signs_of_contradiction(rule, answer, chosen)
        reading = Reading(rule.groups, chosen, strength, certainty(signs), tuple(signs))
        if not best or reading.standing > best.standing:
            best = reading
    return best


def against(rules: Iterable[Rule], answer: Answer, hits: Hits, right: Sequence[Group]) -> Reading | None:
    """The strongest reading of the `against` rules, whole ones only. `right` are the groups of the point's own rules.

    What a negation denies does not count, and where one of the right statement's words stands closer to a hit than
    the wrong statement's other words do, it is that statement's: "lazy learners work at query time, eager ones
    before" does not say that eager ones work at query time.
    """
    best: Reading | None = None
    for rule in rules:
        theirs = [hit for group in right if group not in rule.groups for hit in hits.get(group, ())]
        per_group = [hits.get(group, ()) for group in rule.groups]
        for chosen, closeness in _choices(answer, per_group, AGAINST_TOGETHER, AGAINST_FADING, one_sentence=True):
            if not all(chosen):
                continue
            heard = [hit for hit in chosen if hit]
            strength = sum(closeness) / len(closeness)
            if best and strength <= best.strength:
                continue
            strength *= 1 - max(denial(answer, heard), CONTESTED * _contested(answer, heard, theirs))
            if not best or strength > best.strength:
                best = Reading(rule.groups, chosen, strength, 0.0, ())
    return best


def _choices(
    answer: Answer,
    per_group: Sequence[Sequence[Hit]],
    together: float,
    fading: float,
    *,
    one_sentence: bool = False,
) -> Iterator[tuple[tuple[Hit | None, ...], list[float]]]:
    """One hit a group, each as close as can be to those chosen before; with how close each is, from 0 to 1."""
    seen: set[tuple[Hit | None, ...]] = set()
    order = sorted(range(len(per_group)), key=lambda group: len(per_group[group]))
    for start, starting in enumerate(per_group):
        for anchor in starting:
            chosen: list[Hit | None] = [None] * len(per_group)
            closeness = [0.0] * len(per_group)
            chosen[start], closeness[start] = anchor, 1.0
            for group in order:
                if group != start:
                    taken = [hit for hit in chosen if hit]
                    near = [h for h in per_group[group] if not one_sentence or answer.same_sentence(h, anchor)]
                    chosen[group], distance = _closest(answer, near, taken)
                    closeness[group] = max(0.0, min(1.0, 1 - (distance - together) / fading))
                    if not closeness[group]:
                        chosen[group] = None
            if (key := tuple(chosen)) not in seen:
                seen.add(key)
                yield key, closeness


def _closest(answer: Answer, hits: Iterable[Hit], taken: Sequence[Hit]) -> tuple[Hit | None, float]:
    """The hit that stands closest to one of those taken, and how far away it is."""
    best, least = None, float("inf")
    for hit in hits:
        if not any(hit.overlaps(other) for other in taken):
            distance = min(answer.apart(hit, other) for other in taken)
            if distance < least:
                best, least = hit, distance
    return best, least


def _contested(answer: Answer, heard: Sequence[Hit], theirs: Sequence[Hit]) -> float:
    """How much closer, from 0 to 1, a word of the right statement stands to a hit than that hit's own partners do.

    In the hit's own clause it is as close as can be, where a partner stands in another one.
    """
    most = 0.0
    rightful = [hit for hit in theirs if not any(hit.overlaps(other) for other in heard)]
    for one, other in permutations(heard, 2):
        distance = answer.apart(one, other)
        for hit in rightful:
            if answer.same_clause(hit, other) and not answer.same_clause(one, other):
                return 1.0
            if answer.same_sentence(hit, other) and (closer := distance - answer.apart(hit, other)) > 0:
                most = max(most, min(1.0, closer / NEAR))
    return most
