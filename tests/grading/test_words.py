"""Which typing errors are forgiven, and which words only look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.words import NEGATIONS, STOP_WORDS, is_typo_of

words = st.text("abcdefghilmnoprstu", min_size=4, max_size=14)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gradeint", "gradient"),
        ("overfiting", "overfitting"),
        ("regularizaton", "regularization"),
        ("hgih", "high"),
        ("lables", "labels"),
        ("unsupervized", "unsupervised"),
        ("paramater", "parameter"),
        ("comit", "commit"),
        ("intrnal", "internal"),
        ("clasification", "classification"),
    ],
)
def test_a_slip_of_the_fingers_is_forgiven(typed: str, meant: str) -> None:
    assert is_typo_of(typed, meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("supervised", "unsupervised"),
        ("unsupervised", "supervised"),
        ("overfitting", "underfitting"),
        ("convex", "nonconvex"),
        ("connectionless", "connection"),
        ("homoscedastic", "heteroscedastic"),
        ("increase", "decrease"),
        ("undersampling", "upsampling"),
        ("precision", "decision"),
        ("stable", "unstable"),
        ("micro", "macro"),
        ("encoder", "decoder"),
        ("postprocessing", "preprocessing"),
        ("bias", "mass"),
        ("interclass", "intraclass"),
        ("microaverage", "macroaverage"),
        ("real", "recal"),
        ("seed", "speed"),
        ("trained", "trainedless"),
    ],
)
def test_words_that_look_alike_and_mean_something_else_are_kept_apart(typed: str, meant: str) -> None:
    assert not is_typo_of(typed, meant)


@given(words)
def test_every_word_is_itself(word: str) -> None:
    assert is_typo_of(word, word)


@given(words, words)
def test_it_does_not_matter_which_of_two_words_was_typed(one: str, other: str) -> None:
    assert is_typo_of(one, other) == is_typo_of(other, one)


@given(words, st.data())
def test_swapped_neighbours_are_forgiven_after_the_first_letter(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(word) - 2))
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    # less and more is no slip, nor is a prefix that arises
    if swapped.endswith("less") == word.endswith("less") and swapped[:3] == word[:3]:
        assert is_typo_of(swapped, word)


def test_no_word_is_both_empty_and_a_negation() -> None:
    assert STOP_WORDS.isdisjoint(NEGATIONS)
