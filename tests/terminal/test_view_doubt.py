"""An unsure point on the screen, as it is asked about."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from mlprep.model.grade import Span, Verdict
from mlprep.session.ports import Doubt
from mlprep.terminal.doubt import render_doubt

from builders import a_point
from screens import painted

TEXT = "small rates take ages to get anywhere near the bottom of a long and narrow valley"

DOUBT = Doubt(
    point=a_point("slow", "Too small a rate makes the loss fall so slowly that the run looks stalled"),
    text=TEXT,
    evidence=Span(0, 28),
    lean=Verdict.FOUND,
    number=1,
    total=2,
)

USUAL = """
    1 of 2 to settle
    ? Too small a rate makes the loss fall so slowly that the run looks stalled
      “small rates take ages to get”
"""

NARROW = """
    1 of 2 to settle
    ? Too small a rate makes the loss fall so slowly that the
      run looks stalled
      “small rates take ages to get”
"""

PLAIN = """
    1 of 2 to settle
    unsure: Too small a rate makes the loss fall so slowly that the run looks
            stalled
            “small rates take ages to get”
"""

LATER = """
    Before the report: 1 of 2 to settle

    How does the learning rate shape training?
    ? Too small a rate makes the loss fall so slowly that the run looks stalled
      “small rates take ages to get”
"""


@pytest.mark.parametrize(
    ("doubt", "width", "plain", "shown"),
    [
        (DOUBT, 80, False, USUAL),
        (DOUBT, 60, False, NARROW),
        (DOUBT, 80, True, PLAIN),
        (replace(DOUBT, question="How does the learning rate shape training?"), 80, False, LATER),
    ],
    ids=["usual", "narrow", "plain", "before the report"],
)
def test_a_doubt_is_the_point_with_the_candidates_words(doubt: Doubt, width: int, plain: bool, shown: str) -> None:
    assert painted(render_doubt, doubt, width=width, plain=plain) == dedent(shown).strip("\n")


def test_a_single_doubt_is_not_counted_and_needs_no_words() -> None:
    assert painted(render_doubt, replace(DOUBT, total=1, evidence=None)) == (
        "? Too small a rate makes the loss fall so slowly that the run looks stalled"
    )


def test_a_long_answer_is_cut_between_words() -> None:
    long = " ".join(["again and"] * 200)
    shown = painted(render_doubt, replace(DOUBT, text=long, evidence=Span(0, len(long))))
    assert shown.endswith(" …”")
    assert len(shown.splitlines()) <= 7
