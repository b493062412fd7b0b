"""Nouns with sensible defaults, so that a test names only what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

from mlprep.grading.score import score, with_verdicts
from mlprep.model.attempt import Answer, Attempt
from mlprep.model.grade import Grade, PointGrade, Remark, Verdict
from mlprep.model.mode import Mode
from mlprep.model.progress import DayTally, Standing
from mlprep.model.question import Entry, FollowUp, Frequency, KeyPoint, Part, Question, Rule, Topic
from mlprep.model.regrade import Kept, Regrade
from mlprep.model.review import NotReviewed, Reviewed, ReviewState
from mlprep.model.session import Paper, Session
from mlprep.model.tier import Tier

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""Now, in all tests: a Friday morning."""

TODAY = AT.date()


def later(*, days: float = 0, minutes: float = 0, seconds: float = 0) -> datetime:
    """A moment after (or before) `AT`."""
    return AT + timedelta(days=days, minutes=minutes, seconds=seconds)


def day(offset: int) -> date:
    """A day after (or before) `TODAY`."""
    return TODAY + timedelta(days=offset)


def seeded(seed: int = 7) -> Random:
    return Random(seed)  # noqa: S311 - the same numbers every time


def a_point(
    id: str = "size",  # noqa: A002 - named as the field
    point: str = "It sets the size of each update",
    *,
    weight: int = 1,
    required: bool = False,
    accept: tuple[str, ...] = (),
    reject: tuple[str, ...] = (),
    hint: str = "",
    ask: str = "",
    rules: tuple[Rule, ...] = (),
    against: tuple[Rule, ...] = (),
) -> KeyPoint:
    return KeyPoint(id, point, weight, required, accept, reject, hint, ask, rules, against)


POINTS = (
    a_point("size", "It sets the size of each update", weight=2, hint="What does it multiply?"),
    a_point(
        "overshoot",
        "Too large a rate overshoots the minimum and may diverge",
        ask="What if it is far too large?",
        hint="Think of a ball that leaps across the valley.",
    ),
    a_point("slow", "Too small a rate converges slowly", ask="And if it is tiny?"),
)
"""The key points of `a_question` where a test does not name its own."""


def a_follow_up(
    id: str = "schedules",  # noqa: A002
    question: str = "Why lower it while training?",
    *,
    answer: str = "A large rate covers ground early; a small one settles into the minimum late.",
    key_points: tuple[KeyPoint, ...] = (a_point("settle", "Decay lets training settle into the minimum"),),
) -> FollowUp:
    return FollowUp(id, question, answer, key_points)


def a_question(
    id: str = "gd-learning-rate",  # noqa: A002
    question: str = "How does the learning rate shape training?",
    *,
    topic: str = "gradient-descent",
    tier: Tier = Tier.CORE,
    key_points: tuple[KeyPoint, ...] = POINTS,
    answer: str = "It scales each step: too large and training diverges, too small and it crawls.",
    follow_ups: tuple[FollowUp, ...] = (),
    mistakes: tuple[str, ...] = (),
    tip: str = "",
    intuition: str = "",
    maths: str = "",
    example: str = "",
    code: str = "",
    related: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    frequency: Frequency = Frequency.COMMON,
    minutes: float = 2.0,
    fingerprint: str = "f1",
) -> Question:
    return Question(
        id=id,
        topic=topic,
        tier=tier,
        question=question,
        key_points=key_points,
        answer=answer,
        follow_ups=follow_ups,
        mistakes=mistakes,
        tip=tip,
        intuition=intuition,
        maths=maths,
        example=example,
        code=code,
        related=related,
        tags=tags,
        frequency=frequency,
        minutes=minutes,
        fingerprint=fingerprint,
    )


def an_entry(
    id: str = "gd-learning-rate",  # noqa: A002
    *,
    topic: str = "gradient-descent",
    tier: Tier = Tier.CORE,
    question: str = "How does the learning rate shape training?",
    tags: tuple[str, ...] = (),
    related: tuple[str, ...] = (),
    frequency: Frequency = Frequency.COMMON,
    minutes: float = 2.0,
) -> Entry:
    return Entry(id, topic, tier, question, tags, related, frequency, minutes)


def a_topic(
    id: str = "gradient-descent",  # noqa: A002
    *,
    title: str = "Gradient descent",
    part: Part = Part.OPTIMISATION,
    entries: tuple[Entry, ...] = (),
) -> Topic:
    return Topic(id, title, part, "", (), entries, f"{id}.yaml")


