"""The user's own rules, on top of those of the banks: one file a topic, in the form of the rules files beside banks.

What is wrong with them never keeps a bank from being read: it is left out, and told as a warning.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mlprep.bank.build import fingerprint, point_names
from mlprep.bank.conform import read_file
from mlprep.bank.faults import Fault
from mlprep.bank.format import RULES_FILE
from mlprep.bank.nodes import Fields
from mlprep.bank.siblings import Siblings
from mlprep.model.question import FollowUp, KeyPoint, Question


def overlaid(
    questions: tuple[Question, ...], beside: Siblings, file: Path, warnings: list[Fault]
) -> tuple[Question, ...]:
    """The questions with the rules of an overlay's file after their own; the questions themselves where there is none.

    `beside` are the files beside the bank, whose concepts the rules may use.
    """
    if not file.exists():
        return questions
    added = _read(beside, file, warnings)
    added.report_strangers({question.id: point_names(question) for question in questions}, warnings)
    return tuple(_with_rules(question, added, warnings) for question in questions)


def _read(beside: Siblings, file: Path, warnings: list[Fault]) -> Siblings:
    written = read_file(file, RULES_FILE, warnings)
    own = written.fields("concepts")
    concepts = beside.concepts.extended({name: own.text(name) for name in own.nodes})
    broken = {name: error for name, error in concepts.errors.items() if name in own.nodes}
    warnings.extend(own.place_of(name).fault(str(error), error.remedy) for name, error in broken.items())
    return Siblings(concepts, written.fields("rules"), Fields.nothing(written.place))


def _with_rules(question: Question, added: Siblings, warnings: list[Fault]) -> Question:
    rules = added.rules.fields(question.id)
    if not rules.nodes:
        return question

    def points(own: tuple[KeyPoint, ...], prefix: str = "") -> tuple[KeyPoint, ...]:
        return tuple(_with_rules_of(point, rules.fields(prefix + point.id), added, warnings) for point in own)

    def follow_up(own: FollowUp) -> FollowUp:
        return replace(own, key_points=points(own.key_points, f"{own.id}/"))

    changed = replace(
        question, key_points=points(question.key_points), follow_ups=tuple(map(follow_up, question.follow_ups))
    )
    return replace(changed, fingerprint=fingerprint(changed))


def _with_rules_of(point: KeyPoint, written: Fields, added: Siblings, warnings: list[Fault]) -> KeyPoint:
    # a group of a broken concept has no terms; without it the rule would say something else
    rules, against = (
        tuple(rule for rule in added.rules_from(written.items(kind), warnings) if all(rule.groups))
        for kind in ("rules", "against")
    )
    return replace(point, rules=point.rules + rules, against=point.against + against)
