"""How much of a rule an answer states: said together, of each other, and not of something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.answer import listen
from mlprep.grading.evidence import Reading, against, best_reading
from mlprep.grading.heard import BETWEEN
from mlprep.grading.rulebook import compile_rulebook
from mlprep.model.question import KeyPoint, Rule

from builders import a_point, a_question


def a_rule(*groups: str) -> Rule:
    """Each group as its terms with commas between."""
    return Rule(tuple(tuple(group.split(", ")) for group in groups))


LAZY = a_point(
    "lazy",
    "Lazy learners work at query time",
    rules=(a_rule("lazy, knn", "query time, prediction"),),
    against=(a_rule("eager, trees", "query time, prediction"), a_rule("knn trains model")),
)


def read(text: str, point: KeyPoint = LAZY) -> Reading | None:
    book = compile_rulebook(a_question(question="When is the work done?", answer="", key_points=(point,)))
    answer = listen(text, book.vocabulary)
    return best_reading(book.points[0].rules[0], answer, book.hits(answer))


def held_against(text: str, point: KeyPoint = LAZY) -> float:
    book = compile_rulebook(a_question(question="When is the work done?", answer="", key_points=(point,)))
    answer = listen(text, book.vocabulary)
    right = [group for rule in point.rules for group in rule.groups]
    reading = against(point.against, answer, book.hits(answer, between=BETWEEN), right)
    return reading.strength if reading else 0.0


def strength(text: str) -> float:
    reading = read(text)
    return reading.strength if reading else 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lazy learners work at query time", 1.0),
        ("knn: all at prediction", 1.0),
        ("lazy learners", 0.5),
        ("query time", 0.5),
        ("query time matters; many words of all kinds, and no other, stand between these, far away; lazy", 0.5),
    ],
)
def test_a_rule_is_stated_as_far_as_its_groups_are(text: str, expected: float) -> None:
    assert strength(text) == pytest.approx(expected, abs=0.15)


def test_nothing_is_read_where_no_group_is_heard() -> None:
    assert read("momentum damps zigzags") is None


def test_groups_fade_with_the_distance_between_them() -> None:
    told = [
        strength("lazy at query time"),
        strength("lazy, it seems to me, in most cases one may see the work done during query time"),
        strength("lazy. It keeps data, nothing else. Then work starts: query time."),
    ]
    assert told == sorted(told, reverse=True)
    assert 1.0 == told[0] > told[2] > 0.5


def test_of_several_places_the_ones_that_stand_together_are_read() -> None:
    text = "lazy or eager, that matters. So lazy means query time."
    reading = read(text)
    assert reading
    assert reading.strength == 1
    assert [hit.first for hit in reading.heard] == [6, 8]


def test_a_hit_is_read_for_one_group_only() -> None:
    point = a_point("p", "Noise", rules=(a_rule("random noise", "noise, jitter"),))
    reading = read("random noise", point)
    assert reading
    assert len(reading.heard) == 1


def test_a_contradiction_takes_away_from_what_stands() -> None:
    plain, denied = read("lazy at query time"), read("not lazy at query time")
    assert plain
    assert denied
    assert denied.strength == plain.strength
    assert "denied" in denied.signs
    assert denied.standing < plain.standing == plain.strength


def test_the_reading_is_chosen_of_which_most_stands() -> None:
    reading = read("Not lazy at query time. Lazy at query time.")
    assert reading
    assert reading.signs == ()
    assert reading.standing == 1


@pytest.mark.parametrize(
    "text",
    [
        "eager learners work at query time",
        "trees do it all at prediction",
        "at query time the eager ones work",
        "knn trains a model",
        "knn first trains a big model",  # words may stand between those of a term
    ],
)
def test_a_wrong_statement_is_heard_in_full(text: str) -> None:
    assert held_against(text) == 1


@pytest.mark.parametrize(
    "text",
    [
        "eager learners are fine",  # not all of its groups
        "eager learners are fine. query time is late",  # not in one sentence
        "eager, as a rule and with all that we know about models in the wild today, wins except during query time",
        "knn has data, trains model",  # over the end of a clause
        "momentum damps zigzags",
    ],
)
def test_half_a_wrong_statement_is_none(text: str) -> None:
    assert held_against(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "not eager learners work at query time",
        "eager ones never at query time",
        "at query time, unlike eager ones",
        "query time rather than eager",
    ],
)
def test_a_denied_wrong_statement_is_hardly_held_against_the_candidate(text: str) -> None:
    assert held_against(text) <= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "lazy learners work at query time, eager ones at fit time",
        "lazy learners work at query time, eager ones before",
        "eager ones at fit time, lazy learners at query time",
        "lazy at prediction while eager ones work before",
        "unlike eager ones, knn works at query time",
    ],
)
def test_words_that_belong_to_the_right_statement_are_contested(text: str) -> None:
    assert held_against(text) <= 0.5


def test_a_contested_wrong_statement_is_weaker_than_a_plain_one() -> None:
    assert held_against("lazy ones at fit time, eager ones at query time") > held_against(
        "lazy ones at query time, eager ones at fit time"
    )


def test_the_strongest_wrong_statement_counts() -> None:
    assert held_against("Not eager at query time. Trees at query time.") == 1


# Laws

texts = st.lists(
    st.sampled_from("lazy knn eager trees query time prediction not and , . but the works fast trains model".split()),
    max_size=20,
).map(" ".join)


@given(texts)
def test_strength_contradiction_and_standing_are_shares(text: str) -> None:
    reading = read(text)
    if reading:
        assert 0 <= reading.contradiction <= 1
        assert 0 < reading.standing <= reading.strength <= 1
        assert (reading.contradiction == 0) == (reading.signs == ())
    assert 0 <= held_against(text) <= 1


@given(texts)
def test_hits_of_a_reading_do_not_overlap(text: str) -> None:
    reading = read(text)
    if reading:
        assert len(reading.hits) == len(reading.groups)
        heard = reading.heard
        assert not any(one.overlaps(other) for i, one in enumerate(heard) for other in heard[:i])


asides = st.lists(st.sampled_from("bananas ripen near the umbrellas not never and , but".split())).map(" ".join)


@given(texts, asides, st.booleans())
def test_an_aside_changes_nothing(text: str, aside: str, before: bool) -> None:
    once, again = read(text), read(f"{aside}\n{text}" if before else f"{text}\n{aside}")
    if once:
        assert again
        assert again.standing == pytest.approx(once.standing)


@given(texts)
def test_saying_it_twice_never_takes_from_a_rule(text: str) -> None:
    once, again = read(text), read(f"{text}\n{text}")
    if once:
        assert again
        assert again.standing >= once.standing - 1e-9


@given(texts, texts)
def test_a_wrong_statement_is_not_undone_by_a_further_sentence(text: str, more: str) -> None:
    assert held_against(f"{text}\n{more}") >= held_against(text) - 1e-9
