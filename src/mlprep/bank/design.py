"""Reads the two files of the system-design rounds, and reports all that is wrong with them in one run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mlprep.bank.build import Builder, report_doubles
from mlprep.bank.conform import read_file
from mlprep.bank.faults import BankFaults, Fault, quote
from mlprep.bank.format import CHECKLIST_FILE, SCENARIOS_FILE
from mlprep.bank.nodes import Fields
from mlprep.bank.siblings import Siblings, report_stranger
from mlprep.model.design import Design, Expected, Scenario, Section
from mlprep.model.tier import Tier


def read_design(folder: Path) -> Design:
    """The checklist and the scenarios in a folder; raises `BankFaults` with every fault of both."""
    faults: list[Fault] = []
    checklist = read_file(folder / "checklist.yaml", CHECKLIST_FILE, faults)
    scenarios = read_file(folder / "scenarios.yaml", SCENARIOS_FILE, faults)
    builder = Builder("design", Siblings.none(scenarios.place), faults)
    sections = _sections(checklist, builder, faults)
    built = _scenarios(scenarios, [section.id for section in sections], builder, faults)
    if faults:
        raise BankFaults(faults)
    return Design(sections, built)


def _sections(checklist: Fields, builder: Builder, faults: list[Fault]) -> tuple[Section, ...]:
    written = checklist.list_of_fields("sections")
    report_doubles("section", written, [each.text("id") for each in written], faults)
    return tuple(
        Section(
            id=each.text("id"),
            title=each.text("title"),
            prompt=each.text("prompt"),
            minutes=each.number("minutes") or 0,
            items=builder.key_points(each.list_of_fields("items"), each.text("id")),
        )
        for each in written
    )


def _scenarios(
    scenarios: Fields, sections: Sequence[str], builder: Builder, faults: list[Fault]
) -> tuple[Scenario, ...]:
    written = scenarios.list_of_fields("scenarios")
    report_doubles("scenario", written, [each.text("id") for each in written], faults)
    return tuple(
        Scenario(
            id=each.text("id"),
            title=each.text("title"),
            tier=Tier(each.text("tier") or Tier.ADVANCED),
            brief=each.text("brief"),
            expected=_expected(each.text("id"), each.fields("sections"), sections, builder, faults),
            follow_ups=builder.follow_ups(each, each.text("id")),
        )
        for each in written
    )


def _expected(
    scenario_id: str, written: Fields, sections: Sequence[str], builder: Builder, faults: list[Fault]
) -> tuple[Expected, ...]:
    for name, place in written.keys.items():
        report_stranger(name, sections, "section", place, faults)
    faults.extend(
        written.place.fault(f"no key points for the section {quote(section)}", "each scenario goes through all of them")
        for section in sections
        if section not in written.keys
    )
    return tuple(
        Expected(section, builder.key_points(written.list_of_fields(section), scenario_id, f"{section}/"))
        for section in sections
    )
