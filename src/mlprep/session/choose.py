"""Which questions a quiz asks, and in what order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from random import Random

from mlprep.model.progress import Standing
from mlprep.model.question import Entry, Frequency
from mlprep.model.review import NotReviewed, Reviewed
from mlprep.model.tier import Tier


class Pick(StrEnum):
    """What to choose from: due questions before new ones, or only one kind, or all whatever the schedule says."""

    USUAL = "usual"
    NEW = "new"
    DUE = "due"
    WEAK = "weak"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty means any. Values of one filter are alternatives, the filters together all hold."""

    topics: frozenset[str] = frozenset()
    tiers: frozenset[Tier] = frozenset()
    tags: frozenset[str] = frozenset()

    def admit(self, entry: Entry) -> bool:
        return (
            (not self.topics or entry.topic in self.topics)
            and (not self.tiers or entry.tier in self.tiers)
            and (not self.tags or not self.tags.isdisjoint(entry.tags))
        )


FREQUENCY_WEIGHT = {Frequency.VERY_COMMON: 4.0, Frequency.COMMON: 2.0, Frequency.OCCASIONAL: 1.0}
_TIERS = tuple(Tier)


def choose(
    entries: Iterable[Entry],
    standings: Mapping[str, Standing],
    *,
    pick: Pick,
    due_by: datetime,
    drafted: frozenset[str],
    rng: Random,
) -> list[Entry]:
    """All candidates in the order they should be asked; `fitting` then cuts the list.

    Due questions come longest overdue first, then those that were answered in a mock or a cram only and so have no
    date, the worst first; new ones core before deep, the commonly asked likelier to come early.
    A question with an unfinished draft comes before everything.
    """
    pool = sorted(entries, key=lambda entry: entry.id)
    due = sorted((e for e in pool if is_due(standings.get(e.id), due_by)), key=lambda e: _due(standings[e.id]))
    match pick:
        case Pick.USUAL:
            chosen = due + _unscheduled(pool, standings) + _fresh(pool, standings, rng)
        case Pick.NEW:
            chosen = _fresh(pool, standings, rng)
        case Pick.DUE:
            chosen = due
        case Pick.WEAK:
            chosen = _worst_first([e for e in pool if e.id in standings], standings)
        case Pick.ALL:
            chosen = weighted_order(pool, rng)
    return sorted(chosen, key=lambda e: e.id not in drafted)


def _unscheduled(pool: Iterable[Entry], standings: Mapping[str, Standing]) -> list[Entry]:
    answered = (entry for entry in pool if entry.id in standings)
    return _worst_first((e for e in answered if isinstance(standings[e.id].review, NotReviewed)), standings)


def _worst_first(entries: Iterable[Entry], standings: Mapping[str, Standing]) -> list[Entry]:
    return sorted(entries, key=lambda e: (standings[e.id].last_score, standings[e.id].last_day, e.id))


def _fresh(pool: Iterable[Entry], standings: Mapping[str, Standing], rng: Random) -> list[Entry]:
    fresh = weighted_order((e for e in pool if e.id not in standings), rng)
    return sorted(fresh, key=lambda e: _TIERS.index(e.tier))


def fitting(chosen: Sequence[Entry], *, count: int | None, minutes: float | None) -> list[Entry]:
    """The head of the list that fits, at least one question, without two that are `related`."""
    taken: list[Entry] = []
    total = 0.0
    for entry in chosen:
        if count is not None and len(taken) >= count:
            break
        if minutes is not None and taken and total + entry.minutes > minutes:
            break
        if any(are_related(entry, other) for other in taken):
            continue
        taken.append(entry)
        total += entry.minutes
    return taken


def are_related(one: Entry, other: Entry) -> bool:
    """Whether one gives the other away. The bank may say so on either side."""
    return one.id in other.related or other.id in one.related


def is_due(standing: Standing | None, due_by: datetime) -> bool:
    return standing is not None and isinstance(standing.review, Reviewed) and standing.review.due <= due_by


def next_due(entries: Iterable[Entry], standings: Mapping[str, Standing]) -> datetime | None:
    """The first moment at which one of these questions comes due."""
    reviews = (standings[e.id].review for e in entries if e.id in standings)
    return min((review.due for review in reviews if isinstance(review, Reviewed)), default=None)


def weighted_order(entries: Iterable[Entry], rng: Random) -> list[Entry]:
    """A random order in which frequently asked questions tend to come early.

    Weighted sampling without replacement by exponential keys (Efraimidis and Spirakis, 2006).
    """
    keyed = [(rng.random() ** (1 / FREQUENCY_WEIGHT[entry.frequency]), entry) for entry in entries]
    return [entry for _, entry in sorted(keyed, key=lambda pair: -pair[0])]


def _due(standing: Standing) -> datetime:
    if not isinstance(standing.review, Reviewed):
        raise TypeError(f"{standing.question_id} was never reviewed")
    return standing.review.due
