"""What little follows from the fields of the nouns."""

from __future__ import annotations

from mlprep.model.attempt import Answer, prompt_key
from mlprep.model.grade import Verdict
from mlprep.model.progress import PointTally

from builders import a_grade, an_answer, an_attempt, later


def test_an_answer_takes_the_time_from_shown_to_submitted() -> None:
    assert an_answer(seconds=61.5).seconds == 61.5


def test_a_clock_that_was_set_back_makes_no_negative_time() -> None:
    assert Answer("early", shown_at=later(minutes=5), submitted_at=later(minutes=0)).seconds == 0.0


def test_a_prompt_is_the_question_itself_a_follow_up_or_a_probe() -> None:
    assert prompt_key("", "") == ""
    assert prompt_key("schedules", "") == "schedules"
    assert prompt_key("", "overshoot") == "probe:overshoot"


def test_an_attempt_knows_its_prompt() -> None:
    assert an_attempt(follow_up_id="schedules").prompt == "schedules"
    assert an_attempt(probe="overshoot").prompt == "probe:overshoot"


def test_a_probe_and_a_follow_up_of_the_same_name_are_different_prompts() -> None:
    assert an_attempt(follow_up_id="overshoot").prompt != an_attempt(probe="overshoot").prompt


def test_a_grade_gives_verdicts_by_point() -> None:
    verdicts = {"size": Verdict.FOUND, "overshoot": Verdict.WRONG, "slow": Verdict.MISSED}
    assert a_grade(verdicts).verdicts() == verdicts


def test_a_point_was_asked_as_often_as_it_got_a_verdict() -> None:
    assert PointTally("q", "", "p", found=4, partial=3, missed=2, wrong=1).asked == 10
