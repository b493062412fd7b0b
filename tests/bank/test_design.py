"""The files of the design rounds as authors write them: what is read, and what each mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlprep.bank.design import read_design
from mlprep.bank.faults import BankFaults
from mlprep.model.design import Design, Expected, Scenario, Section
from mlprep.model.question import FollowUp, KeyPoint
from mlprep.model.tier import Tier

CHECKLIST = """\
format: 1
sections:
  - id: clarify
    title: Clarify the problem
    prompt: What do you need to know?
    minutes: 5
    items:
      - id: objective
        point: Names the objective
        weight: 2
  - id: serving
    title: Serve it
    prompt: How are predictions served?
    minutes: 6
    items: [{id: budget, point: Splits the latency budget}]
"""

SCENARIOS = """\
format: 1
scenarios:
  - id: design-search
    title: Search for a shop
    tier: deep
    brief: Ten results within 100 ms.
    sections:
      clarify: [{id: sales, point: The goal is sales rather than clicks, accept: [we want people to buy]}]
      serving: [{id: two-stages, point: Retrieve a thousand and rank them}]
    follow_ups:
      - id: cold
        question: A new item has no clicks. What then?
        answer: It is shown by its text until it has some.
        key_points: [{id: text, point: It is shown by its text}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "checklist.yaml").write_text(CHECKLIST)
    (tmp_path / "scenarios.yaml").write_text(SCENARIOS)
    return tmp_path


def test_every_field_is_read(folder: Path) -> None:
    asked = FollowUp(
        id="cold",
        question="A new item has no clicks. What then?",
        answer="It is shown by its text until it has some.",
        key_points=(KeyPoint("text", "It is shown by its text"),),
    )
    sales = KeyPoint("sales", "The goal is sales rather than clicks", accept=("we want people to buy",))
    assert read_design(folder) == Design(
        sections=(
            Section(
                id="clarify",
                title="Clarify the problem",
                prompt="What do you need to know?",
                minutes=5,
                items=(KeyPoint("objective", "Names the objective", weight=2),),
            ),
            Section(
                id="serving",
                title="Serve it",
                prompt="How are predictions served?",
                minutes=6,
                items=(KeyPoint("budget", "Splits the latency budget"),),
            ),
        ),
        scenarios=(
            Scenario(
                id="design-search",
                title="Search for a shop",
                tier=Tier.DEEP,
                brief="Ten results within 100 ms.",
                expected=(
                    Expected("clarify", (sales,)),
                    Expected("serving", (KeyPoint("two-stages", "Retrieve a thousand and rank them"),)),
                ),
                follow_ups=(asked,),
            ),
        ),
    )


MISTAKES = {
    "a section that the checklist lacks": ("serving: [", "servin: [", [
        "scenarios.yaml:8:7: no key points for the section 'serving' (each scenario goes through all of them)",
        "scenarios.yaml:9:7: no section 'servin' (did you mean 'serving'?)",
    ]),
    "a point twice in a section": ("accept: [we want people to buy]}]", "weight: 1}, {id: sales, point: Sales}]", [
        "scenarios.yaml:8:91: key point id 'sales' stands twice (first on line 8: give each its own)",
    ]),
    "a section without points": ("[{id: two-stages, point: Retrieve a thousand and rank them}]", "[]", [
        "scenarios.yaml:9:16: 'serving' must be a list of 1 or more, not an empty list",
    ]),
    "an unknown tier": ("tier: deep", "tier: hard", [
        "scenarios.yaml:5:11: 'tier' must be one of core, advanced, deep, not 'hard'",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "faults"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place(folder: Path, right: str, wrong: str, faults: list[str]) -> None:
    file = folder / "scenarios.yaml"
    file.write_text(SCENARIOS.replace(right, wrong))
    with pytest.raises(BankFaults) as raised:
        read_design(folder)
    assert [str(fault).removeprefix(f"{folder}/") for fault in raised.value.faults] == faults


def test_faults_of_both_files_come_in_one_run(folder: Path) -> None:
    (folder / "checklist.yaml").write_text(CHECKLIST.replace("minutes: 5", "minutes: 0"))
    (folder / "scenarios.yaml").unlink()
    with pytest.raises(BankFaults) as raised:
        read_design(folder)
    assert [fault.path.name for fault in raised.value.faults] == ["checklist.yaml", "scenarios.yaml"]
