"""What the candidate was doing when an answer was given."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """Only a quiz touches the schedule."""

    QUIZ = "quiz"
    CRAM = "cram"
    MOCK = "mock"
    PRACTICE = "practice"
