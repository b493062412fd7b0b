"""YAML events to a tree of nodes.

Built without recursion and without YAML's machinery (anchors, tags, several documents): no file can exhaust the
stack, grow by repeating itself, or make objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from mlprep.bank.faults import BankFaults, Fault, Place, quote
from mlprep.bank.nodes import Fields, Items, Node, Scalar, Value

DEEPEST_NESTING = 24
LONGEST_WHOLE = 30
"""Digits; Python takes long over thousands of them, or refuses. As a float they are merely out of range."""

# What a terminal obeys instead of showing, and halves of characters that cannot be written as UTF-8.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

WHOLE = re.compile(r"[-+]?[0-9]+")
NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
WORDS: dict[str, Value] = {"": None, "~": None, "null": None, "true": True, "false": False}

MOST_EVENTS = 200_000
"""Values, and beginnings and ends of lists and mappings: over ten times what a large bank has, a second's work."""

QUOTES_REMEDY = "put the text in quotes"


def compose(events: Iterable[yaml.Event], path: Path, faults: list[Fault]) -> Node:
    """The tree of the one document in `events`; raises BankFaults where nothing can be read on."""
    composer = _Composer(faults)
    for number, event in enumerate(events):
        if event.start_mark is not None:
            place = place_of(event.start_mark, path)
            if number > MOST_EVENTS:
                raise BankFaults([place.fault("too many values in one file", "split it into several banks")])
            composer.take(event, place)
    if composer.root is None:
        raise BankFaults([Place(path).fault("the file is empty")])
    return composer.root


def place_of(mark: yaml.error.Mark | yaml._yaml.Mark, path: Path) -> Place:
    return Place(path, mark.line + 1, mark.column + 1)


def control_character(character: str, place: Place) -> Fault:
    return place.fault(f"control character U+{ord(character):04X}", "take it out")


@dataclass(slots=True)
class _Composer:
    faults: list[Fault]
    root: Node | None = None
    opened: list[_Open] = field(default_factory=list)

    def take(self, event: yaml.Event, place: Place) -> None:
        match event:
            case yaml.DocumentStartEvent() if self.root is not None:
                raise BankFaults([place.fault("a second document begins", "keep one document to a file")])
            case yaml.NodeEvent():
                _refuse(event, place)
                self._begin(event, place)
            case yaml.CollectionEndEvent():
                self._add(self.opened.pop().close(self.faults))

    def _begin(self, event: yaml.NodeEvent, place: Place) -> None:
        awaits_key = bool(self.opened) and self.opened[-1].awaits_key
        if isinstance(event, yaml.ScalarEvent):
            if awaits_key:
                self.opened[-1].keys.append((event.value, place))
            else:
                self._add(Scalar(_value(event), place, event.value))
            return
        if awaits_key:
            raise BankFaults([place.fault("a key must be a word", QUOTES_REMEDY)])
        if len(self.opened) == DEEPEST_NESTING:
            raise BankFaults([place.fault(f"nested more than {DEEPEST_NESTING} deep", QUOTES_REMEDY)])
        self.opened.append(_Open(place, isinstance(event, yaml.MappingStartEvent)))

    def _add(self, node: Node) -> None:
        if self.opened:
            self.opened[-1].nodes.append(node)
        else:
            self.root = node


@dataclass(slots=True)
class _Open:
    """A list or a mapping that is still being read; in a mapping keys and values come in turn."""

    place: Place
    is_mapping: bool
    keys: list[tuple[str, Place]] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    @property
    def awaits_key(self) -> bool:
        return self.is_mapping and len(self.keys) == len(self.nodes)

    def close(self, faults: list[Fault]) -> Node:
        if not self.is_mapping:
            return Items(tuple(self.nodes), self.place)
        fields = Fields({}, {}, self.place)
        for (key, place), node in zip(self.keys, self.nodes, strict=True):
            if first := fields.keys.get(key):
                faults.append(place.fault(f"{quote(key)} stands twice", f"first on line {first.line}: keep one"))
            else:
                fields.keys[key] = place
                fields.nodes[key] = node
        return fields


def _refuse(event: yaml.NodeEvent, place: Place) -> None:
    if event.anchor is not None:
        raise BankFaults([place.fault("anchors (&) and aliases (*) are not allowed", QUOTES_REMEDY)])
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
        raise BankFaults([place.fault(f"the tag {quote(event.tag)} is not allowed", QUOTES_REMEDY)])
    # Inside double quotes a text can hold what the file itself must not.
    if isinstance(event, yaml.ScalarEvent) and (found := UNPRINTABLE.search(event.value)):
        raise BankFaults([control_character(found[0], place)])


def _value(event: yaml.ScalarEvent) -> Value:
    """Plain values mean what they mean in YAML 1.2, and so to editors: `no`, `on` and `1:30` are texts."""
    text = event.value
    is_plain = event.implicit[0]
    if not is_plain:
        return text
    if text in WORDS:
        return WORDS[text]
    if WHOLE.fullmatch(text) and len(text) <= LONGEST_WHOLE:
        return int(text)
    return float(text) if NUMBER.fullmatch(text) else text
