"""How far a question goes. By itself, because every start of the program needs it and little else."""

from __future__ import annotations

from enum import StrEnum


class Tier(StrEnum):
    """How far a question goes."""

    CORE = "core"
    ADVANCED = "advanced"
    DEEP = "deep"


DEFAULT_MINUTES = {Tier.CORE: 2.0, Tier.ADVANCED: 3.0, Tier.DEEP: 4.0}
"""Time allowed for a question that does not say."""
