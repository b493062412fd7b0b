"""A real terminal: a process at one end, and at the other what a person would see."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

PATIENCE = 15.0
"""Seconds until a screen that does not come is given up."""

ENTER, ALT_ENTER, CTRL_C, CTRL_D, CTRL_E, DOWN = "\r", "\x1b\r", "\x03", "\x04", "\x05", "\x1b[B"


class _Screen(pyte.Screen):
    """A screen that tells where its cursor is when it is asked."""

    def __init__(self, columns: int, lines: int, answer: Callable[[str], None]) -> None:
        self._answer = answer
        super().__init__(columns, lines)

    def write_process_input(self, data: str) -> None:
        self._answer(data)


class Terminal:
    """mlprep on the banks of a folder, in a terminal so wide and high."""

    def __init__(self, banks: Path, *args: str, size: tuple[int, int] = (80, 24), **environ: str) -> None:
        columns, lines = size
        self._screen = _Screen(columns, lines, self.type)
        self._stream = pyte.ByteStream(self._screen)
        self._process = pexpect.spawn(
            sys.executable,
            [str(Path(__file__).with_name("launch.py")), str(banks), *args],
            env={**os.environ, "TERM": "xterm-256color", **environ},
            dimensions=(lines, columns),
        )

    @property
    def shown(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display).strip("\n")

    def wait_for(self, *texts: str) -> None:
        """Until all of these stand on the screen."""
        self.wait_until(lambda: all(text in self.shown for text in texts), f"no {texts}")

    def wait_until(self, holds: Callable[[], bool], complaint: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, f"{complaint} on the screen:\n{self.shown}"
            assert self._read() or holds(), f"{complaint} before the end, on the screen:\n{self.shown}"

    def type(self, keys: str) -> None:
        self._process.send(keys)

    def end(self) -> int | None:
        """Wait for the process to end; its exit code."""
        while self._read():
            pass
        self._process.close()
        status: int | None = self._process.exitstatus
        return status

    def kill(self) -> None:
        """As a power cut would; nothing where it has ended."""
        self._process.kill(signal.SIGKILL)
        self._process.close()

    def _read(self) -> bool:
        """Take what the process has printed; False at its end."""
        try:
            self._stream.feed(self._process.read_nonblocking(65536, timeout=0.1))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            return False
        return True
