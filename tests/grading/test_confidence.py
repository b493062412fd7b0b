"""From features to a probability, and the parameters that are shipped."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.confidence import probability, shipped
from mlprep.grading.features import Features

shares = st.floats(0, 1)
weight = st.floats(-20, 20)


@pytest.mark.parametrize(
    ("total", "expected"), [(0.0, 0.5), (1.0, 0.7311), (-1.0, 0.2689), (4.0, 0.9820), (-4.0, 0.0180)]
)
def test_it_is_the_logistic_function(total: float, expected: float) -> None:
    assert probability({}, {"intercept": total}) == pytest.approx(expected, abs=1e-4)


def test_features_are_weighed_and_added() -> None:
    weights = {"intercept": -1.0, "best": 3.0, "shared": -2.0}
    assert probability({"best": 1.0, "shared": 1.0}, weights) == 0.5
    assert probability({"best": 1.0, "shared": 0.0}, weights) > 0.5


def test_a_feature_without_a_weight_is_an_error() -> None:
    with pytest.raises(KeyError):
        probability({"luck": 1.0}, {"intercept": 0.0})


def test_the_shipped_parameters_weigh_every_feature_of_a_rule() -> None:
    assert shipped().rules.keys() == {"intercept", *(field.name for field in fields(Features))}


def test_the_shipped_parameters_make_sense() -> None:
    """What speaks for a point raises its probability, what speaks against it lowers it; nothing is found in nothing."""
    parameters = shipped()
    assert parameters.rules["best"] > 0
    assert parameters.rules["second"] > 0
    assert parameters.rules["shared"] < 0
    assert parameters.rules["against"] < 0
    assert parameters.rules["astray"] < 0
    assert 0 < parameters.missed_up_to < parameters.found_from < 1
    nothing = dict.fromkeys((field.name for field in fields(Features)), 0.0)
    assert probability(nothing, parameters.rules) < parameters.missed_up_to
    assert probability({**nothing, "best": 1.0}, parameters.rules) > parameters.found_from


def test_they_are_read_once() -> None:
    assert shipped() is shipped()


@given(weight, weight, shares)
def test_a_probability_lies_between_0_and_1(intercept: float, best: float, share: float) -> None:
    assert 0 <= probability({"best": share}, {"intercept": intercept, "best": best}) <= 1


@given(weight, st.floats(0, 20), shares, shares)
def test_more_of_what_speaks_for_a_point_never_lowers_it(intercept: float, best: float, one: float, two: float) -> None:
    weights = {"intercept": intercept, "best": best}
    assert probability({"best": min(one, two)}, weights) <= probability({"best": max(one, two)}, weights)
