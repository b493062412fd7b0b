"""A question's rules as compiled: which terms are heard where, what a group is worth, what stands against it."""

from __future__ import annotations

import pytest

from mlprep.grading.answer import listen
from mlprep.grading.rulebook import CompiledRule, compile_rulebook
from mlprep.grading.tokens import stem
from mlprep.model.question import Gradable, KeyPoint, Rule

from builders import a_point, a_question


def a_rule(*groups: str) -> Rule:
    """Each group as its terms with commas between."""
    return Rule(tuple(tuple(group.split(", ")) for group in groups))


def asked(*points: KeyPoint, question: str = "What can you say?") -> Gradable:
    return a_question(question=question, key_points=points, answer="")


def heard(terms: str, text: str, *, between: int = 0) -> list[str]:
    """The stretches of the text in which one of the terms is heard."""
    rule = a_rule(terms)
    book = compile_rulebook(asked(a_point("p", "Nothing of it", rules=(rule,))))
    answer = listen(text, book.vocabulary)
    hits = book.hits(answer, between=between).get(rule.groups[0], ())
    return sorted(text[answer.tokens[hit.first].start : answer.tokens[hit.last].end] for hit in hits)


def compiled(*points: KeyPoint, question: str = "What can you say?") -> list[CompiledRule]:
    return [rule for point in compile_rulebook(asked(*points, question=question)).points for rule in point.rules]


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        ("mean, average", "the mean is an average of means", ["average", "mean", "means"]),
        ("mean", "the median", []),
        ("overfit", "overfitting", ["overfitting"]),
        # typing errors
        ("gradient", "the gradeint", ["gradeint"]),
        ("learning rate", "a laerning rate", ["laerning rate"]),
        # terms of several words
        ("learning rate", "the learning rate", ["learning rate"]),
        ("learning rate", "the rate of learning", []),
        ("learning rate", "learning a good rate", []),
        ("learning rate", "learning. rate", []),
        ("rate of learning", "rate of learning", ["rate of learning"]),
        ("blow up", "it blows them up", ["blows them up"]),  # small words may stand between
        ("mean price", "the mean of the price", ["mean of the price"]),
        # compounds, written in whatever way
        ("minibatch", "mini batch, mini-batch, minibatch", ["mini batch", "mini-batch", "minibatch"]),
        ("mini-batch", "mini batch, mini-batch, minibatch", ["mini batch", "mini-batch", "minibatch"]),
        ("mini batch", "mini batch, mini-batch, minibatch", ["mini batch", "mini-batch", "minibatch"]),
        ("overfit", "over-fitting", ["over-fitting"]),
        ("minibatch", "it is mini. batch two", []),
        # signs and figures
        ("^2", "e^2 is e²", ["^2"]),
        ("-> median", "mae → median", ["→ median"]),
        ("10x", "10x, not 100x", ["10x"]),
        ("'", "nothing in '", []),
    ],
)
def test_terms_are_heard_in_any_form(terms: str, text: str, found: list[str]) -> None:
    assert heard(terms, text) == found


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("mae median", "mae median", ["mae median"]),
        ("mae median", "mae gives the median", ["mae gives the median"]),
        ("mae median", "mae surely gives the median", ["mae surely gives the median"]),
        ("mae median", "mae surely gives us the median", ["mae surely gives us the median"]),
        ("mae median", "mae surely always gives the median", []),  # three words are too many
        ("mae median", "mae converges, median", []),  # another clause
        ("mae median", "mae converges. median", []),
        ("mae median", "mae not the median", []),
        ("mae median", "mae and the median", []),
        ("mae median", "mae = median", []),
        ("mae median", "mae has more than the median", []),
        ("grow e", "they grow many e", []),  # a letter of a formula has to follow at once
    ],
)
def test_words_of_content_may_stand_between_the_words_of_a_loose_term(term: str, text: str, found: list[str]) -> None:
    assert heard(term, text, between=2) == found


def test_without_looseness_no_word_of_content_stands_between() -> None:
    assert heard("mae median", "mae gives the median") == []


def test_a_group_is_worth_less_where_the_question_or_other_points_have_it() -> None:
    mean = a_point("mean", "Squared loss predicts the mean", rules=(a_rule("loss", "squared", "mean"),))
    median = a_point("median", "Absolute loss predicts the median", rules=(a_rule("median"),))
    (rule, _) = compiled(mean, median, question="What does squared error do?")
    loss, squared, own = rule.worth
    assert own == 1
    assert squared == pytest.approx(0.7)  # the question says it
    assert loss == pytest.approx(0.4)  # all other points say it
    assert rule.total == pytest.approx(loss + squared + own)


