"""How much of a wording an answer states, and where."""

from __future__ import annotations

import pytest

from mlprep.grading.match import Match, listen, match
from mlprep.grading.rubric import Wording, compile_rubric

from builders import a_point, a_question


def wording(text: str) -> Wording:
    rubric = compile_rubric(a_question(question="?", key_points=(a_point(point=text),)))
    return rubric.points[0].accept[0]


def matched(text: str, answer: str) -> Match:
    wanted = wording(text)
    return match(wanted, listen(answer, wanted.worth.keys()))


@pytest.mark.parametrize(
    ("answer", "coverage"),
    [
        ("momentum damps narrow zigzags", 1.0),
        ("momentum damps", 0.5),
        ("momentum. damps. narrow. zigzags.", (1.0 + 0.25) / 2),
        ("momentum damps. narrow zigzags.", (1.0 + 0.5) / 2),
        ("momentum never damps narrow zigzags", 1.0 - 0.5 / 4),
        ("mometnum dmaps narow zigzasg", 1.0),
        ("something else", 0.0),
        ("", 0.0),
    ],
)
def test_half_of_the_coverage_is_of_the_answer_and_half_of_its_best_sentence(answer: str, coverage: float) -> None:
    assert matched("momentum damps narrow zigzags", answer).coverage == pytest.approx(coverage)


def test_the_evidence_runs_from_the_first_word_to_the_last_of_the_best_sentence() -> None:
    answer = "It has momentum. The momentum, by and large, damps it."
    evidence = matched("momentum damps", answer).evidence
    assert evidence is not None
    assert answer[evidence.start : evidence.end] == "momentum, by and large, damps"


@pytest.mark.parametrize(
    ("text", "answer", "other"),
    [
        ("a rate of 0.01", "a rate of 0.1", True),
        ("a rate of 0.01", "a rate of 0.01", False),
        ("a rate of 0.01", "not a rate of 0.1 but 0.01", False),
        ("a rate of 0.01", "a small rate", False),
        ("a rate of 0.01", "an L2 rate", False),
        ("L1 penalty", "L2 penalty", True),
        ("L1 penalty", "2 penalty terms", False),
    ],
)
def test_another_figure_in_place_of_the_right_one_is_seen(text: str, answer: str, other: bool) -> None:
    assert matched(text, answer).other_figure == other


@pytest.mark.parametrize(
    ("text", "answer", "more"),
    [
        ("momentum damps zigzags", "momentum damps", True),
        ("momentum damps zigzags", "momentum", False),
        ("momentum damps zigzags", "momentum. It damps.", False),
        ("momentum", "momentum", True),
    ],
    ids=["two words", "one word", "two words apart", "as many as there are"],
)
def test_one_word_of_several_may_be_there_by_chance(text: str, answer: str, more: bool) -> None:
    assert matched(text, answer).more_than_chance == more


def test_a_misspelt_word_is_heard_as_the_nearest_one() -> None:
    (statement,) = listen("stpe trianing", {"step", "stop", "train", "trainingset"})
    assert statement.heard == ("step", "train")


def test_a_wording_of_stop_words_matches_nothing() -> None:
    assert matched("it is what it is", "it is what it is") == Match(0.0)
