"""What quiz and mock have in common: hints, probes, ticked-off grades. Their flow is in test_quiz and test_mock."""

from __future__ import annotations

from dataclasses import replace

from mlprep.session.asking import again, follow_up, hints_of, opening, probe, self_grade

from builders import a_follow_up, an_attempt
from fakes import FOUND, MISSED, card, word

SIZE = word("size", weight=2, hint="What is multiplied?", ask="How does it enter?")
RATE = card("gd-rate", word("units", hint="Mind the scale."), SIZE, "crawl")


def test_hints_come_weightiest_first() -> None:
    assert hints_of(RATE) == ("What is multiplied?", "Mind the scale.")


def test_a_probe_asks_for_its_point_alone() -> None:
    asked = probe(RATE, SIZE)
    assert (asked.question, asked.asked.question, asked.asked.key_points) == (RATE, "How does it enter?", (SIZE,))
    assert asked.prompt == "probe:size"


def test_the_prompts_of_a_question_are_different() -> None:
    asked = (opening(RATE), follow_up(RATE, a_follow_up("size")), probe(RATE, SIZE))
    assert [one.prompt for one in asked] == ["", "size", "probe:size"]


def test_what_an_attempt_answered_is_asked_again_while_the_question_has_it() -> None:
    schedules = a_follow_up("schedules")
    question = replace(RATE, follow_ups=(schedules,))
    assert again(question, an_attempt()) == opening(question)
    assert again(question, an_attempt(follow_up_id="schedules")) == follow_up(question, schedules)
    assert again(question, an_attempt(probe="size")) == probe(question, SIZE)
    assert again(RATE, an_attempt(follow_up_id="schedules")) is None
    assert again(RATE, an_attempt(probe="gone")) is None


def test_what_is_ticked_is_found_and_the_rest_is_missed() -> None:
    grade = self_grade(RATE, frozenset({"size"}))
    assert grade.verdicts() == {"units": MISSED, "size": FOUND, "crawl": MISSED}
    assert (grade.score, grade.passed, grade.remark, grade.grader) == (50, True, None, "self")


def test_ticking_nothing_scores_nothing() -> None:
    assert (self_grade(RATE, frozenset()).score, self_grade(RATE, frozenset()).passed) == (0, False)


def test_an_unknown_tick_is_ignored() -> None:
    assert self_grade(RATE, frozenset({"elsewhere"})).score == 0
