"""What the words of a key point are worth."""

from __future__ import annotations

import pytest

from mlprep.grading.wordings import PointWordings, compile_wordings
from mlprep.model.question import KeyPoint

from builders import a_follow_up, a_point, a_question


def compiled(*points: KeyPoint, question: str = "Why?", answer: str = "") -> tuple[PointWordings, ...]:
    return compile_wordings(a_question(question=question, answer=answer, key_points=points)).points


def worth(*points: str, question: str = "Why?") -> list[dict[str, float]]:
    own = compiled(*(a_point(f"p{i}", text) for i, text in enumerate(points)), question=question)
    return [{stem: round(worth, 2) for stem, worth in point.stated[0].worth.items()} for point in own]


def test_every_word_with_meaning_is_worth_the_same() -> None:
    assert worth("It overshoots the bananas") == [{"overshoot": 1.0, "banana": 1.0}]


def test_a_single_letter_is_worth_little() -> None:
    assert worth("w overshoots") == [{"w": 0.3, "overshoot": 1.0}]


def test_a_word_of_the_question_is_worth_a_fifth() -> None:
    assert worth("The banana overshoots", question="Which banana?") == [{"banana": 0.2, "overshoot": 1.0}]


def test_a_word_that_the_question_has_in_other_words_is_worth_less() -> None:
    ((word,),) = [w.values() for w in worth("huge", question="How large?")]
    assert 0.2 < word < 1.0


def test_a_word_that_points_share_is_worth_less() -> None:
    assert worth("banana overshoots", "banana crawls") == [
        {"banana": 0.71, "overshoot": 1.0},
        {"banana": 0.71, "crawl": 1.0},
    ]


def test_alternatives_of_one_point_do_not_share() -> None:
    (point,) = compiled(a_point(point="banana overshoots", accept=("banana leaps",)))
    assert [way.worth for way in point.stated] == [{"banana": 1.0, "overshoot": 1.0}, {"banana": 1.0, "leap": 1.0}]


def test_the_sentence_of_the_model_answer_that_is_most_like_a_point_is_a_wording_too() -> None:
    answer = "Bananas are yellow. A banana overshoots every minimum there is."
    (point,) = compiled(a_point(point="banana overshoots"), answer=answer)
    assert [set(way.worth) for way in point.stated] == [
        {"banana", "overshoot"},
        {"banana", "overshoot", "everi", "minimum"},
    ]


def test_a_sentence_about_something_else_is_not() -> None:
    (point,) = compiled(a_point(point="banana overshoots quickly"), answer="A banana is yellow.")
    assert len(point.stated) == 1


def test_a_wording_knows_what_it_denies() -> None:
    (point,) = compiled(a_point(point="trees need no scaling", accept=("scaling is for others",)))
    assert [way.denied for way in point.stated] == [{"scale"}, frozenset()]


def test_a_wording_of_stop_words_is_none() -> None:
    (point,) = compiled(a_point(point="it is what it is"))
    assert point.stated == ()


def test_the_vocabulary_has_every_word_that_matters() -> None:
    point = a_point(point="rate overshoots", accept=("leaps",), reject=("crawls",))
    vocabulary = compile_wordings(a_question(question="Why tune?", answer="", key_points=(point,))).vocabulary
    assert set(vocabulary.words) == {"rate", "overshoot", "leap", "crawl"}


def test_follow_ups_have_wordings_of_their_own() -> None:
    assert len(compile_wordings(a_follow_up()).points) == 1


def rejects(point: str, reject: str) -> list[dict[str, float]]:
    (own,) = compiled(a_point(point=point, reject=(reject,)))
    return [dict(way.worth) for way in own.refused]


def test_what_a_wrong_statement_has_in_common_with_the_point_is_worth_a_fifth() -> None:
    assert rejects("L1 zeroes weights", "L2 zeroes weights") == [{"l2": 1.0, "zero": 0.2, "weight": 0.2}]


def test_a_wrong_statement_in_the_words_of_the_point_cannot_be_told_from_it() -> None:
    assert rejects("precision counts predictions, recall counts cases", "recall counts predictions") == []


def test_unless_it_denies_them() -> None:
    assert rejects("the loss is convex", "the loss is not convex") == [
        {"loss": pytest.approx(0.2), "convex": pytest.approx(0.2)}
    ]
