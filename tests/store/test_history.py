"""Reading what was done."""

from __future__ import annotations

import sqlite3

import pytest

from mlprep.model.attempt import Overruling
from mlprep.model.grade import Verdict
from mlprep.model.mode import Mode
from mlprep.model.session import Draft, Event, EventKind, Session
from mlprep.store.history import History
from mlprep.store.ledger import Ledger
from mlprep.store.regrades import Regrades

from builders import AT, a_grade, a_regrade, a_session, an_answer, an_attempt, later

MOCKS = (Mode.MOCK, Mode.PRACTICE)
PASSED = a_grade({"size": Verdict.FOUND})


def test_a_blank_history_is_empty(history: History) -> None:
    assert history.flagged() == history.drafted() == frozenset()
    assert history.unfinished(MOCKS) is None
    assert history.last_draft("s1") is None
    assert history.overruled() == ()


def test_the_attempts_of_a_session_come_in_their_order(ledger: Ledger, history: History) -> None:
    ledger.start(a_session("s1"))
    ledger.start(a_session("s2"))
    ledger.record(an_attempt("late", answer=an_answer(shown_at=later(minutes=5))))
    ledger.record(an_attempt("early"))
    ledger.record(an_attempt("elsewhere", session_id="s2"))
    assert [attempt.id for attempt in history.attempts("s1")] == ["early", "late"]


def test_overruled_points_stand_beside_the_latest_graders_verdict(
    ledger: Ledger, history: History, connection: sqlite3.Connection
) -> None:
    ledger.start(a_session())
    for name in ("a1", "a2", "a3"):
        ledger.record(an_attempt(name, grade=a_grade({"size": Verdict.FOUND}), answer=an_answer(f"answer {name}")))
    for name, verdict in (("a1", Verdict.PARTIAL), ("a1", Verdict.FOUND), ("a2", Verdict.FOUND), ("a3", Verdict.FOUND)):
        ledger.overrule(Overruling(name, "slow", verdict, 50, passed=True, at=AT))
    ledger.undo("a3", AT)
    regrades = Regrades(connection)
    (kept,) = [each for batch in regrades.batches() for each in batch if each.attempt.id == "a2"]
    new = a_regrade(kept.attempt, {"slow": Verdict.WRONG}, overruling_id=kept.overruling_id)
    assert regrades.keep([new]) == frozenset()
    assert [(each.answer, each.graded.point_id, each.graded.verdict, each.own) for each in history.overruled()] == [
        ("answer a1", "slow", Verdict.MISSED, Verdict.FOUND),
        ("answer a2", "slow", Verdict.WRONG, Verdict.FOUND),
    ]


def test_a_session_is_unfinished_until_it_ends(ledger: Ledger, history: History) -> None:
    session = a_session("m1", mode=Mode.MOCK, minutes=20, questions=("gd-learning-rate", "gd-momentum"))
    ledger.start(session)
    assert history.unfinished(MOCKS) == session
    ledger.note(Event("m1", later(minutes=1), EventKind.RESUMED))
    assert history.unfinished(MOCKS) == session
    ledger.note(Event("m1", later(minutes=2), EventKind.ENDED))
    assert history.unfinished(MOCKS) is None


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (a_session("q1", mode=Mode.QUIZ, started_at=later(minutes=9)), "m1"),
        (a_session("p1", mode=Mode.PRACTICE, started_at=later(minutes=9)), "p1"),
    ],
    ids=["a quiz is none", "the latest counts"],
)
def test_the_unfinished_interview_is_found(ledger: Ledger, history: History, other: Session, found: str) -> None:
    ledger.start(a_session("m1", mode=Mode.MOCK))
    ledger.start(other)
    unfinished = history.unfinished(MOCKS)
    assert unfinished is not None
    assert unfinished.id == found


def test_events_are_read_as_they_were_noted(ledger: Ledger, history: History) -> None:
    ledger.start(a_session())
    events = (
        Event("s1", AT, EventKind.ASKED, "gd-learning-rate"),
        Event("s1", later(minutes=1), EventKind.SKIPPED, "gd-learning-rate"),
        Event("s1", later(minutes=2), EventKind.ENDED),
    )
    for event in events:
        ledger.note(event)
    assert history.events("s1") == events


def test_the_last_sign_of_typing_in_a_session_is_known(ledger: Ledger, history: History) -> None:
    ledger.save_draft(Draft("s1", "gd-learning-rate", "", "it", AT))
    ledger.save_draft(Draft("s1", "gd-learning-rate", "schedules", "because", later(minutes=4)))
    ledger.save_draft(Draft("s2", "gd-momentum", "", "velocity", later(minutes=9)))
    assert history.last_draft("s1") == later(minutes=4)
