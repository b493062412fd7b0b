"""Sittings: a quiz or a mock from its first question to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mlprep.model.mode import Mode


@dataclass(frozen=True, slots=True)
class Paper:
    """What a session asks: question ids in order, the minutes it lasts (None: no limit), the seed it came from."""

    title: str
    question_ids: tuple[str, ...]
    minutes: float | None
    seed: int


@dataclass(frozen=True, slots=True)
class Session:
    id: str
    mode: Mode
    started_at: datetime
    paper: Paper


class EventKind(StrEnum):
    """What happened to a session besides answers."""

    RESUMED = "resumed"
    ASKED = "asked"
    SKIPPED = "skipped"
    LEFT = "left"
    SETTLING = "settling"
    """All was asked or the time is up; what is unsure is being settled."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Event:
    """`question_id` is empty where the event is about the whole session."""

    session_id: str
    at: datetime
    kind: EventKind
    question_id: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Text typed and not submitted yet. `prompt` is as in `Attempt.prompt`."""

    session_id: str
    question_id: str
    prompt: str
    text: str
    saved_at: datetime
