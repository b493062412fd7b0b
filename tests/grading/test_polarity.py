"""Which way round a statement goes."""

from __future__ import annotations

import pytest

from mlprep.grading.polarity import is_turned_round, negated, opposites
from mlprep.grading.tokens import stem, tokenise


def denied(text: str, *matched: str) -> list[str]:
    """The matched words that the text denies."""
    tokens = tokenise(text)
    places = [i for i, token in enumerate(tokens) if token.text in matched]
    return [tokens[i].text for i in sorted(negated(tokens, places))]


@pytest.mark.parametrize(
    ("text", "matched", "expected"),
    [
        ("trees need scaling", ["need", "scaling"], []),
        ("trees do not need scaling", ["need", "scaling"], ["need"]),
        ("trees don't need scaling", ["need"], ["need"]),
        ("trees dont need scaling", ["need"], ["need"]),
        ("trees don’t need scaling", ["need"], ["need"]),
        ("trees need no scaling", ["need", "scaling"], ["scaling"]),
        ("without scaling trees work", ["scaling", "trees"], ["scaling"]),
        ("trees never ever not need scaling", ["need"], []),
        ("not of all the things that one may need", ["need"], []),
        ("trees need scaling or not", ["need", "scaling"], []),
        ("non-convex losses", ["convex"], ["convex"]),
    ],
)
def test_a_negation_turns_the_first_matched_word_soon_after_it(
    text: str, matched: list[str], expected: list[str]
) -> None:
    assert denied(text, *matched) == expected


@pytest.mark.parametrize(
    ("wanted", "said", "turned"),
    [
        ("variance falls", "variance falls", False),
        ("variance falls", "variance rises", True),
        ("variance falls", "variance", False),
        ("variance rises", "variance falls and later rises", False),
        ("large diverges", "small diverges", True),
        ("small converges, large diverges", "large converges", False),
        ("minimising the loss", "you maximise the loss", True),
        ("clustering is unsupervised", "supervised", True),
    ],
)
def test_the_opposite_word_in_place_of_the_right_one_turns_a_statement_round(
    wanted: str, said: str, turned: bool
) -> None:
    assert is_turned_round(_stems(wanted), _stems(said)) == turned


@pytest.mark.parametrize("word", ["increase", "large", "converge", "overfit", "supervised", "before"])
def test_opposites_are_mutual(word: str) -> None:
    assert opposites(stem(word))
    assert all(stem(word) in opposites(other) for other in opposites(stem(word)))


def test_most_words_have_no_opposite() -> None:
    assert opposites("gradient") == frozenset()


def _stems(text: str) -> set[str]:
    return {token.stem for token in tokenise(text)}