def an_answer(
    text: str = "it sets the size of each update",
    *,
    shown_at: datetime = AT,
    seconds: float = 60.0,
    first_key_after: float | None = 5.0,
    hints: int = 0,
    timed_out: bool = False,
) -> Answer:
    first_key_at = None if first_key_after is None else shown_at + timedelta(seconds=first_key_after)
    return Answer(text, shown_at, shown_at + timedelta(seconds=seconds), first_key_at, hints, timed_out)


def a_grade(
    verdicts: Mapping[str, Verdict] | None = None,
    *,
    key_points: tuple[KeyPoint, ...] = POINTS,
    remark: Remark | None = None,
) -> Grade:
    """The grade with these verdicts and the score that follows; points that are not named were missed."""
    given = {point.id: (verdicts or {}).get(point.id, Verdict.MISSED) for point in key_points}
    number, passed = score(key_points, given)
    points = tuple(PointGrade(i, v, 0.0 if v is Verdict.MISSED else 1.0) for i, v in given.items())
    return Grade(number, passed, points, remark, "rules", 1)


def a_grade_of(number: int, *, passed: bool | None = None) -> Grade:
    """A grade with this score and no points; it passes from 50 unless told otherwise."""
    return Grade(number, number >= 50 if passed is None else passed, (), None, "rules", 1)


def an_attempt(
    id: str = "a1",  # noqa: A002
    *,
    session_id: str = "s1",
    question_id: str = "gd-learning-rate",
    follow_up_id: str = "",
    probe: str = "",
    topic: str = "gradient-descent",
    tier: Tier = Tier.CORE,
    mode: Mode = Mode.QUIZ,
    day: date | None = None,
    answer: Answer | None = None,
    grade: Grade | None = None,
    fingerprint: str = "f1",
) -> Attempt:
    """The day is that of the answer in UTC unless told otherwise."""
    given = answer or an_answer()
    return Attempt(
        id=id,
        session_id=session_id,
        question_id=question_id,
        follow_up_id=follow_up_id,
        topic=topic,
        tier=tier,
        mode=mode,
        day=day or given.submitted_at.date(),
        answer=given,
        grade=grade or a_grade({"size": Verdict.FOUND}),
        fingerprint=fingerprint,
        probe=probe,
    )


def a_regrade(
    attempt: Attempt | None = None,
    verdicts: Mapping[str, Verdict] | None = None,
    *,
    overruled: Mapping[str, Verdict] | None = None,
    overruling_id: int | None = None,
    regrade_id: int | None = None,
    version: int = 2,
    fingerprint: str = "f1",
    at: datetime = AT,
) -> Regrade:
    """The attempt graded again with these verdicts, on top of which lie those that the candidate overruled."""
    kept = Kept(attempt or an_attempt(), overruled or {}, overruling_id, regrade_id)
    grade = replace(a_grade(verdicts), grader_version=version)
    return Regrade(kept, grade, with_verdicts(grade, a_question(), kept.overruled), fingerprint, at)


def a_session(
    id: str = "s1",  # noqa: A002
    *,
    mode: Mode = Mode.QUIZ,
    started_at: datetime = AT,
    questions: tuple[str, ...] = ("gd-learning-rate",),
    minutes: float | None = None,
    seed: int = 7,
    title: str = "Gradient descent",
) -> Session:
    return Session(id, mode, started_at, Paper(title, questions, minutes, seed))


def a_review(due: datetime = AT, *, last_review: datetime | None = None, stability: float = 3.0) -> Reviewed:
    return Reviewed(
        due=due,
        last_review=last_review or due - timedelta(days=3),
        stability=stability,
        difficulty=5.0,
        reviews=1,
        lapses=0,
    )


def a_standing(
    question_id: str = "gd-learning-rate",
    *,
    answers: int = 1,
    last_score: int = 50,
    last_day: date = TODAY,
    due: datetime | None = None,
) -> Standing:
    """Without `due` it was answered but never in a quiz, so that it has no schedule."""
    review: ReviewState = NotReviewed() if due is None else a_review(due)
    return Standing(question_id, answers, last_score, last_day, review)


def a_tally(
    *scores: int,
    day: date = TODAY,
    topic: str = "gradient-descent",
    tier: Tier = Tier.CORE,
    mode: Mode = Mode.QUIZ,
    seconds: float = 60.0,
) -> DayTally:
    """The sums over answers with these scores; `seconds` is what each took."""
    return DayTally(
        day=day,
        topic=topic,
        tier=tier,
        mode=mode,
        answers=len(scores),
        passed=sum(s >= 50 for s in scores),
        score_sum=sum(scores),
        score_squares=sum(s * s for s in scores),
        seconds=seconds * len(scores),
    )
