"""Keys that were pressed before anybody was asked."""

from __future__ import annotations

import sys
from typing import TextIO


def discard_pending(source: TextIO) -> None:
    """Forget what a terminal has waiting: the rest of a paste must not decide on a verdict."""
    if sys.platform != "win32" and source.isatty():
        import termios

        termios.tcflush(source, termios.TCIFLUSH)
