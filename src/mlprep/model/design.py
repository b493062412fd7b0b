"""System-design rounds: the sections that every round goes through, and the scenarios to design."""

from __future__ import annotations

from dataclasses import dataclass

from mlprep.model.question import FollowUp, KeyPoint
from mlprep.model.tier import Tier


@dataclass(frozen=True, slots=True)
class Section:
    """A stage of a round: what the interviewer says, the minutes it is given, and what a strong candidate does in it.

    The items are key points that hold for any scenario.
    """

    id: str
    title: str
    prompt: str
    minutes: float
    items: tuple[KeyPoint, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """The key points of one scenario in one section."""

    section_id: str
    key_points: tuple[KeyPoint, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A system to design. `brief` is what the candidate is told; `expected` is in the order of the sections."""

    id: str
    title: str
    tier: Tier
    brief: str
    expected: tuple[Expected, ...]
    follow_ups: tuple[FollowUp, ...]


@dataclass(frozen=True, slots=True)
class Design:
    """All that design rounds are made of."""

    sections: tuple[Section, ...]
    scenarios: tuple[Scenario, ...]
