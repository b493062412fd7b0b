"""The shipped design rounds keep what they promise."""

from __future__ import annotations

import pytest

from mlprep.bank.audit import audit_design
from mlprep.bank.design import read_design
from mlprep.grading.graders import make_grader
from mlprep.model.design import Design
from mlprep.paths import shipped_banks

FOLDER = shipped_banks() / "design"
SECTIONS = "clarify task data features model training evaluation serving monitoring tradeoffs".split()


@pytest.fixture(scope="module")
def design() -> Design:
    return read_design(FOLDER)


def test_no_check_finds_a_fault() -> None:
    assert audit_design(FOLDER, make_grader().grade).faults == ()


def test_a_round_goes_from_the_problem_to_its_tradeoffs_in_three_quarters_of_an_hour(design: Design) -> None:
    assert [section.id for section in design.sections] == SECTIONS
    assert sum(section.minutes for section in design.sections) <= 50


def test_every_scenario_has_what_an_interviewer_needs(design: Design) -> None:
    assert len(design.scenarios) == 10
    for scenario in design.scenarios:
        for expected in scenario.expected:
            assert len(expected.key_points) >= 4, f"{scenario.id}/{expected.section_id}"
            assert any(p.hint and p.ask for p in expected.key_points), f"{scenario.id}/{expected.section_id}"
        assert len(scenario.follow_ups) >= 4, scenario.id
        assert all(f.answer and len(f.key_points) >= 2 for f in scenario.follow_ups), scenario.id
