"""What the interviewer does next, as a table."""

from __future__ import annotations

import pytest

from mlprep.model.grade import Grade, PointGrade, Verdict
from mlprep.session.moves import Deeper, Move, Probe, Turn, next_move

from builders import a_follow_up, a_grade_of
from fakes import card, word

ASKED = card(
    "gd-rate",
    word("size", ask="How does it enter?"),
    word("overshoot", weight=3, ask="And if it is large?"),
    word("crawl", weight=2, ask="And if it is small?"),
    word("units"),
    follow_ups=(a_follow_up("decay"), a_follow_up("warm-up")),
)


def turn(said: str) -> Turn:
    """'first 40 overshoot crawl' is the opening, scored 40, with these points missed ('!' wrong, '~' partial);
    'probe crawl 100' and 'decay 70' are a probe and a follow-up with their scores.
    """
    kind, *rest = said.split()
    if kind == "first":
        return Turn(_opening(int(rest[0]), rest[1:]))
    if kind == "probe":
        return Turn(a_grade_of(int(rest[1])), probe=rest[0])
    return Turn(a_grade_of(int(rest[0])), follow_up_id=kind)


def _opening(score: int, failed: list[str]) -> Grade:
    signs = {"!": Verdict.WRONG, "~": Verdict.PARTIAL}
    verdicts = {name.lstrip("!~"): signs.get(name[0], Verdict.MISSED) for name in failed}
    points = tuple(PointGrade(p.id, verdicts.get(p.id, Verdict.FOUND)) for p in ASKED.key_points)
    return Grade(score, score >= 50, points, None, "rules", 1)


def told(move: Move) -> str:
    match move:
        case Probe(point):
            return f"probe {point.id}"
        case Deeper(follow_up):
            return follow_up.id
        case None:
            return "next question"


@pytest.mark.parametrize(
    ("turns", "move"),
    [
        # a good answer leads deeper, whatever it left out
        (["first 100"], "decay"),
        (["first 65 overshoot"], "decay"),
        (["first 100", "decay 65"], "warm-up"),
        (["first 100", "decay 100", "warm-up 100"], "next question"),
        (["first 100", "decay 64"], "next question"),
        # a weak one is probed, on the weightiest point first, twice at most
        (["first 64 size overshoot crawl"], "probe overshoot"),
        (["first 40 size crawl"], "probe crawl"),
        (["first 40 !size"], "probe size"),
        (["first 40 size overshoot crawl", "probe overshoot 0"], "probe crawl"),
        (["first 40 size overshoot crawl", "probe overshoot 100"], "probe crawl"),
        # and then
        (["first 0 size overshoot crawl", "probe overshoot 0", "probe crawl 0"], "next question"),
        (["first 0 size overshoot crawl", "probe overshoot 100", "probe crawl 0"], "decay"),
        (["first 0 size overshoot crawl", "probe overshoot 0", "probe crawl 100"], "decay"),
        (["first 40 overshoot", "probe overshoot 100"], "decay"),
        (["first 40 overshoot", "probe overshoot 0"], "next question"),
        (["first 40 overshoot", "probe overshoot 100", "decay 100"], "warm-up"),
        (["first 40 overshoot", "probe overshoot 100", "decay 0"], "next question"),
        # there is nothing to probe
        (["first 40 units"], "next question"),
        (["first 60 ~overshoot ~crawl"], "next question"),
    ],
    ids=str,
)
def test_next_move(turns: list[str], move: str) -> None:
    assert told(next_move(ASKED, [turn(said) for said in turns])) == move


def test_a_question_without_follow_ups_ends_after_a_good_answer() -> None:
    assert next_move(card("plain", "size"), [Turn(a_grade_of(100))]) is None
