"""The pages of the documentation in parts that can be compared with the program."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
DOCS = REPOSITORY / "docs"
README = REPOSITORY / "README.md"
PAGES = sorted([*REPOSITORY.glob("*.md"), *DOCS.glob("*.md")])

_FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """What stands between fences; `info` is the word after the opening one."""

    info: str
    text: str


def blocks(page: str, *infos: str) -> list[Block]:
    return [Block(info, text) for info, text in _FENCE.findall(page) if info in infos]


def prose(page: str) -> str:
    """The page without its blocks."""
    return _FENCE.sub("", page)


def sections(page: str) -> dict[str, str]:
    """The text under each heading, up to the next of any level. Backticks are taken off headings."""
    _, *parts = _HEADING.split(prose(page))
    return {title.strip("` "): text for title, text in zip(parts[::2], parts[1::2], strict=True)}


def rows(text: str) -> list[tuple[str, ...]]:
    """The cells of the tables in a text, without their heads."""
    found: list[tuple[str, ...]] = []
    for line in text.splitlines():
        if line.startswith("|---"):
            found.pop()
        elif line.startswith("|"):
            found.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
    return found


def code(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`\n]+)`", prose(text))


def commands(page: str) -> Iterator[tuple[str, ...]]:
    """Every call of mlprep in the page's console and shell blocks, as arguments."""
    for block in blocks(page, "console", "sh"):
        lines = block.text.replace("\\\n", " ").splitlines()
        if block.info == "console":
            lines = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        for line in lines:
            yield from _calls(line)


def _calls(line: str) -> Iterator[tuple[str, ...]]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.commenters = "#"
    call: list[str] = []
    for word in [*lexer, ";"]:
        if not set(word) <= set("();<>|&"):
            call.append(word)
            continue
        while call and re.match(r"[A-Z_]+=", call[0]):
            del call[0]
        if call and Path(call[0]).name == "mlprep":
            yield tuple(call[1:])
        # what follows < or > is a file, no command
        call = ["file"] if set(word) <= set("<>") else []
