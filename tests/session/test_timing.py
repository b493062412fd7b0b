"""Time used in a session that may have been broken off."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.session.timing import used_seconds

from builders import later

moments = st.integers(0, 5_000).map(lambda seconds: later(seconds=seconds))


def used(starts: list[float], signs: list[float]) -> float:
    return used_seconds([later(seconds=s) for s in starts], [later(seconds=s) for s in signs])


@pytest.mark.parametrize(
    ("starts", "signs", "expected"),
    [
        ([0], [], 0),
        ([0], [60], 60),
        ([0], [60, 200, 130], 200),
        ([0, 1000], [60, 1030], 90),
        ([0, 1000], [60], 60),
        ([0, 1000], [1030], 30),
        ([0, 1000], [60, 1000], 60),
        ([1000, 0], [1030, 60], 90),
        ([0, 1000, 2000], [10, 1020, 2030], 60),
        ([100], [50, 160], 60),
        ([], [60], 0),
    ],
    ids=[
        "nothing happened",
        "one answer",
        "until the last sign of life",
        "time away does not count",
        "nothing since it was resumed",
        "nothing before it was resumed",
        "resuming is no sign of what was before",
        "in any order",
        "resumed twice",
        "a sign before the start is not counted",
        "never started",
    ],
)
def test_used_seconds(starts: list[float], signs: list[float], expected: float) -> None:
    assert used(starts, signs) == expected


@given(st.lists(moments), st.lists(moments))
def test_time_used_is_not_negative_nor_longer_than_the_whole(starts: list[datetime], signs: list[datetime]) -> None:
    spent = used_seconds(starts, signs)
    assert spent >= 0
    if starts and signs:
        assert spent <= max(0.0, (max(signs) - min(starts)).total_seconds())


@given(st.lists(moments, min_size=1), st.lists(moments), moments)
def test_another_sign_of_life_never_takes_time_back(
    starts: list[datetime], signs: list[datetime], more: datetime
) -> None:
    assert used_seconds(starts, [*signs, more]) >= used_seconds(starts, signs)


@given(st.lists(moments, min_size=1), st.lists(moments), st.integers(1, 10_000))
def test_a_longer_break_costs_nothing(starts: list[datetime], signs: list[datetime], pause: int) -> None:
    """Whatever came after the last resumption comes later by the length of the break."""
    last = max(starts)
    move = later(seconds=pause) - later()
    moved_starts = [at + move if at == last else at for at in starts]
    moved_signs = [at + move if at >= last else at for at in signs]
    assert used_seconds(moved_starts, moved_signs) == used_seconds(starts, signs)
