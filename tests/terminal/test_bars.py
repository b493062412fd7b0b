"""Charts made of characters."""

from __future__ import annotations

import pytest

from mlprep.terminal.bars import bar, sparkline

from screens import a_theme


@pytest.mark.parametrize(
    ("score", "shown"),
    [(0, "░░░░░░░░░░"), (4, "░░░░░░░░░░"), (50, "█████░░░░░"), (96, "██████████"), (100, "██████████")],
)
def test_a_bar_is_as_long_as_its_score(score: float, shown: str) -> None:
    assert bar(score, a_theme()[0], width=10).plain == shown


def test_plain_output_has_no_bars() -> None:
    assert bar(50, a_theme(plain=True)[0]).plain == ""


def test_a_sparkline_has_one_character_a_score() -> None:
    assert sparkline([0, 12, 13, 50, 99, 100]) == "▁▁▂▅██"
    assert sparkline([None, 50, None]) == "·▅·"
