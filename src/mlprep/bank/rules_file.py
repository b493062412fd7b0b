"""A rules file that lies anywhere, in either of two forms.

One is that of the files beside banks. The other, raw form spells everything out and has no concepts: question id,
point name, `rules` or `against`, and there a list of rules, each a list of groups, each a list of terms.
"""

from __future__ import annotations

from pathlib import Path

from mlprep.bank.conform import conform
from mlprep.bank.faults import Fault, Place
from mlprep.bank.format import POINT_NAME, RULES_FILE
from mlprep.bank.kinds import Key, Keyed, ListOf, Shape, Term
from mlprep.bank.nodes import Fields, Items, Node, Scalar
from mlprep.bank.source import load
from mlprep.model.question import Rule

_GROUPS = ListOf(ListOf(Term(), least=1), least=1)

RAW_RULES = Keyed(
    Keyed(
        Shape(
            "raw rules of a point",
            (
                Key("rules", ListOf(_GROUPS), "rules, each a list of groups of terms"),
                Key("against", ListOf(_GROUPS), "rules for statements that get the point backwards"),
            ),
        ),
        POINT_NAME,
    )
)


def read_rules_file(path: Path, faults: list[Fault]) -> Fields:
    """The rules and concepts in a file of either form, under the keys of a rules file. Its name does not matter."""
    node = load(path, faults)
    if not isinstance(node, Fields) or {key.name for key in RULES_FILE.keys} & set(node.nodes):
        conforming = node and conform(node, RULES_FILE, "a rules file", faults)
        return conforming if isinstance(conforming, Fields) else Fields.nothing(Place(path))
    conforming = conform(node, RAW_RULES, "raw rules", faults)
    return Fields({"rules": conforming} if conforming else {}, {"rules": node.place}, node.place)


def raw_rule(written: Node) -> Rule:
    """The rule in the raw form, with its terms as the notation of rules has them."""
    return Rule(tuple(tuple(dict.fromkeys(map(_term, _items(group)))) for group in _items(written)))


def _items(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, Items) else ()


def _term(written: Node) -> str:
    """As it is written: 1e-5 is not 0.00001."""
    return " ".join(written.source.lower().split()) if isinstance(written, Scalar) else ""
