"""Rules put into a file of the overlay as lines of their own, so that all that people wrote there stays as it was."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from tempfile import mkstemp

from mlprep.bank.conform import conform
from mlprep.bank.faults import BankFaults, Fault, Place
from mlprep.bank.format import RULES_FILE, VERSION
from mlprep.bank.nodes import Fields, Items, Node, Scalar
from mlprep.bank.source import parse
from mlprep.errors import MlprepError

STEP = "  "
"""How far what belongs to a key is set in."""

HEAD = """\
# Your own rules, on top of those of the bank. `mlprep bank suggest` adds to them; edit them as you like.
format: {version}
topic: {topic}
"""

_PLAIN = re.compile(r"[a-z][a-z0-9' |+]*[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Addition:
    """A rule in its notation, and the keys that lead to it: the question's id, the point's name, rules or against."""

    keys: tuple[str, str, str]
    rule: str


@dataclass(frozen=True, slots=True)
class Patch:
    """A file as it is, and as it is to be; `before` is None where there is no file yet."""

    file: Path
    before: str | None
    after: str

    def diff(self, root: Path) -> str:
        """Unified, with the file named from `root`: `patch -p0` applies it there. Empty where nothing changes."""
        name = self.file.relative_to(root).as_posix()
        old = "/dev/null" if self.before is None else name
        lines = unified_diff(_lines(self.before or ""), _lines(self.after), old, name)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)

    def write(self) -> None:
        """In one step; raises `MlprepError` where it cannot be, and then the file is as it was."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            descriptor, temporary = mkstemp(dir=self.file.parent, suffix=".new")
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
                    stream.write(self.after)
                Path(temporary).replace(self.file)
            except OSError:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            remedy = "Make its folder one that you can write to, or set MLPREP_HOME to another."
            raise MlprepError(f"{self.file} cannot be written: {error.strerror}.", remedy) from error


def patch(file: Path, additions: Iterable[Addition]) -> Patch:
    """The file of a topic's rules, which need not exist, with rules added that it does not have.

    Raises BankFaults where it is broken, or where a line that is to be added would stand inside brackets.
    """
    before = _text(file)
    after = HEAD.format(version=VERSION, topic=file.stem) if before is None else before
    for addition in additions:
        after = _added(after, file, addition)
    return Patch(file, before, after)


def _text(file: Path) -> str | None:
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            return stream.read()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise BankFaults([Place(file).fault(f"cannot be read: {error}")]) from error


def _added(text: str, file: Path, addition: Addition) -> str:
    node: Node = _parsed(text, file)
    keys = ("rules", *addition.keys)
    for depth, key in enumerate(keys):
        below = node.nodes.get(key) if isinstance(node, Fields) else None
        if below is None:
            lines = _nested(keys[depth:], addition.rule)
            # after all else of the file, but before all else of what is inside it: there its first line says how far in
            return _appended(text, lines) if not depth else _inserted(text, node.place, lines)
        node = below
    known = node.nodes if isinstance(node, Items) else ()
    if any(isinstance(item, Scalar) and item.value == addition.rule for item in known):
        return text
    return _inserted(text, node.place, [f"- {_scalar(addition.rule)}"])


def _parsed(text: str, file: Path) -> Fields:
    faults: list[Fault] = []
    node = parse(text, file, faults)
    conforming = node and conform(node, RULES_FILE, f"a {RULES_FILE.name}", faults)
    if faults or not isinstance(conforming, Fields):
        raise BankFaults(faults)
    return conforming


def _nested(keys: Sequence[str], rule: str) -> list[str]:
    lines = [f"{STEP * depth}{key}:" for depth, key in enumerate(keys)]
    return [*lines, f"{STEP * len(keys)}- {_scalar(rule)}"]


def _appended(text: str, lines: Sequence[str]) -> str:
    end = "" if not text or text.endswith("\n") else "\n"
    return text + end + "".join(f"{line}\n" for line in lines)


def _inserted(text: str, place: Place, lines: Sequence[str]) -> str:
    """The text with lines before the one at the place, as far in as it."""
    all_lines = _lines(text)
    line = all_lines[place.line - 1]
    indent = line[: place.column - 1]
    if indent.strip() or line[place.column - 1] in "[{":
        remedy = "write each key, and each rule after a '- ', on a line of its own"
        raise BankFaults([place.fault("there is no room for a rule inside brackets", remedy)])
    all_lines[place.line - 1 : place.line - 1] = [f"{indent}{new}\n" for new in lines]
    return "".join(all_lines)


def _lines(text: str) -> list[str]:
    """Lines as YAML and `patch` count them, with their ends."""
    return re.findall(r"[^\n]*\n|[^\n]+$", text)


def _scalar(rule: str) -> str:
    """As YAML: plain where it can be."""
    return rule if _PLAIN.fullmatch(rule) else json.dumps(rule, ensure_ascii=False)
