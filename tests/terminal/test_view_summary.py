"""The end of a quiz, and the report on an interview."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from mlprep.model.tier import Tier
from mlprep.session.quiz import QuizSummary, Result
from mlprep.session.report import MockReport, QuestionReport, ScoreLine
from mlprep.terminal.summary import render_quiz, render_report

from builders import AT
from screens import painted


def a_result(question_id: str, score: int) -> Result:
    return Result(question_id, "gradient-descent", Tier.CORE, score, passed=score >= 50, seconds=75)


QUIZ = QuizSummary((a_result("gd-learning-rate", 88), a_result("gd-momentum", 25)), planned=2, finished=True)

REPORT = MockReport(
    session_id="s1",
    finished=True,
    title="Gradient descent, core",
    mode="mock",
    started_at=AT,
    seed=7,
    minutes=20,
    seconds=655,
    score=57,
    topics=(ScoreLine("gradient-descent", 57, 3),),
    tiers=(ScoreLine("core", 75, 2), ScoreLine("advanced", 20, 1)),
    questions=(
        QuestionReport(
            question_id="gd-learning-rate",
            question="How does the learning rate shape training?",
            tier="core",
            score=75,
            depth=3,
            seconds=400,
            allowed=300,
            missed=("Too small a rate converges slowly",),
            wrong=(),
            recovered=("Too large a rate overshoots the minimum and may diverge",),
        ),
        QuestionReport(
            question_id="gd-momentum",
            question="Why does momentum help in narrow valleys?",
            tier="advanced",
            score=20,
            depth=1,
            seconds=255,
            allowed=180,
            missed=("It damps zigzags",),
            wrong=("It lowers the learning rate",),
            recovered=(),
        ),
    ),
    skipped=(),
    review=("gd-momentum", "gd-learning-rate"),
)


def test_a_quiz_ends_with_what_was_answered_and_what_to_do() -> None:
    assert painted(render_quiz, QUIZ) == dedent("""\
        2 answered, 1 passed, mean score 56, 2:30 in all.

        ✓  88  gd-learning-rate
        ✗  25  gd-momentum

        Next: mlprep show gd-momentum""")


def test_a_plain_quiz_ends_in_words() -> None:
    assert painted(render_quiz, QUIZ, plain=True) == dedent("""\
        2 answered, 1 passed, mean score 56, 2:30 in all.

        pass:   88  gd-learning-rate
        again:  25  gd-momentum

        Next: mlprep show gd-momentum""")


def test_a_quiz_without_a_fail_leads_to_the_stats() -> None:
    passed = replace(QUIZ, results=QUIZ.results[:1])
    assert painted(render_quiz, passed).endswith("Next: mlprep stats")


def test_a_quiz_that_was_left_says_so() -> None:
    left = painted(render_quiz, replace(QUIZ, finished=False), width=100)
    assert left.startswith("2 answered, 1 passed, mean score 56, 2:30 in all. The rest comes back next time.\n")


def test_a_quiz_without_answers_recorded_nothing() -> None:
    assert painted(render_quiz, QuizSummary((), 2, finished=False)) == "Nothing answered; nothing recorded."


USUAL = """
    Mock · Gradient descent, core · 20 Nov 2026 · 10:55 of 20:00 · seed 7

    Overall           ███████████░░░░░░░░░  57
    gradient-descent  ███████████░░░░░░░░░  57  3 answers
    core              ███████████████░░░░░  75  2 answers
    advanced          ████░░░░░░░░░░░░░░░░  20  1 answer

    How does the learning rate shape training?
      75 · core · depth 3 · 6:40 of 5:00 · gd-learning-rate
      ○ Too small a rate converges slowly
      ~ Too large a rate overshoots the minimum and may diverge (said when asked)

    Why does momentum help in narrow valleys?
      20 · advanced · depth 1 · 4:15 of 3:00 · gd-momentum
      ✗ It lowers the learning rate
      ○ It damps zigzags

    Go over
      mlprep show gd-momentum
      mlprep show gd-learning-rate
"""

PLAIN = """
    Mock · Gradient descent, core · 20 Nov 2026 · 10:55 of 20:00 · seed 7

    Overall             57
    gradient-descent    57  3 answers
    core                75  2 answers
    advanced            20  1 answer

    How does the learning rate shape training?
      75 · core · depth 3 · 6:40 of 5:00 · gd-learning-rate
      missed:  Too small a rate converges slowly
      partial: Too large a rate overshoots the minimum and may diverge (said when
               asked)

    Why does momentum help in narrow valleys?
      20 · advanced · depth 1 · 4:15 of 3:00 · gd-momentum
      wrong:  It lowers the learning rate
      missed: It damps zigzags

    Go over
      mlprep show gd-momentum
      mlprep show gd-learning-rate
"""

NARROW = """
     Mock · Gradient descent, core · 20 Nov 2026 · 10:55 of
     20:00 · seed 7

     Overall           ███████████░░░░░░░░░  57
     gradient-descent  ███████████░░░░░░░░░  57  3 answers
     core              ███████████████░░░░░  75  2 answers
     advanced          ████░░░░░░░░░░░░░░░░  20  1 answer

     How does the learning rate shape training?
       75 · core · depth 3 · 6:40 of 5:00 · gd-learning-rate
       ○ Too small a rate converges slowly
       ~ Too large a rate overshoots the minimum and may
         diverge (said when asked)

     Why does momentum help in narrow valleys?
       20 · advanced · depth 1 · 4:15 of 3:00 · gd-momentum
       ✗ It lowers the learning rate
       ○ It damps zigzags

     Go over
       mlprep show gd-momentum
       mlprep show gd-learning-rate
"""


@pytest.mark.parametrize(
    ("width", "plain", "shown"),
    [(60, False, NARROW), (80, False, USUAL), (120, False, USUAL), (80, True, PLAIN)],
    ids=["narrow", "usual", "wide", "plain"],
)
def test_a_report_goes_from_the_score_to_what_to_go_over(width: int, plain: bool, shown: str) -> None:
    assert painted(render_report, REPORT, width=width, plain=plain) == dedent(shown).strip("\n")


@pytest.mark.parametrize(
    ("plain", "row"),
    [(False, "? Decay lets it settle (unsure, counted half)"), (True, "unsure:  Decay lets it settle (unsure")],
    ids=["usual", "plain"],
)
def test_a_report_tells_the_unsure_from_the_missed(plain: bool, row: str) -> None:
    question = replace(REPORT.questions[0], unsure=("Decay lets it settle",))
    shown = painted(render_report, replace(REPORT, questions=(question,)), plain=plain)
    assert row in shown


def test_a_report_on_nothing_says_so() -> None:
    nothing = replace(REPORT, score=None, topics=(), tiers=(), questions=(), review=(), seconds=0)
    assert painted(render_report, nothing) == dedent("""\
        Mock · Gradient descent, core · 20 Nov 2026 · 0:00 of 20:00 · seed 7

        Nothing was answered.""")
