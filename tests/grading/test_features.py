"""What is known of a point in a few numbers."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.answer import listen
from mlprep.grading.features import Features, features, gather, how_astray
from mlprep.grading.heard import BETWEEN
from mlprep.grading.rulebook import compile_rulebook
from mlprep.grading.tokens import stem
from mlprep.model.question import KeyPoint, Rule

from builders import a_point, a_question


def a_rule(*groups: str) -> Rule:
    """Each group as its terms with commas between."""
    return Rule(tuple(tuple(group.split(", ")) for group in groups))


SPARSE = a_point(
    "sparse",
    "L1 drives weights to zero",
    rules=(a_rule("l1, lasso", "zero, sparse"), a_rule("lasso", "selects, feature selection")),
    against=(a_rule("ridge, l2", "sparse"),),
)
SHRINKS = a_point("shrinks", "L2 makes all weights small", rules=(a_rule("l2, ridge", "small, shrink"),))
KINK = a_point(
    "kink", "The corner of the diamond lies on an axis", rules=(a_rule("l1, lasso", "corner, diamond, zero"),)
)


def known(text: str, *points: KeyPoint) -> list[Features]:
    """The features of each point; without points, those of `SPARSE` and `SHRINKS`."""
    book = compile_rulebook(
        a_question(question="How do penalties differ?", answer="", key_points=points or (SPARSE, SHRINKS))
    )
    answer = listen(text, book.vocabulary)
    hits, loose = book.hits(answer), book.hits(answer, between=BETWEEN)
    evidence = [gather(point, answer, hits, loose) for point in book.points]
    astray = how_astray(answer, book.subject)
    return [features(own, [other for other in evidence if other is not own], astray) for own in evidence]


@pytest.mark.parametrize(
    ("text", "best", "second"),
    [
        ("lasso makes them sparse", 1.0, 0.0),
        ("lasso makes them sparse and selects", 1.0, 1.0),
        ("they are sparse", 0.5, 0.0),
        ("they are fine", 0.0, 0.0),
    ],
)
def test_the_two_rules_best_stated_count(text: str, best: float, second: float) -> None:
    sparse, _ = known(text)
    assert (sparse.best, sparse.second) == pytest.approx((best, second), abs=0.05)


def test_a_point_without_a_second_rule_has_no_second() -> None:
    _, shrinks = known("ridge makes them shrink")
    assert shrinks.best == 1
    assert shrinks.second == 0


def test_words_that_another_point_claims_too_are_shared() -> None:
    sparse, kink = known("lasso drives them to zero", SPARSE, KINK)
    assert sparse.shared == kink.shared == 1
    sparse, kink = known("lasso makes them sparse", SPARSE, KINK)
    assert 0 < sparse.shared < 1


def test_words_that_no_other_point_claims_are_not_shared() -> None:
    sparse, shrinks = known("Lasso makes them sparse. Ridge makes them shrink.")
    assert sparse.shared == shrinks.shared == 0
    (alone,) = known("lasso makes them sparse", SPARSE)
    assert alone.shared == 0


def test_a_point_that_was_not_heard_shares_nothing() -> None:
    sparse, _ = known("ridge makes them shrink")
    assert sparse.shared == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ridge makes them sparse", 1.0),
        ("lasso makes them sparse", 0.0),
        ("ridge shrinks them", 0.0),
        ("they are fine", 0.0),
    ],
)
def test_the_strongest_wrong_statement_counts_against_a_point(text: str, expected: float) -> None:
    assert known(text)[0].against == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mean median mode", 0.0),
        ("the mean is not as robust as the median or the mode", 0.0),
        ("mean trombones", 0.0),  # half of the words are at home
        ("bananas ripen fast near umbrellas", 1.0),
        ("mean trombones ripen fast near umbrellas", 1.0),
        ("", 1.0),
        ("it is what it is", 1.0),
        # sentences that have nothing of the question are asides
        ("The mean, then the median. Bananas ripen fast near umbrellas, and trombones sound well.", 0.0),
        ("Bananas ripen fast near umbrellas!\nThe mean, then the median.", 0.0),
        # the same word again and again says no more
        ("mean mean mean mean trombones ripen fast near umbrellas", 1.0),
    ],
)
def test_an_answer_is_astray_where_few_of_its_words_are_the_questions(text: str, expected: float) -> None:
    assert how_astray(listen(text), {stem(word) for word in "mean median mode robust".split()}) == expected


def test_between_home_and_abroad_it_is_half_way() -> None:
    assert 0 < how_astray(listen("mean trombones ripen"), {"mean"}) < 1


# Laws

texts = st.lists(
    st.sampled_from("lasso l1 ridge l2 sparse zero small shrink corner not , . and the banana selects ; \n".split(" ")),
    max_size=20,
).map(" ".join)


@given(texts)
def test_features_are_shares(text: str) -> None:
    for each in known(text, SPARSE, SHRINKS, KINK):
        assert all(0 <= value <= 1 for value in astuple(each))
        assert each.best >= each.second


@given(texts, texts, st.lists(st.sampled_from("banana umbrella trombone".split()), min_size=1))
def test_an_aside_changes_nothing(before: str, after: str, aside: list[str]) -> None:
    one, other = (known(f"{before}\n{middle}{after}") for middle in ("", f"{' '.join(aside)}\n"))
    assert [each.astray for each in one] == [each.astray for each in other]


@given(texts)
def test_points_in_another_order_have_the_same_features(text: str) -> None:
    assert known(text, SPARSE, SHRINKS, KINK) == known(text, KINK, SHRINKS, SPARSE)[::-1]
