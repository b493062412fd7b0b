"""Unsure points settled by the candidate: when they are asked, what is kept of it, and what a kill may cost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest

from mlprep.model.grade import Span
from mlprep.model.mode import Mode
from mlprep.model.review import Reviewed
from mlprep.model.session import EventKind, Session
from mlprep.session.mock import Sitting, begin, resume, run_mock
from mlprep.session.ports import Key, Overrule
from mlprep.session.quiz import QuizSummary, run_quiz
from mlprep.session.report import report

from builders import a_follow_up, a_session
from fakes import FOUND, MISSED, PARTIAL, UNSURE, KilledError, Step, World, card, leaves, says, title_of, word

RATE = card(
    "gd-rate",
    word("size", weight=2),
    word("overshoot", ask="And if it is large?"),
    "crawl",
    follow_ups=(a_follow_up("decay", "Why lower it later?", key_points=(word("settle"),)),),
)
SPLIT = card("ds-split", "leakage", "shuffle", text="What spoils it?")
UNSURE_POINTS = {"overshoot": 0.7, "crawl": 0.4}
VERDICTS = "SELECT point_id, verdict FROM verdicts ORDER BY attempt_id, point_id"
OVERRULINGS = "SELECT point_id, verdict, score, passed FROM overrulings ORDER BY id"

Quiz = Callable[..., tuple[World, QuizSummary]]


@pytest.fixture
def quiz(connection: sqlite3.Connection) -> Quiz:
    """A quiz on the first card, run to the end of a script."""

    def run(*script: Step) -> tuple[World, QuizSummary]:
        world = World(connection, (RATE, SPLIT), unsure=UNSURE_POINTS)
        world.follows(script)
        return world, run_quiz(world.ports, a_session(questions=("gd-rate",)), title_of)

    return run


def rows(connection: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(query)]


def test_unsure_points_are_settled_one_by_one_before_the_grade_is_shown(quiz: Quiz) -> None:
    world, summary = quiz("size overshoot", FOUND, MISSED)
    assert world.log == [
        "asked 1/1 gd-rate: Why?",
        "kept 'size overshoot' for gd-rate: 75",
        "unsure 1/2 overshoot, found?",
        "overruled overshoot to found: 88",
        "unsure 2/2 crawl, missed?",
        "overruled crawl to missed: 75",
        "shown 75: size found, overshoot found, crawl missed",
        "noted ended",
    ]
    assert (summary.results[0].score, summary.results[0].passed) == (75, True)


def test_settled_verdicts_are_the_candidates_and_the_machines_stay(quiz: Quiz, connection: sqlite3.Connection) -> None:
    world, _ = quiz("size overshoot", FOUND, MISSED)
    assert rows(connection, VERDICTS) == [("crawl", "unsure"), ("overshoot", "unsure"), ("size", "found")]
    assert rows(connection, OVERRULINGS) == [("overshoot", "found", 88, 1), ("crawl", "missed", 75, 1)]
    assert world.candidate.seen[0].overruled == {"overshoot", "crawl"}
    assert world.history.attempts("s1")[0].grade.verdicts() == {"size": FOUND, "overshoot": FOUND, "crawl": MISSED}


def test_the_schedule_follows_what_was_settled(quiz: Quiz) -> None:
    world, _ = quiz("size", FOUND, FOUND)
    review = world.candidate.seen[0].review
    assert isinstance(review, Reviewed)
    assert review == world.progress.standings()["gd-rate"].review
    assert world.progress.standings()["gd-rate"].last_score == 100


def test_what_is_asked_has_the_candidates_words_where_there_are_any(quiz: Quiz) -> None:
    world, _ = quiz("size overshoot", FOUND, MISSED)
    one, other = world.candidate.doubts
    assert (one.point, one.text, one.evidence) == (RATE.key_points[1], "size overshoot", Span(5, 14))
    assert (other.point, other.evidence, other.question) == (RATE.key_points[2], None, "")


def test_leaving_the_rest_unsure_goes_on_to_the_checklist(quiz: Quiz, connection: sqlite3.Connection) -> None:
    world, _ = quiz("size overshoot", FOUND)
    assert world.log[-2] == "shown 88: size found, overshoot found, crawl unsure"
    assert rows(connection, OVERRULINGS) == [("overshoot", "found", 88, 1)]


def test_the_checklist_can_still_be_overruled(quiz: Quiz, connection: sqlite3.Connection) -> None:
    world, summary = quiz("size overshoot", FOUND, MISSED, Overrule("crawl", PARTIAL))
    assert summary.results[0].score == 88
    assert world.candidate.seen[-1].overruled == {"overshoot", "crawl"}
    assert rows(connection, OVERRULINGS)[-1] == ("crawl", "partial", 88, 1)
    assert len(world.candidate.doubts) == 2


def test_an_answer_taken_back_after_settling_is_graded_anew(quiz: Quiz) -> None:
    world, _ = quiz("size", MISSED, MISSED, Key.UNDO, "size overshoot crawl", FOUND, FOUND)
    assert [doubt.number for doubt in world.candidate.doubts] == [1, 2, 1, 2]
    assert [attempt.grade.score for attempt in world.history.attempts("s1")] == [100]


def test_no_answer_leaves_nothing_to_settle(quiz: Quiz) -> None:
    world, _ = quiz("no idea", "no idea")
    assert world.candidate.doubts == []


def test_a_kill_while_settling_loses_nothing_that_was_settled(
    connection: sqlite3.Connection,
) -> None:
    world = World(connection, (RATE,), unsure=UNSURE_POINTS)
    world.follows(["size", FOUND, KilledError])
    with pytest.raises(KilledError):
        run_quiz(world.ports, a_session(questions=("gd-rate",)), title_of)
    (attempt,) = world.history.attempts("s1")
    assert attempt.grade.verdicts() == {"size": FOUND, "overshoot": FOUND, "crawl": UNSURE}


ANSWERS = ("size overshoot", "nothing", "leakage")
"""To the first question, to its follow-up, and to the second question."""


def an_interview(*, mode: Mode = Mode.MOCK, minutes: float = 20) -> Session:
    return a_session(mode=mode, minutes=minutes, questions=("gd-rate", "ds-split"))


def a_world(connection: sqlite3.Connection, *script: Step) -> World:
    world = World(connection, (RATE, SPLIT), unsure=UNSURE_POINTS | {"shuffle": 0.6})
    world.follows(script)
    return world


def held(world: World, *, mode: Mode = Mode.MOCK, minutes: float = 20) -> Sitting:
    sitting = begin(world.ports, an_interview(mode=mode, minutes=minutes))
    run_mock(world.ports, sitting, title_of)
    return sitting


def resumed(world: World, session: Session) -> Sitting:
    history = world.history
    sitting = resume(world.ports, session, history.attempts("s1"), history.events("s1"), history.last_draft("s1"))
    run_mock(world.ports, sitting, title_of)
    return sitting


def test_a_live_mock_settles_everything_at_its_end(connection: sqlite3.Connection) -> None:
    world = a_world(connection, *ANSWERS, FOUND, FOUND, FOUND)
    held(world)
    assert world.log == [
        "asked Q1 gd-rate: Why?",
        "kept 'size overshoot' for gd-rate: 75",
        "asked Q1 · depth 2 gd-rate: Why lower it later?",
        "kept 'nothing' for gd-rate/decay: 0",
        "asked Q2 ds-split: What spoils it?",
        "kept 'leakage' for ds-split: 75",
        "noted settling",
        "unsure 1/3 overshoot, found?",
        "overruled overshoot to found: 88",
        "unsure 2/3 crawl, missed?",
        "overruled crawl to found: 100",
        "unsure 3/3 shuffle, found?",
        "overruled shuffle to found: 100",
        "noted ended",
    ]
    assert [doubt.question for doubt in world.candidate.doubts] == ["Why?", "Why?", "What spoils it?"]
    assert world.candidate.seen == []


def test_far_from_its_question_a_point_without_evidence_has_the_whole_answer(connection: sqlite3.Connection) -> None:
    world = a_world(connection, *ANSWERS, FOUND, FOUND, FOUND)
    held(world)
    assert [doubt.evidence for doubt in world.candidate.doubts] == [Span(5, 14), Span(0, 14), Span(0, 7)]


def test_leaving_the_rest_of_a_mock_unsure_ends_it(connection: sqlite3.Connection) -> None:
    world = a_world(connection, *ANSWERS, FOUND)
    held(world)
    assert world.log[-4:] == [
        "unsure 1/3 overshoot, found?",
        "overruled overshoot to found: 88",
        "unsure 2/3 crawl, missed?",
        "noted ended",
    ]


def test_settling_takes_none_of_the_interviews_time(connection: sqlite3.Connection) -> None:
    world = a_world(connection, *ANSWERS, FOUND, FOUND, FOUND)
    sitting = held(world)
    assert sitting.used(world.clock.at) == 180


def test_time_that_is_up_leaves_time_to_settle(connection: sqlite3.Connection) -> None:
    world = a_world(connection, says("size overshoot", seconds=60), FOUND, FOUND)
    held(world, minutes=1)
    assert [doubt.point.id for doubt in world.candidate.doubts] == ["overshoot", "crawl"]


def test_a_mock_without_doubts_has_nothing_to_settle(connection: sqlite3.Connection) -> None:
    world = World(connection, (RATE, SPLIT))
    world.follows(ANSWERS)
    held(world)
    assert not any(line.startswith(("unsure", "noted settling")) for line in world.log)


def test_an_interrupted_mock_is_settled_when_it_has_been_resumed(connection: sqlite3.Connection) -> None:
    world = a_world(connection, "size overshoot", leaves())
    sitting = held(world)
    assert world.candidate.doubts == []
    world.follows(["nothing", "leakage", FOUND, FOUND, MISSED])
    resumed(world, sitting.session)
    assert [(doubt.point.id, doubt.question) for doubt in world.candidate.doubts] == [
        ("overshoot", "Why?"),
        ("crawl", "Why?"),
        ("shuffle", "What spoils it?"),
    ]


def test_a_probe_is_settled_on_its_point_alone(connection: sqlite3.Connection) -> None:
    world = a_world(connection, "crawl", "overshoot", "leakage", MISSED, FOUND, FOUND, FOUND)
    held(world)
    doubts = [(doubt.point.id, doubt.question) for doubt in world.candidate.doubts]
    assert doubts[2:] == [("overshoot", "And if it is large?"), ("shuffle", "What spoils it?")]
    probe = world.history.attempts("s1")[1]
    assert (probe.probe, probe.grade.verdicts(), probe.grade.score) == ("overshoot", {"overshoot": FOUND}, 100)


def test_a_mock_killed_while_settling_comes_back_to_the_rest_and_asks_nothing_more(
    connection: sqlite3.Connection,
) -> None:
    # weak as the grader sees it, good as it is settled: on that a follow-up would be due
    world = a_world(connection, "overshoot crawl", "nothing", "leakage", FOUND, FOUND, KilledError)
    with pytest.raises(KilledError):
        held(world)
    assert world.history.unfinished((Mode.MOCK,)) is not None
    world.clock.pass_time(3_600)
    world.follows([MISSED])
    del world.log[:]
    sitting = resumed(world, an_interview())
    assert world.log == [
        "noted resumed",
        "noted settling",
        "unsure 1/1 shuffle, found?",
        "overruled shuffle to missed: 50",
        "noted ended",
    ]
    assert sitting.used(world.clock.at) == 180
    assert world.history.unfinished((Mode.MOCK,)) is None


def test_what_was_settled_is_what_is_reported(connection: sqlite3.Connection) -> None:
    world = a_world(connection, *ANSWERS, FOUND, MISSED)
    sitting = held(world)
    done = report(
        sitting.session,
        world.history.attempts("s1"),
        world.history.events("s1"),
        used=sitting.used(world.clock.at),
        load=world.ports.load,
    )
    rate, split = done.questions
    assert (rate.missed, rate.unsure, split.unsure) == (("crawl", "settle"), (), ("shuffle",))


def test_points_of_a_question_that_was_edited_since_stay_unsure(connection: sqlite3.Connection) -> None:
    world = a_world(connection, "size overshoot", leaves())
    session = held(world).session
    edited = {"gd-rate": replace(RATE, fingerprint="f2"), "ds-split": SPLIT}
    world.ports = replace(world.ports, load=edited.__getitem__)
    world.follows(["nothing", "leakage", FOUND])
    resumed(world, session)
    assert [doubt.point.id for doubt in world.candidate.doubts] == ["shuffle"]


def test_practice_settles_as_it_goes_and_not_again_at_the_end(connection: sqlite3.Connection) -> None:
    world = a_world(connection, "size overshoot", FOUND, FOUND, "settle", "leakage shuffle")
    held(world, mode=Mode.PRACTICE)
    assert world.log == [
        "asked Q1 gd-rate: Why?",
        "kept 'size overshoot' for gd-rate: 75",
        "unsure 1/2 overshoot, found?",
        "overruled overshoot to found: 88",
        "unsure 2/2 crawl, missed?",
        "overruled crawl to found: 100",
        "shown 100: size found, overshoot found, crawl found",
        "asked Q1 · depth 2 gd-rate: Why lower it later?",
        "kept 'settle' for gd-rate/decay: 100",
        "shown 100: settle found",
        "asked Q2 ds-split: What spoils it?",
        "kept 'leakage shuffle' for ds-split: 75",
        "unsure 1/1 shuffle, found?",
        "shown 75: leakage found, shuffle unsure",
        "noted ended",
    ]
    assert EventKind.SETTLING not in {event.kind for event in world.history.events("s1")}
