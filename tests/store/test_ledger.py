"""The ledger: what was done is kept for ever, and what was said later lies on top of it."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mlprep.errors import StoreError
from mlprep.model.attempt import Attempt, Overruling
from mlprep.model.grade import Grade, PointGrade, Remark, Span, Verdict
from mlprep.model.mode import Mode
from mlprep.model.review import NotReviewed, Reviewed
from mlprep.model.session import Draft
from mlprep.model.tier import Tier
from mlprep.store.database import open_database
from mlprep.store.history import History
from mlprep.store.ledger import Ledger
from mlprep.store.progress import Progress

from builders import AT, a_grade, a_session, an_answer, an_attempt, later
from tables import DERIVED, KEPT_FOR_EVER, contents, rows


def overruling(verdict: Verdict, score: int, *, attempt_id: str = "a1", point_id: str = "overshoot") -> Overruling:
    return Overruling(attempt_id, point_id, verdict, score, passed=score >= 50, at=later(minutes=2))


def a_draft(text: str, *, prompt: str = "", question_id: str = "gd-learning-rate") -> Draft:
    return Draft("s1", question_id, prompt, text, AT)


def in_order(grade: Grade) -> Grade:
    """The order of its verdicts means nothing."""
    return replace(grade, points=tuple(sorted(grade.points, key=lambda point: point.point_id)))


@pytest.fixture(autouse=True)
def session(ledger: Ledger) -> None:
    ledger.start(a_session())


@pytest.mark.parametrize(
    "attempt",
    [
        an_attempt(),
        an_attempt(answer=an_answer("", first_key_after=None, timed_out=True), grade=a_grade(remark=Remark.EMPTY)),
        an_attempt(answer=an_answer("first line\n\tsecond: θ → 0, \x00 and \x1b[31m", hints=2)),
        an_attempt(grade=Grade(40, False, (PointGrade("size", Verdict.PARTIAL, 0.4, Span(3, 20)),), None, "self", 1)),
        an_attempt(follow_up_id="schedules", mode=Mode.PRACTICE, tier=Tier.DEEP),
        an_attempt(probe="slow", mode=Mode.MOCK),
        an_attempt(day=AT.date() - timedelta(days=1)),
    ],
    ids=["usual", "empty", "characters", "evidence", "follow-up", "probe", "another day"],
)
def test_an_attempt_is_read_as_it_was_recorded(ledger: Ledger, history: History, attempt: Attempt) -> None:
    ledger.record(attempt)
    (read,) = history.attempts("s1")
    assert replace(read, grade=in_order(read.grade)) == replace(attempt, grade=in_order(attempt.grade))


def test_an_answer_in_a_quiz_makes_the_question_due(ledger: Ledger, progress: Progress) -> None:
    review = ledger.record(an_attempt())
    assert isinstance(review, Reviewed)
    assert review.due > later(days=0.5)
    assert progress.standings()["gd-learning-rate"].review == review


@pytest.mark.parametrize("mode", [Mode.CRAM, Mode.MOCK, Mode.PRACTICE])
def test_other_answers_count_but_leave_the_schedule_alone(ledger: Ledger, progress: Progress, mode: Mode) -> None:
    assert ledger.record(an_attempt(mode=mode)) == NotReviewed()
    assert progress.standings()["gd-learning-rate"].answers == 1
    assert [(tally.mode, tally.answers) for tally in progress.days()] == [(mode, 1)]


def test_a_failed_answer_brings_the_question_back_sooner(ledger: Ledger) -> None:
    good = ledger.record(an_attempt(grade=a_grade(dict.fromkeys(("size", "overshoot", "slow"), Verdict.FOUND))))
    bad = ledger.record(an_attempt("a2", question_id="other", grade=a_grade()))
    assert isinstance(good, Reviewed)
    assert isinstance(bad, Reviewed)
    assert bad.due < good.due


def test_an_answer_that_cannot_be_kept_whole_is_not_kept_at_all(ledger: Ledger, connection: sqlite3.Connection) -> None:
    ledger.save_draft(a_draft("half an answer"))
    before = contents(connection, *KEPT_FOR_EVER, *DERIVED, "drafts")
    twice = (PointGrade("size", Verdict.FOUND), PointGrade("size", Verdict.MISSED))
    with pytest.raises(sqlite3.IntegrityError):
        ledger.record(an_attempt(grade=replace(a_grade(), points=twice)))
    assert contents(connection, *KEPT_FOR_EVER, *DERIVED, "drafts") == before


def test_an_overruled_verdict_lies_on_top_of_the_graders(
    ledger: Ledger, history: History, progress: Progress, connection: sqlite3.Connection
) -> None:
    attempt = an_attempt(grade=a_grade({"size": Verdict.FOUND}))
    ledger.record(attempt)
    graders = contents(connection, "attempts", "verdicts")
    ledger.overrule(overruling(Verdict.FOUND, 75))
    final = history.attempts("s1")[0].grade
    assert (final.score, final.passed, final.verdicts()["overshoot"]) == (75, True, Verdict.FOUND)
    assert progress.standings()["gd-learning-rate"].last_score == 75
    assert [tally.score_sum for tally in progress.days()] == [75]
    assert contents(connection, "attempts", "verdicts") == graders


def test_the_latest_overruling_of_a_point_holds(ledger: Ledger, history: History) -> None:
    ledger.record(an_attempt())
    ledger.overrule(overruling(Verdict.FOUND, 75))
    ledger.overrule(overruling(Verdict.WRONG, 38))
    ledger.overrule(overruling(Verdict.PARTIAL, 50, point_id="slow"))
    final = history.attempts("s1")[0].grade
    assert final.verdicts() == {"size": Verdict.FOUND, "overshoot": Verdict.WRONG, "slow": Verdict.PARTIAL}
    assert final.score == 50


def test_overruling_a_fail_moves_the_next_date(ledger: Ledger) -> None:
    before = ledger.record(an_attempt(grade=a_grade()))
    after = ledger.overrule(overruling(Verdict.FOUND, 95))
    assert isinstance(before, Reviewed)
    assert isinstance(after, Reviewed)
    assert after.due > before.due


def test_an_attempt_taken_back_never_was_but_stays_in_the_file(
    ledger: Ledger, history: History, progress: Progress, connection: sqlite3.Connection
) -> None:
    ledger.record(an_attempt())
    ledger.overrule(overruling(Verdict.FOUND, 75))
    kept = contents(connection, "attempts", "verdicts", "overrulings")
    assert ledger.undo("a1", later(minutes=3)) == NotReviewed()
    assert history.attempts("s1") == ()
    assert (progress.standings(), progress.days(), progress.most_missed(9)) == ({}, (), ())
    assert contents(connection, "attempts", "verdicts", "overrulings") == kept


def test_undo_gives_back_the_date_that_the_earlier_answers_set(ledger: Ledger) -> None:
    first = ledger.record(an_attempt())
    ledger.record(an_attempt("a2", answer=an_answer(shown_at=later(days=3)), grade=a_grade()))
    assert ledger.undo("a2", later(days=3, minutes=5)) == first


def test_a_flag_goes_up_and_down(ledger: Ledger, history: History) -> None:
    ledger.flag("gd-learning-rate", AT)
    ledger.flag("gd-momentum", AT)
    ledger.flag("gd-learning-rate", later(minutes=1), flagged=False)
    assert history.flagged() == {"gd-momentum"}
    ledger.flag("gd-learning-rate", later(minutes=2))
    assert history.flagged() == {"gd-momentum", "gd-learning-rate"}


def test_a_draft_grows_until_its_answer_is_recorded(ledger: Ledger, history: History) -> None:
    assert ledger.draft("gd-learning-rate", "") == ""
    for text in ("it", "it sets", "it sets\nthe size"):
        ledger.save_draft(a_draft(text))
    assert ledger.draft("gd-learning-rate", "") == "it sets\nthe size"
    assert history.drafted() == {"gd-learning-rate"}
    ledger.record(an_attempt())
    assert ledger.draft("gd-learning-rate", "") == ""
    assert history.drafted() == frozenset()


def test_each_prompt_has_its_own_draft(ledger: Ledger, history: History) -> None:
    ledger.save_draft(a_draft("of the question"))
    ledger.save_draft(a_draft("of the follow-up", prompt="schedules"))
    ledger.save_draft(a_draft("of the probe", prompt="probe:slow"))
    ledger.record(an_attempt(probe="slow"))
    assert ledger.draft("gd-learning-rate", "") == "of the question"
    assert ledger.draft("gd-learning-rate", "schedules") == "of the follow-up"
    assert ledger.draft("gd-learning-rate", "probe:slow") == ""
    assert history.drafted() == {"gd-learning-rate"}


def test_two_windows_write_one_history(ledger: Ledger, history: History, progress: Progress, home: Path) -> None:
    other = open_database(home / "mlprep.db")
    ledger.record(an_attempt("a1"))
    Ledger(other).record(an_attempt("a2", answer=an_answer(shown_at=later(minutes=5))))
    Ledger(other).overrule(overruling(Verdict.FOUND, 75, attempt_id="a1"))
    ledger.undo("a2", later(minutes=9))
    assert [attempt.id for attempt in history.attempts("s1")] == ["a1"]
    assert History(other).attempts("s1") == history.attempts("s1")
    assert Progress(other).standings() == progress.standings()
    other.close()


def test_two_windows_may_write_at_the_same_moment(connection: sqlite3.Connection, home: Path) -> None:
    start = threading.Barrier(2)

    def write(name: str) -> None:
        window = open_database(home / "mlprep.db")
        start.wait()
        for number in range(15):
            Ledger(window).record(an_attempt(f"{name}{number}"))
        window.close()

    windows = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in windows:
        thread.start()
    for thread in windows:
        thread.join()
    assert rows(connection, "SELECT answers FROM standings") == [(30,)]


def test_a_full_disk_is_explained_and_the_draft_stays(ledger: Ledger, connection: sqlite3.Connection) -> None:
    ledger.save_draft(a_draft("an answer"))
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match=r"could not be saved: database or disk is full"):
        ledger.record(an_attempt(answer=an_answer("x" * 1_000_000)))
    assert rows(connection, "SELECT count(*) FROM attempts") == [(0,)]
    assert ledger.draft("gd-learning-rate", "") == "an answer"
    ledger.record(an_attempt())


def test_a_database_that_another_program_holds_is_explained(
    ledger: Ledger, connection: sqlite3.Connection, home: Path
) -> None:
    connection.execute("PRAGMA busy_timeout = 0")
    holder = sqlite3.connect(home / "mlprep.db")
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="close the program that holds the database"):
        ledger.record(an_attempt())
    holder.close()
    ledger.record(an_attempt())


def test_a_damaged_database_is_explained(connection: sqlite3.Connection, home: Path) -> None:
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'attempts'").fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = home / "mlprep.db"
    connection.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(StoreError, match="malformed"):
        Ledger(open_database(path)).record(an_attempt())
