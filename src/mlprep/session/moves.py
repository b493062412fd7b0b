"""What the interviewer does next within one question.

The policy, in order:

1. A weak answer (score below `GOOD`) that left out a point with an `ask` is probed on the weightiest such point,
   at most `MOST_PROBES` times a question.
2. After a good answer the next follow-up is asked, one step deeper.
3. A weak answer to a follow-up ends the question, and so does running out of things to ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mlprep.model.grade import Grade, Verdict
from mlprep.model.question import FollowUp, KeyPoint, Question

GOOD = 65
MOST_PROBES = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that was asked within a question, and the grade of the answer; one field at most is set."""

    grade: Grade
    follow_up_id: str = ""
    probe: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    point: KeyPoint


@dataclass(frozen=True, slots=True)
class Deeper:
    follow_up: FollowUp


Move = Probe | Deeper | None


def next_move(question: Question, turns: Sequence[Turn]) -> Move:
    """What follows the turns so far, the first of which is the question itself. None: go on to the next question."""
    first, last = turns[0], turns[-1]
    if last.follow_up_id and not _is_good(last):
        return None
    if not _is_good(last) or last.probe:
        probed = [turn.probe for turn in turns if turn.probe]
        left = _worth_probing(question, first.grade, probed)
        if left and len(probed) < MOST_PROBES and not _is_good(first):
            return Probe(left[0])
        if not any(_is_good(turn) for turn in turns):
            return None
    answered = {turn.follow_up_id for turn in turns}
    deeper = next((f for f in question.follow_ups if f.id not in answered), None)
    return Deeper(deeper) if deeper else None


def _is_good(turn: Turn) -> bool:
    return turn.grade.score >= GOOD


def _worth_probing(question: Question, grade: Grade, probed: Sequence[str]) -> list[KeyPoint]:
    verdicts = grade.verdicts()
    open_points = [
        point
        for point in question.key_points
        if point.ask
        and point.id not in probed
        and verdicts.get(point.id) in (Verdict.MISSED, Verdict.WRONG, Verdict.UNSURE)
    ]
    return sorted(open_points, key=lambda point: -point.weight)
