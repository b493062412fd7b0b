"""What a mock interview says in the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from mlprep.errors import UsageError
from mlprep.model.attempt import Attempt
from mlprep.model.grade import Verdict
from mlprep.model.question import KeyPoint, Question
from mlprep.model.session import Event, EventKind, Session
from mlprep.session.allowance import allowed_seconds

MOST_TO_REVIEW = 3


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """The mean score (0 to 100) of the answers on one topic or tier; probes do not count."""

    name: str
    score: int
    answers: int


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """`depth` counts what was asked within the question, `allowed` the seconds for all of it; `recovered` are points
    stated only when probed, `unsure` those that neither the grader nor the candidate decided on, counted half.
    """

    question_id: str
    question: str
    tier: str
    score: int
    depth: int
    seconds: float
    allowed: float
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    recovered: tuple[str, ...]
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MockReport:
    """`skipped` are ids of questions that were skipped, at once or after some answers."""

    session_id: str
    finished: bool
    title: str
    mode: str
    started_at: datetime
    seed: int
    minutes: float
    seconds: float
    score: int | None
    topics: tuple[ScoreLine, ...]
    tiers: tuple[ScoreLine, ...]
    questions: tuple[QuestionReport, ...]
    skipped: tuple[str, ...]
    review: tuple[str, ...]
    """Ids of the questions most worth going over, the worst first."""


def report(
    session: Session,
    attempts: Sequence[Attempt],
    events: Sequence[Event],
    *,
    used: float,
    load: Callable[[str], Question],
) -> MockReport:
    """The report on a session's attempts, as they stand after overrulings; `used` are the seconds it took."""
    stated = [a for a in attempts if not a.probe]
    by_question: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        by_question[attempt.question_id].append(attempt)
    questions = tuple(_question_report(question, by_question[question.id]) for question in _known(by_question, load))
    weak = sorted((q for q in questions if q.missed or q.wrong), key=lambda q: (q.score, -len(q.wrong)))
    skipped = tuple(dict.fromkeys(e.question_id for e in events if e.kind is EventKind.SKIPPED))
    return MockReport(
        session_id=session.id,
        finished=any(e.kind is EventKind.ENDED for e in events),
        title=session.paper.title,
        mode=session.mode,
        started_at=session.started_at,
        seed=session.paper.seed,
        minutes=session.paper.minutes or 0.0,
        seconds=used,
        score=_mean(stated),
        topics=_lines(stated, lambda a: a.topic),
        tiers=_lines(stated, lambda a: a.tier),
        questions=questions,
        skipped=skipped,
        review=tuple(dict.fromkeys([*(q.question_id for q in weak), *skipped]))[:MOST_TO_REVIEW],
    )


def _known(question_ids: Iterable[str], load: Callable[[str], Question]) -> Iterator[Question]:
    """The questions that the banks still have."""
    for question_id in question_ids:
        with suppress(UsageError):
            yield load(question_id)


def _question_report(question: Question, attempts: Sequence[Attempt]) -> QuestionReport:
    points = _points(question)
    verdicts = {
        (attempt.follow_up_id, point_id): verdict
        for attempt in attempts
        if not attempt.probe
        for point_id, verdict in attempt.grade.verdicts().items()
    }
    probes = [a for a in attempts if a.probe and ("", a.probe) in points]
    # a probe that is left unsure counts half and passes, but the point may well have been left out again
    doubtful = (("", a.probe) for a in probes if a.grade.unsure)
    verdicts |= {key: Verdict.UNSURE for key in doubtful if verdicts.get(key) is Verdict.MISSED}
    recovered = [points["", a.probe].point for a in probes if a.grade.passed and not a.grade.unsure]

    def of(verdict: Verdict) -> tuple[str, ...]:
        found = (point.point for key, point in points.items() if verdicts.get(key) is verdict)
        return tuple(point for point in found if point not in recovered)

    return QuestionReport(
        question_id=question.id,
        question=question.question,
        tier=question.tier,
        score=_mean([a for a in attempts if not a.probe]) or 0,
        depth=len(attempts),
        seconds=sum(a.answer.seconds for a in attempts),
        allowed=sum(allowed_seconds(question, depth=depth) for depth in range(1, len(attempts) + 1)),
        missed=of(Verdict.MISSED),
        wrong=of(Verdict.WRONG),
        recovered=tuple(recovered),
        unsure=of(Verdict.UNSURE),
    )


def _points(question: Question) -> dict[tuple[str, str], KeyPoint]:
    """All points of a question and its follow-ups in the bank's order, by follow-up and id."""
    own = {("", point.id): point for point in question.key_points}
    deeper = {(f.id, point.id): point for f in question.follow_ups for point in f.key_points}
    return own | deeper


def _lines(attempts: Iterable[Attempt], name: Callable[[Attempt], str]) -> tuple[ScoreLine, ...]:
    groups: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        groups[name(attempt)].append(attempt)
    return tuple(ScoreLine(key, _mean(group) or 0, len(group)) for key, group in groups.items())


def _mean(attempts: Sequence[Attempt]) -> int | None:
    return round(sum(a.grade.score for a in attempts) / len(attempts)) if attempts else None
