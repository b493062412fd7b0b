"""Quizzes as transcripts: what was asked, what was kept, what was shown, in that order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from mlprep.model.mode import Mode
from mlprep.model.review import NotReviewed, Reviewed
from mlprep.session.ports import Key, Overrule, ReplyKind
from mlprep.session.quiz import QuizSummary, run_quiz

from builders import AT, TODAY, a_session, later
from fakes import (
    FLAG,
    FOUND,
    HINT,
    MISSED,
    REVEAL,
    SKIP,
    Does,
    KilledError,
    Step,
    World,
    card,
    leaves,
    says,
    title_of,
    word,
)

RATE = card(
    "gd-rate", word("size", weight=2, hint="What is multiplied?"), word("overshoot", hint="A ball leaps."), "crawl"
)
SPLIT = card("ds-split", "leakage", "shuffle")
TREES = card("dt-trees", "impurity", "depth")

Quiz = Callable[..., tuple[World, QuizSummary]]


@pytest.fixture
def quiz(connection: sqlite3.Connection) -> Quiz:
    """A quiz on some of the cards, run to the end of a script."""

    def run(
        *script: Step,
        questions: str = "gd-rate",
        minutes: float | None = None,
        mode: Mode = Mode.QUIZ,
        world: World | None = None,
        session_id: str = "s1",
    ) -> tuple[World, QuizSummary]:
        world = world or World(connection, (RATE, SPLIT, TREES))
        world.follows(script)
        session = a_session(session_id, mode=mode, questions=tuple(questions.split()), minutes=minutes)
        return world, run_quiz(world.ports, session, title_of)

    return run


def test_an_answer_is_kept_before_it_is_shown_graded(quiz: Quiz) -> None:
    world, summary = quiz("size overshoot", says("leakage", seconds=20), questions="gd-rate ds-split")
    assert world.log == [
        "asked 1/2 gd-rate: Why?",
        "kept 'size overshoot' for gd-rate: 75",
        "shown 75: size found, overshoot found, crawl missed",
        "asked 2/2 ds-split: Why?",
        "kept 'leakage' for ds-split: 50",
        "shown 50: leakage found, shuffle missed",
        "noted ended",
    ]
    assert [(r.question_id, r.score, r.passed, r.seconds) for r in summary.results] == [
        ("gd-rate", 75, True, 60.0),
        ("ds-split", 50, True, 20.0),
    ]
    assert (summary.planned, summary.finished) == (2, True)


def test_what_was_answered_is_in_the_database_with_its_times_and_its_next_date(quiz: Quiz) -> None:
    world, _ = quiz(says("size overshoot crawl", seconds=45))
    (attempt,) = world.history.attempts("s1")
    assert (attempt.question_id, attempt.mode, attempt.day, attempt.fingerprint) == ("gd-rate", Mode.QUIZ, TODAY, "f1")
    assert (attempt.answer.shown_at, attempt.answer.first_key_at, attempt.answer.submitted_at) == (
        AT,
        AT,
        later(seconds=45),
    )
    standing = world.progress.standings()["gd-rate"]
    assert (standing.answers, standing.last_score) == (1, 100)
    assert isinstance(standing.review, Reviewed)
    assert world.candidate.seen[0].review == standing.review


def test_a_question_is_announced_with_its_topic_tier_and_time(quiz: Quiz) -> None:
    world, _ = quiz("size overshoot")
    (prompt,) = world.candidate.prompts
    assert (prompt.position, prompt.title, prompt.allowed, prompt.left) == (
        "1/1",
        "Gradient descent · core",
        120.0,
        None,
    )


def test_hints_come_weightiest_first_until_there_are_no_more(quiz: Quiz) -> None:
    world, _ = quiz(HINT, HINT, HINT, "size overshoot crawl")
    assert world.log == [
        "asked 1/1 gd-rate: Why?",
        "told Hint: What is multiplied?",
        "told Hint: A ball leaps.",
        "told No more hints.",
        "kept 'size overshoot crawl' for gd-rate: 100, 2 hints",
        "shown 100: size found, overshoot found, crawl found",
        "noted ended",
    ]


def test_a_question_without_hints_says_so(quiz: Quiz) -> None:
    world, _ = quiz(HINT, "leakage", questions="ds-split")
    assert world.log[1:3] == ["told There is no hint here.", "kept 'leakage' for ds-split: 50"]


def test_what_was_typed_is_still_there_after_a_hint(quiz: Quiz) -> None:
    world, _ = quiz(Does(ReplyKind.HINT, "it sets the"), "size overshoot")
    assert [(p.draft, p.again) for p in world.candidate.prompts] == [("", False), ("it sets the", True)]


def test_the_time_for_an_answer_includes_its_hints(quiz: Quiz) -> None:
    _, summary = quiz(HINT, HINT, says("size overshoot", seconds=30))
    assert summary.results[0].seconds == 50.0


def test_a_skipped_question_is_not_graded(quiz: Quiz) -> None:
    world, summary = quiz(SKIP, "leakage", questions="gd-rate ds-split")
    assert world.log == [
        "asked 1/2 gd-rate: Why?",
        "asked 2/2 ds-split: Why?",
        "kept 'leakage' for ds-split: 50",
        "shown 50: leakage found, shuffle missed",
        "noted ended",
    ]
    assert [result.question_id for result in summary.results] == ["ds-split"]
    assert summary.finished


def test_a_flag_can_be_put_up_before_and_after_answering(quiz: Quiz) -> None:
    world, _ = quiz(FLAG, "size overshoot", Key.FLAG, "leakage", questions="gd-rate ds-split")
    assert world.log[1:3] == ["flagged gd-rate", "told Flagged. `mlprep bank list --flagged` lists what you flagged."]
    assert world.log.count("flagged gd-rate") == 2
    assert world.history.flagged() == {"gd-rate"}


def test_points_may_be_ticked_off_instead_of_typed(quiz: Quiz) -> None:
    world, summary = quiz(REVEAL, frozenset({"size", "crawl"}))
    assert world.log == [
        "asked 1/1 gd-rate: Why?",
        "revealed 3 points",
        "kept '' for gd-rate: 75",
        "shown 75: size found, overshoot missed, crawl found",
        "noted ended",
    ]
    (attempt,) = world.history.attempts("s1")
    assert (attempt.grade.grader, attempt.grade.passed) == ("self", True)
    assert summary.results[0].score == 75


def test_leaving_while_ticking_off_keeps_nothing(quiz: Quiz) -> None:
    world, summary = quiz(REVEAL, None)
    assert world.log == ["asked 1/1 gd-rate: Why?", "revealed 3 points", "noted ended"]
    assert (summary.results, summary.finished) == ((), False)


def test_an_overruled_verdict_changes_the_score_and_the_next_date(quiz: Quiz) -> None:
    world, summary = quiz("overshoot", Overrule("size", FOUND))
    assert world.log == [
        "asked 1/1 gd-rate: Why?",
        "kept 'overshoot' for gd-rate: 25",
        "shown 25: size missed, overshoot found, crawl missed",
        "overruled size to found: 75",
        "shown 75: size found, overshoot found, crawl missed",
        "noted ended",
    ]
    assert (summary.results[0].score, summary.results[0].passed) == (75, True)
    before, after = world.candidate.seen
    assert isinstance(before.review, Reviewed)
    assert isinstance(after.review, Reviewed)
    assert after.review.due > before.review.due
    assert after.overruled == {"size"}
    assert world.history.attempts("s1")[0].grade.score == 75


def test_a_verdict_can_be_overruled_back(quiz: Quiz) -> None:
    world, summary = quiz("size", Overrule("size", MISSED), Overrule("size", FOUND))
    assert [feedback.grade.score for feedback in world.candidate.seen] == [50, 0, 50]
    assert summary.results[0].score == 50
    assert world.candidate.seen[0].review == world.candidate.seen[2].review


def test_an_answer_that_was_taken_back_does_not_count_and_can_be_mended(quiz: Quiz) -> None:
    world, summary = quiz("sizw", Key.UNDO, "size overshoot")
    assert world.log == [
        "asked 1/1 gd-rate: Why?",
        "kept 'sizw' for gd-rate: 0",
        "shown 0: size missed, overshoot missed, crawl missed",
        "undone",
        "kept a draft for gd-rate: 'sizw'",
        "asked 1/1 gd-rate: Why? with 'sizw'",
        "kept 'size overshoot' for gd-rate: 75, 1 hints",
        "shown 75: size found, overshoot found, crawl missed",
        "noted ended",
    ]
    assert [result.score for result in summary.results] == [75]
    assert [attempt.answer.text for attempt in world.history.attempts("s1")] == ["size overshoot"]
    assert world.progress.standings()["gd-rate"].answers == 1


def test_a_failed_question_comes_back_once_at_the_end(quiz: Quiz) -> None:
    world, summary = quiz("no", "leakage", "nothing", questions="gd-rate ds-split")
    assert world.asked == ["1/2 gd-rate: Why?", "2/3 ds-split: Why?", "3/3 · again gd-rate: Why?"]
    assert [(r.question_id, r.passed) for r in summary.results] == [
        ("gd-rate", False),
        ("ds-split", True),
        ("gd-rate", False),
    ]
    assert (summary.planned, summary.finished) == (2, True)


def test_a_question_that_was_overruled_to_a_pass_does_not_come_back(quiz: Quiz) -> None:
    world, _ = quiz("overshoot", Overrule("size", FOUND))
    assert len(world.asked) == 1


def test_a_question_that_was_overruled_to_a_fail_does(quiz: Quiz) -> None:
    world, _ = quiz("size", Overrule("size", MISSED), "size overshoot")
    assert len(world.asked) == 2


def test_leaving_keeps_what_was_typed_for_the_next_time(quiz: Quiz) -> None:
    world, summary = quiz("size overshoot", leaves("leak"), questions="gd-rate ds-split")
    assert world.log[-3:] == [
        "asked 2/2 ds-split: Why?",
        "kept a draft for ds-split: 'leak'",
        "noted ended",
    ]
    assert (len(summary.results), summary.planned, summary.finished) == (1, 2, False)
    assert world.history.drafted() == {"ds-split"}
    world, _ = quiz("leakage and shuffle", questions="ds-split", world=world, session_id="s2")
    assert world.asked[-1] == "1/1 ds-split: Why? with 'leak'"
    assert world.history.drafted() == frozenset()


def test_leaving_with_nothing_typed_keeps_no_draft(quiz: Quiz) -> None:
    world, _ = quiz(leaves())
    assert world.log == ["asked 1/1 gd-rate: Why?", "noted ended"]
    assert world.history.drafted() == frozenset()


def test_a_kill_loses_neither_the_draft_nor_the_answers_before_it(connection: sqlite3.Connection) -> None:
    world = World(connection, (RATE, SPLIT))
    world.follows(["size"])
    world.candidate.types_before_kill = "leak"
    with pytest.raises(KilledError):
        run_quiz(world.ports, a_session(questions=("gd-rate", "ds-split")), title_of)
    assert [attempt.answer.text for attempt in world.history.attempts("s1")] == ["size"]
    assert world.ports.ledger.draft("ds-split", "") == "leak"


@pytest.mark.parametrize(
    ("script", "finished"),
    [(("size overshoot", Key.QUIT), True), (("no", Key.QUIT), False)],
    ids=["nothing left to ask", "a failed question left"],
)
def test_leaving_after_the_last_feedback(quiz: Quiz, script: tuple[Step, ...], finished: bool) -> None:
    world, summary = quiz(*script)
    assert (len(world.asked), len(summary.results), summary.finished) == (1, 1, finished)


def test_no_question_is_begun_after_the_minutes_are_over(quiz: Quiz) -> None:
    script = (says("size overshoot", seconds=90), says("leakage", seconds=90), "impurity")
    world, summary = quiz(*script, questions="gd-rate ds-split dt-trees", minutes=3)
    assert world.asked == ["1/3 gd-rate: Why?", "2/3 ds-split: Why?"]
    assert (len(summary.results), summary.planned, summary.finished) == (2, 3, True)


def test_cramming_leaves_the_schedule_alone(quiz: Quiz) -> None:
    world, _ = quiz("size overshoot", mode=Mode.CRAM)
    assert world.progress.standings()["gd-rate"].review == NotReviewed()
    assert not world.candidate.seen[0].on_schedule
    assert [tally.mode for tally in world.progress.days()] == [Mode.CRAM]


def test_a_spoken_quiz_asks_for_spoken_answers(connection: sqlite3.Connection) -> None:
    world = World(connection, (RATE,))
    world.follows([REVEAL, frozenset({"size"})])
    run_quiz(world.ports, a_session(questions=("gd-rate",)), title_of, reveal=True)
    assert [prompt.reveal for prompt in world.candidate.prompts] == [True]
