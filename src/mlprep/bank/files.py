"""Which files a bank is made of."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Files(NamedTuple):
    """A bank and the files beside it, which need not exist. All banks of a folder share its concepts."""

    bank: Path
    rules: Path
    concepts: Path
    samples: Path

    @classmethod
    def of(cls, bank: Path) -> Files:
        rules = bank.parent / "rules"
        return cls(bank, rules / bank.name, rules / "concepts.yaml", bank.parent / "samples" / bank.name)


def overlay_file(folder: Path, topic: str) -> Path:
    """Where a folder of the user's own rules keeps those of a topic."""
    return folder / f"{topic}.yaml"
