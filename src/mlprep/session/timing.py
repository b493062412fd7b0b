"""Time spent in a session that may have been broken off and resumed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime


def used_seconds(starts: Iterable[datetime], activity: Iterable[datetime]) -> float:
    """Seconds from each start or resumption to the last sign of activity before the next one.

    What passed while the program was not running does not count, nor does anything after the last sign of life:
    a kill cannot be told from a candidate who thinks.
    """
    begun = sorted(starts)
    signs = sorted(activity)
    total = 0.0
    for index, start in enumerate(begun):
        until = begun[index + 1] if index + 1 < len(begun) else None
        seen = [at for at in signs if at >= start and (until is None or at < until)]
        if seen:
            total += (seen[-1] - start).total_seconds()
    return total
