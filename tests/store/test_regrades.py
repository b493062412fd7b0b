"""New grades lie on top of old ones, and below what the candidate said."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from mlprep.errors import StoreError
from mlprep.model.attempt import Overruling
from mlprep.model.grade import Remark, Verdict
from mlprep.model.regrade import Kept
from mlprep.model.review import Reviewed
from mlprep.store import regrades as module
from mlprep.store.database import open_database
from mlprep.store.history import History
from mlprep.store.ledger import Ledger
from mlprep.store.progress import Progress
from mlprep.store.regrades import Regrades

from builders import a_grade, a_regrade, a_session, an_answer, an_attempt, later
from tables import DERIVED, KEPT_FOR_EVER, contents, derived, derived_anew, rows

FOUND, PARTIAL, MISSED, WRONG, UNSURE = Verdict
ALL = dict.fromkeys(("size", "overshoot", "slow"), FOUND)


@pytest.fixture(autouse=True)
def session(ledger: Ledger) -> None:
    ledger.start(a_session())


@pytest.fixture
def regrades(connection: sqlite3.Connection) -> Regrades:
    return Regrades(connection)


def overruling(verdict: Verdict, score: int, point_id: str = "overshoot") -> Overruling:
    return Overruling("a1", point_id, verdict, score, passed=score >= 50, at=later(minutes=2))


def kept(regrades: Regrades) -> list[Kept]:
    return [each for batch in regrades.batches() for each in batch]


def test_a_regrade_holds_and_the_first_grade_stays(
    ledger: Ledger, history: History, progress: Progress, regrades: Regrades, connection: sqlite3.Connection
) -> None:
    attempt = an_attempt(grade=a_grade(remark=Remark.EMPTY))
    before = ledger.record(attempt)
    graders = contents(connection, "attempts", "verdicts")
    assert regrades.keep([a_regrade(attempt, ALL, fingerprint="f2")]) == frozenset()
    (final,) = history.attempts("s1")
    assert (final.grade.score, final.grade.passed, final.grade.verdicts()) == (100, True, ALL)
    assert (final.grade.remark, final.grade.grader_version, final.fingerprint) == (None, 2, "f2")
    assert contents(connection, "attempts", "verdicts") == graders
    standing = progress.standings()["gd-learning-rate"]
    assert isinstance(standing.review, Reviewed)
    assert isinstance(before, Reviewed)
    assert (standing.last_score, standing.review.due > before.due) == (100, True)
    assert [tally.score_sum for tally in progress.days()] == [100]


def test_a_point_that_the_first_grade_did_not_have_counts(
    ledger: Ledger, history: History, regrades: Regrades, connection: sqlite3.Connection
) -> None:
    attempt = an_attempt(grade=a_grade(key_points=()))
    ledger.record(attempt)
    regrades.keep([a_regrade(attempt, {"size": FOUND})])
    assert history.attempts("s1")[0].grade.verdicts() == {"size": FOUND, "overshoot": MISSED, "slow": MISSED}
    assert derived(connection) == derived_anew(connection)


def test_what_was_overruled_before_stays_overruled(ledger: Ledger, history: History, regrades: Regrades) -> None:
    ledger.record(an_attempt())
    ledger.overrule(overruling(WRONG, 38))
    ledger.overrule(overruling(FOUND, 75))
    (before,) = kept(regrades)
    assert (before.overruled, before.attempt.grade.score) == ({"overshoot": FOUND}, 75)
    again = a_regrade(before.attempt, {"size": PARTIAL}, overruled=before.overruled, overruling_id=before.overruling_id)
    regrades.keep([again])
    final = history.attempts("s1")[0].grade
    assert (final.score, final.verdicts()) == (50, {"size": PARTIAL, "overshoot": FOUND, "slow": MISSED})


def test_what_is_overruled_after_beats_the_regrade(ledger: Ledger, history: History, regrades: Regrades) -> None:
    ledger.record(an_attempt())
    regrades.keep([a_regrade(verdicts=ALL)])
    ledger.overrule(overruling(WRONG, 62))
    final = history.attempts("s1")[0].grade
    assert (final.score, final.verdicts()) == (62, ALL | {"overshoot": WRONG})


def test_the_latest_regrade_holds(ledger: Ledger, history: History, regrades: Regrades) -> None:
    ledger.record(an_attempt())
    regrades.keep([a_regrade(verdicts=ALL)])
    (standing,) = kept(regrades)
    regrades.keep([a_regrade(verdicts={"slow": FOUND}, regrade_id=standing.regrade_id, version=3)])
    final = history.attempts("s1")[0].grade
    assert (final.score, final.grader_version, final.verdicts()["slow"]) == (25, 3, FOUND)


def test_what_changed_in_another_window_is_left_as_it_is(
    ledger: Ledger, regrades: Regrades, connection: sqlite3.Connection, home: Path
) -> None:
    for number in range(1, 5):
        ledger.record(an_attempt(f"a{number}"))
    read = kept(regrades)
    other = open_database(home / "mlprep.db")
    Ledger(other).overrule(overruling(FOUND, 75))
    Ledger(other).undo("a2", later(minutes=3))
    Regrades(other).keep([a_regrade(an_attempt("a3"), ALL)])
    other.close()
    before = contents(connection, *KEPT_FOR_EVER, *DERIVED)
    assert regrades.keep([a_regrade(each.attempt, ALL) for each in read[:3]]) == {"a1", "a2", "a3"}
    assert contents(connection, *KEPT_FOR_EVER, *DERIVED) == before
    assert regrades.keep([a_regrade(read[3].attempt, ALL)]) == frozenset()


def test_attempts_come_in_batches_by_question(
    ledger: Ledger, regrades: Regrades, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    for number in range(1, 6):
        question_id = "gd-momentum" if number % 2 else "gd-learning-rate"
        # two at the very same moment
        shown_at = later(minutes=number // 2)
        ledger.record(an_attempt(f"a{number}", question_id=question_id, answer=an_answer(shown_at=shown_at)))
    ledger.undo("a4", later(minutes=9))
    batches = [[each.attempt.id for each in batch] for batch in regrades.batches()]
    assert batches == [["a2", "a1"], ["a3", "a5"]]
    assert (regrades.count(), regrades.undone()) == (4, 1)


def test_topics_narrow_down(ledger: Ledger, connection: sqlite3.Connection) -> None:
    ledger.record(an_attempt("a1", topic="descent"))
    ledger.record(an_attempt("a2", topic="splits"))
    ledger.record(an_attempt("a3", topic="splits"))
    ledger.undo("a3", later(minutes=3))
    narrowed = Regrades(connection, ("splits", "trees"))
    assert [each.attempt.id for each in kept(narrowed)] == ["a2"]
    assert (narrowed.count(), narrowed.undone()) == (1, 1)


def test_a_batch_is_kept_whole_or_not_at_all(
    ledger: Ledger, regrades: Regrades, connection: sqlite3.Connection
) -> None:
    ledger.record(an_attempt())
    whole = a_regrade(verdicts=ALL)
    twice = replace(whole.grade, points=(*whole.grade.points, whole.grade.points[0]))
    before = contents(connection, *KEPT_FOR_EVER, *DERIVED)
    with pytest.raises(sqlite3.IntegrityError):
        regrades.keep([replace(whole, grade=twice)])
    assert contents(connection, *KEPT_FOR_EVER, *DERIVED) == before
    assert rows(connection, "SELECT count(*) FROM regrades") == [(0,)]


def test_a_database_that_another_program_holds_is_explained(
    ledger: Ledger, regrades: Regrades, connection: sqlite3.Connection, home: Path
) -> None:
    ledger.record(an_attempt())
    connection.execute("PRAGMA busy_timeout = 0")
    holder = sqlite3.connect(home / "mlprep.db")
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"The new grades could not be saved(.|\n)*run it again"):
        regrades.keep([a_regrade()])
    holder.close()
