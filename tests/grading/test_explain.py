"""What a grade rests on."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.explain import explain
from mlprep.grading.rules import RulesGrader
from mlprep.model.grade import Remark, Verdict
from mlprep.model.question import Rule

from builders import a_point, a_question

LARGE = Rule((("too large", "huge"), ("overshoot", "leap across")))
BOUNCE = Rule((("bounce", "oscillate"), ("valley", "minimum")))
STALLS = Rule((("too large", "huge"), ("stall", "crawl")))
QUESTION = a_question(
    key_points=(
        a_point("overshoot", "Too large a rate overshoots", rules=(BOUNCE, LARGE), against=(STALLS,)),
        a_point("slow", "Too small a rate crawls"),
    )
)
ANSWER = "A huge rate\nleaps across the valley."


def test_each_group_has_its_term_and_the_answers_words() -> None:
    overshoot, _ = explain(QUESTION, ANSWER).points
    best = overshoot.heard[0]
    assert best.number == 2
    assert best.strength > 0.9
    assert [(group.term, group.words) for group in best.groups] == [("huge", "huge"), ("leap across", "leaps across")]
    spans = [group.span for group in best.groups if group.span]
    assert [ANSWER[span.start : span.end] for span in spans] == ["huge", "leaps across"]


def test_a_group_that_was_not_heard_has_only_its_terms() -> None:
    overshoot, _ = explain(QUESTION, ANSWER).points
    bounce = overshoot.heard[1]
    assert bounce.number == 1
    assert [(group.term, group.words) for group in bounce.groups] == [(None, None), ("valley", "valley")]
    assert bounce.groups[0].terms == ("bounce", "oscillate")


def test_rules_of_which_nothing_was_heard_are_only_counted() -> None:
    overshoot, _ = explain(QUESTION, "The learning rate is huge.").points
    assert ([rule.number for rule in overshoot.heard], overshoot.rules) == ([2], 2)


def test_signs_of_contradiction_are_named() -> None:
    overshoot, _ = explain(QUESTION, "The learning rate when huge does not overshoot.").points
    assert "denied" in overshoot.heard[0].signs
    assert overshoot.heard[0].standing < overshoot.heard[0].strength


def test_the_strongest_rule_against_is_explained_like_any_other() -> None:
    overshoot, _ = explain(QUESTION, "With a huge learning rate training crawls.").points
    assert overshoot.against is not None
    assert [group.words for group in overshoot.against.groups] == ["huge", "crawls"]
    assert explain(QUESTION, ANSWER).points[0].against is None


def test_the_sum_of_the_shares_is_the_probability() -> None:
    for point in explain(QUESTION, ANSWER).points:
        log_odds = point.intercept + sum(feature.contribution for feature in point.features)
        if point.verdict is not Verdict.MISSED:
            assert point.probability == pytest.approx(1 / (1 + math.exp(-log_odds)), abs=0.002)
        assert all(f.contribution == pytest.approx(f.value * f.weight, abs=0.01) for f in point.features)


def test_a_point_without_rules_has_features_and_no_rules() -> None:
    _, slow = explain(QUESTION, "Too small a rate crawls").points
    assert (slow.heard, slow.against, slow.rules) == ((), None, 0)
    assert slow.features


def test_a_remark_on_the_whole_answer_goes_before_all_reasons() -> None:
    explanation = explain(QUESTION, "I don't know")
    assert explanation.grade.remark is Remark.DONT_KNOW
    assert {point.verdict for point in explanation.points} == {Verdict.MISSED}


WORDS = st.sampled_from(
    "huge too large leap leaps across overshoot not the valley crawl stall . , \n minimum bounce".split(" ")
)


@given(st.lists(WORDS, max_size=15).map(" ".join) | st.text(max_size=60))
def test_whatever_the_text_verdicts_are_the_graders_and_every_term_is_found(text: str) -> None:
    explanation = explain(QUESTION, text)
    assert explanation.grade == RulesGrader().grade(QUESTION, text)
    for point, graded in zip(explanation.points, explanation.grade.points, strict=True):
        assert (point.verdict, point.probability) == (graded.verdict, graded.probability)
        for rule in (*point.heard, *((point.against,) if point.against else ())):
            for group in rule.groups:
                assert (group.term is None) == (group.span is None) == (group.words is None)
                assert group.term is None or group.term in group.terms
