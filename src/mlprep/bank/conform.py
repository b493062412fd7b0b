"""Checks a tree against the format, and leaves what is right of it.

What does not conform is reported and left out, so that the rest can still be read and its own faults be found in the
same run.
"""

from __future__ import annotations

import re
from pathlib import Path

from mlprep.bank.compose import QUOTES_REMEDY
from mlprep.bank.faults import Fault, Place, did_you_mean, quote
from mlprep.bank.kinds import Choice, Keyed, Kind, ListOf, ScalarKind, Shape, Slug, Text, kebab
from mlprep.bank.nodes import Fields, Items, Node, Scalar
from mlprep.bank.source import load


def read_file(path: Path, shape: Shape, faults: list[Fault], *, may_be_absent: bool = False) -> Fields:
    """What of a file is of the given shape; a file that has a topic must be named after it."""
    node = load(path, faults, may_be_absent=may_be_absent)
    conforming = node and conform(node, shape, f"a {shape.name}", faults)
    if not isinstance(conforming, Fields):
        return Fields.nothing(Place(path))
    topic = conforming.text("topic")
    if topic and topic != path.stem:
        place = conforming.place_of("topic")
        faults.append(place.fault(f"topic {quote(topic)} in a file named {quote(path.name)}", "make them equal"))
    return conforming


def conform(node: Node, kind: Kind, name: str, faults: list[Fault]) -> Node | None:
    """What of a node is of the given kind, or nothing. `name` is what messages call it."""
    if isinstance(kind, Shape) and isinstance(node, Fields):
        return _shape(node, kind, faults)
    if isinstance(kind, Keyed) and isinstance(node, Fields):
        return _keyed(node, kind, name, faults)
    if isinstance(kind, ListOf) and isinstance(node, Items) and len(node.nodes) >= kind.least:
        items = (conform(item, kind.item, f"an item of {name}", faults) for item in node.nodes)
        return Items(tuple(item for item in items if item is not None), node.place)
    if isinstance(kind, ScalarKind) and isinstance(node, Scalar) and kind.admits(node.value):
        return node
    faults.append(node.place.fault(f"{name} must be {kind.expected}, not {_shown(node)}", _remedy(node, kind)))
    return None


def _shape(node: Fields, shape: Shape, faults: list[Fault]) -> Fields:
    known = {key.name: key for key in shape.keys}
    conforming = Fields({}, node.keys, node.place)
    for name, value in node.nodes.items():
        if name not in known:
            remedy = did_you_mean(name, known) or f"a {shape.name} has {', '.join(known)}"
            faults.append(node.keys[name].fault(f"unknown key {quote(name)} in a {shape.name}", remedy))
        elif (kept := conform(value, known[name].kind, quote(name), faults)) is not None:
            conforming.nodes[name] = kept
    faults.extend(
        node.place.fault(f"a {shape.name} lacks {quote(key.name)}", f"add it: {key.meaning}")
        for key in shape.keys
        if key.required and key.name not in node.nodes
    )
    return conforming


def _keyed(node: Fields, kind: Keyed, name: str, faults: list[Fault]) -> Fields:
    conforming = Fields({}, node.keys, node.place)
    for key, value in node.nodes.items():
        if not re.fullmatch(kind.names, key):
            faults.append(node.keys[key].fault(f"{quote(key)} in {name} must be an id", _kebab_remedy(key)))
        elif (kept := conform(value, kind.item, quote(key), faults)) is not None:
            conforming.nodes[key] = kept
    return conforming


def _shown(node: Node) -> str:
    if isinstance(node, Fields):
        return "a mapping"
    if isinstance(node, Items):
        return "a list" if node.nodes else "an empty list"
    if node.value is None:
        return "empty"
    if isinstance(node.value, str):
        return quote(node.value) if node.value.strip() else "blank"
    return str(node.value).lower()


def _remedy(node: Node, kind: Kind) -> str:
    if isinstance(node, Fields):
        return f"an unquoted ': ' makes a mapping: {QUOTES_REMEDY}" if isinstance(kind, Text) else ""
    if isinstance(node, Items):
        return ""
    if node.value is None or not str(node.value).strip():
        return "fill it in or leave it out"
    match kind:
        case Text():
            remedy = QUOTES_REMEDY
        case Choice(options):
            remedy = did_you_mean(str(node.value), options)
        case Slug():
            remedy = _kebab_remedy(str(node.value))
        case ListOf():
            remedy = "write each item on a line that starts with '- '"
        case _:
            remedy = ""
    return remedy


def _kebab_remedy(text: str) -> str:
    slug = kebab(text)
    return f"write {quote(slug)}" if slug else "use a-z, 0-9 and single hyphens"
