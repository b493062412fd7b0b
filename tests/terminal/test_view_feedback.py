"""A graded answer on the screen, point by point."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from mlprep.model.grade import Grade, PointGrade, Remark, Span, Verdict
from mlprep.model.review import NotReviewed
from mlprep.session.ports import Feedback
from mlprep.terminal.feedback import GradedAnswer, quoted, render_answer, render_graded, render_verdicts

from builders import AT, a_point, a_question, a_review, later
from screens import painted

TEXT = "it scales the gradient so it sets how far each step goes; a huge rate finds better minima"

QUESTION = a_question(
    key_points=(
        a_point("size", "It sets the size of each update", weight=2, required=True),
        a_point("overshoot", "Too large a rate overshoots the minimum and may diverge"),
        a_point("slow", "Too small a rate converges slowly"),
        a_point("decay", "Decay over training lets it settle near the minimum", required=True),
    ),
    tip="Name the three regimes.",
    mistakes=("Calling it a mere speed knob", "Tuning it last"),
)


def said(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


GRADE = Grade(
    score=29,
    passed=False,
    points=(
        PointGrade("size", Verdict.PARTIAL, 0.4, said("it sets how far each step goes")),
        PointGrade("overshoot", Verdict.WRONG, 0.7, said("a huge rate finds better minima")),
        PointGrade("slow", Verdict.FOUND, 0.7, said("scales the gradient")),
        PointGrade("decay", Verdict.MISSED),
    ),
    remark=None,
    grader="rules",
    grader_version=1,
)

FEEDBACK = Feedback(
    question=QUESTION,
    asked=QUESTION,
    text=TEXT,
    seconds=91,
    grade=GRADE,
    overruled=frozenset({"slow"}),
    review=a_review(later(days=4)),
    on_schedule=True,
    at=AT,
)

NARROW = """
     Score 29 · not yet · 1 of 4 points · without a required
    point · 1:31

     ✓ Too small a rate converges slowly (your verdict)
       “scales the gradient”
     ~ It sets the size of each update (required)
       “it sets how far each step goes”
     ✗ Too large a rate overshoots the minimum and may diverge
       “a huge rate finds better minima”
     ○ Decay over training lets it settle near the minimum
       (required)
"""

USUAL = """
    Score 29 · not yet · 1 of 4 points · without a required point · 1:31

    ✓ Too small a rate converges slowly (your    “scales the gradient”
      verdict)
    ~ It sets the size of each update (required) “it sets how far each step goes”
    ✗ Too large a rate overshoots the minimum    “a huge rate finds better minima”
      and may diverge
    ○ Decay over training lets it settle near the minimum (required)
"""

WIDE = """
    Score 29 · not yet · 1 of 4 points · without a required point · 1:31

    ✓ Too small a rate converges slowly (your verdict)        “scales the gradient”
    ~ It sets the size of each update (required)              “it sets how far each step goes”
    ✗ Too large a rate overshoots the minimum and may diverge “a huge rate finds better minima”
    ○ Decay over training lets it settle near the minimum (required)
"""

PLAIN = """
    Score 29 · not yet · 1 of 4 points · without a required point · 1:31

    found:   Too small a rate converges slowly (your verdict)
             “scales the gradient”
    partial: It sets the size of each update (required)
             “it sets how far each step goes”
    wrong:   Too large a rate overshoots the minimum and may diverge
             “a huge rate finds better minima”
    missed: Decay over training lets it settle near the minimum (required)
