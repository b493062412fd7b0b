"""README.md shows what its commands print."""

from __future__ import annotations

import subprocess
import sys

from pages import REPOSITORY


def test_readme_shows_what_its_commands_print() -> None:
    """`python docs/refresh.py` mends it."""
    check = [sys.executable, str(REPOSITORY / "docs" / "refresh.py"), "--check"]
    assert subprocess.run(check, check=False).returncode == 0
