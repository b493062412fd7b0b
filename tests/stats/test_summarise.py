"""The whole of `mlprep stats`, on histories small enough to reckon by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.model.progress import DayTally, Standing
from mlprep.model.question import Topic
from mlprep.model.tier import Tier
from mlprep.stats.summary import MissedPoint, Summary, summarise

from builders import TODAY, a_standing, a_tally, a_topic, an_entry, day, later

DESCENT = a_topic(
    entries=(an_entry("gd-rate"), an_entry("gd-update"), an_entry("gd-adam", tier=Tier.ADVANCED)),
)
SPLITS = a_topic("data-splits", title="Data splits", entries=(an_entry("ds-leak", topic="data-splits"),))


def summary_of(
    *days: DayTally,
    topics: Sequence[Topic] = (DESCENT, SPLITS),
    standings: Sequence[Standing] = (),
    missed: Sequence[MissedPoint] = (),
) -> Summary:
    return summarise(
        topics,
        {standing.question_id: standing for standing in standings},
        days,
        missed,
        today=TODAY,
        day_of=datetime.date,
    )


def test_an_empty_history_says_what_to_do() -> None:
    summary = summary_of()
    assert (summary.answers, summary.seen, summary.streak, summary.weak_areas) == (0, 0, 0, ())
    assert (summary.trend.now, summary.trend.then, set(summary.trend.weeks)) == (None, None, {None})
    assert summary.questions == 4
    assert summary.next_command == "mlprep quiz"


def test_answers_add_up_over_days_topics_and_tiers() -> None:
    summary = summary_of(
        a_tally(80, 40, seconds=90),
        a_tally(60, tier=Tier.ADVANCED, day=day(-1), seconds=60),
        a_tally(20, topic="data-splits", seconds=120),
        standings=[a_standing("gd-rate"), a_standing("gd-adam"), a_standing("ds-leak")],
    )
    assert (summary.answers, summary.passed, summary.seen, summary.minutes) == (4, 2, 3, 6.0)


def test_answers_on_a_topic_that_is_gone_do_not_count() -> None:
    summary = summary_of(a_tally(80, topic="abandoned"), standings=[a_standing("abandoned-question")])
    assert (summary.answers, summary.seen, summary.streak, summary.next_command) == (0, 0, 0, "mlprep quiz")


def test_every_topic_and_tier_that_has_questions_has_a_cell() -> None:
    summary = summary_of(a_tally(80), standings=[a_standing("gd-rate")])
    assert [(c.topic, c.tier, c.questions, c.seen, c.answers) for c in summary.cells] == [
        ("gradient-descent", Tier.CORE, 2, 1, 1),
        ("gradient-descent", Tier.ADVANCED, 1, 0, 0),
        ("data-splits", Tier.CORE, 1, 0, 0),
    ]
    assert [cell.score for cell in summary.cells] == [pytest.approx(70), None, None]
    assert [cell.doubt for cell in summary.cells] == [pytest.approx(15), None, None]


def test_weak_areas_come_weakest_first_with_the_command_that_works_on_them() -> None:
    summary = summary_of(a_tally(90), a_tally(10, topic="data-splits"), a_tally(40, tier=Tier.ADVANCED))
    assert [(area.title, area.tier, area.command) for area in summary.weak_areas] == [
        ("Data splits", Tier.CORE, "mlprep quiz --topic data-splits --tier core --weak"),
        ("Gradient descent", Tier.ADVANCED, "mlprep quiz --topic gradient-descent --tier advanced --weak"),
        ("Gradient descent", Tier.CORE, "mlprep quiz --topic gradient-descent --tier core --weak"),
    ]
    assert summary.next_command == summary.weak_areas[0].command


def test_what_is_due_goes_before_what_is_weak() -> None:
    summary = summary_of(a_tally(10), standings=[a_standing("gd-rate", due=later(days=-1))])
    assert summary.next_command == "mlprep quiz --due"


def test_missed_points_are_passed_on() -> None:
    point = MissedPoint("gd-rate", "Decay lets training settle", missed=7, wrong=1, asked=9)
    assert summary_of(missed=[point]).missed_points == (point,)


@pytest.mark.parametrize(
    ("due_in_days", "today", "week", "next_in_days"),
    [
        ([], 0, 0, None),
        ([-30, -1, 0], 3, 3, None),
        ([0.6], 1, 1, None),
        ([1, 6], 0, 2, 1),
        ([7, 8], 0, 0, 7),
        ([-2, 3, 9], 1, 2, 3),
    ],
    ids=["nothing", "overdue", "this evening", "this week", "later", "some of each"],
)
def test_due_today_this_week_and_next(
    due_in_days: list[float], today: int, week: int, next_in_days: float | None
) -> None:
    ids = [entry.id for entry in DESCENT.entries]
    standings = [a_standing(i, due=later(days=days)) for i, days in zip(ids, due_in_days, strict=False)]
    due = summary_of(standings=[*standings, a_standing("ds-leak")]).due
    assert (due.today, due.week) == (today, week)
    assert due.next_at == (None if next_in_days is None else later(days=next_in_days))


def test_the_day_is_the_candidates_own() -> None:
    due = summarise(
        (DESCENT,),
        {"gd-rate": a_standing("gd-rate", due=later(days=0.4))},  # 18:36 UTC
        (),
        (),
        today=TODAY,
        day_of=lambda at: (at + timedelta(hours=11)).date(),  # tomorrow in Sydney
    ).due
    assert (due.today, due.week) == (0, 1)


@pytest.mark.parametrize(
    ("days_ago", "streak"),
    [
        ([], 0),
        ([0], 1),
        ([0, 1, 2], 3),
        ([1, 2], 2),
        ([2, 3], 0),
        ([0, 2, 3], 1),
        ([0, 0, 1], 2),
    ],
    ids=["never", "today", "three days", "today still open", "broken yesterday", "broken before", "twice a day"],
)
def test_the_streak_is_days_in_a_row(days_ago: list[int], streak: int) -> None:
    assert summary_of(*(a_tally(50, day=day(-back)) for back in days_ago)).streak == streak


@given(st.sets(st.integers(0, 40)))
def test_a_streak_is_no_longer_than_the_days_that_were_used(days_ago: set[int]) -> None:
    tallies = [a_tally(50, day=day(-back)) for back in days_ago]
    streak = summary_of(*tallies).streak
    assert streak <= len(days_ago)
    assert summary_of(a_tally(50), *tallies).streak >= max(1, streak)


@pytest.mark.parametrize(
    ("days_ago", "now", "then"),
    [(0, 80, None), (27, 80, None), (28, None, 80), (55, None, 80), (56, None, None)],
)
def test_now_is_four_weeks_and_then_the_four_before(days_ago: int, now: float | None, then: float | None) -> None:
    trend = summary_of(a_tally(80, day=day(-days_ago))).trend
    assert (trend.now, trend.then) == (now, then)


def test_a_trend_is_the_mean_of_answers_not_of_days() -> None:
    assert summary_of(a_tally(90, 90, 90), a_tally(10, day=day(-1))).trend.now == 70


def test_weeks_begin_on_monday_and_the_running_one_is_last() -> None:
    monday = date(2026, 11, 16)
    trend = summary_of(
        a_tally(80, day=monday),
        a_tally(60, day=monday - timedelta(days=1)),
        a_tally(40, day=monday - timedelta(days=7)),
        a_tally(20, day=monday - timedelta(weeks=11)),
        a_tally(10, day=monday - timedelta(weeks=11, days=1)),
    ).trend
    assert trend.weeks == (20, *[None] * 9, 50, 80)


def test_all_topics_are_named() -> None:
    assert summary_of().topics == (("gradient-descent", "Gradient descent"), ("data-splits", "Data splits"))
