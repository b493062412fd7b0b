"""Whether an answer says what the bank rejects."""

from __future__ import annotations

import pytest

from mlprep.grading.refusals import refusals

from builders import a_point, a_question

SCALING = a_point(
    point="Trees split on order, so scaling changes nothing", reject=("Trees must be scaled to a common range",)
)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("Trees must be scaled to a common range.", "Trees must be scaled to a common range"),
        ("Well, trees must be sclaed to a comon range.", "trees must be sclaed to a comon range"),
        ("Trees must never be scaled to a common range.", None),
        ("Trees split on order, so scaling changes nothing.", None),
        ("Trees are a huge family of models.", None),
        ("", None),
    ],
    ids=["said", "with typing errors", "denied", "the point itself", "something else", "nothing"],
)
def test_a_rejected_statement_is_quoted(answer: str, said: str | None) -> None:
    (span,) = refusals(a_question(key_points=(SCALING,)), answer)
    assert (answer[span.start : span.end] if span else None) == said


def test_without_rejected_statements_nothing_is_refused() -> None:
    assert list(refusals(a_question(), "too large a rate overshoots")) == [None, None, None]
