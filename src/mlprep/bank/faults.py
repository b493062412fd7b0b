"""What is wrong with a bank: where, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mlprep.errors import BankError

LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Lines and columns count from 1, as editors do."""

    path: Path
    line: int
    column: int
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{self.path}:{self.line}:{self.column}: {self.message}{remedy}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a bank."""

    path: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def fault(self, message: str, remedy: str = "") -> Fault:
        return Fault(self.path, self.line, self.column, message, remedy)


class BankFaults(BankError):  # noqa: N818 - it is what it holds: many faults, no single error
    """All that is wrong, in the order in which an author would mend it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        # Banks share a file of concepts, so that several of them report the same fault of it.
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def quote(text: str) -> str:
    """Text from a bank as a message shows it: on one line, without control characters, never long."""
    return repr(text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 3] + "...")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the closest of the known words, or nothing where none is close."""
    from difflib import get_close_matches

    close = get_close_matches(word[:LONGEST_QUOTE], list(known), n=1)
    return f"did you mean {quote(close[0])}?" if close else ""
