"""A mock interview: timed, core questions first, follow-ups revealed one at a time by how the answer went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mlprep.errors import UsageError
from mlprep.model.attempt import Attempt
from mlprep.model.mode import Mode
from mlprep.model.question import Gradable, Question
from mlprep.model.session import Event, EventKind, Session
from mlprep.session.allowance import allowed_seconds
from mlprep.session.asking import Asked, again, ask, follow_up, hints_of, opening, probe, record, settle
from mlprep.session.moves import Deeper, Probe, Turn, next_move
from mlprep.session.ports import Key, Ports, Prompt, ReplyKind
from mlprep.session.settling import doubtful, settle_doubts
from mlprep.session.timing import used_seconds


@dataclass(slots=True)
class Sitting:
    """A mock as far as it has come. `spent` are seconds used before `since`, when it was started or resumed."""

    session: Session
    since: datetime
    spent: float = 0.0
    turns: dict[str, list[Turn]] = field(default_factory=lambda: defaultdict(list))
    closed: set[str] = field(default_factory=set)
    """Questions that were skipped: nothing more is asked of them."""
    attempts: list[Attempt] = field(default_factory=list)
    asked_until: datetime | None = None
    """When the last question was over, and what is unsure was left to settle: that takes no time of the interview."""

    def used(self, at: datetime) -> float:
        """Seconds spent on the interview up to a moment."""
        return self.spent + (min(at, self.asked_until or at) - self.since).total_seconds()

    def left(self, at: datetime) -> float:
        """Seconds that remain at a moment; a mock always has a limit."""
        return (self.session.paper.minutes or 0.0) * 60 - self.used(at)


def begin(ports: Ports, session: Session) -> Sitting:
    ports.ledger.start(session)
    return Sitting(session, since=session.started_at)


def resume(
    ports: Ports,
    session: Session,
    attempts: Sequence[Attempt],
    events: Sequence[Event],
    last_draft: datetime | None,
) -> Sitting:
    """Take up an interrupted mock where its records say it stood. Time away does not count."""
    now = ports.now()
    if last_draft and all(event.at < last_draft for event in events):
        # the draft goes when it is submitted; when its writer was last seen has to stay known
        events = [*events, Event(session.id, last_draft, EventKind.LEFT)]
        ports.ledger.note(events[-1])
    starts = [session.started_at, *(e.at for e in events if e.kind is EventKind.RESUMED)]
    activity = [*(a.answer.submitted_at for a in attempts), *(e.at for e in events)]
    sitting = Sitting(session, since=now, spent=used_seconds(starts, activity))
    for attempt in attempts:
        sitting.turns[attempt.question_id].append(Turn(attempt.grade, attempt.follow_up_id, attempt.probe))
    sitting.closed = {e.question_id for e in events if e.kind is EventKind.SKIPPED}
    sitting.attempts = list(attempts)
    if any(e.kind is EventKind.SETTLING for e in events):
        # what was settled may have turned a weak answer into a good one, but the interview was over by then
        sitting.asked_until = now
    ports.ledger.note(Event(session.id, now, EventKind.RESUMED))
    return sitting


def run_mock(ports: Ports, sitting: Sitting, titles: Callable[[str], str]) -> bool:
    """Go on to the end of the paper or of the time, then have settled what is unsure.

    False where the candidate left before; then it can be resumed.
    """
    if sitting.asked_until is None:
        if not _interview(ports, sitting, titles):
            # thinking it over without typing is no free time
            ports.ledger.note(Event(sitting.session.id, ports.now(), EventKind.LEFT))
            return False
        sitting.asked_until = ports.now()
    if sitting.session.mode is Mode.MOCK:  # in practice it was settled answer by answer
        _settle(ports, sitting, sitting.asked_until)
    ports.ledger.note(Event(sitting.session.id, ports.now(), EventKind.ENDED))
    return True


def _settle(ports: Ports, sitting: Sitting, at: datetime) -> None:
    """Have the unsure points of all answers settled. After a kill in between, `resume` comes back to the rest."""
    answers = [pair for pair in _answers(ports, sitting) if any(doubtful(*pair))]
    if answers:
        ports.ledger.note(Event(sitting.session.id, at, EventKind.SETTLING))
        settle_doubts(ports, answers, later=True)


def _answers(ports: Ports, sitting: Sitting) -> Iterator[tuple[Gradable, Attempt]]:
    """Every answer of the interview with what was asked, unless that was edited since."""
    for attempt in sitting.attempts:
        try:
            question = ports.load(attempt.question_id)
        except UsageError:
            continue  # the banks have it no longer
        if question.fingerprint == attempt.fingerprint and (asked := again(question, attempt)):
            yield asked.asked, attempt


def _interview(ports: Ports, sitting: Sitting, titles: Callable[[str], str]) -> bool:
    """Ask to the end of the paper or of the time; False where the candidate left before."""
    for number, question_id in enumerate(sitting.session.paper.question_ids, start=1):
        try:
            question = ports.load(question_id)
        except UsageError:
            continue  # the banks have it no longer
        while (asked := _next(sitting, question)) is not None:
            if sitting.left(ports.now()) <= 0:
                break
            if not _turn(ports, sitting, asked, _prompt(ports, sitting, asked, number, titles)):
                return False
    return True


def _next(sitting: Sitting, question: Question) -> Asked | None:
    turns = sitting.turns[question.id]
    if question.id in sitting.closed:
        return None
    if not turns:
        return opening(question)
    match next_move(question, turns):
        case Probe(point):
            return probe(question, point)
        case Deeper(deeper):
            return follow_up(question, deeper)
        case None:
            return None


def _prompt(ports: Ports, sitting: Sitting, asked: Asked, number: int, titles: Callable[[str], str]) -> Prompt:
    question, now = asked.question, ports.now()
    depth = len(sitting.turns[question.id]) + 1
    return Prompt(
        position=f"Q{number}" if depth == 1 else f"Q{number} · depth {depth}",
        title=f"{titles(question.topic)} · {question.tier}",
        question_id=question.id,
        text=asked.asked.question,
        shown_at=now,
        allowed=allowed_seconds(question, depth=depth),
        left=sitting.left(now),
    )


def _turn(ports: Ports, sitting: Sitting, asked: Asked, prompt: Prompt) -> bool:
    """One prompt and its answer; False where the candidate left."""
    session, question = sitting.session, asked.question
    practice = session.mode is Mode.PRACTICE
    ports.ledger.note(Event(session.id, prompt.shown_at, EventKind.ASKED, question.id))
    hints = hints_of(asked.asked) if practice else ()
    given = ask(ports, session, asked, prompt, hints=hints, may_reveal=False)
    if given.kind is ReplyKind.QUIT:
        return False
    if given.kind is ReplyKind.SKIP:
        sitting.closed.add(question.id)
        ports.ledger.note(Event(session.id, given.answer.submitted_at, EventKind.SKIPPED, question.id))
        return True
    recorded = record(ports, session, asked, given.answer, ports.grade(asked.asked, given.answer.text))
    if given.kind is ReplyKind.TIME_UP:
        ports.screen.notice("Time is up; what you had typed is graded.")
    attempt, key = recorded.attempt, Key.NEXT
    if practice:
        settled = settle(ports, asked, recorded)
        attempt, key = settled.attempt, settled.key
    if key is not Key.UNDO:
        sitting.attempts.append(attempt)
        sitting.turns[question.id].append(Turn(attempt.grade, asked.follow_up_id, asked.probe))
    return key is not Key.QUIT
