"""What a flow needs of the world: a screen to ask on, a ledger to keep answers in, a grader, a clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from mlprep.model.attempt import Attempt, Overruling
from mlprep.model.grade import Grade, Span, Verdict
from mlprep.model.question import Gradable, KeyPoint, Question
from mlprep.model.review import ReviewState
from mlprep.model.session import Draft, Event, Session


class ReplyKind(StrEnum):
    """What the candidate did with a prompt."""

    ANSWER = "answer"
    TIME_UP = "time-up"
    REVEAL = "reveal"
    HINT = "hint"
    FLAG = "flag"
    SKIP = "skip"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Reply:
    """`text` is what stands in the editor, whatever was done; `first_key_at` when the first key was pressed."""

    kind: ReplyKind
    text: str
    at: datetime
    first_key_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing asked. Times are in seconds from `shown_at`.

    `left` is what remains of the whole session, and at its end the answer is taken as it stands. `reveal` asks for
    an answer that is thought or said, not typed. `again` says that the question is on the screen already.
    """

    position: str
    title: str
    question_id: str
    text: str
    shown_at: datetime
    allowed: float
    left: float | None = None
    draft: str = ""
    reveal: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Feedback:
    """A graded answer as it is shown. `asked` is what was graded, `question` has the extras around it.

    `answer_shown` says that the model answer has been on the screen already, before a verdict was overruled.
    """

    question: Question
    asked: Gradable
    text: str
    seconds: float
    grade: Grade
    overruled: frozenset[str]
    review: ReviewState
    on_schedule: bool
    at: datetime
    answer_shown: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """A point that the grader is unsure of, for the candidate to settle: the `number`th of `total`.

    `evidence` are the words of the answer `text` that may state it, `lean` is FOUND or MISSED, whichever is likelier.
    `question` is what was asked, where an interview has gone on since; empty where it is on the screen.
    """

    point: KeyPoint
    text: str
    evidence: Span | None
    lean: Verdict
    number: int
    total: int
    question: str = ""


class Key(StrEnum):
    """What the candidate may do after feedback, besides overruling."""

    NEXT = "next"
    UNDO = "undo"
    FLAG = "flag"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Overrule:
    """The candidate's verdict on a point; `answer_shown` as in the feedback that follows."""

    point_id: str
    verdict: Verdict
    answer_shown: bool = True


Action = Key | Overrule


class Screen(Protocol):
    """Where questions are shown and answers are typed."""

    def ask(self, prompt: Prompt, keep: Callable[[str], None]) -> Reply:
        """Show a prompt and wait. `keep` is called with the text as it grows, so that a kill loses nothing."""

    def tick(self, question: Gradable, text: str) -> frozenset[str] | None:
        """Reveal the model answer; the ids of the points that the candidate said, or None to quit."""

    def settle(self, doubt: Doubt) -> Verdict | None:
        """Whether the point was stated, FOUND or MISSED; None to leave this one and the rest unsure.

        A screen that nobody sits at leaves them without a word.
        """

    def feedback(self, feedback: Feedback) -> Action:
        """Show a graded answer and wait for what to do next."""

    def notice(self, text: str) -> None:
        """Show one line."""


class Ledger(Protocol):
    """Where answers are kept. Every call is committed before it returns."""

    def start(self, session: Session) -> None: ...
    def note(self, event: Event) -> None: ...
    def record(self, attempt: Attempt) -> ReviewState: ...
    def overrule(self, overruling: Overruling) -> ReviewState: ...
    def undo(self, attempt_id: str, at: datetime) -> ReviewState: ...
    def flag(self, question_id: str, at: datetime, *, flagged: bool = True) -> None: ...
    def save_draft(self, draft: Draft) -> None: ...
    def draft(self, question_id: str, prompt: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Ports:
    """`day` is the candidate's calendar day of a moment; `new_id` a globally unique id at every call."""

    screen: Screen
    ledger: Ledger
    grade: Callable[[Gradable, str], Grade]
    load: Callable[[str], Question]
    now: Callable[[], datetime]
    day: Callable[[datetime], date]
    new_id: Callable[[], str]
