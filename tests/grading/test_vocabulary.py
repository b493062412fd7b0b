"""Which words of a point are heard in other words."""

from __future__ import annotations

import pytest

from mlprep.grading.tokens import stem, tokenise
from mlprep.grading.vocabulary import RELATED, SHORTENED, SYNONYM, TAKEN, is_related, is_short_for, vocabulary_of


def heard(text: str, answer: str) -> dict[str, float]:
    """How well the words of the text are heard in the answer."""
    vocabulary = vocabulary_of(tokenise(text))
    found = vocabulary.hear(vocabulary.listen(answer))
    return {word: max(places.values()) for word, places in found.items()}


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("regularisation", "regularization", {"regular": 1.0}),
        ("momentum", "mometnum", {"momentum": 1.0}),
        ("minibatch", "a mini batch", {"minibatch": 1.0}),
        ("penalty", "it penalises", {"penalti": RELATED}),
        ("validation", "the val loss", {"valid": SHORTENED}),
        ("large", "a huge one", {"larg": SYNONYM}),
        ("large", "a hgue one", {"larg": SYNONYM}),
        ("overfit", "it learns the set by heart", {}),
        ("overfit", "it learns by heart", {"overfit": SYNONYM}),
        ("large huge", "huge", {"larg": SYNONYM * TAKEN, "huge": 1.0}),
        ("momentum", "bananas", {}),
    ],
    ids=[
        "spelling", "typing error", "compound", "relative", "shortened", "synonym", "misspelt synonym",
        "phrase with other words", "phrase", "a word of the vocabulary stands for itself first", "nothing",
    ],
)  # fmt: skip
def test_a_word_is_heard_in_other_words_though_less_well(text: str, answer: str, expected: dict[str, float]) -> None:
    assert heard(text, answer) == expected


@pytest.mark.parametrize(("text", "answer"), [("l1", "l2"), ("supervised", "unsupervised"), ("0.01", "0.1")])
def test_what_means_something_else_is_not_heard(text: str, answer: str) -> None:
    assert heard(text, answer) == {}


def test_it_is_heard_where_it_stands() -> None:
    vocabulary = vocabulary_of(tokenise("large steps"))
    assert vocabulary.hear(vocabulary.listen("big, huge steps")) == {
        "larg": {0: SYNONYM, 1: SYNONYM},
        "step": {2: 1.0},
    }


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("penalise", "penalty", True),
        ("regular", "regression", False),
        ("dependent", "independent", False),
        ("connection", "connectionless", False),
        ("loss", "lossy", False),
    ],
)
def test_relatives_have_a_long_beginning_in_common(one: str, other: str, related: bool) -> None:
    assert is_related(stem(one), stem(other)) == related


@pytest.mark.parametrize(
    ("short", "whole", "is_short"),
    [("val", "validation", True), ("init", "initialise", True), ("va", "validation", False), ("test", "tested", False)],
)
def test_a_shortened_word_leaves_much_out(short: str, whole: str, is_short: bool) -> None:
    assert is_short_for(short, whole) == is_short
