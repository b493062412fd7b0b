"""Banks as compiled by an earlier run, or when the program was built, so that starting up reads no YAML.

A cache that is damaged, outdated or cannot be written never shows: the bank is compiled anew.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from mlprep.bank import compiled
from mlprep.bank.compiled import Compiled, StaleError
from mlprep.bank.faults import Fault
from mlprep.bank.files import Files, overlay_file
from mlprep.bank.prepared import prepared
from mlprep.model.question import Question, Topic

Warn = Callable[[str], None]


class Cache:
    """Compiled banks in a folder.

    They are pickles, which do what they say when they are loaded. That is as safe as Python's own `.pyc` files: the
    folder belongs to the user alone, and a file that somebody else put there is ignored.

    They have the rules of the `overlay` folder in them. `warn` hears what is wrong with those when a bank is compiled,
    and so once after every change. `built` is where the program brought compiled banks along.
    """

    def __init__(
        self, folder: Path, overlay: Path | None = None, warn: Warn = lambda _: None, built: Path | None = None
    ) -> None:
        self._folder = folder
        self._overlay = overlay
        self._warn = warn
        self._built = built
        self._compiled: dict[Path, Compiled] = {}

    def topic(self, bank: Path) -> Topic:
        try:
            pickled = compiled.read_topic(self._own_file_of(bank), self._header(bank))
        except (OSError, StaleError):
            pickled = self._compile(bank).topic
        topic: Topic = pickle.loads(pickled)  # noqa: S301 - as said above
        return topic

    def question(self, bank: Path, question_id: str) -> Question | None:
        """None where the bank does not have it (any more)."""
        try:
            pickled = compiled.read_question(self._own_file_of(bank), self._header(bank), question_id)
        except (OSError, StaleError):
            if question_id not in (questions := self._compile(bank).questions):
                return None
            pickled = questions[question_id]
        question: Question = pickle.loads(pickled)  # noqa: S301 - as said above
        return question

    def questions(self, bank: Path) -> tuple[Question, ...]:
        try:
            pickled = compiled.read(self._own_file_of(bank), self._header(bank))
        except (OSError, StaleError):
            pickled = self._compile(bank)
        return tuple(pickle.loads(question) for question in pickled.questions.values())  # noqa: S301 - as said above

    def _compile(self, bank: Path) -> Compiled:
        """Compiles a bank, and keeps it: for the next run in the folder, and for this one should that fail."""
        if bank not in self._compiled:
            # Before reading, so that a change in the meantime makes the result stale.
            header = self._header(bank)
            self._compiled[bank] = self._brought_along(bank) or self._read(bank)
            with suppress(OSError):
                compiled.write(self._file_of(bank), header, self._compiled[bank])
        return self._compiled[bank]

    def _brought_along(self, bank: Path) -> Compiled | None:
        if self._built is None or (self._overlay and overlay_file(self._overlay, bank.stem).exists()):
            return None
        return prepared(bank, self._built)

    def _read(self, bank: Path) -> Compiled:
        from mlprep.bank.reader import read_bank

        warnings: list[Fault] = []
        read = read_bank(bank, None, self._overlay, warnings)
        for warning in warnings:
            self._warn(str(warning))
        return Compiled.of(read)

    def _own_file_of(self, bank: Path) -> Path:
        """Raises `StaleError` where the file is somebody else's."""
        file = self._file_of(bank)
        if hasattr(os, "geteuid") and file.stat().st_uid != os.geteuid():
            raise StaleError
        return file

    def _file_of(self, bank: Path) -> Path:
        """Banks of one name may lie in several folders."""
        folder = crc32(os.fsencode(bank.parent.absolute()))
        return self._folder / f"{bank.stem}-{folder:08x}.bank"

    def _header(self, bank: Path) -> bytes:
        """What a compiled bank depends on, by the state of each file."""
        own = Files.of(bank)
        files = [own.bank, own.rules, own.concepts]
        if self._overlay:
            files.append(overlay_file(self._overlay, bank.stem))
        return compiled.header([[str(file), _stamp(file)] for file in files])


def _stamp(file: Path) -> tuple[int, ...]:
    """Changes whenever a file is written, replaced or taken away."""
    try:
        state = file.stat()
    except OSError:
        return ()
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino
