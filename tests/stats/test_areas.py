"""The score to expect on a topic and tier, and how sure it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.model.mode import Mode
from mlprep.model.progress import DayTally
from mlprep.model.tier import Tier
from mlprep.stats.areas import PRIOR_SCORE, Area, areas

from builders import TODAY, a_tally, day

scores = st.integers(0, 100)
tallies = st.lists(
    st.builds(
        lambda given_scores, back, topic: a_tally(*given_scores, day=day(-back), topic=topic),
        st.lists(scores, min_size=1, max_size=5),
        st.integers(0, 60),
        st.sampled_from(["descent", "splits", "trees"]),
    ),
    min_size=1,
    max_size=8,
)


def by_topic(*days: DayTally) -> dict[str, Area]:
    return {area.topic: area for area in areas(days, TODAY)}


def test_without_answers_there_are_no_areas() -> None:
    assert areas([], TODAY) == ()


def test_one_answer_moves_the_expectation_a_third_of_the_way_from_the_mean() -> None:
    # the candidate's mean is (80 + 50) / 2 = 65, and counts as two answers: (80 + 2 * 65) / 3
    (area,) = areas([a_tally(80)], TODAY)
    assert area.expected == pytest.approx(70)
    # the variance of 80 and a prior of 50 give or take 30 is 675; 675 / 3 = 15 ** 2
    assert area.doubt == pytest.approx(15)


def test_an_answer_of_two_weeks_ago_counts_half() -> None:
    # mean (40 + 50) / 1.5 = 60; (40 + 2 * 60) / 2.5 = 64
    (area,) = areas([a_tally(80, day=day(-14))], TODAY)
    assert area.expected == pytest.approx(64)
    assert area.doubt == pytest.approx((675 / 2.5) ** 0.5)


def test_topics_borrow_from_each_other_only_through_the_mean() -> None:
    # mean (90 + 90 + 10 + 50) / 4 = 60
    found = by_topic(a_tally(90, 90, topic="descent"), a_tally(10, topic="trees"))
    assert found["descent"].expected == pytest.approx((180 + 120) / 4)
    assert found["trees"].expected == pytest.approx((10 + 120) / 3)


def test_tiers_of_a_topic_are_areas_of_their_own() -> None:
    found = areas([a_tally(80), a_tally(20, tier=Tier.DEEP)], TODAY)
    assert [(area.tier, area.answers) for area in found] == [(Tier.DEEP, 1), (Tier.CORE, 1)]


def test_a_day_ahead_of_the_clock_counts_as_today() -> None:
    assert areas([a_tally(80, day=day(1))], TODAY) == areas([a_tally(80)], TODAY)


def test_what_came_last_weighs_most() -> None:
    found = by_topic(
        a_tally(0, day=day(-28), topic="rising"),
        a_tally(100, topic="rising"),
        a_tally(100, day=day(-28), topic="falling"),
        a_tally(0, topic="falling"),
    )
    assert found["rising"].expected > 50 > found["falling"].expected


@given(tallies)
def test_the_weakest_area_comes_first(days: list[DayTally]) -> None:
    expected = [area.expected for area in areas(days, TODAY)]
    assert expected == sorted(expected)


@given(tallies)
def test_what_is_expected_lies_among_what_was_seen_and_the_prior(days: list[DayTally]) -> None:
    means = [PRIOR_SCORE, *(tally.score_sum / tally.answers for tally in days)]
    for area in areas(days, TODAY):
        assert min(means) - 1e-9 <= area.expected <= max(means) + 1e-9


@given(tallies)
def test_no_expectation_is_certain(days: list[DayTally]) -> None:
    assert all(area.doubt > 0 for area in areas(days, TODAY))


@given(st.lists(scores, min_size=1, max_size=6), st.integers(0, 60))
def test_more_answers_leave_less_doubt(given_scores: list[int], back: int) -> None:
    found = by_topic(
        a_tally(*given_scores, day=day(-back), topic="few"),
        a_tally(*given_scores, *given_scores, day=day(-back), topic="many"),
    )
    assert found["many"].doubt < found["few"].doubt


@given(st.lists(scores, min_size=1, max_size=6), st.integers(1, 60))
def test_old_answers_leave_more_doubt(given_scores: list[int], back: int) -> None:
    found = by_topic(a_tally(*given_scores, topic="now"), a_tally(*given_scores, day=day(-back), topic="then"))
    assert found["now"].doubt < found["then"].doubt


@given(tallies, st.data())
def test_a_better_answer_raises_its_area(days: list[DayTally], data: st.DataObject) -> None:
    low, high = sorted(data.draw(st.tuples(scores, scores)))
    worse, better = (by_topic(*days, a_tally(score, topic="descent")) for score in (low, high))
    assert worse["descent"].expected <= better["descent"].expected + 1e-9


@given(st.lists(scores, min_size=1, max_size=5), st.lists(scores, min_size=1, max_size=5))
def test_mock_and_quiz_count_alike(one: list[int], other: list[int]) -> None:
    (together,) = areas([a_tally(*one, *other)], TODAY)
    (apart,) = areas([a_tally(*one), a_tally(*other, mode=Mode.MOCK)], TODAY)
    assert apart.expected == pytest.approx(together.expected)
    assert apart.doubt == pytest.approx(together.doubt)
