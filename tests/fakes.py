"""A candidate who follows a script, and a world that writes down what happened in it.

The grader and the database are the real ones; what is scripted is the candidate, and the clock moves only when the
candidate takes time.
"""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from mlprep.grading.remarks import nothing_said
from mlprep.grading.score import score
from mlprep.grading.tokens import stems
from mlprep.model.attempt import Attempt, Overruling
from mlprep.model.grade import Grade, PointGrade, Span, Verdict
from mlprep.model.question import FollowUp, Gradable, KeyPoint, Question
from mlprep.model.review import ReviewState
from mlprep.model.session import Draft, Event, EventKind, Session
from mlprep.session.ports import Action, Doubt, Feedback, Key, Overrule, Ports, Prompt, Reply, ReplyKind
from mlprep.store.history import History
from mlprep.store.ledger import Ledger
from mlprep.store.progress import Progress

from builders import AT, a_point, a_question


@dataclass(frozen=True, slots=True)
class Does:
    """What the candidate does with a prompt, and how long that takes."""

    kind: ReplyKind
    text: str = ""
    seconds: float = 60.0


def says(text: str, *, seconds: float = 60.0) -> Does:
    return Does(ReplyKind.ANSWER, text, seconds)


def time_up(text: str, *, seconds: float = 60.0) -> Does:
    return Does(ReplyKind.TIME_UP, text, seconds)


def leaves(text: str = "", *, seconds: float = 60.0) -> Does:
    return Does(ReplyKind.QUIT, text, seconds)


HINT = Does(ReplyKind.HINT, seconds=10.0)
FLAG = Does(ReplyKind.FLAG, seconds=0.0)
SKIP = Does(ReplyKind.SKIP, seconds=10.0)
REVEAL = Does(ReplyKind.REVEAL)

Ticks = frozenset[str]


class KilledError(Exception):
    """The program ends here and now."""


Step = str | Does | Action | Ticks | Verdict | type[KilledError] | None
"""A line of a script: an answer, something else done with a prompt, something done after feedback, points ticked off,
or None for leaving where points are ticked off; a verdict on an unsure point, or a kill instead of one."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Finds a point where one of its wordings stands in the answer word for word, and is never unsure."""

    name: str = "literal"
    version: int = 1

    def grade(self, question: Gradable, text: str) -> Grade:
        points = tuple(_literally(point, text) for point in question.key_points)
        number, passed = score(question.key_points, {point.point_id: point.verdict for point in points})
        remark = nothing_said(text, stems(question.question))
        return Grade(number, passed, points, remark, self.name, self.version)


def _literally(point: KeyPoint, text: str) -> PointGrade:
    for verdict, wordings in ((Verdict.WRONG, point.reject), (Verdict.FOUND, (point.point, *point.accept))):
        for wording in wordings:
            words = r"\s+".join(re.escape(word) for word in wording.split())
            if said := re.search(words, text, re.IGNORECASE):
                return PointGrade(point.id, verdict, float(verdict is Verdict.FOUND), Span(*said.span()))
    return PointGrade(point.id, Verdict.MISSED)


@dataclass(frozen=True, slots=True)
class Hesitant:
    """The literal grader, but unsure of some points: by id, the probability that they were stated."""

    unsure: Mapping[str, float]
    name: str = "hesitant"
    version: int = 1

    def grade(self, question: Gradable, text: str) -> Grade:
        sure = Literal().grade(question, text)
        if sure.remark:
            return sure
        points = tuple(self._doubted(point) for point in sure.points)
        number, passed = score(question.key_points, {point.point_id: point.verdict for point in points})
        return Grade(number, passed, points, None, self.name, self.version)

    def _doubted(self, point: PointGrade) -> PointGrade:
        if point.point_id not in self.unsure:
            return point
        return replace(point, verdict=Verdict.UNSURE, probability=self.unsure[point.point_id])


SECONDS_TO_SETTLE = 2.0


