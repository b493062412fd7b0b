"""The paper of a mock interview: which questions, in what order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random

from mlprep.model.progress import Standing
from mlprep.model.question import Entry
from mlprep.model.tier import Tier
from mlprep.session.choose import are_related, weighted_order

SHARE = {Tier.CORE: 0.4, Tier.ADVANCED: 0.4, Tier.DEEP: 0.2}
"""How the minutes are spread over the tiers."""

WITH_FOLLOW_UPS = 1.75
"""Minutes that a question takes with what is asked around it, as a multiple of its own."""


def plan_paper(
    entries: Iterable[Entry], standings: Mapping[str, Standing], *, minutes: float, rng: Random
) -> list[Entry]:
    """Questions that fill the minutes, core ones first and then deeper, none of them `related`.

    What was answered least often is preferred, then what interviewers ask most. A tier's unused share falls to the
    next one; there is always at least one question where there is any. Behind the plan stand a few more, the deepest
    first, for a candidate who is quicker than planned.
    """
    order = weighted_order(entries, rng)
    order.sort(key=lambda entry: standings[entry.id].answers if entry.id in standings else 0)
    tiers = [tier for tier in Tier if any(entry.tier is tier for entry in order)]
    whole = sum(SHARE[tier] for tier in tiers)
    paper: list[Entry] = []
    budget = 0.0
    for tier in tiers:
        budget += minutes * SHARE[tier] / whole
        for entry in order:
            cost = entry.minutes * WITH_FOLLOW_UPS
            if entry.tier is tier and (cost <= budget or not paper) and _is_free(entry, paper):
                paper.append(entry)
                budget -= cost
    for entry in sorted(order, key=lambda entry: tiers.index(entry.tier), reverse=True):
        if sum(planned.minutes for planned in paper) >= minutes:
            break
        if _is_free(entry, paper):
            paper.append(entry)
    return paper


def _is_free(entry: Entry, paper: Iterable[Entry]) -> bool:
    return not any(entry.id == other.id or are_related(entry, other) for other in paper)
