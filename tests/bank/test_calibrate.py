"""Figures over marked samples, with a grader whose verdicts stand in the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mlprep.bank.calibrate import MOST_FOREIGN, calibrate, read_banks
from mlprep.bank.faults import BankFaults
from mlprep.bank.pairs import Pair
from mlprep.grading.score import score
from mlprep.model.calibration import Calibration, Decision, PairFigures, PairResult, ReliabilityBin, ScoredAnswer
from mlprep.model.grade import Grade, PointGrade, Remark, Verdict
from mlprep.model.question import Bank, Gradable, Question, Rule, Sample

from builders import a_point, a_question, a_topic
from hills import SMALLEST

FOUND, PARTIAL, MISSED, WRONG, UNSURE = Verdict
SAID = re.compile(r"(\w+) (found|partial|missed|wrong|unsure) (\d*\.?\d+)")


@dataclass(frozen=True)
class Told:
    """Gives the verdicts and probabilities that an answer names: `size found .9, slow unsure .5`. An X is an echo."""

    name: str = "told"
    version: int = 3

    def grade(self, question: Gradable, text: str) -> Grade:
        said = {point: (Verdict(verdict), float(p)) for point, verdict, p in SAID.findall(text)}
        points = tuple(PointGrade(each.id, *said.get(each.id, (MISSED, 0.0))) for each in question.key_points)
        number, passed = score(question.key_points, {point.point_id: point.verdict for point in points})
        return Grade(number, passed, points, Remark.ECHO if "X" in text else None, self.name, self.version)


def asked(*samples: Sample, name: str = "gd-rate") -> Question:
    return replace(a_question(name, key_points=(a_point("size", weight=3), a_point("slow"))), samples=samples)


def calibrated(*questions: Question, pairs: Sequence[Pair] = ()) -> Calibration:
    return calibrate([Bank(a_topic(), questions)], Told(), pairs)


EXPERT = Sample("size found .9, slow missed .2", found=("size", "slow"), note="expert")
MIXED = Sample("size partial .6, slow unsure .7", found=("size",), note="partial")
CONFUSED = Sample("size found .8, slow wrong .1", found=(), wrong=("size", "slow"), note="misconception")


def test_a_decision_is_one_point_of_one_sample() -> None:
    assert calibrated(asked(EXPERT, CONFUSED)).decisions == (
        Decision("gd-rate", 0, "expert", "size", FOUND, FOUND, 0.9),
        Decision("gd-rate", 0, "expert", "slow", FOUND, MISSED, 0.2),
        Decision("gd-rate", 1, "misconception", "size", WRONG, FOUND, 0.8),
        Decision("gd-rate", 1, "misconception", "slow", WRONG, WRONG, 0.1),
    )


def test_figures_by_hand() -> None:
    overall = calibrated(asked(EXPERT, MIXED, CONFUSED)).overall
    assert (overall.answers, overall.decisions, overall.marked) == (3, 6, 0)
    # only the partial answer has a stated point (.6) beside one that is not (.7)
    assert overall.within_answer_auc == 0
    # .9 .2 .6 against .7 .8 .1: won are three, one and one of nine pairs
    assert overall.auc == 5 / 9
    # .9 .2 .6 against .7
    assert overall.auc_without_misconceptions == 1 / 3
    # unsure is left out; agreed are expert's size, the partial size, and the wrong slow, which was not credited
    assert overall.accuracy == 3 / 5
    assert overall.three_way_accuracy == 3 / 5
    assert overall.unsure == 1 / 6
    assert (overall.found_precision, overall.found_recall) == (2 / 3, 2 / 3)
    assert (overall.wrong_precision, overall.wrong_recall) == (1, 1 / 2)
    assert overall.brier == pytest.approx((0.01 + 0.64 + 0.16 + 0.49 + 0.64 + 0.01) / 6)
    assert overall.reliability[9] == ReliabilityBin(1, 0.9, 1.0)
    assert overall.reliability[5] == ReliabilityBin(0, None, None)
    assert overall.mean_score == pytest.approx((2.9 + 2.5 + 2.5) / 4 / 3)


def test_missed_for_wrong_agrees_two_ways_but_not_three() -> None:
    overall = calibrated(asked(Sample("size missed .1", wrong=("size",)))).overall
    assert (overall.accuracy, overall.three_way_accuracy) == (1, 1 / 2)


def test_a_partial_verdict_credits_the_point() -> None:
    overall = calibrated(asked(Sample("size partial .5, slow partial .5", found=("size",)))).overall
    assert (overall.accuracy, overall.found_precision) == (1 / 2, 1 / 2)


def test_what_has_no_data_is_no_figure() -> None:
    overall = calibrated(asked()).overall
    assert (overall.answers, overall.decisions) == (0, 0)
    assert {overall.auc, overall.accuracy, overall.unsure, overall.foreign_point_rate, overall.pearson} == {None}
    assert overall.mean_score is None


def test_figures_by_note_and_by_question() -> None:
    other = asked(EXPERT, Sample("size found 1"), name="gd-other")
    calibration = calibrated(asked(EXPERT, CONFUSED), other)
    assert {note: figures.answers for note, figures in calibration.by_note.items()} == {
        "expert": 2, "misconception": 1, "": 1,
    }  # fmt: skip
    assert {name: figures.answers for name, figures in calibration.by_question.items()} == {"gd-rate": 2, "gd-other": 2}
    assert calibration.by_note["expert"].accuracy == 1 / 2


def test_a_score_is_the_expected_one_and_nothing_where_there_is_a_remark() -> None:
    samples = (
        Sample("size found .75, slow missed .75", mark=1.0),
        Sample("X size found .9", mark=0.0),
        Sample("slow found .5"),
    )
    assert calibrated(asked(*samples)).scores == (
        ScoredAnswer("gd-rate", 0, 0.75, 1.0),
        ScoredAnswer("gd-rate", 1, 0, 0.0),
        ScoredAnswer("gd-rate", 2, 0.125, None),
    )


def test_marks_are_compared_with_scores() -> None:
    samples = [Sample(f"size found {p}, slow found {p}", mark=mark) for p, mark in ((0.1, 0.0), (0.5, 1.0), (0.9, 0.5))]
    overall = calibrated(asked(*samples)).overall
    assert (overall.marked, overall.decisions) == (3, 0)
    assert overall.pearson == pytest.approx(0.5)
    assert overall.spearman == pytest.approx(0.5)
    assert overall.rmse == pytest.approx(((0.01 + 0.25 + 0.16) / 3) ** 0.5)
    # in quarters 0 2 4 against 0 4 2: observed 8 / 3, by chance 48 / 9
    assert overall.quadratic_weighted_kappa == pytest.approx(0.5)


class TestForeignPoints:
    def test_are_those_found_in_experts_answers_to_other_questions(self) -> None:
        loud = asked(Sample("size found .9, slow partial .4", note="expert"), Sample("slow found 1"), name="gd-loud")
        calibration = calibrated(asked(EXPERT), loud)
        # size of two points each: a partial verdict is not found, and what is no expert's is left out
        assert calibration.overall.foreign_point_rate == 2 / 4
        assert calibration.by_question["gd-rate"].foreign_point_rate == 1 / 2
        assert calibration.by_note["expert"].foreign_point_rate is None

    def test_without_an_expert_the_fullest_sample_stands_in(self) -> None:
        full = Sample("slow found 1", found=("size", "slow"))
        calibration = calibrated(asked(), asked(Sample("size found 1", found=("size",)), full, name="gd-full"))
        assert calibration.by_question["gd-rate"].foreign_point_rate == 1 / 2
        assert calibration.by_question["gd-full"].foreign_point_rate is None

    def test_are_sought_in_a_bounded_number_of_answers_spread_over_all(self) -> None:
        heard: list[str] = []

        @dataclass(frozen=True)
        class Listening(Told):
            def grade(self, question: Gradable, text: str) -> Grade:
                if question.id == "gd-0":
                    heard.append(text)
                return super().grade(question, text)

        questions = [asked(Sample(f"answer {n}", note="expert"), name=f"gd-{n}") for n in range(61)]
        calibrate([Bank(a_topic(), tuple(questions))], Listening())
        assert heard == ["answer 0", *(f"answer {n}" for n in range(1, 61, 3))]
        assert len(heard) == 1 + MOST_FOREIGN


def test_pairs_are_compared_by_probability() -> None:
    def pair(kind: str, original: str, edited: str) -> Pair:
        return Pair(asked(), "expert", kind, "size", original, edited)

    pairs = (
        pair("omit", "size found .9", "size missed .2"),
        pair("omit", "size found .4", "size found .4"),
        pair("swap", "size missed .3", "size found .7"),
        pair("swap", "size found .9, slow found .1", "size partial .8, slow found .9"),
    )
    calibration = calibrated(asked(), pairs=pairs)
    assert calibration.by_kind == {"omit": PairFigures(2, 3 / 4, 1 / 2), "swap": PairFigures(2, 1 / 2, 1 / 2)}
    assert calibration.pairs[0] == PairResult("gd-rate", "expert", "omit", "size", 0.9, 0.2)


def test_points_with_rules_are_counted() -> None:
    ruled = replace(asked(), key_points=(a_point("size", rules=(Rule((("a",),)),)), a_point("slow")))
    calibration = calibrated(ruled)
    assert (calibration.points_with_rules, calibration.points) == (1, 2)
    assert (calibration.grader, calibration.grader_version) == ("told", 3)


def test_every_question_is_watched() -> None:
    watched: list[str] = []

    def watch(questions: Sequence[Question]) -> Iterable[Question]:
        for question in questions:
            watched.append(question.id)
            yield question

    calibrate([Bank(a_topic(), (asked(), asked(name="gd-other")))], Told(), watch=watch)
    assert watched == ["gd-rate", "gd-other"]


class TestReadingBanks:
    def test_a_file_that_is_named_twice_is_read_once(self, tmp_path: Path) -> None:
        file = tmp_path / "hills.yaml"
        file.write_text(SMALLEST)
        assert len(read_banks([file, file])) == 1

    def test_all_that_is_wrong_is_raised_at_once(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            (tmp_path / f"{name}.yaml").write_text(SMALLEST)
        with pytest.raises(BankFaults) as raised:
            read_banks([tmp_path / "one.yaml", tmp_path / "two.yaml", tmp_path / "none.yaml"])
        assert len(raised.value.faults) == 3
