"""Rules from verdicts that the candidate overruled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.rules import RulesGrader
from mlprep.grading.suggest import merged, parted, still_parted, suggest
from mlprep.model.grade import PointGrade, Verdict
from mlprep.model.question import Gradable, Rule
from mlprep.model.suggestion import Overruled, RuleKind, Suggestion

from builders import a_point, a_question

RULES = (Rule((("too large", "huge"), ("overshoot", "miss"))),)
QUESTION = a_question(
    key_points=(
        a_point("overshoot", "Too large a rate overshoots the minimum", rules=RULES),
        a_point("slow", "Too small a rate crawls", rules=(Rule((("small",), ("crawl", "slow"))),)),
    )
)


def overruled(text: str, point: str = "overshoot", *, own: Verdict = Verdict.FOUND) -> Overruled:
    """A verdict of the candidate's own, where the grader said the opposite."""
    graded = Verdict.MISSED if own is Verdict.FOUND else Verdict.FOUND
    return Overruled("gradient-descent", QUESTION.id, "", text, PointGrade(point, graded), own)


def suggestion(*about: Overruled, asked: Gradable = QUESTION) -> Suggestion:
    (only,) = suggest(asked, about)
    return only


def rule(*groups: str) -> Rule:
    return Rule(tuple(tuple(group.split(" | ")) for group in groups))


def test_a_rule_is_made_of_words_that_were_not_heard() -> None:
    found = suggestion(overruled("Giant strides leap over the valley floor."))
    assert found.quotes == ("Giant strides leap over the valley floor",)
    assert found.rules == (rule("giant", "strides", "valley"),)


def test_the_sentence_nearest_to_the_point_is_the_one() -> None:
    found = suggestion(overruled("Momentum helps somewhat. A huge step vaults past it. Schedules come later."))
    assert found.quotes == ("A huge step vaults past it",)


def test_what_was_heard_anchors_what_was_not() -> None:
    assert suggestion(overruled("A huge stride vaults clean past it.")).rules == (rule("huge", "stride", "vaults"),)


def test_a_negation_stays_with_its_word() -> None:
    found = suggestion(overruled("Giant strides never settle."))
    assert found.rules == (rule("giant", "strides", "never settle"),)


def test_words_of_the_question_make_no_rule() -> None:
    found = suggestion(overruled("The learning rate shapes training."))
    assert found.rules == ()


def test_a_rule_that_another_point_states_is_not_suggested() -> None:
    asked = a_question(key_points=(QUESTION.key_points[0], a_point("valley", "Strides leap over the valley")))
    assert suggestion(overruled("Strides leap over valley."), asked=asked).rules == ()


def test_answers_to_one_point_are_told_together() -> None:
    text = "Giant strides leap over the valley floor."
    found = suggestion(overruled(text), overruled(text), overruled("Giant strides leap over the valley rim."))
    assert (found.times, len(found.quotes)) == (3, 2)
    assert found.rules == (rule("giant", "strides", "valley"),)


def test_a_rule_that_is_there_already_is_not_suggested_again() -> None:
    known = (*RULES, rule("giant | huge", "strides", "valley | bowl"))
    asked = a_question(key_points=(a_point("overshoot", "Too large a rate overshoots the minimum", rules=known),))
    found = suggestion(overruled("Giant strides pass the valley."), asked=QUESTION)
    assert found.rules == (rule("giant", "strides", "valley"),)
    text = "Giant strides pass the valley."
    again = list(suggest(asked, [overruled(text)]))
    assert not [each for each in again if found.rules[0] in each.rules]


def test_what_was_credited_and_not_stated_gets_a_rule_against() -> None:
    found = suggestion(overruled("Huge batches overshoot memory.", own=Verdict.MISSED))
    assert found.kind is RuleKind.AGAINST
    assert found.rules == (rule("huge", "batches", "memory"),)


def test_the_right_words_alone_are_never_held_against_a_point() -> None:
    assert suggestion(overruled("Huge rates overshoot the minimum.", own=Verdict.WRONG)).rules == ()


def test_a_point_that_had_no_rules_gets_one_of_its_own_words_first() -> None:
    asked = a_question(key_points=(a_point("overshoot", "Too large a rate overshoots the minimum"),))
    found = suggestion(overruled("Giant strides leap."), asked=asked)
    assert found.rules == (rule("large", "overshoots", "minimum"), rule("giant", "strides", "leap"))


def test_rules_that_differ_in_one_group_become_one() -> None:
    assert merged([rule("a", "b"), rule("a", "c"), rule("x", "y")]) == (rule("a", "b | c"), rule("x", "y"))
    assert merged([rule("a", "b"), rule("a", "b", "c"), rule("d", "e")]) == (
        rule("a", "b"),
        rule("a", "b", "c"),
        rule("d", "e"),
    )


@pytest.mark.parametrize(
    ("graded", "probability", "own", "kind"),
    [
        (Verdict.MISSED, 0.1, Verdict.FOUND, RuleKind.RULES),
        (Verdict.WRONG, 0.1, Verdict.FOUND, RuleKind.RULES),
        (Verdict.UNSURE, 0.49, Verdict.FOUND, RuleKind.RULES),
        (Verdict.UNSURE, 0.5, Verdict.FOUND, None),
        (Verdict.UNSURE, 0.5, Verdict.MISSED, RuleKind.AGAINST),
        (Verdict.FOUND, 0.9, Verdict.WRONG, RuleKind.AGAINST),
        (Verdict.FOUND, 0.9, Verdict.PARTIAL, None),
        (Verdict.MISSED, 0.1, Verdict.PARTIAL, None),
    ],
)
def test_only_verdicts_against_the_graders_lean_ask_for_a_rule(
    graded: Verdict, probability: float, own: Verdict, kind: RuleKind | None
) -> None:
    assert parted(own, PointGrade("overshoot", graded, probability)) is kind


def test_what_the_grader_says_by_now_needs_no_rule() -> None:
    heard = overruled("With a huge learning rate training overshoots.")
    unheard = overruled("Giant strides leap over the valley floor.")
    gone = overruled("Giant strides leap.", "gone")
    assert still_parted(QUESTION, [heard, unheard, gone], RulesGrader()) == (unheard,)


WORDS = "giant strides leap huge overshoot not never the valley . , learning rate small crawls slow floor".split(" ")


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=50), st.sampled_from(Verdict))
def test_whatever_was_said_rules_are_short_and_their_words_the_candidates(text: str, own: Verdict) -> None:
    for found in suggest(QUESTION, [overruled(text, own=own)]):
        assert found == suggestion(overruled(text, own=own))
        for each in found.rules:
            assert 2 <= len(each.groups) <= 3
            assert all(len(group) == 1 for group in each.groups)
