"""Which signs tell that the right words say the opposite."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.answer import Answer, Hit, listen
from mlprep.grading.contradiction import WORTH, certainty, denial, signs_of_contradiction
from mlprep.grading.evidence import best_reading
from mlprep.grading.rulebook import compile_rulebook
from mlprep.model.question import KeyPoint, Rule

from builders import a_point, a_question


def a_rule(*groups: str) -> Rule:
    """Each group as its terms with commas between."""
    return Rule(tuple(tuple(group.split(", ")) for group in groups))


DEPTH = a_point("depth", "Pruned trees generalise", rules=(a_rule("tree", "small variance", "noise"),))
MSE = a_point("mse", "MSE predicts the mean of the target", rules=(a_rule("predicts, gives", "target, label"),))
MAE = a_point("mae", "MAE predicts the median of the target", rules=(a_rule("mae", "median"),))
STEP = a_point("step", "Small steps are slow", rules=(a_rule("training, it trains", "minimum, loss"),))
STAYS = a_point("stays", "The gradient never shrinks", rules=(a_rule("gradient", "shrink, fade"),))


def signs(text: str, *points: KeyPoint) -> dict[str, float]:
    """The signs of the best reading of the first point's rule."""
    book = compile_rulebook(a_question(question="What can you say?", answer="", key_points=points))
    answer = listen(text, book.vocabulary)
    (rule,) = book.points[0].rules
    reading = best_reading(rule, answer, book.hits(answer))
    return signs_of_contradiction(rule, answer, reading.hits) if reading else {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trees of small variance average noise", set()),
        ("trees have large variance, noise", {"replaced"}),
        ("trees, noise", set()),
    ],
)
def test_an_opposite_in_place_of_a_word_that_is_missing_is_a_sign(text: str, expected: set[str]) -> None:
    assert signs(text, DEPTH).keys() == expected


def test_an_opposite_that_stands_closer_than_the_right_word_is_a_sign() -> None:
    point = a_point("p", "Steps matter", rules=(a_rule("small", "slow"),))
    assert "turned" in signs("fast small steps are unlike other ones of all kinds slow", point)
    assert "turned" not in signs("small steps are slow", point)


def test_what_is_denied_is_no_opposite() -> None:
    assert "replaced" in signs("tree with large variance, noise", DEPTH)
    assert "replaced" not in signs("tree with not large variance, noise", DEPTH)


@pytest.mark.parametrize(
    ("text", "is_rival"),
    [
        ("mse gives the mean of the target", False),
        ("it gives the target", False),
        ("mae gives the target", True),  # of MAE, not of MSE
        ("mse, unlike mae, gives the target", False),
        ("mse gives the target. mae is robust", False),
    ],
)
def test_a_rival_of_the_points_subject_in_its_place_is_a_sign(text: str, is_rival: bool) -> None:
    assert ("rival" in signs(text, MSE, MAE)) == is_rival


def test_a_rival_close_by_counts_more_than_one_far_away() -> None:
    near, far = (
        signs(text, MSE, MAE).get("rival", 0.0)
        for text in (
            "mae gives the target",
            "mae, whatever people may think or say of outliers today, gives the target",
        )
    )
    assert near > far > 0


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("training reaches the minimum", False),
        ("training with small steps reaches the minimum", False),
        ("training with large steps reaches the minimum", True),
        ("training is fast at the minimum", True),
        ("training with large steps is fast at the minimum", False),  # two turned round say the same again
        ("training with small steps is fast at the minimum", True),
        ("large or small, training reaches the minimum", False),
        ("training reaches the minimum. large nets help", False),
    ],
)
def test_the_other_direction_is_a_sign_and_two_cancel(text: str, turned: bool) -> None:
    assert ("direction" in signs(text, STEP)) == turned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it predicts the target", set()),
        ("it never predicts the target", {"denied"}),
        ("it predicts not the target", {"denied", "denied after"}),
        ("it doesn’t predict the target", {"denied"}),
        ("it predicts the target, not the noise", set()),
        ("it predicts the target never", {"denied after"}),
        ("it does not reliably predict the target", {"in a denial"}),
        ("not only does it predict the target", set()),
        ("nobody thinks it never predicts the target", {"denied"}),
    ],
)
def test_negations_before_after_and_around_are_signs(text: str, expected: set[str]) -> None:
    denials = {"denied", "denied after", "in a denial"}
    assert signs(text, MSE).keys() & denials - ({"in a denial"} if "denied" in expected else set()) == expected


@pytest.mark.parametrize(
    "text", ["the gradient does not shrink", "the gradient never fades", "it isn't a gradient, shrink"]
)
def test_a_negation_says_nothing_of_a_point_that_denies_something_itself(text: str) -> None:
    assert not signs(text, STAYS).keys() & {"denied", "denied after", "in a denial"}


def test_a_negation_that_is_part_of_a_term_denies_nothing() -> None:
    point = a_point("p", "The slope stays", rules=(a_rule("slope", "no smaller, same"),))
    assert signs("the slope is no smaller", point) == {}


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("the mean of squares", 0.0, 0.0),
        ("not the mean of squares", 0.8, 0.8),
        ("the mean of not squares", 0.8, 0.8),
        ("the squares never mean", 0.6, 0.8),
        ("mean squares, never", 0.0, 0.0),
        ("mean squares never", 0.6, 0.6),
    ],
)
def test_a_negation_right_beside_a_wrong_statement_takes_it_back(text: str, least: float, most: float) -> None:
    answer = listen(text)
    assert least <= denial(answer, [_hit(answer, "mean"), _hit(answer, "squares")]) <= most


def test_a_negation_between_the_words_of_a_wrong_statement_may_be_part_of_it() -> None:
    answer = listen("it is not robust")
    stretch = Hit(_hit(answer, "not").first, _hit(answer, "robust").last)
    assert denial(answer, [stretch]) == 0


@pytest.mark.parametrize(
    ("given_signs", "expected"),
    [({}, 0.0), ({"rival": 1.0}, 0.5), ({"rival": 0.5}, 0.25), ({"rival": 1.0, "turned": 1.0}, 0.75)],
)
def test_signs_count_as_independent(given_signs: dict[str, float], expected: float) -> None:
    assert certainty(given_signs) == pytest.approx(expected)


# Laws

some_signs = st.dictionaries(st.sampled_from(sorted(WORTH)), st.floats(0, 1))


@given(some_signs)
def test_a_certainty_lies_between_0_and_1(some: dict[str, float]) -> None:
    assert 0 <= certainty(some) <= 1


@given(some_signs, st.sampled_from(sorted(WORTH)), st.floats(0, 1))
def test_one_more_sign_never_makes_less_certain(some: dict[str, float], name: str, value: float) -> None:
    assert certainty({**some, name: max(value, some.get(name, 0.0))}) >= certainty(some) - 1e-9


@given(
    st.lists(
        st.sampled_from("mse mae mean median gives target not never unlike and , . large small but label the".split()),
        max_size=20,
    ).map(" ".join)
)
def test_signs_are_named_and_have_a_strength(text: str) -> None:
    for name, value in signs(text, MSE, MAE).items():
        assert name in WORTH
        assert 0 < value <= 1


def _hit(answer: Answer, word: str) -> Hit:
    place = [token.text for token in answer.tokens].index(word)
    return Hit(place, place)
