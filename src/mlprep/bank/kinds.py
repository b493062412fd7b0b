"""The kinds of value that a bank can hold.

The reader and the JSON Schema both follow from them: `admits` and `schema` say the same, and `expected` says it to
people.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import ClassVar, TypeGuard

from mlprep.bank.nodes import Value

Schema = dict[str, object]

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def kebab(text: str) -> str:
    """The text as a slug, or nothing where no letter of it can stand in one."""
    letters = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in letters if letter != "'" and not unicodedata.combining(letter))
    return "-".join(re.findall("[a-z0-9]+", plain))


@dataclass(frozen=True, slots=True)
class Text:
    """Something to read; never blank."""

    expected: ClassVar[str] = "text"

    def admits(self, value: Value) -> bool:
        return isinstance(value, str) and bool(value.strip())

    @property
    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"\S"}


@dataclass(frozen=True, slots=True)
class Slug:
    """An id or a tag."""

    expected: ClassVar[str] = "in kebab-case"

    def admits(self, value: Value) -> bool:
        return isinstance(value, str) and re.fullmatch(SLUG, value) is not None

    @property
    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{SLUG}$"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]

    @property
    def expected(self) -> str:
        return "one of " + ", ".join(self.options)

    def admits(self, value: Value) -> bool:
        return value in self.options

    @property
    def schema(self) -> Schema:
        return {"enum": list(self.options)}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, both ends included."""

    low: int
    high: int

    @property
    def expected(self) -> str:
        return str(self.low) if self.low == self.high else f"a whole number from {self.low} to {self.high}"

    def admits(self, value: Value) -> bool:
        return _within(value, self.low, self.high) and value == int(value)

    @property
    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Number:
    """A number; `above` leaves out the low end."""

    low: float
    high: float
    above: bool = False

    @property
    def expected(self) -> str:
        low = f"above {self.low:g} and up" if self.above else f"from {self.low:g}"
        return f"a number {low} to {self.high:g}"

    def admits(self, value: Value) -> bool:
        return _within(value, self.low, self.high) and not (self.above and value == self.low)

    @property
    def schema(self) -> Schema:
        return {"type": "number", "exclusiveMinimum" if self.above else "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Flag:
    expected: ClassVar[str] = "true or false"

    def admits(self, value: Value) -> bool:
        return isinstance(value, bool)

    @property
    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a rule as it is written: a text or a number."""

    expected: ClassVar[str] = "a term"

    def admits(self, value: Value) -> bool:
        return value is not None and bool(str(value).strip())

    @property
    def schema(self) -> Schema:
        return {"type": ["string", "number", "boolean"], "pattern": r"\S"}


@dataclass(frozen=True, slots=True)
class ListOf:
    """Any number of one kind, but no fewer than `least`."""

    item: Kind
    least: int = 0

    @property
    def expected(self) -> str:
        return f"a list of {self.least} or more" if self.least else "a list"


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping from names that authors choose, all matching `names`, to one kind."""

    item: Kind
    names: str = SLUG
    expected: ClassVar[str] = "a mapping"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a shape. `meaning` is for authors: editors show it, and so does the fault when the key is missing."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A mapping with the given keys and no others."""

    name: str
    keys: tuple[Key, ...]
    expected: ClassVar[str] = "a mapping"


ScalarKind = Text | Term | Slug | Choice | Whole | Number | Flag
Kind = ScalarKind | ListOf | Keyed | Shape


def _within(value: Value, low: float, high: float) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
