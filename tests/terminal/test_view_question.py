"""A question on the screen, while it is asked and afterwards."""

from __future__ import annotations

import io
from dataclasses import replace
from textwrap import dedent

import pytest

from mlprep.model.question import Reference
from mlprep.session.ports import Prompt
from mlprep.terminal.question import render_more, render_points_to_tick, render_prompt, render_question
from mlprep.terminal.theme import make_theme

from builders import AT, a_follow_up, a_question
from screens import painted

PROMPT = Prompt(
    position="3/10",
    title="Gradient descent · core",
    question_id="gd-learning-rate",
    text="How does the learning rate shape training, and what do you see in the loss when it is far too large?",
    shown_at=AT,
    allowed=120,
)

FULL = replace(
    a_question(
        follow_ups=(a_follow_up(),),
        mistakes=("Calling it a mere speed knob", "Tuning it last"),
        tip="Name the three regimes.",
        intuition="Boots of a fixed stride.",
        maths="\\theta_{t+1} = \\theta_t - \\eta \\nabla J(\\theta_t)\n",
        example="With rate 0.1 and slope 4 a step is 0.4.",
        code="for step in range(3):\n    print(step)\n",
        related=("gd-momentum",),
        tags=("training",),
    ),
    references=(Reference("Deep Learning", "Goodfellow", 2016, "ch. 8"), Reference("Notes", url="https://a.example")),
)

NARROW = """
     3/10 · Gradient descent · core             gd-learning-rate
    ────────────────────────────────────────────────────────────
     How does the learning rate shape training, and what do you
     see in the loss when it is far too large?
"""

USUAL = """
     3/10 · Gradient descent · core                                 gd-learning-rate
    ────────────────────────────────────────────────────────────────────────────────
     How does the learning rate shape training, and what do you see in the loss
     when it is far too large?
"""

PLAIN = """
    3/10 · Gradient descent · core                                 gd-learning-rate

    How does the learning rate shape training, and what do you see in the loss
    when it is far too large?
"""


@pytest.mark.parametrize(
    ("width", "plain", "shown"),
    [(60, False, NARROW), (80, False, USUAL), (80, True, PLAIN)],
    ids=["narrow", "usual", "plain"],
)
def test_a_prompt_says_where_one_is_and_asks(width: int, plain: bool, shown: str) -> None:
    assert painted(render_prompt, PROMPT, width=width, plain=plain) == dedent(shown).strip("\n")


def test_all_of_a_question_is_shown() -> None:
    assert painted(render_question, FULL) == dedent("""\
        gd-learning-rate · gradient-descent · core · 2 min
        How does the learning rate shape training?

        A strong answer
          It scales each step: too large and training diverges, too small and it
          crawls.

        Key points
          - It sets the size of each update (weight 2)
          - Too large a rate overshoots the minimum and may diverge
          - Too small a rate converges slowly

        Follow-up
          Why lower it while training?
          A large rate covers ground early; a small one settles into the minimum
          late.

        Avoid
          Calling it a mere speed knob
          Tuning it last

        Tip
          Name the three regimes.

        Intuition
          Boots of a fixed stride.

        Maths
          θₜ₊₁ = θₜ − η ∇J(θₜ)

        Example
          With rate 0.1 and slope 4 a step is 0.4.

        Code
          for step in range(3):
              print(step)

        References
          Goodfellow, Deep Learning, 2016, ch. 8
          Notes, https://a.example

        tags: training · related: gd-momentum""")


def test_what_a_bank_leaves_out_has_no_heading() -> None:
    bare = a_question(answer="", key_points=a_question().key_points[:1])
    assert painted(render_question, bare) == dedent("""\
        gd-learning-rate · gradient-descent · core · 2 min
        How does the learning rate shape training?

        Key points
          - It sets the size of each update (weight 2)""")


def test_more_is_what_stands_around_the_answer() -> None:
    headings = [line for line in painted(render_more, FULL).splitlines() if line and not line.startswith(" ")]
    assert headings == ["Intuition", "Maths", "Example", "Code", "References"]


def test_a_question_with_nothing_more_says_so() -> None:
    assert painted(render_more, a_question()) == "There is no more to this question."


def test_points_to_tick_are_numbered_below_the_answer() -> None:
    assert painted(render_points_to_tick, a_question(), width=60) == dedent("""\
        A strong answer
          It scales each step: too large and training diverges,
          too small and it crawls.

        1 It sets the size of each update
        2 Too large a rate overshoots the minimum and may diverge
        3 Too small a rate converges slowly""")


def test_maths_on_an_ascii_terminal_is_ascii() -> None:
    stored = io.BytesIO()
    stream = io.TextIOWrapper(stored, encoding="ascii")
    theme = make_theme(stream, plain=False, width=80)
    theme.console.print(render_more(replace(a_question(), maths=FULL.maths), theme))
    stream.flush()
    assert "theta_(t+1) = theta_t - eta " in stored.getvalue().decode("ascii")
