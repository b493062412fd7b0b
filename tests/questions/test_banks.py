"""The shipped banks keep what a bank promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlprep.bank.audit import audit
from mlprep.bank.reader import read_bank
from mlprep.grading.graders import make_grader
from mlprep.model.question import Bank
from mlprep.paths import shipped_banks

FILES = sorted(shipped_banks().glob("*.yaml"))


@pytest.fixture(scope="module")
def banks() -> dict[str, Bank]:
    return {file.stem: read_bank(file) for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_check_finds_a_fault(file: Path) -> None:
    (checked,) = audit([file], FILES, make_grader().grade)
    assert checked.faults == ()


def test_every_question_has_what_a_candidate_needs(banks: dict[str, Bank]) -> None:
    """A model answer that can be spoken in a minute, points to grade against, follow-ups to go deeper."""
    for bank in banks.values():
        for question in bank.questions:
            assert 60 <= len(question.answer.split()) <= 140, question.id
            assert 4 <= len(question.key_points) <= 8, question.id
            assert 2 <= len(question.follow_ups) <= 4, question.id
            assert all(f.answer and f.key_points for f in question.follow_ups), question.id
            assert any(point.required for point in question.key_points), question.id


def test_the_weightiest_points_can_be_probed(banks: dict[str, Bank]) -> None:
    for bank in banks.values():
        for question in bank.questions:
            heaviest = max(question.key_points, key=lambda point: point.weight)
            assert heaviest.ask, question.id
            assert heaviest.hint, question.id
