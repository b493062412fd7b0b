"""Samples that are graded otherwise than they are marked, in one line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mlprep.bank.agreement import Agreement, agreement, disagreements
from mlprep.bank.checks import Finding, Severity
from mlprep.model.grade import Grade, PointGrade, Verdict
from mlprep.model.question import Bank, Gradable, Sample

from builders import a_point, a_question, a_topic

BANK = Bank(a_topic(), ())


def by_word(asked: Gradable, text: str) -> Grade:
    """Finds the points whose ids stand in the answer; `id?` makes it unsure. Its probabilities are certain."""

    def grade(point_id: str) -> PointGrade:
        if f"{point_id}?" in text:
            return PointGrade(point_id, Verdict.UNSURE, 0.5)
        return PointGrade(point_id, *((Verdict.FOUND, 1.0) if point_id in text else (Verdict.MISSED, 0.0)))

    return Grade(0, False, tuple(grade(point.id) for point in asked.key_points), None, "word", 1)


def bank(*samples: Sample) -> Bank:
    question = a_question(key_points=(a_point("size"), a_point("slow")))
    return Bank(a_topic(), (replace(question, samples=samples),))


def test_agreement_counts_decided_verdicts_and_leaves_unsure_ones_apart() -> None:
    samples = (
        Sample("size", found=("size",)),
        Sample("slow", wrong=("slow",)),  # credited, though wrong
        Sample("size?", found=("size",)),
    )
    assert agreement(bank(*samples), by_word) == Agreement(agreed=4, verdicts=5, unsure=1)


def test_scores_agree_within_a_tolerance_of_the_mark() -> None:
    samples = (Sample("size", mark=0.5), Sample("size slow", mark=0.65), Sample("", mark=0.4))
    assert agreement(bank(*samples), by_word) == Agreement(0, 0, agreed_scores=2, scores=3)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Agreement(0, 0), []),
        (Agreement(9, 9, unsure=4), []),
        (Agreement(8, 10), [(Severity.WARNING, "8 of 10 decided verdicts on the samples agree with the marks: ")]),
        (
            Agreement(79, 100),
            [(Severity.FAULT, "79 of 100 decided verdicts on the samples agree with the marks, less than 80 %: ")],
        ),
        (
            Agreement(0, 0, 0, agreed_scores=1, scores=2),
            [(Severity.FAULT, "1 of 2 scores of the samples lie within 0.35 of the mark, less than 80 %: ")],
        ),
    ],
    ids=["no samples", "all agree", "within tolerance", "beyond tolerance", "marks"],
)
def test_disagreement_is_one_finding(found: Agreement, expected: list[tuple[Severity, str]]) -> None:
    see = "see mlprep bank calibrate gradient-descent.yaml"
    assert list(disagreements(BANK, found)) == [Finding("", severity, f"{text}{see}") for severity, text in expected]
