"""Compiles the question banks into the package, for wheels and editable installs alike.

Reading all of the YAML takes seconds; a first run has half of one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileBanks(BuildHookInterface):
    """Hatchling's hook, run before each build."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002 - hatchling's
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from mlprep.bank.prepared import prepare  # noqa: PLC0415 - found only now
        from mlprep.paths import BUILT  # noqa: PLC0415

        prepare(root / "questions", BUILT)
