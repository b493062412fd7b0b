"""Moments and durations in words."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from mlprep.model.review import NotReviewed
from mlprep.terminal.times import clock, day_name, when_due

from builders import AT, a_review, later


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (0.4, "0:00"), (59.6, "1:00"), (61, "1:01"), (600, "10:00"), (4000, "66:40"), (-5, "0:00")],
)
def test_a_duration_reads_as_on_a_stopwatch(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (0, "Fri 20 Nov (today)"),
        (1, "Sat 21 Nov (tomorrow)"),
        (-1, "Thu 19 Nov (yesterday)"),
        (11, "Tue 1 Dec (in 11 days)"),
        (-20, "Sat 31 Oct (20 days ago)"),
    ],
)
def test_a_day_says_how_far_it_is(days: int, name: str) -> None:
    assert day_name(later(days=days), AT) == name


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows cannot change the zone")
def test_days_are_those_of_where_the_candidate_is(monkeypatch: pytest.MonkeyPatch) -> None:
    evening = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    assert day_name(evening, AT) == "Fri 20 Nov (today)"
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    assert day_name(evening, AT) == "Sat 21 Nov (tomorrow)"


def test_a_question_says_when_it_comes_back() -> None:
    assert when_due(a_review(later(days=4)), AT) == "Again on Tue 24 Nov (in 4 days)"
    assert when_due(NotReviewed(), AT) == "Not scheduled."
