"""What is asked: banks, questions, key points, follow-ups."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mlprep.model.tier import Tier


class Part(StrEnum):
    """The part of the field that a topic belongs to."""

    MODELLING = "modelling"
    OPTIMISATION = "optimisation"
    EVALUATION = "evaluation"
    FOUNDATIONS = "foundations"
    SYSTEMS = "systems"
    DEEP_LEARNING = "deep-learning"
    NLP = "nlp"


class Frequency(StrEnum):
    """How often interviewers ask it."""

    VERY_COMMON = "very-common"
    COMMON = "common"
    OCCASIONAL = "occasional"


@dataclass(frozen=True, slots=True)
class Rule:
    """Groups of interchangeable terms; a statement that has a term of every group satisfies the rule."""

    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One atomic statement that a strong answer makes.

    `accept` are other wordings of it, `reject` wrong statements about it. `hint` nudges without giving it away;
    `ask` is what an interviewer says when it was left out. `rules` and `against` state the same in terms.
    """

    id: str
    point: str
    weight: int = 1
    required: bool = False
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    hint: str = ""
    ask: str = ""
    rules: tuple[Rule, ...] = ()
    against: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the interviewer asks next; graded like a question where it has key points."""

    id: str
    question: str
    answer: str = ""
    key_points: tuple[KeyPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    title: str
    authors: str = ""
    year: int | None = None
    where: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A marked answer: the ids of the points it states or gets wrong, or `mark`, a person's mark from 0 to 1."""

    text: str
    found: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    note: str = ""
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """`maths` is LaTeX, `minutes` the time allowed, `fingerprint` a hash of the content as graded."""

    id: str
    topic: str
    tier: Tier
    question: str
    key_points: tuple[KeyPoint, ...]
    answer: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    mistakes: tuple[str, ...] = ()
    tip: str = ""
    intuition: str = ""
    maths: str = ""
    example: str = ""
    code: str = ""
    references: tuple[Reference, ...] = ()
    related: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    frequency: Frequency = Frequency.COMMON
    minutes: float = 2.0
    fingerprint: str = ""
    samples: tuple[Sample, ...] = ()


Gradable = Question | FollowUp
"""Anything with a question, a model answer and key points."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What choosing and counting need to know of a question, without its texts."""

    id: str
    topic: str
    tier: Tier
    question: str
    tags: tuple[str, ...]
    related: tuple[str, ...]
    frequency: Frequency
    minutes: float


@dataclass(frozen=True, slots=True)
class Topic:
    """What a bank is about, and the questions it has."""

    id: str
    title: str
    part: Part
    summary: str
    prerequisites: tuple[str, ...]
    entries: tuple[Entry, ...]
    source: str
    """The file it was read from."""


@dataclass(frozen=True, slots=True)
class Bank:
    """A file of questions on one topic."""

    topic: Topic
    questions: tuple[Question, ...]
