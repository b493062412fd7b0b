"""One graded answer, kept for ever, and what may be added to it later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mlprep.model.grade import Grade, Verdict
from mlprep.model.mode import Mode
from mlprep.model.tier import Tier


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed, and when. `first_key_at` is None where nothing was typed or keys were not seen."""

    text: str
    shown_at: datetime
    submitted_at: datetime
    first_key_at: datetime | None = None
    hints: int = 0
    timed_out: bool = False

    @property
    def seconds(self) -> float:
        return max(0.0, (self.submitted_at - self.shown_at).total_seconds())


@dataclass(frozen=True, slots=True)
class Attempt:
    """`id` is globally unique; `day` is the candidate's calendar day; `fingerprint` that of the question as graded.

    `follow_up_id` is empty for the question itself. `probe` names the one key point that a mock asked for again
    because the answer had left it out.
    """

    id: str
    session_id: str
    question_id: str
    follow_up_id: str
    topic: str
    tier: Tier
    mode: Mode
    day: date
    answer: Answer
    grade: Grade
    fingerprint: str
    probe: str = ""

    @property
    def prompt(self) -> str:
        """What was asked within the question: empty for the question itself, else the follow-up or the probe."""
        return prompt_key(self.follow_up_id, self.probe)


def prompt_key(follow_up_id: str, probe: str) -> str:
    return f"probe:{probe}" if probe else follow_up_id


@dataclass(frozen=True, slots=True)
class Overruling:
    """The candidate's own verdict on a point; `score` is the whole answer's with it."""

    attempt_id: str
    point_id: str
    verdict: Verdict
    score: int
    passed: bool
    at: datetime
