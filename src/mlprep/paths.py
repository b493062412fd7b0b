"""The one door to the file system: where data, banks and caches live."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parent
BUILT = PACKAGE / "compiled"


@dataclass(frozen=True, slots=True)
class Paths:
    """`home` holds what belongs to the user, `cache` what can be made again, `banks` the shipped questions.

    `built` holds the banks as they were compiled when the program was built, where they were.
    """

    home: Path
    cache: Path
    banks: Path
    built: Path = BUILT

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Paths:
        """`MLPREP_HOME` overrides the platform's data folder, and then holds the cache too."""
        if override := environ.get("MLPREP_HOME"):
            # a user that does not exist is left as written; pathlib would raise
            home = Path(os.path.expanduser(override))  # noqa: PTH111
            return cls(home=home, cache=home / "cache", banks=shipped_banks())
        import platformdirs  # noqa: PLC0415 - not needed where MLPREP_HOME is set

        return cls(
            home=platformdirs.user_data_path("mlprep", appauthor=False),
            cache=platformdirs.user_cache_path("mlprep", appauthor=False),
            banks=shipped_banks(),
        )

    @property
    def database(self) -> Path:
        return self.home / "mlprep.db"

    @property
    def overlay(self) -> Path:
        """The user's own rules, on top of those of the banks."""
        return self.home / "rules"


def shipped_banks() -> Path:
    """A wheel carries the banks inside the package; a checkout has them beside `src`."""
    inside = PACKAGE / "questions"
    return inside if inside.is_dir() else PACKAGE.parent.parent / "questions"