@dataclass
class Candidate:
    """The screen's side of the script. After feedback the candidate goes on, and leaves unsure points as they are,
    unless the script says otherwise.
    """

    script: deque[Step]
    log: list[str]
    clock: Clock
    prompts: list[Prompt] = field(default_factory=list)
    seen: list[Feedback] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    types_before_kill: str = ""

    def ask(self, prompt: Prompt, keep: Callable[[str], None]) -> Reply:
        self.prompts.append(prompt)
        draft = f" with {prompt.draft!r}" if prompt.draft else ""
        if not prompt.again:
            self.log.append(f"asked {prompt.position} {prompt.question_id}: {prompt.text}{draft}")
        if not self.script:
            if self.types_before_kill:
                keep(self.types_before_kill)
            raise KilledError
        step = self.script.popleft()
        does = says(step) if isinstance(step, str) else step
        assert isinstance(does, Does), f"a prompt is on the screen, and the script says {step!r}"
        began = self.clock.at
        self.clock.pass_time(does.seconds)
        return Reply(does.kind, does.text or prompt.draft, self.clock.at, began if does.text else None)

    def tick(self, question: Gradable, text: str) -> frozenset[str] | None:
        self.log.append(f"revealed {len(question.key_points)} points" + (f" beside {text!r}" if text else ""))
        step = self.script.popleft()
        assert step is None or isinstance(step, frozenset), f"points are to be ticked, and the script says {step!r}"
        return step

    def settle(self, doubt: Doubt) -> Verdict | None:
        self.doubts.append(doubt)
        self.log.append(f"unsure {doubt.number}/{doubt.total} {doubt.point.id}, {doubt.lean}?")
        step = self.script[0] if self.script else None
        if step is KilledError:
            self.script.popleft()
            raise KilledError
        if not isinstance(step, Verdict):
            return None
        self.script.popleft()
        self.clock.pass_time(SECONDS_TO_SETTLE)
        return step

    def feedback(self, feedback: Feedback) -> Action:
        self.seen.append(feedback)
        verdicts = ", ".join(f"{point} {verdict}" for point, verdict in feedback.grade.verdicts().items())
        self.log.append(f"shown {feedback.grade.score}: {verdicts}")
        if self.script and isinstance(self.script[0], Key | Overrule):
            step = self.script.popleft()
            assert isinstance(step, Key | Overrule)
            return step
        return Key.NEXT

    def notice(self, text: str) -> None:
        self.log.append(f"told {text}")


@dataclass
class Clock:
    at: datetime = AT

    def pass_time(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class OpenLedger:
    """The real ledger, with everything that is written to it in the log as well."""

    kept: Ledger
    log: list[str]

    def start(self, session: Session) -> None:
        self.kept.start(session)

    def note(self, event: Event) -> None:
        self.kept.note(event)
        if event.kind is not EventKind.ASKED:
            self.log.append(f"noted {event.kind} {event.question_id}".rstrip())

    def record(self, attempt: Attempt) -> ReviewState:
        review = self.kept.record(attempt)
        prompt = "/".join(filter(None, (attempt.question_id, attempt.prompt)))
        hinted = f", {attempt.answer.hints} hints" if attempt.answer.hints else ""
        late = ", time up" if attempt.answer.timed_out else ""
        self.log.append(f"kept {attempt.answer.text!r} for {prompt}: {attempt.grade.score}{hinted}{late}")
        return review

    def overrule(self, overruling: Overruling) -> ReviewState:
        review = self.kept.overrule(overruling)
        self.log.append(f"overruled {overruling.point_id} to {overruling.verdict}: {overruling.score}")
        return review

    def undo(self, attempt_id: str, at: datetime) -> ReviewState:
        self.log.append("undone")
        return self.kept.undo(attempt_id, at)

    def flag(self, question_id: str, at: datetime, *, flagged: bool = True) -> None:
        self.log.append(f"flagged {question_id}")
        self.kept.flag(question_id, at, flagged=flagged)

    def save_draft(self, draft: Draft) -> None:
        self.log.append(f"kept a draft for {draft.question_id}: {draft.text!r}")
        self.kept.save_draft(draft)

    def draft(self, question_id: str, prompt: str) -> str:
        return self.kept.draft(question_id, prompt)


class World:
    """Everything around a flow: `log` says in order what was asked, kept and shown; `history` what is in the file."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        questions: Iterable[Question],
        *,
        unsure: Mapping[str, float] | None = None,
    ) -> None:
        """The grader is sure of everything, but for the points that are `unsure`, with their probabilities."""
        self.log: list[str] = []
        self.clock = Clock()
        self.candidate = Candidate(deque(), self.log, self.clock)
        self.history = History(connection)
        self.progress = Progress(connection)
        ids = itertools.count(1)
        self.ports = Ports(
            screen=self.candidate,
            ledger=OpenLedger(Ledger(connection), self.log),
            grade=Hesitant(unsure).grade if unsure else Literal().grade,
            load={question.id: question for question in questions}.__getitem__,
            now=lambda: self.clock.at,
            day=lambda at: at.date(),
            new_id=lambda: f"a{next(ids):03}",
        )

    def follows(self, script: Sequence[Step]) -> None:
        self.candidate.script.extend(script)

    @property
    def asked(self) -> list[str]:
        return [line.removeprefix("asked ") for line in self.log if line.startswith("asked ")]


def word(
    name: str, *, weight: int = 1, hint: str = "", ask: str = "", required: bool = False, wrong: str = ""
) -> KeyPoint:
    """A point that an answer states by one word, and gets wrong by another."""
    return a_point(name, name, weight=weight, hint=hint, ask=ask, required=required, reject=(wrong,) if wrong else ())


def card(
    id: str,  # noqa: A002 - named as the field
    *points: str | KeyPoint,
    follow_ups: tuple[FollowUp, ...] = (),
    minutes: float = 2.0,
    text: str = "Why?",
) -> Question:
    """A question whose points are words."""
    key_points = tuple(word(point) if isinstance(point, str) else point for point in points)
    return a_question(id, text, key_points=key_points, follow_ups=follow_ups, minutes=minutes)


FOUND, PARTIAL, MISSED, WRONG, UNSURE = Verdict


def title_of(topic: str) -> str:
    return topic.replace("-", " ").capitalize()
