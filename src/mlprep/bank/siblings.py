"""The files beside a bank: what counts as stating its points, and marked answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from mlprep.bank.conform import read_file
from mlprep.bank.faults import Fault, Place, did_you_mean, quote
from mlprep.bank.files import Files
from mlprep.bank.format import CONCEPTS_FILE, RULES_FILE, SAMPLES_FILE
from mlprep.bank.nodes import Fields, Scalar
from mlprep.bank.rules import Concepts, RuleError
from mlprep.model.question import Rule


@dataclass(frozen=True, slots=True)
class Siblings:
    """`rules` are keyed by question id and then by point name, `samples` by question id."""

    concepts: Concepts
    rules: Fields
    samples: Fields

    def rules_from(self, scalars: Iterable[Scalar], faults: list[Fault]) -> tuple[Rule, ...]:
        rules = []
        for scalar in scalars:
            try:
                rules.append(self.concepts.rule(str(scalar.value)))
            except RuleError as error:
                faults.append(scalar.place.fault(str(error), error.remedy))
        return tuple(rules)

    def report_strangers(self, points: dict[str, Collection[str]], faults: list[Fault]) -> None:
        """Rules and samples for questions or points that the bank does not have; `points` are those it has."""
        for fields in (self.rules, self.samples):
            _report_strangers(fields, points, "question", faults)
        for question_id, names in points.items():
            _report_strangers(self.rules.fields(question_id), names, "key point", faults)


def read_siblings(bank: Path, faults: list[Fault]) -> Siblings:
    files = Files.of(bank)
    shared = read_file(files.concepts, CONCEPTS_FILE, faults, may_be_absent=True).fields("concepts")
    rules = read_file(files.rules, RULES_FILE, faults, may_be_absent=True)
    samples = read_file(files.samples, SAMPLES_FILE, faults, may_be_absent=True)
    own = rules.fields("concepts")
    # A bank may narrow or widen for itself what all banks share.
    concepts = Concepts({name: fields.text(name) for fields in (shared, own) for name in fields.nodes})
    for name, error in concepts.errors.items():
        place = (own if name in own.nodes else shared).place_of(name)
        faults.append(place.fault(str(error), error.remedy))
    return Siblings(concepts, rules.fields("rules"), samples.fields("samples"))


def report_stranger(name: str, known: Collection[str], what: str, place: Place, faults: list[Fault]) -> None:
    if name not in known:
        faults.append(place.fault(f"no {what} {quote(name)}", did_you_mean(name, known)))


def _report_strangers(fields: Fields, known: Collection[str], what: str, faults: list[Fault]) -> None:
    for name in fields.nodes:
        report_stranger(name, known, what, fields.keys[name], faults)
