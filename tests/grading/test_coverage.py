"""How much of a wording an answer states, and what speaks against it."""

from __future__ import annotations

import pytest

from mlprep.grading.coverage import SMOOTHING, Coverage, cover
from mlprep.grading.wordings import compile_wordings

from builders import a_point, a_question


def covered(answer: str, *points: str) -> list[Coverage]:
    key_points = tuple(a_point(f"p{i}", text) for i, text in enumerate(points))
    compiled = compile_wordings(a_question(question="?", answer="", key_points=key_points))
    heard = compiled.vocabulary.listen(answer)
    return cover(compiled.points, heard, compiled.vocabulary.hear(heard))


def standing(point: str, answer: str) -> float:
    (coverage,) = covered(answer, point)
    return coverage.covers[0].standing


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("momentum damps narrow zigzags", 4),
        ("narrow: momentum damps zigzags", 4),
        ("mometnum dmaps narow zigzasg", 4),
        ("momentum damps", 2),
        ("bananas", 0),
        ("", 0),
    ],
)
def test_coverage_is_the_worth_of_what_is_said(answer: str, words: int) -> None:
    assert standing("momentum damps narrow zigzags", answer) == pytest.approx(words / (4 + SMOOTHING))


def test_words_far_apart_are_said_together_less() -> None:
    rest = "Bananas, trombones and umbrellas, guitars, lamps, carpets and spoons are yellow on Tuesday. "
    point = "momentum damps narrow zigzags"
    together = standing(point, "momentum damps narrow zigzags")
    apart = standing(point, "momentum damps. Bananas are yellow on Tuesday. narrow zigzags")
    farther = standing(point, f"momentum damps. {rest} {rest} narrow zigzags")
    assert together > apart > farther
    assert farther == pytest.approx(together / 2)
    (coverage,) = covered(f"momentum damps. {rest} {rest} narrow zigzags", point)
    assert coverage.anywhere == pytest.approx(together)


def test_a_place_that_states_another_point_better_counts_less() -> None:
    answer = "a banana overshoots"
    (alone,) = covered(answer, "banana crawls")
    beside, better = covered(answer, "banana crawls", "banana overshoots")
    assert beside.covers[0].coverage < alone.covers[0].coverage < better.covers[0].coverage


@pytest.mark.parametrize(
    ("point", "answer"),
    [
        ("trees need scaling", "trees don't need scaling"),
        ("trees need no scaling", "trees need scaling"),
        ("variance falls as trees are added", "variance rises as trees are added"),
        ("a rate of 0.01", "a rate of 0.1"),
        ("L1 zeroes weights", "L2 zeroes weights"),
        ("a type I error", "a type II error"),
    ],
    ids=["denied", "affirmed", "opposite", "figure", "name with a figure", "type"],
)
def test_a_contradiction_takes_most_of_it_away(point: str, answer: str) -> None:
    (coverage,) = covered(answer, point)
    assert coverage.covers[0].contradiction >= 0.7
    assert coverage.covers[0].standing < 0.4 * standing(point, point)


@pytest.mark.parametrize(
    ("point", "answer"),
    [
        ("trees need no scaling", "trees don't need scaling"),
        ("a rate of 0.01", "a rate of 0.01, later of 0.1"),
        ("a rate of 0.01", "a small rate, then an L2 penalty"),
        ("a large rate diverges", "a large rate diverges, a small one converges"),
    ],
    ids=["both deny", "both figures", "figures of another form", "both directions"],
)
def test_what_only_looks_like_one_does_not(point: str, answer: str) -> None:
    (coverage,) = covered(answer, point)
    assert coverage.covers[0].contradiction < 0.5


def test_the_hits_are_the_words_that_were_heard() -> None:
    (coverage,) = covered("big by and large momentum damps it", "momentum damps zigzags")
    assert [(hit.first, hit.last) for hit in coverage.covers[0].heard] == [(4, 4), (5, 5)]


def test_a_point_without_wordings_is_not_covered() -> None:
    assert covered("it is what it is", "it is what it is") == [Coverage((), 0.0)]
