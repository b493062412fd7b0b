"""A quiz: flashcards with typed answers. Failed questions come back before the end."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from mlprep.model.question import Question
from mlprep.model.session import Event, EventKind, Session
from mlprep.model.tier import Tier
from mlprep.session.allowance import allowed_seconds
from mlprep.session.asking import Settled, ask, hints_of, opening, record, self_grade, settle
from mlprep.session.ports import Key, Ports, Prompt, ReplyKind

MOST_ASKED = 2
"""A failed question comes back once; after that the schedule takes over."""


@dataclass(frozen=True, slots=True)
class Result:
    """One answered question of a quiz."""

    question_id: str
    topic: str
    tier: Tier
    score: int
    passed: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class QuizSummary:
    """`finished` is False where the candidate left before the end."""

    results: tuple[Result, ...]
    planned: int
    finished: bool


@dataclass(slots=True)
class _Queue:
    """What is still to ask; failed questions join at the end."""

    waiting: deque[str]
    asked: Counter[str] = field(default_factory=Counter)
    done: int = 0

    def again(self, question_id: str) -> None:
        if self.asked[question_id] < MOST_ASKED:
            self.waiting.append(question_id)

    def position(self, question_id: str) -> str:
        """Where the quiz stands as this question is asked, and whether it was asked before."""
        again = " · again" if self.asked[question_id] > 1 else ""
        return f"{self.done + 1}/{self.done + 1 + len(self.waiting)}{again}"


def run_quiz(ports: Ports, session: Session, titles: Callable[[str], str], *, reveal: bool = False) -> QuizSummary:
    """Ask the session's questions one by one until they, the minutes or the candidate's patience run out.

    `titles` gives a topic's title. With `reveal`, answers are said aloud and ticked off instead of typed.
    """
    ports.ledger.start(session)
    queue = _Queue(deque(session.paper.question_ids))
    results: list[Result] = []
    finished = True
    while queue.waiting and not _is_over(session, ports.now()):
        question = ports.load(queue.waiting.popleft())
        queue.asked[question.id] += 1
        prompt = Prompt(
            position=queue.position(question.id),
            title=f"{titles(question.topic)} · {question.tier}",
            question_id=question.id,
            text=question.question,
            shown_at=ports.now(),
            allowed=allowed_seconds(question, depth=1),
            reveal=reveal,
        )
        came = _one_question(ports, session, question, prompt)
        queue.done += 1
        if came is Key.NEXT:
            continue
        if came is Key.QUIT:
            finished = False
            break
        grade = came.attempt.grade
        results.append(
            Result(question.id, question.topic, question.tier, grade.score, grade.passed, came.attempt.answer.seconds)
        )
        if not grade.passed:
            queue.again(question.id)
        if came.key is Key.QUIT:
            finished = not queue.waiting
            break
    ports.ledger.note(Event(session.id, ports.now(), EventKind.ENDED))
    return QuizSummary(tuple(results), len(session.paper.question_ids), finished)


def _one_question(
    ports: Ports, session: Session, question: Question, prompt: Prompt
) -> Settled | Literal[Key.NEXT, Key.QUIT]:
    """Ask until an answer stands; NEXT where the question was skipped, QUIT where the candidate left."""
    asked = opening(question)
    helped = 0
    while True:
        given = ask(ports, session, asked, prompt, hints=hints_of(question))
        if given.kind is ReplyKind.QUIT:
            return Key.QUIT
        if given.kind is ReplyKind.SKIP:
            return Key.NEXT
        revealed = given.kind is ReplyKind.REVEAL
        if revealed:
            said = ports.screen.tick(question, given.answer.text)
            if said is None:
                return Key.QUIT
            grade = self_grade(question, said)
        else:
            grade = ports.grade(question, given.answer.text)
        answer = replace(given.answer, hints=given.answer.hints + helped)
        recorded = record(ports, session, asked, answer, grade)
        settled = settle(ports, asked, recorded, answer_shown=revealed)
        if settled.key is not Key.UNDO:
            return settled
        # hints stay given, and the points that were on the screen are one more
        helped = answer.hints + 1
        prompt = replace(prompt, shown_at=ports.now())


def _is_over(session: Session, at: datetime) -> bool:
    minutes = session.paper.minutes
    return minutes is not None and (at - session.started_at).total_seconds() >= minutes * 60
