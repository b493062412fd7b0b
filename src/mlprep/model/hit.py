"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mlprep.model.grade import Span
from mlprep.model.question import Entry


class Where(StrEnum):
    """The part of a question in which words were found."""

    QUESTION = "question"
    POINT = "point"
    TAG = "tag"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Hit:
    """A question that has all the words. `spans` are where they stand in `excerpt`."""

    entry: Entry
    where: Where
    excerpt: str
    spans: tuple[Span, ...]
    score: int
