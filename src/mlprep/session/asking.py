"""One prompt from the moment it is shown to a graded, kept attempt: what quiz and mock have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mlprep.grading.score import score
from mlprep.model.attempt import Answer, Attempt, prompt_key
from mlprep.model.grade import Grade, PointGrade, Verdict
from mlprep.model.mode import Mode
from mlprep.model.question import FollowUp, Gradable, KeyPoint, Question
from mlprep.model.session import Draft, Session
from mlprep.session.ports import Feedback, Key, Overrule, Ports, Prompt, ReplyKind
from mlprep.session.settling import Recorded, overrule, settle_doubts

SELF = "self"


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to ask within a question: itself, a follow-up, or a probe for one point."""

    question: Question
    asked: Gradable
    follow_up_id: str = ""
    probe: str = ""

    @property
    def prompt(self) -> str:
        return prompt_key(self.follow_up_id, self.probe)


def opening(question: Question) -> Asked:
    return Asked(question, question)


def follow_up(question: Question, asked: FollowUp) -> Asked:
    return Asked(question, asked, follow_up_id=asked.id)


def probe(question: Question, point: KeyPoint) -> Asked:
    """Asks for one point that was left out; graded on that point alone."""
    return Asked(question, FollowUp(point.id, point.ask, point.point, (point,)), probe=point.id)


def again(question: Question, attempt: Attempt) -> Asked | None:
    """What an attempt answered, as the question is now; None where it no longer has that follow-up or point."""
    if attempt.probe:
        return next((probe(question, point) for point in question.key_points if point.id == attempt.probe), None)
    if attempt.follow_up_id:
        follow_ups = (each for each in question.follow_ups if each.id == attempt.follow_up_id)
        return next((follow_up(question, each) for each in follow_ups), None)
    return opening(question)


@dataclass(frozen=True, slots=True)
class Given:
    """What came of a prompt: `kind` is ANSWER, TIME_UP, REVEAL, SKIP or QUIT."""

    kind: ReplyKind
    answer: Answer


def ask(
    ports: Ports,
    session: Session,
    asked: Asked,
    prompt: Prompt,
    *,
    hints: Sequence[str] = (),
    may_reveal: bool = True,
) -> Given:
    """Show the prompt until it is answered, skipped or left; hints and flags come and go in between."""
    ledger, question_id = ports.ledger, asked.question.id
    prompt = replace(prompt, draft=ledger.draft(question_id, asked.prompt))
    given_hints = 0
    first_key_at: datetime | None = None

    def keep(text: str) -> None:
        ledger.save_draft(Draft(session.id, question_id, asked.prompt, text, ports.now()))

    while True:
        reply = ports.screen.ask(prompt, keep)
        first_key_at = first_key_at or reply.first_key_at
        prompt = replace(prompt, draft=reply.text, again=True)
        if reply.kind is ReplyKind.HINT:
            ports.screen.notice(_hint(hints, given_hints))
            given_hints = min(given_hints + 1, len(hints))
        elif reply.kind is ReplyKind.FLAG:
            _flag(ports, question_id, reply.at)
        elif reply.kind is ReplyKind.REVEAL and not may_reveal:
            ports.screen.notice("Not in an interview: answer as far as you can, or /skip.")
        else:
            break
    timed_out = reply.kind is ReplyKind.TIME_UP
    if reply.kind in (ReplyKind.QUIT, ReplyKind.SKIP) and reply.text:
        keep(reply.text)
    answer = Answer(reply.text, prompt.shown_at, reply.at, first_key_at, given_hints, timed_out)
    return Given(reply.kind, answer)


def _flag(ports: Ports, question_id: str, at: datetime) -> None:
    ports.ledger.flag(question_id, at)
    ports.screen.notice("Flagged. `mlprep bank list --flagged` lists what you flagged.")


def _hint(hints: Sequence[str], given: int) -> str:
    if not hints:
        return "There is no hint here."
    return f"Hint: {hints[given]}" if given < len(hints) else "No more hints."


def hints_of(question: Gradable) -> tuple[str, ...]:
    """The hints of its points, the weightiest first."""
    ordered = sorted(question.key_points, key=lambda point: -point.weight)
    return tuple(point.hint for point in ordered if point.hint)


def self_grade(question: Gradable, said: frozenset[str]) -> Grade:
    """A grade from the points that the candidate ticked."""
    points = tuple(
        PointGrade(p.id, Verdict.FOUND if p.id in said else Verdict.MISSED, float(p.id in said))
        for p in question.key_points
    )
    number, passed = score(question.key_points, {p.point_id: p.verdict for p in points})
    return Grade(number, passed, points, None, SELF, 1)


def record(ports: Ports, session: Session, asked: Asked, answer: Answer, grade: Grade) -> Recorded:
    """Keep a graded answer. Only after this may the grade be shown."""
    question = asked.question
    attempt = Attempt(
        id=ports.new_id(),
        session_id=session.id,
        question_id=question.id,
        follow_up_id=asked.follow_up_id,
        probe=asked.probe,
        topic=question.topic,
        tier=question.tier,
        mode=session.mode,
        day=ports.day(answer.submitted_at),
        answer=answer,
        grade=grade,
        fingerprint=question.fingerprint,
    )
    return Recorded(attempt, ports.ledger.record(attempt))


@dataclass(frozen=True, slots=True)
class Settled:
    """An attempt after feedback, with the grade that holds in the end, and how the candidate went on."""

    attempt: Attempt
    key: Key


def settle(ports: Ports, asked: Asked, recorded: Recorded, *, answer_shown: bool = False) -> Settled:
    """Have unsure points settled, then show the grade; the candidate may overrule verdicts, flag the question or
    take the answer back.

    `answer_shown` says that the model answer is on the screen already.
    """
    before = recorded.attempt.grade.verdicts()
    recorded = settle_doubts(ports, [(asked.asked, recorded.attempt)]).get(recorded.attempt.id, recorded)
    overruled = frozenset(point for point, now in recorded.attempt.grade.verdicts().items() if now is not before[point])
    while True:
        attempt = recorded.attempt
        at = ports.now()
        action = ports.screen.feedback(
            Feedback(
                question=asked.question,
                asked=asked.asked,
                text=attempt.answer.text,
                seconds=attempt.answer.seconds,
                grade=attempt.grade,
                overruled=overruled,
                review=recorded.review,
                on_schedule=attempt.mode is Mode.QUIZ,
                at=at,
                answer_shown=answer_shown,
            )
        )
        match action:
            case Overrule(point_id, verdict, answer_shown):
                recorded = overrule(ports, asked.asked, attempt, point_id, verdict)
                overruled |= {point_id}
            case Key.FLAG:
                _flag(ports, asked.question.id, at)
            case Key.UNDO:
                # the answer no longer counts; it comes back as a draft to be mended
                ports.ledger.undo(attempt.id, at)
                text = attempt.answer.text
                ports.ledger.save_draft(Draft(attempt.session_id, asked.question.id, asked.prompt, text, at))
                return Settled(attempt, action)
            case _:
                return Settled(attempt, action)
