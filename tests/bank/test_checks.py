"""What a bank promises beyond its shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mlprep.bank.checks import Finding, Severity, check_bank
from mlprep.grading.graders import make_grader
from mlprep.model.grade import Grade, PointGrade, Verdict
from mlprep.model.question import Bank, FollowUp, Gradable, KeyPoint, Part, Question, Topic
from mlprep.model.tier import Tier

SLOPE = KeyPoint("slope", "Follow the steepest slope downwards", reject=("Follow the steepest slope upwards",))
STEPS = KeyPoint("steps", "Short steps keep your balance")
GOOD = Question(
    id="hill-down",
    topic="hills",
    tier=Tier.CORE,
    question="How do you get off a mountain?",
    key_points=(SLOPE, STEPS),
    answer="Follow the steepest slope downwards. Short steps keep your balance.",
)
OTHER = Question(
    id="tea-brew",
    topic="hills",
    tier=Tier.CORE,
    question="What makes good tea?",
    key_points=(KeyPoint("water", "Boiling water draws out the flavour"),),
    answer="Boiling water draws out the flavour.",
)


def bank(*questions: Question, topic: str = "hills", prerequisites: tuple[str, ...] = ()) -> Bank:
    return Bank(Topic(topic, topic.title(), Part.NLP, "", prerequisites, (), f"{topic}.yaml"), questions)


def literal(asked: Gradable, text: str) -> Grade:
    """Grades by whole phrases, so that what a test expects can be read off its texts. 'Roughly' makes it unsure."""

    def verdict(point: KeyPoint) -> Verdict:
        if any(wrong in text for wrong in point.reject):
            return Verdict.WRONG
        if point.point not in text:
            return Verdict.MISSED
        return Verdict.PARTIAL if f"Roughly: {point.point}" in text else Verdict.FOUND

    points = tuple(PointGrade(point.id, verdict(point)) for point in asked.key_points)
    found = sum(point.verdict is Verdict.FOUND for point in points)
    score = round(100 * found / len(points)) if points else 0
    return Grade(score, passed=score >= 60, points=points, remark=None, grader="literal", grader_version=1)


def findings(*questions: Question, others: tuple[Bank, ...] = ()) -> list[str]:
    return list(told(check_bank(bank(*questions), others, literal)))


def told(found: tuple[Finding, ...]) -> Iterator[str]:
    for finding in found:
        yield f"{finding.question_id}: {finding.severity}: {finding.message}"


def test_a_good_bank_has_no_findings() -> None:
    assert findings(GOOD, OTHER) == []


def test_a_good_bank_has_no_findings_with_the_real_grader() -> None:
    assert check_bank(bank(GOOD, OTHER), (), make_grader().grade) == ()


def test_the_model_answer_has_to_state_every_point() -> None:
    answer = "Follow the steepest slope upwards. Roughly: Short steps keep your balance."
    assert findings(replace(GOOD, answer=answer)) == [
        "hill-down: fault: the model answer's verdict on slope is wrong, not found",
        "hill-down: warning: the model answer's verdict on steps is partial, not found",
    ]
    assert findings(replace(GOOD, answer="Follow the steepest slope downwards.")) == [
        "hill-down: fault: the model answer's verdict on steps is missed, not found"
    ]


def test_a_model_answer_that_the_grader_is_unsure_of_is_for_a_person_to_judge() -> None:
    def hesitant(asked: Gradable, text: str) -> Grade:
        graded = literal(asked, text)
        points = tuple(replace(p, verdict=Verdict.UNSURE) if text else p for p in graded.points[:1])
        return replace(graded, points=points + graded.points[1:])

    assert list(told(check_bank(bank(GOOD), (), hesitant))) == [
        "hill-down: warning: the model answer's verdict on slope is unsure, not found"
    ]


def test_so_has_the_model_answer_of_a_follow_up_where_there_is_one() -> None:
    follow_ups = (
        FollowUp("why", "Why so short?", "Because.", (KeyPoint("balance", "Long steps tip you over"),)),
        FollowUp("when", "When do you stop?", "", (KeyPoint("flat", "Where the ground is flat"),)),
        FollowUp("then", "And then?", "You rest."),
    )
    assert findings(replace(GOOD, follow_ups=follow_ups)) == [
        "hill-down: fault: why: the model answer's verdict on balance is missed, not found"
    ]


def test_an_answer_that_says_nothing_may_not_score() -> None:
    def generous(asked: Gradable, text: str) -> Grade:
        graded = literal(asked, text)
        return graded if graded.score else replace(graded, score=7)

    assert list(told(check_bank(bank(GOOD), (), generous))) == [
        "hill-down: fault: the empty answer scores 7, not 0",
        "hill-down: fault: 'I don't know' scores 7, not 0",
        "hill-down: fault: the question itself scores 7, not 0",
    ]


def test_the_model_answer_of_another_question_may_not_score() -> None:
    other = replace(OTHER, answer=f"{OTHER.answer} Short steps keep your balance.")
    expected = ["hill-down: fault: the model answer of tea-brew scores 50"]
    assert findings(GOOD, other) == expected
    assert findings(GOOD, others=(bank(other, topic="tea"),)) == expected


def test_a_few_answers_of_one_other_topic_do_not_stand_for_all() -> None:
    teas = [replace(OTHER, id=f"tea-{n}", topic="tea", question=f"{'tea ' * n}what?") for n in range(9)]
    touching = [replace(tea, answer=GOOD.answer) if place in (2, 3, 4) else tea for place, tea in enumerate(teas)]
    found = [
        line for line in findings(GOOD, others=(bank(*touching, topic="tea"),)) if line.startswith("hill-down: fault")
    ]
    assert found == []


@pytest.mark.parametrize("which", ["hill-down", "tea-brew"])
def test_unless_the_two_are_related(which: str) -> None:
    other = replace(OTHER, answer=f"{OTHER.answer} Short steps keep your balance.")
    questions = {question.id: question for question in (GOOD, other)}
    (neighbour,) = set(questions) - {which}
    questions[which] = replace(questions[which], related=(neighbour,))
    assert findings(*questions.values()) == []


def test_a_point_may_not_restate_the_question() -> None:
    point = KeyPoint("off", "You get off the mountain")
    assert findings(replace(GOOD, key_points=(point,), answer=point.point)) == [
        "hill-down: fault: key point off restates the question"
    ]


def test_points_that_say_nearly_the_same_are_named() -> None:
    point = KeyPoint("stride", "Balance is kept by short steps")
    question = replace(GOOD, key_points=(*GOOD.key_points, point), answer=f"{GOOD.answer} {point.point}.")
    assert findings(question) == ["hill-down: warning: key points steps and stride say nearly the same"]


def test_points_that_differ_in_what_matters_are_not() -> None:
    points = (
        KeyPoint("mse", "Minimising MSE predicts the conditional mean"),
        KeyPoint("mae", "Minimising MAE predicts the conditional median"),
    )
    answer = " ".join(point.point for point in points)
    assert findings(replace(GOOD, key_points=points, answer=answer)) == []


def test_questions_that_are_nearly_the_same_are_named_once_in_whichever_bank_they_are() -> None:
    twin = replace(OTHER, id="hill-descend", question="Off a mountain, how do you get?")
    expected = ["hill-down: warning: nearly the same question as hill-descend"]
    assert findings(GOOD, twin) == expected
    assert findings(GOOD, others=(bank(twin, topic="tea"),)) == expected


def test_ids_that_no_bank_has_are_named() -> None:
    question = replace(GOOD, related=("tea-brew", "tea-pour"))
    checked = bank(question, prerequisites=("tea", "walking"))
    assert list(told(check_bank(checked, (bank(OTHER, topic="tea"),), literal))) == [
        ": warning: prerequisite walking is not in the banks here",
        ": warning: related questions not in the banks here: tea-pour",
    ]


def test_faults_have_to_be_mended_and_warnings_judged() -> None:
    found = check_bank(bank(replace(GOOD, answer="Hm.", related=("tea-brew",))), (), literal)
    assert {finding.severity for finding in found} == {Severity.FAULT, Severity.WARNING}
