"""The tree of a YAML file, in which every part knows its place."""

from __future__ import annotations

from dataclasses import dataclass

from mlprep.bank.faults import Place

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """`source` is how the value was written: `1e-5` for the number 0.00001."""

    value: Value
    place: Place
    source: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    nodes: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping. Its readers give what is absent, or of another type, as nothing: the format was checked before."""

    nodes: dict[str, Node]
    keys: dict[str, Place]
    place: Place

    @classmethod
    def nothing(cls, place: Place) -> Fields:
        return cls({}, {}, place)

    def value(self, key: str) -> Value:
        node = self.nodes.get(key)
        return node.value if isinstance(node, Scalar) else None

    def text(self, key: str) -> str:
        value = self.value(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> float | None:
        value = self.value(key)
        return None if value is None or isinstance(value, str) else float(value)

    def whole(self, key: str) -> int | None:
        number = self.number(key)
        return None if number is None else int(number)

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        return tuple(node for node in self.items(key) if isinstance(node, Scalar))

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(scalar.value for scalar in self.scalars(key) if isinstance(scalar.value, str))

    def list_of_fields(self, key: str) -> tuple[Fields, ...]:
        return tuple(node for node in self.items(key) if isinstance(node, Fields))

    def fields(self, key: str) -> Fields:
        node = self.nodes.get(key)
        return node if isinstance(node, Fields) else Fields.nothing(self.place)

    def place_of(self, key: str) -> Place:
        """Where the value of a key stands, or would."""
        node = self.nodes.get(key)
        return node.place if node else self.place

    def items(self, key: str) -> tuple[Node, ...]:
        node = self.nodes.get(key)
        return node.nodes if isinstance(node, Items) else ()


Node = Scalar | Items | Fields
