"""Answers as tokens: what counts as one, which form it takes, where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.tokens import normalise, stem, tokenise

anything = st.one_of(
    st.text(), st.text("aIé’'-−*θΣµﬁ∇ß½²0123456789.,;:!?_=><→ \n\t"), st.text(st.characters(codec=None))
)


def texts(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Too LARGE a rate", ["too", "large", "a", "rate"]),
        ("don't, don’t", ["don't", "don't"]),
        ("naïve Bayes", ["naive", "bayes"]),
        ("ﬁnd ｗｉｄｅ", ["find", "wide"]),
        ("first-order, k-fold", ["first", "order", "k", "fold"]),
        ("snake_case", ["snake", "case"]),
        ("L1 vs R2", ["l1", "vs", "r2"]),
        ("0.01 or 1,000 or 1e-3 or 3.5%", ["0.01", "or", "1000", "or", "1e-3", "or", "3.5", "%"]),
        ("2x", ["2x"]),
        ("θ Θ σ ς λ µ", ["theta", "theta", "sigma", "sigma", "lambda", "mu"]),
        ("∇J", ["gradient", "j"]),
        ("a ≤ b ≥ c ≠ d", ["a", "<=", "b", ">=", "c", "!=", "d"]),
        ("a <= b >= c != d", ["a", "<=", "b", ">=", "c", "!=", "d"]),
        ("a − b - c", ["a", "-", "b", "-", "c"]),
        ("x**2, x^2", ["x", "^", "2", "x", "^", "2"]),
        ("2·3×4*5", ["2", "*", "3", "*", "4", "*", "5"]),
        ("a -> b => c → d ⇒ e --> f", ["a", "->", "b", "->", "c", "->", "d", "->", "e", "->", "f"]),
        ("P(A|B)", ["p", "a", "|", "b"]),
        ("- one\n * two", ["one", "two"]),
        ("type I, type II; I am", ["type", "1", "type", "2", "i", "am"]),
        ("", []),
        (" \n… ", []),
    ],
)
def test_words_numbers_and_signs_take_one_form(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("one two", [0, 0]),
        ("one. two! three? four; five", [0, 1, 2, 3, 4]),
        ("one\ntwo", [0, 1]),
        ("one, two: three (four)", [0, 0, 0, 0]),
        ("...one...\n\ntwo?!", [0, 1]),
        ("at 0.5 it", [0, 0, 0]),
    ],
)
def test_stops_and_lines_end_sentences(text: str, sentences: list[int]) -> None:
    assert [token.sentence for token in tokenise(text)] == sentences


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("converges", "converging"),
        ("weights", "weight"),
        ("regularisation", "regularization"),
        ("minimise", "minimizes"),
        ("behaviour", "behavior"),
        ("neighbours", "neighboring"),
        ("llms", "llm"),
        ("gpus", "gpu"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["noise", "precise", "otherwise", "four", "contour", "loss", "rss"])
def test_words_that_only_look_british_stay(word: str) -> None:
    assert stem(word)[:4] == word[:4]


@pytest.mark.parametrize(
    ("text", "exact"), [("rate", False), ("fit", True), ("0.01", True), ("+", True), ("resnet50", True)]
)
def test_short_words_numbers_and_signs_allow_no_typing_error(text: str, exact: bool) -> None:
    assert [token.exact for token in tokenise(text)] == [exact]


@given(anything)
def test_tokens_say_where_they_stand(text: str) -> None:
    end = sentence = 0
    for token in tokenise(text):
        assert end <= token.start < token.end <= len(text)
        assert sentence <= token.sentence
        assert token.text
        assert token.stem
        assert not any(character.isspace() for character in text[token.start : token.end])
        end, sentence = token.end, token.sentence


@given(anything)
def test_a_token_is_the_form_of_what_stands_there(text: str) -> None:
    romans = {"1": "i", "2": "ii"}
    for token in tokenise(text):
        typed = normalise(text[token.start : token.end])
        assert typed in (token.text, romans.get(token.text))


@given(anything)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    for token in tokenise(text):
        assert normalise(token.text) == token.text


@given(st.text("abcXYZéΣθ0123456789.,;-+*=<> \n'"))
def test_tokens_ignore_case(text: str) -> None:
    assert texts(text.upper()) == texts(text.lower())
