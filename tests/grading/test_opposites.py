"""Which words turn a statement round when they stand in place of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.opposites import directions, opposites, sides
from mlprep.grading.tokens import stem

directed = st.sampled_from(sorted(directions()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("increase", "decrease"),
        ("increases", "reducing"),
        ("large", "tiny"),
        ("higher", "lower"),
        ("converges", "diverge"),
        ("overfits", "underfitting"),
        ("lazy", "eager"),
        ("supervised", "unsupervised"),
        ("maximise", "minimize"),
        ("before", "after"),
    ],
)
def test_opposites_are_mutual_in_any_form(one: str, other: str) -> None:
    assert stem(other) in opposites(stem(one))
    assert stem(one) in opposites(stem(other))


@pytest.mark.parametrize(("one", "other"), [("large", "high"), ("increase", "grow"), ("tiny", "small")])
def test_words_of_one_side_are_no_opposites(one: str, other: str) -> None:
    assert stem(other) not in opposites(stem(one))


def test_a_word_may_stand_on_several_sides() -> None:
    assert {stem("high"), stem("raise")} <= opposites(stem("low")) | opposites(stem("lower"))
    assert len(sides(stem("lower"))) > 1


def test_a_side_has_the_word_itself_and_the_other_its_opposites() -> None:
    ((mine, theirs),) = sides(stem("lazy"))
    assert mine == {stem("lazy")}
    assert theirs == {stem("eager")}


@pytest.mark.parametrize("word", ["gradient", "banana", "", "xyz"])
def test_most_words_have_no_opposite(word: str) -> None:
    assert opposites(word) == frozenset()
    assert sides(word) == ()
    assert word not in directions()


@given(directed)
def test_every_direction_has_opposites_and_they_are_mutual(word: str) -> None:
    assert opposites(word)
    assert all(word in opposites(other) for other in opposites(word))


@given(directed)
def test_no_word_is_its_own_opposite(word: str) -> None:
    assert word not in opposites(word)
    assert all(mine.isdisjoint(theirs) for mine, theirs in sides(word))


@given(directed)
def test_directions_are_stems_of_directions(word: str) -> None:
    assert opposites(word) <= directions()
