"""What is known of a candidate, summed up from attempts. All of it can be made again from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mlprep.model.mode import Mode
from mlprep.model.review import ReviewState
from mlprep.model.tier import Tier


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stands: how often it was answered, the last score (0 to 100), and when it is due."""

    question_id: str
    answers: int
    last_score: int
    last_day: date
    review: ReviewState


@dataclass(frozen=True, slots=True)
class DayTally:
    """The answers of one day on one topic and tier in one mode. Sums, so that days can be added up."""

    day: date
    topic: str
    tier: Tier
    mode: Mode
    answers: int
    passed: int
    score_sum: int
    score_squares: int
    seconds: float


@dataclass(frozen=True, slots=True)
class PointTally:
    """How often one key point was found, partial, missed or wrong in answers, or left unsure; probes do not count."""

    question_id: str
    follow_up_id: str
    point_id: str
    found: int
    partial: int
    missed: int
    wrong: int
    unsure: int = 0

    @property
    def asked(self) -> int:
        return self.found + self.partial + self.missed + self.wrong + self.unsure
