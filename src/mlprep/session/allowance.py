"""How long a candidate may take over what is asked."""

from __future__ import annotations

from mlprep.model.question import Question

FOLLOW_UP_SHARE = 0.75
"""Time allowed for a follow-up or a probe, as a share of its question's."""


def allowed_seconds(question: Question, *, depth: int) -> float:
    """The time for what is asked at this depth: 1 is the question itself, then come follow-ups and probes."""
    return question.minutes * 60 * (1.0 if depth == 1 else FOLLOW_UP_SHARE)
