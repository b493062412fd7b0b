"""What the words of a key point are worth."""

from __future__ import annotations

from mlprep.grading.rubric import compile_rubric

from builders import a_point, a_question


def worth(*points: str, question: str = "Why?") -> list[dict[str, float]]:
    key_points = tuple(a_point(f"p{i}", text) for i, text in enumerate(points))
    rubric = compile_rubric(a_question(question=question, key_points=key_points))
    return [point.accept[0].worth for point in rubric.points]


def test_every_word_with_meaning_is_worth_the_same() -> None:
    assert worth("It overshoots the minimum") == [{"overshoot": 1.0, "minimum": 1.0}]


def test_a_word_of_the_question_is_worth_a_fifth() -> None:
    assert worth("The rate overshoots", question="What does the rate do?") == [{"rate": 0.2, "overshoot": 1.0}]


def test_a_word_that_points_share_is_divided_between_them() -> None:
    assert worth("rate overshoots", "rate crawls") == [{"rate": 0.5, "overshoot": 1.0}, {"rate": 0.5, "crawl": 1.0}]


def test_alternatives_of_one_point_do_not_share() -> None:
    point = a_point(point="rate overshoots", accept=("rate leaps",))
    (rubric,) = compile_rubric(a_question(question="Why?", key_points=(point,))).points
    assert [wording.worth for wording in rubric.accept] == [{"rate": 1.0, "overshoot": 1.0}, {"rate": 1.0, "leap": 1.0}]


def test_a_wording_knows_what_it_denies() -> None:
    point = a_point(point="trees need no scaling", accept=("scaling is for others",))
    (rubric,) = compile_rubric(a_question(question="Why?", key_points=(point,))).points
    assert [wording.negated for wording in rubric.accept] == [{"scale"}, frozenset()]


def test_the_vocabulary_has_every_word_that_matters() -> None:
    point = a_point(point="rate overshoots", accept=("leaps",), reject=("crawls",))
    rubric = compile_rubric(a_question(question="Why tune?", key_points=(point,)))
    assert rubric.vocabulary == {"rate", "overshoot", "leap", "crawl", "tune"}


def rejects(point: str, reject: str) -> list[dict[str, float]]:
    key_point = a_point(point=point, reject=(reject,))
    (rubric,) = compile_rubric(a_question(question="Why?", key_points=(key_point,))).points
    return [wording.worth for wording in rubric.reject]


def test_what_a_wrong_statement_has_in_common_with_the_point_is_worth_a_fifth() -> None:
    assert rejects("L1 zeroes weights", "L2 zeroes weights") == [{"l2": 1.0, "zero": 0.2, "weight": 0.2}]


def test_a_wrong_statement_in_the_words_of_the_point_cannot_be_told_from_it() -> None:
    assert rejects("precision counts predictions, recall counts cases", "recall counts predictions") == []


def test_unless_it_denies_them() -> None:
    assert rejects("the loss is convex", "the loss is not convex") == [{"loss": 0.2, "convex": 0.2}]
