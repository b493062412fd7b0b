"""Measures of agreement, against values worked out by hand and laws that they keep."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.measures import (
    auc,
    brier,
    mean,
    pearson,
    quadratic_weighted_kappa,
    reliability,
    rmse,
    share,
    spearman,
)

SHARES = st.floats(0, 1).map(lambda value: round(value, 3))
"""Rounded, so that ties are common and differences are not lost in the last digit."""

LISTS = st.lists(SHARES, max_size=20)
PAIRED = st.lists(st.tuples(SHARES, SHARES), min_size=2, max_size=20)
RATINGS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20)


def test_without_data_there_is_no_figure() -> None:
    assert share(0, 0) is None
    assert mean([]) is None
    assert auc([]) is None
    assert auc([([0.5], [])]) is None
    assert brier([], []) is None
    assert pearson([], []) is None
    assert spearman([], []) is None
    assert rmse([], []) is None
    assert quadratic_weighted_kappa([], []) is None


class TestAuc:
    def test_counts_pairs_and_half_of_ties(self) -> None:
        # .9 beats both; .4 beats .2 and ties with .4
        assert auc([([0.9, 0.4], [0.4, 0.2])]) == 3.5 / 4

    def test_pools_pairs_and_never_compares_groups(self) -> None:
        # two pairs won of two, and one lost of one; across the groups nothing counts
        assert auc([([0.9], [0.1, 0.2]), ([0.0], [0.05]), ([0.5], [])]) == 2 / 3

    @given(LISTS, LISTS)
    def test_is_the_share_of_pairs_that_are_won(self, true: list[float], false: list[float]) -> None:
        wins = [1.0 if high > low else 0.5 if high == low else 0.0 for high, low in product(true, false)]
        assert auc([(true, false)]) == (pytest.approx(sum(wins) / len(wins)) if wins else None)

    @given(LISTS, LISTS)
    def test_exchanging_true_and_false_mirrors_it(self, true: list[float], false: list[float]) -> None:
        one, other = auc([(true, false)]), auc([(false, true)])
        assert (one is None) == (other is None)
        assert one is None or other is None or one + other == pytest.approx(1)

    @given(LISTS, LISTS)
    def test_only_the_order_matters(self, true: list[float], false: list[float]) -> None:
        assert auc([([p / 2 for p in true], [p / 2 for p in false])]) == auc([(true, false)])


class TestProbabilities:
    def test_brier_is_the_mean_squared_error(self) -> None:
        assert brier([1.0, 0.0, 0.6], [True, True, False]) == pytest.approx((0 + 1 + 0.36) / 3)

    def test_reliability_groups_by_range(self) -> None:
        # the low end belongs to a range: 0.5 is in the upper one, and so is 1
        rows = reliability([0.0, 0.25, 0.5, 0.75, 1.0, 0.75], [False, True, True, True, False, False], 2)
        assert rows == [(2, 0.125, 0.5), (4, 0.75, 0.5)]

    def test_a_range_that_holds_nothing_has_no_figures(self) -> None:
        assert reliability([0.9], [True], 2) == [(0, None, None), (1, 0.9, 1.0)]

    @given(st.lists(st.tuples(SHARES, st.booleans()), max_size=30), st.integers(1, 12))
    def test_every_probability_is_in_one_range(self, given: list[tuple[float, bool]], bins: int) -> None:
        rows = reliability([p for p, _ in given], [came for _, came in given], bins)
        assert len(rows) == bins
        assert sum(count for count, _, _ in rows) == len(given)


class TestMarks:
    def test_pearson_by_hand(self) -> None:
        # x - 2 = -1 0 1, y - 3 = -1 -1 2: product 3, spreads √2 and √6
        assert pearson([1, 2, 3], [2, 2, 5]) == pytest.approx(3 / math.sqrt(12))

    def test_spearman_by_hand_with_a_tie(self) -> None:
        # ranks 1 2 3 against 1.5 1.5 3
        assert spearman([1, 2, 3], [2, 2, 50]) == pytest.approx(1.5 / math.sqrt(2 * 1.5))

    def test_rmse_by_hand(self) -> None:
        assert rmse([0.5, 1.0], [0.1, 0.7]) == pytest.approx(math.sqrt((0.16 + 0.09) / 2))

    def test_kappa_by_hand(self) -> None:
        # observed (0 + 1 + 1) / 3; by chance the mean over all nine pairs of 0 1 2 and 0 2 1, 12 / 9
        assert quadratic_weighted_kappa([0, 1, 2], [0, 2, 1]) == pytest.approx(1 - (2 / 3) / (12 / 9))

    def test_what_never_changes_has_no_correlation(self) -> None:
        assert pearson([0.1, 0.1, 0.1], [0.1, 0.5, 0.9]) is None
        assert spearman([1, 2, 3], [4, 4, 4]) is None
        assert quadratic_weighted_kappa([2, 2], [2, 2]) is None

    @given(PAIRED)
    def test_correlations_are_symmetric_and_bounded(self, given: list[tuple[float, float]]) -> None:
        ones, others = [x for x, _ in given], [y for _, y in given]
        for measure in (pearson, spearman):
            figure = measure(ones, others)
            assert figure == pytest.approx(measure(others, ones))
            assert figure is None or -1 <= figure <= 1

    @given(PAIRED)
    def test_spearman_sees_only_order(self, given: list[tuple[float, float]]) -> None:
        ones, others = [x for x, _ in given], [y for _, y in given]
        assert spearman([x**3 for x in ones], others) == pytest.approx(spearman(ones, others))

    @given(LISTS)
    def test_agreeing_wholly_is_one(self, values: list[float]) -> None:
        assert pearson(values, values) in (None, pytest.approx(1))
        assert rmse(values, values) in (None, 0)

    @given(RATINGS)
    def test_kappa_is_that_of_the_tables(self, given: list[tuple[int, int]]) -> None:
        ones, others = [x for x, _ in given], [y for _, y in given]
        observed = sum((x - y) ** 2 for x, y in given) / len(given)
        expected = sum((x - y) ** 2 for x, y in product(ones, others)) / len(given) ** 2
        figure = quadratic_weighted_kappa(ones, others)
        assert figure == (pytest.approx(1 - observed / expected) if expected else None)
