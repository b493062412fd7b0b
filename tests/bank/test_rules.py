"""The notation of rules, and concepts that use each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.bank.rules import DEEPEST_CONCEPT, MOST_TERMS, Concepts, RuleError, notation
from mlprep.model.question import Rule

CONCEPTS = {"large": "big | huge", "large-step": "<large> | giant stride", "diverge": "blow up | NaN"}


def rule(text: str) -> tuple[tuple[str, ...], ...]:
    return Concepts(CONCEPTS).rule(text).groups


@pytest.mark.parametrize(
    ("written", "groups"),
    [
        ("step", (("step",),)),
        ("a | b + c | d", (("a", "b"), ("c", "d"))),
        ("a|b + c", (("a", "b"), ("c",))),
        ("  Past  the Minimum\n| over the valley ", (("past the minimum", "over the valley"),)),
        ("<large>", (("big", "huge"),)),
        ("<large-step> | long step + <diverge>", (("big", "huge", "giant stride", "long step"), ("blow up", "nan"))),
        ("big | <large> | big", (("big", "huge"),)),
        ('"|e|" | "a + b" | abs', (("|e|", "a + b", "abs"),)),
        ('"<large>" + "1 | 2"', (("<large>",), ("1 | 2",))),
        ("c++ | a+b | +1", (("c++", "a+b", "+1"),)),
        ("p < 0.05 | a > b", (("p < 0.05", "a > b"),)),
    ],
)
def test_a_rule_is_groups_of_terms(written: str, groups: tuple[tuple[str, ...], ...]) -> None:
    assert rule(written) == groups


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "a term is missing"),
        ("a |", "a term is missing"),
        ("| a", "a term is missing"),
        ("a || b", "a term is missing"),
        ("a + ", "a term is missing"),
        ("a + + b", "a term is missing"),
        ('a | ""', "a term is missing"),
        ('a | "b', "a double quote is not closed"),
        ("<larg>", "unknown concept 'larg'"),
        ("<large> step", "a <concept> stands alone between | and +"),
    ],
)
def test_a_broken_rule_says_why(written: str, message: str) -> None:
    with pytest.raises(RuleError) as raised:
        rule(written)
    assert str(raised.value) == message


def test_a_misspelt_concept_is_guessed() -> None:
    with pytest.raises(RuleError) as raised:
        rule("<larg>")
    assert raised.value.remedy == "did you mean 'large'?"


@pytest.mark.parametrize(
    ("written", "errors"),
    [
        ({"a": "<a>"}, {"a": "concept 'a' contains itself"}),
        ({"a": "x | <b>", "b": "<c>", "c": "<a>"}, {"c": "concept 'a' contains itself"}),
        ({"a": "<b>"}, {"a": "unknown concept 'b'"}),
        ({"a": "x + y"}, {"a": "a concept is one group of terms"}),
        ({"a": "x |", "b": "<a> | y"}, {"a": "a term is missing"}),
    ],
)
def test_only_the_concept_that_is_broken_is_blamed(written: dict[str, str], errors: dict[str, str]) -> None:
    assert {name: str(error) for name, error in Concepts(written).errors.items()} == errors


def test_a_cycle_is_spelt_out() -> None:
    assert Concepts({"a": "<b>", "b": "<a>"}).errors["b"].remedy == "a > b > a"


def test_concepts_that_multiply_are_stopped() -> None:
    """Each of many concepts that contains the one before would make a small file spell out to a huge one."""
    hundred = {f"c{n}": " | ".join(f"t{n}-{i}" for i in range(100)) for n in range(5)}
    concepts = Concepts(hundred | {"four": "<c0> | <c1> | <c2> | <c3>", "five": "<four> | <c4>"})
    assert {name: str(error) for name, error in concepts.errors.items()} == {
        "five": f"a group of more than {MOST_TERMS} terms"
    }


def test_concepts_nested_too_deep_are_stopped_however_many_there_are() -> None:
    chain = {f"c{n}": f"<c{n + 1}>" for n in range(50_000)} | {"c50000": "end"}
    errors = {str(error) for error in Concepts(chain).errors.values()}
    assert errors == {f"concepts stand in concepts more than {DEEPEST_CONCEPT} deep"}


TERMS = (
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters='"'), min_size=1)
    .map(lambda text: " ".join(text.lower().split()))
    .filter(bool)
)
# Two terms of a group that are equal would be one after reading.
GROUPS = st.lists(TERMS, min_size=1, max_size=4, unique=True).map(tuple)


def write(rule: Rule) -> str:
    return " + ".join(" | ".join(f'"{term}"' for term in group) for group in rule.groups)


@given(st.lists(GROUPS, min_size=1, max_size=4).map(lambda groups: Rule(tuple(groups))))
def test_a_rule_survives_being_written_and_read(rule: Rule) -> None:
    assert Concepts({}).rule(write(rule)) == rule
    assert Concepts({}).rule(notation(rule)) == rule


@pytest.mark.parametrize("written", ["a b | c + d", "c++ | don't", '"|e|" | "a + b"', '"<large>" + x', "p < 0.05"])
def test_only_terms_that_need_quotes_are_written_in_quotes(written: str) -> None:
    assert notation(Concepts({}).rule(written)) == written


WORDS = st.text(alphabet="abcxyz0+.-θ", min_size=1).filter(lambda word: word != "+")
PLAIN = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.lists(PLAIN, min_size=1, unique=True), min_size=1, max_size=3))
def test_plain_terms_need_no_quotes(groups: list[list[str]]) -> None:
    written = " + ".join(" | ".join(group) for group in groups)
    assert Concepts({}).rule(written).groups == tuple(map(tuple, groups))


@given(st.text(alphabet='ab |+"<>-'))
def test_whatever_is_written_nothing_but_a_rule_error_is_raised(text: str) -> None:
    try:
        parsed = Concepts(CONCEPTS).rule(text)
    except RuleError:
        return
    assert all(term for group in parsed.groups for term in group)
