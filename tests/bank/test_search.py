from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlprep.bank.library import Library
from mlprep.bank.search import LONGEST_EXCERPT, search
from mlprep.model.hit import Hit, Where

BANK = """\
format: 1
topic: descent
title: Descent
part: optimisation
questions:
  - id: momentum
    tier: core
    question: What does momentum add to gradient descent?
    answer: >-
      It keeps a running average of past gradients, so that steps along a valley add up and steps across it cancel.
      The usual decay is 0.9. With it the learning rate has to come down, as the effective step is ten times as long,
      and a warm-up of a few hundred steps helps.
    key_points: [{id: average, point: A running average of gradients replaces the gradient}]
    tags: [optimisers]
  - id: learning-rate
    tier: core
    question: How does the learning rate shape training?
    answer: Too large a rate overshoots.
    key_points: [{id: overshoot, point: Too large a rate overshoots the minimum}]
    tags: [hyperparameters]
  - id: regularise
    tier: core
    question: Why regularise a model?
    answer: So that it generalises. The rate of learning is another matter, and so are valleys.
    key_points: [{id: variance, point: Regularisation lowers variance}]
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("questions")
    (folder / "descent.yaml").write_text(BANK)
    return Library((folder,), folder / "cache")


def ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.entry.id for hit in hits]


def marked(hit: Hit) -> list[str]:
    return [hit.excerpt[span.start : span.end] for span in hit.spans]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("momentum", ["momentum"]),
        ("MOMENTUM", ["momentum"]),
        ("optimisers", ["momentum"]),
        ("optimiser", ["momentum"]),
        ("learning rate", ["learning-rate", "momentum", "regularise"]),
        ('"learning rate"', ["learning-rate", "momentum"]),
        ('"Learning   Rate"', ["learning-rate", "momentum"]),
        ('"learning rate" valley', ["momentum"]),
        ("valley", ["momentum", "regularise"]),
        ("overshooting", ["learning-rate"]),
        ("regularize", ["regularise"]),
        ("gradeint", ["momentum"]),
        ("warm-up", ["momentum"]),
        ('"warm-up"', ["momentum"]),
        ('"warm-u"', []),
        ("0.9", ["momentum"]),
        ("rat", []),
        ("rte", []),
        ("momentum variance", []),
        ("transformer", []),
        ("", []),
        (' "" - ', []),
    ],
)
def test_all_words_must_occur(library: Library, words: str, found: list[str]) -> None:
    assert ids(search(library, words)) == found


def test_a_hit_shows_where_the_words_stand(library: Library) -> None:
    (hit, *_) = search(library, "learning rate")
    assert (hit.where, hit.excerpt) == (Where.QUESTION, "How does the learning rate shape training?")
    assert marked(hit) == ["learning", "rate"]


def test_the_place_with_most_of_the_words_is_shown(library: Library) -> None:
    (hit,) = search(library, "running gradient decay")
    assert hit.where is Where.ANSWER
    assert hit.excerpt.startswith("It keeps a running average of past gradients")
    assert marked(hit) == ["running", "gradients", "decay"]


def test_a_long_answer_is_cut_between_words(library: Library) -> None:
    (hit,) = search(library, '"effective step"')
    assert hit.excerpt == (
        "… the learning rate has to come down, as the effective step is ten times as long,"
        " and a warm-up of a few hundred steps helps."
    )
    assert marked(hit) == ["effective step"]


def test_a_question_counts_more_than_a_point_and_a_point_more_than_an_answer(library: Library) -> None:
    scores = [search(library, words)[0].score for words in ("momentum", "variance", "optimisers", "cancel")]
    assert scores == [8, 4, 4, 1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text() | st.lists(st.sampled_from([*BANK.split(), '"', "grad", "θ"])).map(" ".join))
def test_every_hit_has_something_to_show(library: Library, words: str) -> None:
    for hit in search(library, words):
        assert hit.spans
        assert len(hit.excerpt) <= LONGEST_EXCERPT + 4
        assert all(0 <= span.start < span.end <= len(hit.excerpt) for span in hit.spans)
