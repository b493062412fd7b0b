"""The files beside a bank: what counts as stating its points, and marked answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mlprep.bank.conform import read_file
from mlprep.bank.faults import Fault, Place, did_you_mean, quote
from mlprep.bank.files import Files
from mlprep.bank.format import CONCEPTS_FILE, RULES_FILE, SAMPLES_FILE
from mlprep.bank.nodes import Fields, Node, Scalar
from mlprep.bank.rules import Concepts, RuleError
from mlprep.bank.rules_file import raw_rule, read_rules_file
from mlprep.model.question import Rule


@dataclass(frozen=True, slots=True)
class Siblings:
    """`rules` are keyed by question id and then by point name, `samples` by question id.

    `rules_are_own` says that the rules are for this bank alone, so that those for other questions are a fault.
    """

    concepts: Concepts
    rules: Fields
    samples: Fields
    rules_are_own: bool = True

    @classmethod
    def none(cls, place: Place) -> Siblings:
        """Those of a file that has none beside it; `place` is the file's."""
        return cls(Concepts({}), Fields.nothing(place), Fields.nothing(place))

    def rules_from(self, written: Iterable[Node], faults: list[Fault]) -> tuple[Rule, ...]:
        rules = []
        for node in written:
            try:
                rules.append(self._rule(node))
            except RuleError as error:
                faults.append(node.place.fault(str(error), error.remedy))
        return tuple(rules)

    def _rule(self, written: Node) -> Rule:
        return self.concepts.rule(str(written.value)) if isinstance(written, Scalar) else raw_rule(written)

    def report_strangers(self, points: dict[str, Collection[str]], faults: list[Fault]) -> None:
        """Rules and samples for questions or points that the bank does not have; `points` are those it has."""
        for fields in (self.rules, self.samples) if self.rules_are_own else (self.samples,):
            _report_strangers(fields, points, "question", faults)
        for question_id, names in points.items():
            _report_strangers(self.rules.fields(question_id), names, "key point", faults)


def read_siblings(bank: Path, faults: list[Fault], rules_file: Path | None = None) -> Siblings:
    """The files beside a bank; `rules_file` stands in for the rules beside it, and may serve other banks too."""
    files = Files.of(bank)
    if rules_file is None:
        rules = read_file(files.rules, RULES_FILE, faults, may_be_absent=True)
        shared_files = [files.concepts]
    else:
        rules = read_rules_file(rules_file, faults)
        shared_files = list(dict.fromkeys([files.concepts, rules_file.with_name(files.concepts.name)]))
    shared = [read_file(file, CONCEPTS_FILE, faults, may_be_absent=True).fields("concepts") for file in shared_files]
    samples = read_file(files.samples, SAMPLES_FILE, faults, may_be_absent=True)
    # A bank may narrow or widen for itself what all banks share.
    concepts = _concepts([*shared, rules.fields("concepts")], faults)
    return Siblings(concepts, rules.fields("rules"), samples.fields("samples"), rules_file is None)


def _concepts(written: Sequence[Fields], faults: list[Fault]) -> Concepts:
    """The concepts of several files, of which later ones have the last word."""
    concepts = Concepts({name: fields.text(name) for fields in written for name in fields.nodes})
    for name, error in concepts.errors.items():
        place = next(fields.place_of(name) for fields in reversed(written) if name in fields.nodes)
        faults.append(place.fault(str(error), error.remedy))
    return concepts


def report_stranger(name: str, known: Collection[str], what: str, place: Place, faults: list[Fault]) -> None:
    if name not in known:
        faults.append(place.fault(f"no {what} {quote(name)}", did_you_mean(name, known)))


def _report_strangers(fields: Fields, known: Collection[str], what: str, faults: list[Fault]) -> None:
    for name in fields.nodes:
        report_stranger(name, known, what, fields.keys[name], faults)
