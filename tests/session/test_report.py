"""The report on a mock interview, from attempts small enough to reckon by hand."""

from __future__ import annotations

from collections.abc import Mapping

from mlprep.model.attempt import Attempt
from mlprep.model.grade import Verdict
from mlprep.model.mode import Mode
from mlprep.model.question import KeyPoint, Question
from mlprep.model.tier import Tier
from mlprep.session.report import MockReport, QuestionReport, ScoreLine, report

from builders import AT, a_follow_up, a_grade, a_session, an_answer, an_attempt
from fakes import FOUND, MISSED, PARTIAL, UNSURE, WRONG, card, word

DECAY = a_follow_up("decay", key_points=(word("settle"), word("early")))
RATE = card("gd-rate", "size", "overshoot", word("crawl", ask="And if it is small?"), "units", follow_ups=(DECAY,))
SPLIT = card("ds-split", "leakage", "shuffle", minutes=3.0)
CARDS = {"gd-rate": RATE, "ds-split": SPLIT}


def attempt(
    asked: Question,
    verdicts: Mapping[str, Verdict],
    *,
    follow_up: str = "",
    probe: str = "",
    topic: str = "gradient-descent",
    tier: Tier = Tier.CORE,
    seconds: float = 60.0,
) -> Attempt:
    own: tuple[KeyPoint, ...] = DECAY.key_points if follow_up else asked.key_points
    points = tuple(point for point in own if not probe or point.id == probe)
    return an_attempt(
        question_id=asked.id,
        follow_up_id=follow_up,
        probe=probe,
        topic=topic,
        tier=tier,
        mode=Mode.MOCK,
        answer=an_answer(seconds=seconds),
        grade=a_grade(verdicts, key_points=points),
    )


def reported(*attempts: Attempt) -> MockReport:
    session = a_session(mode=Mode.MOCK, minutes=20, questions=tuple(CARDS), seed=7)
    used = sum(each.answer.seconds for each in attempts)
    return report(session, attempts, (), used=used, load=CARDS.__getitem__)


def only_question(*attempts: Attempt) -> QuestionReport:
    (question,) = reported(*attempts).questions
    return question


def test_it_says_which_interview_it_is_about() -> None:
    said = reported()
    assert (said.title, said.mode, said.started_at, said.seed, said.minutes) == ("Gradient descent", "mock", AT, 7, 20)


def test_an_interview_without_answers_has_no_score() -> None:
    said = reported()
    assert (said.score, said.seconds, said.topics, said.tiers, said.questions, said.review) == (None, 0, (), (), (), ())


def test_scores_are_means_over_answers_by_topic_and_tier() -> None:
    said = reported(
        attempt(RATE, {"size": FOUND, "overshoot": FOUND, "crawl": FOUND, "units": FOUND}),  # 100
        attempt(RATE, {"settle": FOUND}, follow_up="decay"),  # 50
        attempt(SPLIT, {}, topic="data-splits", tier=Tier.DEEP),  # 0
    )
    assert said.score == 50
    assert said.topics == (ScoreLine("gradient-descent", 75, 2), ScoreLine("data-splits", 0, 1))
    assert said.tiers == (ScoreLine("core", 75, 2), ScoreLine("deep", 0, 1))


def test_a_probe_does_not_count_in_the_score_but_takes_time() -> None:
    said = reported(
        attempt(RATE, {"size": FOUND, "overshoot": FOUND}, seconds=90),
        attempt(RATE, {"crawl": FOUND}, probe="crawl", seconds=30),
    )
    assert (said.score, said.seconds) == (50, 120)
    assert said.topics == (ScoreLine("gradient-descent", 50, 1),)


def test_a_question_says_what_was_missed_and_wrong_within_it() -> None:
    question = only_question(
        attempt(RATE, {"size": FOUND, "overshoot": WRONG, "crawl": PARTIAL, "units": MISSED}),
        attempt(RATE, {"settle": FOUND}, follow_up="decay"),
    )
    assert (question.missed, question.wrong, question.recovered) == (("units", "early"), ("overshoot",), ())
    assert (question.depth, question.seconds, question.allowed) == (2, 120, 210)


def test_a_point_that_was_stated_when_probed_is_recovered() -> None:
    first = attempt(RATE, {"size": FOUND, "overshoot": FOUND, "units": FOUND})
    assert only_question(first).missed == ("crawl",)
    question = only_question(first, attempt(RATE, {"crawl": FOUND}, probe="crawl"))
    assert (question.missed, question.recovered, question.depth) == ((), ("crawl",), 2)


def test_a_wrong_point_that_was_put_right_when_probed_is_recovered() -> None:
    question = only_question(
        attempt(RATE, {"crawl": WRONG}),
        attempt(RATE, {"crawl": FOUND}, probe="crawl"),
    )
    assert (question.wrong, question.recovered) == ((), ("crawl",))


def test_a_probe_in_vain_recovers_nothing() -> None:
    question = only_question(attempt(RATE, {"size": FOUND}), attempt(RATE, {}, probe="crawl"))
    assert (question.missed, question.recovered) == (("overshoot", "crawl", "units"), ())


def test_what_was_left_unsure_is_neither_missed_nor_wrong() -> None:
    question = only_question(attempt(RATE, {"size": FOUND, "overshoot": UNSURE, "units": MISSED, "crawl": FOUND}))
    assert (question.missed, question.wrong, question.unsure) == (("units",), (), ("overshoot",))


def test_a_probe_that_is_left_unsure_recovers_nothing() -> None:
    missed = attempt(RATE, {"size": FOUND, "overshoot": FOUND, "units": FOUND})
    question = only_question(missed, attempt(RATE, {"crawl": UNSURE}, probe="crawl"))
    assert (question.missed, question.unsure, question.recovered) == ((), ("crawl",), ())


def test_a_wrong_point_stays_wrong_where_its_probe_is_unsure() -> None:
    question = only_question(attempt(RATE, {"crawl": WRONG}), attempt(RATE, {"crawl": UNSURE}, probe="crawl"))
    assert (question.wrong, question.unsure) == (("crawl",), ())


def test_what_was_unsure_and_said_when_probed_is_recovered() -> None:
    question = only_question(attempt(RATE, {"crawl": UNSURE}), attempt(RATE, {"crawl": FOUND}, probe="crawl"))
    assert (question.unsure, question.recovered) == ((), ("crawl",))


def test_what_to_review_is_worst_first_and_three_at_most() -> None:
    cards = {f"q{n}": card(f"q{n}", "size", "overshoot", "crawl", "units") for n in range(5)}
    found = ["size", "overshoot", "crawl", "units"]
    attempts = [attempt(cards[f"q{n}"], dict.fromkeys(found[:n], FOUND)) for n in (4, 3, 1, 2, 0)]
    said = report(a_session(mode=Mode.MOCK, minutes=20), attempts, (), used=0, load=cards.__getitem__)
    assert said.review == ("q0", "q1", "q2")


def test_what_was_answered_in_full_needs_no_review() -> None:
    assert reported(attempt(SPLIT, {"leakage": FOUND, "shuffle": FOUND})).review == ()


def test_of_equal_scores_the_one_with_more_wrong_statements_comes_first() -> None:
    said = reported(attempt(RATE, {}), attempt(SPLIT, {"leakage": WRONG}))
    assert said.review == ("ds-split", "gd-rate")


def test_a_point_that_left_the_bank_since_is_left_out() -> None:
    gone = an_attempt(question_id="gd-rate", grade=a_grade({}, key_points=(word("gone"),)))
    assert only_question(gone).missed == ()
