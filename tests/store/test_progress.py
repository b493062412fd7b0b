"""The sums of what was done."""

from __future__ import annotations

import pytest

from mlprep.model.attempt import Overruling
from mlprep.model.grade import Verdict
from mlprep.model.mode import Mode
from mlprep.model.progress import PointTally
from mlprep.model.tier import Tier
from mlprep.store.ledger import Ledger
from mlprep.store.progress import Progress

from builders import TODAY, a_grade, a_session, an_answer, an_attempt, day, later

PASSED = a_grade({"size": Verdict.FOUND})


def test_before_the_first_answer_there_is_no_progress(progress: Progress) -> None:
    assert progress.standings() == {}
    assert progress.days() == ()
    assert progress.most_missed(5) == ()


def test_a_day_sums_its_answers_by_topic_tier_and_mode(ledger: Ledger, progress: Progress) -> None:
    ledger.start(a_session())
    ledger.record(an_attempt("a1", grade=PASSED, answer=an_answer(seconds=30)))
    ledger.record(an_attempt("a2", grade=a_grade(), answer=an_answer(seconds=60)))
    ledger.record(an_attempt("a3", tier=Tier.DEEP, mode=Mode.CRAM))
    ledger.record(an_attempt("a4", day=day(-1)))
    counts = {(t.day, t.tier, t.mode): t for t in progress.days()}
    assert list(counts) == [
        (day(-1), Tier.CORE, Mode.QUIZ),
        (TODAY, Tier.CORE, Mode.QUIZ),
        (TODAY, Tier.DEEP, Mode.CRAM),
    ]
    today = counts[TODAY, Tier.CORE, Mode.QUIZ]
    assert (today.answers, today.passed, today.score_sum, today.score_squares) == (2, 1, 50, 2500)
    assert today.seconds == pytest.approx(90, abs=0.01)


def test_probes_do_not_count_as_answers(ledger: Ledger, progress: Progress) -> None:
    ledger.start(a_session(mode=Mode.MOCK))
    ledger.record(an_attempt("a1", mode=Mode.MOCK, grade=a_grade()))
    ledger.record(an_attempt("a2", mode=Mode.MOCK, probe="slow", grade=PASSED))
    assert [tally.answers for tally in progress.days()] == [1]
    assert progress.standings()["gd-learning-rate"].last_score == 0
    assert {point.found for point in progress.most_missed(5)} == {0}


def test_follow_ups_count_but_do_not_speak_for_their_question(ledger: Ledger, progress: Progress) -> None:
    ledger.start(a_session(mode=Mode.MOCK))
    ledger.record(an_attempt("a1", mode=Mode.MOCK, follow_up_id="schedules", grade=PASSED))
    assert [tally.answers for tally in progress.days()] == [1]
    assert progress.standings() == {}


def test_the_points_most_often_missed_or_wrong_come_first(ledger: Ledger, progress: Progress) -> None:
    ledger.start(a_session())
    ledger.record(an_attempt("a1", grade=a_grade({"size": Verdict.FOUND, "slow": Verdict.PARTIAL})))
    ledger.record(an_attempt("a2", grade=a_grade({"size": Verdict.MISSED, "slow": Verdict.FOUND})))
    ledger.overrule(Overruling("a2", "overshoot", Verdict.WRONG, 0, passed=False, at=later(minutes=1)))
    question = ("gd-learning-rate", "")
    assert progress.most_missed(5) == (
        PointTally(*question, "overshoot", found=0, partial=0, missed=1, wrong=1),
        PointTally(*question, "size", found=1, partial=0, missed=1, wrong=0),
    )
    assert [point.point_id for point in progress.most_missed(1)] == ["overshoot"]