"""


@pytest.mark.parametrize(
    ("width", "plain", "shown"),
    [(60, False, NARROW), (80, False, USUAL), (120, False, WIDE), (80, True, PLAIN), (120, True, PLAIN)],
    ids=["narrow", "usual", "wide", "plain", "wide plain"],
)
def test_each_point_stands_with_the_candidates_own_words(width: int, plain: bool, shown: str) -> None:
    assert painted(render_verdicts, FEEDBACK, width=width, plain=plain) == dedent(shown).strip("\n")


def test_the_model_answer_comes_with_advice_and_the_next_date() -> None:
    assert painted(render_answer, FEEDBACK) == dedent("""\
        A strong answer
          It scales each step: too large and training diverges, too small and it
          crawls.

        Tip    Name the three regimes.
        Avoid  Calling it a mere speed knob

        Again on Tue 24 Nov (in 4 days)""")


def test_formulas_stand_below_the_model_answer() -> None:
    question = replace(QUESTION, maths="\\theta_{t+1} = \\theta_t")
    shown = painted(render_answer, replace(FEEDBACK, question=question, asked=question))
    assert "crawls.\n\nMaths\n  θₜ₊₁ = θₜ\n\nTip " in shown


def test_no_date_is_promised_where_the_schedule_was_left_alone() -> None:
    shown = painted(render_answer, replace(FEEDBACK, review=NotReviewed(), on_schedule=False))
    assert shown.endswith("Avoid  Calling it a mere speed knob")


def test_a_question_without_answer_and_advice_shows_only_its_date() -> None:
    bare = replace(QUESTION, answer="", tip="", mistakes=())
    assert painted(render_answer, replace(FEEDBACK, question=bare, asked=bare)) == "Again on Tue 24 Nov (in 4 days)"


@pytest.mark.parametrize(
    ("remark", "sentence"),
    [
        (Remark.EMPTY, "No answer, so nothing to score."),
        (Remark.DONT_KNOW, "You said that you do not know: nothing to score."),
        (Remark.ECHO, "That repeats the question: nothing to score."),
    ],
)
def test_no_score_says_why(remark: Remark, sentence: str) -> None:
    grade = Grade(0, False, tuple(PointGrade(p.id, Verdict.MISSED) for p in QUESTION.key_points), remark, "rules", 1)
    shown = painted(render_graded, GradedAnswer(QUESTION, "", grade))
    assert shown.splitlines()[:2] == ["Score 0 · not yet · 0 of 4 points · without a required point", sentence]


UNSURE = """
    Score 43 · not yet · 1 of 4 points · 2 unsure (counted half) · 1:31

    ✓ Too small a rate converges slowly (your     “scales the gradient”
      verdict)
    ? It sets the size of each update (required)  “it sets how far each step goes”
    ? Decay over training lets it settle near the minimum (required)
    ○ Too large a rate overshoots the minimum and may diverge
"""

UNSURE_PLAIN = """
    Score 43 · not yet · 1 of 4 points · 2 unsure (counted half) · 1:31

    found:  Too small a rate converges slowly (your verdict)
            “scales the gradient”
    unsure: It sets the size of each update (required)
            “it sets how far each step goes”
    unsure: Decay over training lets it settle near the minimum (required)
    missed: Too large a rate overshoots the minimum and may diverge
"""


@pytest.mark.parametrize(("plain", "shown"), [(False, UNSURE), (True, UNSURE_PLAIN)], ids=["usual", "plain"])
def test_what_is_unsure_says_so_and_counts_half(plain: bool, shown: str) -> None:
    verdicts = {"size": Verdict.UNSURE, "decay": Verdict.UNSURE, "overshoot": Verdict.MISSED}
    points = tuple(replace(p, verdict=verdicts.get(p.point_id, p.verdict)) for p in GRADE.points)
    points = tuple(replace(p, evidence=None) if p.point_id == "overshoot" else p for p in points)
    feedback = replace(FEEDBACK, grade=replace(GRADE, score=43, points=points))
    assert painted(render_verdicts, feedback, plain=plain) == dedent(shown).strip("\n")


def test_a_pass_says_so() -> None:
    grade = replace(GRADE, score=88, passed=True, points=tuple(replace(p, verdict=Verdict.FOUND) for p in GRADE.points))
    assert painted(render_graded, GradedAnswer(QUESTION, TEXT, grade)).startswith("Score 88 · pass · 4 of 4 points\n")


@pytest.mark.parametrize(
    ("text", "span", "quote"),
    [
        ("so it goes down", Span(3, 10), "“it goes”"),
        ("so it\n   goes down", Span(3, 13), "“it goes”"),
        ("nothing", None, ""),
        ("word " * 30, Span(0, 150), "“" + "word " * 18 + "…”"),
    ],
    ids=["words", "lines", "none", "long"],
)
def test_a_quote_is_one_line_cut_between_words(text: str, span: Span | None, quote: str) -> None:
    assert quoted(text, span) == quote
