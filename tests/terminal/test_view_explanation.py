"""`mlprep bank explain` as text."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

from mlprep.grading.explain import Explanation, FeatureShare, GroupExplanation, PointExplanation, RuleExplanation
from mlprep.model.grade import Remark, Span, Verdict
from mlprep.terminal.explanation import render_explanation

from builders import a_grade
from screens import painted

HEARD = GroupExplanation(("too large", "huge"), "huge", "huge", Span(2, 6))
LONG = tuple(f"overshoot number {number}" for number in range(9))
MISSING = GroupExplanation(LONG, None, None, None)
RULE = RuleExplanation(2, (HEARD, MISSING), 0.5, 0.6, 0.29, ("direction",))
POINT = PointExplanation(
    point_id="overshoot",
    point="Too large a rate overshoots the minimum",
    verdict=Verdict.WRONG,
    probability=0.123,
    intercept=-3.1,
    features=(FeatureShare("best", 0.29, 5.0, 1.45), FeatureShare("second", 0.0, 2.0, 0.0)),
    rules=6,
    heard=(RULE, *(replace(RULE, number=n, groups=(HEARD,), contradiction=0, signs=()) for n in (3, 4, 5))),
    against=RuleExplanation(1, (HEARD,), 1.0, 0.0, 1.0, ()),
)
SILENT = replace(POINT, point_id="slow", verdict=Verdict.MISSED, probability=0, rules=0, heard=(), against=None)
EXPLANATION = Explanation(a_grade(), (POINT, SILENT))

SHOWN = """\
    {grader}: score 0

    ✗ overshoot  wrong, probability 0.12
      Too large a rate overshoots the minimum
      log-odds −1.65 = −3.10 base +1.45 best (0.29)
      rule 2: strength 0.50, contradiction 0.60 (direction)
        huge  “huge”
        –     overshoot number 0 | overshoot number 1 | …
      rule 3: strength 0.50
        huge  “huge”
      rule 4: strength 0.50
        huge  “huge”
      1 more rule heard, 2 rules of which nothing was heard
      against 1: strength 1.00
        huge  “huge”

    ○ slow  missed, probability 0.00
      Too large a rate overshoots the minimum
      log-odds −1.65 = −3.10 base +1.45 best (0.29)
      no rules: its own words have to do

    One point with all its rules: --point ID."""


def test_the_best_three_rules_of_each_point() -> None:
    grade = EXPLANATION.grade
    expected = dedent(SHOWN).format(grader=f"{grade.grader} grader, version {grade.grader_version}")
    assert painted(render_explanation, EXPLANATION) == expected


def test_all_rules_of_a_single_point() -> None:
    shown = painted(render_explanation, replace(EXPLANATION, points=(POINT,)))
    assert shown.count("strength") == 5
    assert "more rule" not in shown
    assert "--point" not in shown


def test_a_remark_on_the_answer_comes_first() -> None:
    shown = painted(render_explanation, replace(EXPLANATION, grade=a_grade(remark=Remark.EMPTY)))
    assert shown.splitlines()[1] == "No answer, so nothing to score."


def test_nothing_heard_of_a_point_without_rules_needs_no_sum() -> None:
    nothing = replace(SILENT, features=(FeatureShare("coverage", 0.0, 3.0, 0.0),))
    shown = painted(render_explanation, replace(EXPLANATION, points=(nothing,)))
    assert shown.splitlines()[-2:] == ["  nothing of it was heard", "  no rules: its own words have to do"]


def test_in_words() -> None:
    shown = painted(render_explanation, EXPLANATION, plain=True)
    assert "wrong: overshoot  probability 0.12" in shown
