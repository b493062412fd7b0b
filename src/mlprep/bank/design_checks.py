"""What the files of the design rounds promise beyond their shape."""

from __future__ import annotations

from collections.abc import Iterator

from mlprep.bank.calibrate import GradeText
from mlprep.bank.checks import Finding, key_points, model_answer
from mlprep.model.design import Design, Scenario, Section
from mlprep.model.question import FollowUp, Gradable


def check_design(design: Design, grade: GradeText) -> tuple[Finding, ...]:
    """All findings, those about the checklist first; a finding's `question_id` is that of the scenario."""
    findings = [
        Finding("checklist", severity, f"{section.id}: {message}")
        for section in design.sections
        for severity, message in key_points(FollowUp(section.id, section.prompt, key_points=section.items))
    ]
    for scenario in design.scenarios:
        for asked in _asked(scenario, design.sections):
            told = (*model_answer(asked, grade), *key_points(asked))
            findings.extend(Finding(scenario.id, severity, f"{asked.id}: {message}") for severity, message in told)
    return tuple(findings)


def _asked(scenario: Scenario, sections: tuple[Section, ...]) -> Iterator[Gradable]:
    """Each section as the candidate meets it, then the follow-ups."""
    for section, expected in zip(sections, scenario.expected, strict=True):
        yield FollowUp(section.id, f"{scenario.brief} {section.prompt}", key_points=expected.key_points)
    yield from scenario.follow_ups