def test_a_group_that_some_of_the_other_points_have_is_worth_more_than_one_that_all_have() -> None:
    point = a_point("p", "Loss falls", rules=(a_rule("loss", "error"),))
    others = (a_point("q", "Loss and error"), a_point("r", "The loss"))
    ((loss, error),) = (rule.worth for rule in compiled(point, *others))
    assert loss < error < 1


def test_opposed_are_the_opposites_of_the_words_that_a_term_begins_or_ends_with() -> None:
    (rule,) = compiled(a_point("p", "Variance gets low", rules=(a_rule("low variance", "step"),)))
    low, step = rule.opposed
    assert stem("high") in low
    assert step == frozenset()


def test_a_word_that_the_point_itself_says_is_no_opposite() -> None:
    (rule,) = compiled(a_point("p", "High bias means low variance", rules=(a_rule("low variance"),)))
    assert stem("high") not in rule.opposed[0]


def test_axes_are_the_directions_that_a_point_takes() -> None:
    (rule,) = compiled(a_point("p", "The step gets small", rules=(a_rule("step"),)))
    assert [stem("large") in axis.theirs for axis in rule.axes] == [True]
    (both,) = compiled(a_point("p", "The step gets small or large", rules=(a_rule("step"),)))
    assert both.axes == ()


def test_rivals_stand_in_each_others_place_in_two_points() -> None:
    one = a_point("one", "MSE predicts the mean of the target", rules=(a_rule("mse"),))
    other = a_point("other", "MAE predicts the median of the target", rules=(a_rule("mae"),))
    mse, mae = (dict(rule.rivals) for rule in compiled(one, other))
    assert mse["mse"] == {"mae"}
    assert mse["mean"] == {"median"}
    assert mae["mae"] == {"mse"}


def test_points_about_different_things_have_no_rivals() -> None:
    one = a_point("one", "MSE predicts the mean of the target", rules=(a_rule("mse"),))
    other = a_point("other", "Huber mixes both losses", rules=(a_rule("huber"),))
    assert [rule.rivals for rule in compiled(one, other)] == [(), ()]


def test_wordings_of_one_point_are_no_rivals() -> None:
    point = a_point("p", "MSE predicts the mean", accept=("MSE yields the mean",), rules=(a_rule("mse"),))
    assert [rule.rivals for rule in compiled(point)] == [()]


@pytest.mark.parametrize(
    ("point", "terms", "negative"),
    [
        ("It never shrinks", "step", True),
        ("It doesn’t shrink", "step", True),
        ("It stays", "step, never shrinks", True),
        ("It stays", "step", False),
    ],
)
def test_a_rule_is_negative_where_it_or_its_point_denies_something(point: str, terms: str, negative: bool) -> None:
    (rule,) = compiled(a_point("p", point, rules=(a_rule(terms),)))
    assert rule.negative == negative


def test_the_subject_is_every_word_of_the_question_and_its_terms() -> None:
    point = a_point(
        "p", "Momentum damps", accept=("inertia",), rules=(a_rule("heavy ball"),), against=(a_rule("noise"),)
    )
    question = a_question(question="What helps?", answer="Averages.", key_points=(point,))
    words = "what helps averages momentum damps inertia heavy ball noise".split()
    assert {stem(word) for word in words} <= compile_rulebook(question).subject


def test_the_vocabulary_is_every_word_of_a_term_and_of_a_direction() -> None:
    book = compile_rulebook(asked(a_point("p", "Momentum damps", rules=(a_rule("heavy ball"),))))
    assert {"heavi", "ball", "heavybal", stem("increase")} <= book.vocabulary
    assert "momentum" not in book.vocabulary


def test_a_question_without_rules_has_points_without_rules() -> None:
    book = compile_rulebook(asked(a_point("p", "Momentum damps")))
    assert [(point.point.id, point.rules, point.against) for point in book.points] == [("p", (), ())]
    assert book.hits(listen("momentum damps", book.vocabulary)) == {}


def test_a_question_is_compiled_once() -> None:
    question = asked(a_point("p", "Momentum damps", rules=(a_rule("heavy ball"),)))
    assert compile_rulebook(question) is compile_rulebook(question)
