"""A YAML file to a tree of nodes, guarded against files that are broken or hostile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

import yaml

from mlprep.bank.compose import QUOTES_REMEDY, UNPRINTABLE, compose, control_character, place_of
from mlprep.bank.faults import BankFaults, Fault, Place
from mlprep.bank.nodes import Node

LARGEST_FILE = 4 * 1024 * 1024

PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, some ten times as fast, where PyYAML was built with it."""

# By what the parser says; libyaml and PyYAML word it differently.
REMEDIES = (
    (r"tab\b", "indent with spaces, not with tabs"),
    (r"mapping values are not allowed", f"an unquoted ': ' makes a mapping: {QUOTES_REMEDY}"),
    (r"cannot start any token", QUOTES_REMEDY),
    (r"escape", r"inside double quotes write \\ for \, or use single quotes"),
    (r"quoted scalar", "close the quotes"),
    (r"flow", "close the bracket; a text with brackets or commas stands in quotes"),
    (r"could not find expected ':'", "each line needs a key and ': ', or more indentation to go on with a text"),
    (r"expected", "check the indentation and the quotes here and on the line above; inside '...' write ' as ''"),
)


def load(path: Path, faults: list[Fault], *, may_be_absent: bool = False) -> Node | None:
    """The tree of a file, or nothing where it cannot be read. What is wrong is added to `faults`."""
    try:
        return parse(_text(path), path, faults)
    except BankFaults as unreadable:
        faults.extend(unreadable.faults)
    except OSError as error:
        if not (may_be_absent and isinstance(error, FileNotFoundError)):
            faults.append(Place(path).fault(f"cannot be read: {error.strerror}"))
    return None


def parse(text: str, path: Path, faults: list[Fault]) -> Node | None:
    """The tree of a text that stands, or is to stand, in a file; nothing where it cannot be read."""
    try:
        return compose(_events(text, path), path, faults)
    except BankFaults as unreadable:
        faults.extend(unreadable.faults)
    return None


def _text(path: Path) -> str:
    start = Place(path)
    # A pipe or a device could keep us reading for ever.
    if not S_ISREG(path.stat().st_mode):
        raise BankFaults([start.fault("not a file")])
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        too_large = f"larger than {LARGEST_FILE // 1024 // 1024} MiB"
        raise BankFaults([start.fault(too_large, "split it into several banks")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_after(content[: error.start].decode("utf-8-sig"), path)
        raise BankFaults([place.fault("not UTF-8 text", "save the file as UTF-8")]) from error
    if found := UNPRINTABLE.search(text):
        raise BankFaults([control_character(found[0], _place_after(text[: found.start()], path))])
    return text


def _place_after(text: str, path: Path) -> Place:
    return Place(path, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _events(text: str, path: Path) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=PARSER)
    except yaml.MarkedYAMLError as error:
        raise BankFaults([_syntax_fault(error, text, path)]) from error


def _syntax_fault(error: yaml.MarkedYAMLError, text: str, path: Path) -> Fault:
    context, problem = error.context or "", error.problem or ""
    # What was never closed shows at the end of the file; its beginning is what the author has to see.
    unclosed = ("quoted" in context or "flow" in context) and "escape" not in problem
    mark = (error.context_mark if unclosed else None) or error.problem_mark
    at_tab = "at a tab" if mark and text[mark.index : mark.index + 1] == "\t" else ""
    said = f"{context}: {problem} {at_tab}"
    remedy = next((remedy for sign, remedy in REMEDIES if re.search(sign, said)), "")
    place = place_of(mark, path) if mark else Place(path)
    return place.fault(f"not YAML: {problem}", remedy)
