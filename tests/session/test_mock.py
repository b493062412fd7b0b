"""Mock interviews as transcripts, and what a break may and may not change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlprep.model.mode import Mode
from mlprep.model.review import NotReviewed
from mlprep.model.session import Draft, EventKind, Session
from mlprep.session.mock import Sitting, begin, resume, run_mock
from mlprep.session.ports import Key, Overrule
from mlprep.store.database import open_database

from builders import AT, a_follow_up, a_session, later
from fakes import FOUND, HINT, REVEAL, SKIP, Does, KilledError, Step, World, card, leaves, says, time_up, title_of, word

RATE = card(
    "gd-rate",
    word("size", ask="How does it enter?", hint="What is multiplied?"),
    word("overshoot", weight=2, ask="And if it is large?"),
    "crawl",
    follow_ups=(
        a_follow_up("decay", "Why lower it later?", key_points=(word("settle", hint="Think of the end."),)),
        a_follow_up("warm-up", "Why raise it at first?", key_points=(word("early"),)),
    ),
)
SPLIT = card("ds-split", "leakage", word("shuffle", ask="And the order?"))
BOTH = ("gd-rate", "ds-split")

Mock = Callable[..., tuple[World, Sitting, bool]]


def interview(*, mode: Mode = Mode.MOCK, minutes: float = 20, questions: tuple[str, ...] = BOTH) -> Session:
    return a_session(mode=mode, minutes=minutes, questions=questions)


@pytest.fixture
def mock(connection: sqlite3.Connection) -> Mock:
    """An interview on both cards, run to the end of a script."""

    def run(*script: Step, mode: Mode = Mode.MOCK, minutes: float = 20) -> tuple[World, Sitting, bool]:
        world = World(connection, (RATE, SPLIT))
        world.follows(script)
        sitting = begin(world.ports, interview(mode=mode, minutes=minutes))
        return world, sitting, run_mock(world.ports, sitting, title_of)

    return run


def resumed(world: World, session: Session, *script: Step) -> tuple[Sitting, bool]:
    """The interview taken up again where the database says it stood."""
    world.follows(script)
    history = world.history
    sitting = resume(
        world.ports, session, history.attempts(session.id), history.events(session.id), history.last_draft(session.id)
    )
    return sitting, run_mock(world.ports, sitting, title_of)


def test_what_was_left_out_is_asked_for_and_a_good_answer_leads_deeper(mock: Mock) -> None:
    world, _, finished = mock("overshoot", "size", "settle", "nothing", "leakage shuffle")
    assert world.log == [
        "asked Q1 gd-rate: Why?",
        "kept 'overshoot' for gd-rate: 50",
        "asked Q1 · depth 2 gd-rate: How does it enter?",
        "kept 'size' for gd-rate/probe:size: 100",
        "asked Q1 · depth 3 gd-rate: Why lower it later?",
        "kept 'settle' for gd-rate/decay: 100",
        "asked Q1 · depth 4 gd-rate: Why raise it at first?",
        "kept 'nothing' for gd-rate/warm-up: 0",
        "asked Q2 ds-split: Why?",
        "kept 'leakage shuffle' for ds-split: 100",
        "noted ended",
    ]
    assert finished


def test_live_nothing_is_shown_before_the_end(mock: Mock) -> None:
    world, _, _ = mock("overshoot", HINT, "size", "settle", "early", "leakage shuffle")
    assert world.candidate.seen == []
    assert "told There is no hint here." in world.log


def test_in_practice_every_answer_is_shown_graded_and_hints_help(mock: Mock) -> None:
    world, _, _ = mock(HINT, "overshoot", "size", "nothing", "leakage shuffle", mode=Mode.PRACTICE)
    assert world.log[:6] == [
        "asked Q1 gd-rate: Why?",
        "told Hint: What is multiplied?",
        "kept 'overshoot' for gd-rate: 50, 1 hints",
        "shown 50: size missed, overshoot found, crawl missed",
        "asked Q1 · depth 2 gd-rate: How does it enter?",
        "kept 'size' for gd-rate/probe:size: 100",
    ]
    assert len(world.candidate.seen) == 4
    assert not any(feedback.on_schedule for feedback in world.candidate.seen)


@pytest.mark.parametrize("mode", [Mode.MOCK, Mode.PRACTICE])
def test_an_interviewer_does_not_reveal_the_answer(mock: Mock, mode: Mode) -> None:
    world, _, _ = mock(REVEAL, "size overshoot", "nothing", "leakage shuffle", mode=mode)
    assert world.log[1:3] == [
        "told Not in an interview: answer as far as you can, or /skip.",
        "kept 'size overshoot' for gd-rate: 75",
    ]


def test_a_probe_is_graded_on_its_point_alone(mock: Mock) -> None:
    world, _, _ = mock("overshoot", "size", "nothing", "leakage shuffle")
    probe = world.history.attempts("s1")[1]
    assert (probe.probe, probe.follow_up_id, list(probe.grade.verdicts())) == ("size", "", ["size"])


def test_times_are_of_the_question_and_of_the_interview(mock: Mock) -> None:
    world, _, _ = mock(says("overshoot", seconds=100), "size", "nothing", "leakage shuffle", minutes=10)
    assert [(prompt.allowed, prompt.left) for prompt in world.candidate.prompts] == [
        (120.0, 600.0),
        (90.0, 500.0),
        (90.0, 440.0),
        (120.0, 380.0),
    ]


def test_what_is_typed_when_time_is_up_is_graded(mock: Mock) -> None:
    world, _, finished = mock(time_up("size overs", seconds=120), minutes=2)
    assert world.log == [
        "asked Q1 gd-rate: Why?",
        "kept 'size overs' for gd-rate: 25, time up",
        "told Time is up; what you had typed is graded.",
        "noted ended",
    ]
    assert finished


def test_nothing_is_asked_after_the_time_is_over(mock: Mock) -> None:
    world, sitting, finished = mock(says("size overshoot", seconds=61), minutes=1)
    assert len(world.asked) == 1
    assert finished
    assert sitting.left(world.clock.at) == -1.0


def test_a_skipped_question_is_over(mock: Mock) -> None:
    world, _, _ = mock("overshoot", SKIP, "leakage shuffle")
    assert world.log[2:6] == [
        "asked Q1 · depth 2 gd-rate: How does it enter?",
        "noted skipped gd-rate",
        "asked Q2 ds-split: Why?",
        "kept 'leakage shuffle' for ds-split: 100",
    ]


def test_an_interview_leaves_the_schedule_alone_and_counts_in_the_statistics(mock: Mock) -> None:
    world, _, _ = mock("overshoot", "size", "nothing", "leakage shuffle")
    assert world.progress.standings()["gd-rate"].review == NotReviewed()
    # two openings and a follow-up; the probe is not counted
    assert [(day.mode, day.answers) for day in world.progress.days()] == [(Mode.MOCK, 3)]


def test_in_practice_an_overruled_verdict_decides_what_comes_next(mock: Mock) -> None:
    world, _, _ = mock("overshoot", Overrule("size", FOUND), "nothing", "leakage shuffle", mode=Mode.PRACTICE)
    assert world.asked[1] == "Q1 · depth 2 gd-rate: Why lower it later?"


def test_in_practice_an_answer_that_was_taken_back_is_asked_again(mock: Mock) -> None:
    world, _, _ = mock("wrong", Key.UNDO, "size overshoot", "nothing", "leakage shuffle", mode=Mode.PRACTICE)
    assert [line.split(": ")[0] for line in world.asked[:2]] == ["Q1 gd-rate", "Q1 gd-rate"]
    assert [attempt.answer.text for attempt in world.history.attempts("s1")] == [
        "size overshoot",
        "nothing",
        "leakage shuffle",
    ]


def test_an_interview_that_was_left_can_be_taken_up_again(mock: Mock) -> None:
    world, sitting, finished = mock("overshoot", leaves("it multi", seconds=30))
    assert not finished
    assert world.log[-2:] == ["kept a draft for gd-rate: 'it multi'", "noted left"]
    assert world.history.unfinished((Mode.MOCK,)) == sitting.session
    world.clock.pass_time(36_000)
    _, finished = resumed(world, sitting.session, "size", "nothing", "leakage shuffle")
    assert finished
    assert world.log[5:7] == ["noted resumed", "asked Q1 · depth 2 gd-rate: How does it enter? with 'it multi'"]
    assert world.history.unfinished((Mode.MOCK,)) is None


def test_leaving_after_feedback_can_be_taken_up_again(mock: Mock) -> None:
    world, sitting, finished = mock("overshoot", Key.QUIT, mode=Mode.PRACTICE)
    assert not finished
    resumed(world, sitting.session, "size", "nothing", "leakage shuffle")
    assert world.asked[1] == "Q1 · depth 2 gd-rate: How does it enter?"


@pytest.mark.parametrize("typed", ["it multi", ""], ids=["typing", "only thinking"])
def test_time_before_leaving_counts_and_time_away_does_not(mock: Mock, typed: str) -> None:
    world, sitting, _ = mock(says("overshoot", seconds=60), leaves(typed, seconds=240), minutes=20)
    world.clock.pass_time(36_000)
    again, _ = resumed(world, sitting.session, "size", "nothing", "leakage shuffle")
    assert again.spent == 300
    assert world.candidate.prompts[2].left == 20 * 60 - 300


def test_after_a_kill_time_counts_up_to_the_last_sign_of_life(connection: sqlite3.Connection) -> None:
    world = World(connection, (RATE, SPLIT))
    world.follows([says("overshoot", seconds=60)])
    world.candidate.types_before_kill = "it multi"
    sitting = begin(world.ports, interview())
    with pytest.raises(KilledError):
        run_mock(world.ports, sitting, title_of)
    world.clock.pass_time(36_000)
    again, _ = resumed(world, sitting.session, "size", "nothing", "leakage shuffle")
    assert again.spent == 60
    assert world.asked[2] == "Q1 · depth 2 gd-rate: How does it enter? with 'it multi'"


def test_time_up_to_a_kill_counts_in_every_later_sitting(connection: sqlite3.Connection) -> None:
    world = World(connection, (RATE, SPLIT))
    sitting = begin(world.ports, interview())
    with pytest.raises(KilledError):
        run_mock(world.ports, sitting, title_of)
    world.ports.ledger.save_draft(Draft("s1", "gd-rate", "", "it multi", later(seconds=300)))
    world.clock.pass_time(36_000)
    again, _ = resumed(world, sitting.session, says("overshoot", seconds=60), leaves(seconds=0))
    assert again.spent == 300
    world.clock.pass_time(36_000)
    once_more, _ = resumed(world, sitting.session, "size", "nothing", "leakage shuffle")
    assert once_more.spent == 360


def test_an_interview_whose_time_is_used_up_ends_when_it_is_resumed(mock: Mock) -> None:
    world, sitting, _ = mock(leaves(seconds=120), minutes=2)
    _, finished = resumed(world, sitting.session)
    assert (finished, len(world.asked)) == (True, 1)


def test_events_tell_the_whole_story(mock: Mock) -> None:
    world, sitting, _ = mock(SKIP, leaves(seconds=50))
    world.clock.pass_time(940)
    resumed(world, sitting.session, says("leakage shuffle", seconds=60))
    assert [(event.at, event.kind, event.question_id) for event in world.history.events("s1")] == [
        (AT, EventKind.ASKED, "gd-rate"),
        (later(seconds=10), EventKind.SKIPPED, "gd-rate"),
        (later(seconds=10), EventKind.ASKED, "ds-split"),
        (later(seconds=60), EventKind.LEFT, ""),
        (later(seconds=1000), EventKind.RESUMED, ""),
        (later(seconds=1000), EventKind.ASKED, "ds-split"),
        (later(seconds=1060), EventKind.ENDED, ""),
    ]


ENOUGH = 12
"""Answers that last for any course the interview can take."""

answers = st.lists(
    st.sampled_from(["size", "overshoot", "size overshoot", "settle", "early", "leakage", "shuffle", "nothing", SKIP]),
    min_size=ENOUGH,
    max_size=ENOUGH,
)
break_places = st.sets(st.integers(0, ENOUGH - 1), max_size=3)


@settings(max_examples=40)
@given(answers, break_places, st.sampled_from(["", "half an answer"]))
def test_a_break_changes_nothing_in_how_an_interview_goes(said: list[str | Does], places: set[int], typed: str) -> None:
    assert _outcome(said, breaks=places, typed=typed) == _outcome(said, breaks=(), typed=typed)


def _outcome(said: Sequence[str | Does], *, breaks: Sequence[int] | set[int], typed: str) -> tuple[list[str], float]:
    """Every attempt and skip in order, and the seconds left; the candidate leaves before the answers at `breaks`."""
    script: list[Step] = []
    for place, step in enumerate(said):
        script += [leaves(typed, seconds=30), step] if place in breaks else [step]
    with closing(open_database(Path(":memory:"))) as connection:
        world = World(connection, (RATE, SPLIT))
        world.follows(script)
        session = interview()
        sitting = begin(world.ports, session)
        left_times = 0
        while not run_mock(world.ports, sitting, title_of):
            left_times += 1
            world.clock.pass_time(3_600)
            history = world.history
            sitting = resume(
                world.ports, session, history.attempts("s1"), history.events("s1"), history.last_draft("s1")
            )
        happened = [line for line in world.log if line.startswith(("kept '", "noted skipped", "noted ended"))]
        return happened, sitting.left(world.clock.at) + 30 * left_times
