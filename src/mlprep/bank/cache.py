"""Banks as compiled by an earlier run, so that starting up reads no YAML.

A compiled bank is one file: a header that says what it was made from and by what, the topic, the questions. Listing
topics leaves the questions alone. A cache that is damaged, outdated or cannot be written never shows: the bank is
compiled anew.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from zlib import crc32

from mlprep import __version__
from mlprep.bank.faults import Fault
from mlprep.bank.files import Files
from mlprep.model.question import Bank, Entry, FollowUp, KeyPoint, Question, Reference, Rule, Sample, Topic

VERSION = 1
"""To be raised when the reader makes something else of the same banks."""

NOUNS = (Topic, Entry, Question, KeyPoint, Rule, FollowUp, Reference, Sample)
LAYOUT = blake2b(repr([noun.__slots__ for noun in NOUNS]).encode(), digest_size=8).hexdigest()
"""Pickles of nouns whose fields have changed since would load as nonsense."""

FRAME = Struct(">QI")
"""Before each part its length and checksum, so that damage is noticed before anything is unpickled."""


Warn = Callable[[str], None]


class StaleError(Exception):
    """There is a compiled bank, but it is damaged or was made from other files."""


class Cache:
    """Compiled banks in a folder.

    They are pickles, which do what they say when they are loaded. That is as safe as Python's own `.pyc` files: the
    folder belongs to the user alone, and a file that somebody else put there is ignored.

    They have the rules of the `overlay` folder in them. `warn` hears what is wrong with those when a bank is compiled,
    and so once after every change.
    """

    def __init__(self, folder: Path, overlay: Path | None = None, warn: Warn = lambda _: None) -> None:
        self._folder = folder
        self._overlay = overlay
        self._warn = warn
        self._compiled: dict[Path, Bank] = {}

    def topic(self, bank: Path) -> Topic:
        try:
            topic: Topic = pickle.loads(self._parts(bank)[0])  # noqa: S301 - as said above
        except (OSError, StaleError):
            return self._compile(bank).topic
        return topic

    def questions(self, bank: Path) -> tuple[Question, ...]:
        try:
            questions: tuple[Question, ...] = pickle.loads(self._parts(bank)[1])  # noqa: S301 - as said above
        except (OSError, StaleError):
            return self._compile(bank).questions
        return questions

    def _parts(self, bank: Path) -> tuple[bytes, bytes]:
        """The pickled topic and the pickled questions of a compiled bank that is whole and up to date."""
        with self._file_of(bank).open("rb") as file:
            if hasattr(os, "geteuid") and os.fstat(file.fileno()).st_uid != os.geteuid():
                raise StaleError
            content = file.read()
        header = self._header(bank)
        if not content.startswith(header):
            raise StaleError
        topic, end = _part(content, len(header))
        questions, _ = _part(content, end)
        return topic, questions

    def _compile(self, bank: Path) -> Bank:
        """Reads a bank, and keeps it: for the next run in the folder, and for this one should that fail."""
        if bank not in self._compiled:
            from mlprep.bank.reader import read_bank

            # Before reading, so that a change in the meantime makes the result stale.
            header = self._header(bank)
            warnings: list[Fault] = []
            self._compiled[bank] = read_bank(bank, None, self._overlay, warnings)
            for warning in warnings:
                self._warn(str(warning))
            with suppress(OSError):
                self._store(bank, header, self._compiled[bank])
        return self._compiled[bank]

    def _store(self, bank: Path, header: bytes, compiled: Bank) -> None:
        from tempfile import mkstemp

        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = mkstemp(dir=self._folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(header)
                for part in (compiled.topic, compiled.questions):
                    pickled = pickle.dumps(part)
                    file.write(FRAME.pack(len(pickled), crc32(pickled)) + pickled)
            # In one step, so that another process sees the old file or the new one, each of them whole.
            Path(temporary).replace(self._file_of(bank))
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _file_of(self, bank: Path) -> Path:
        """Banks of one name may lie in several folders."""
        folder = blake2b(os.fsencode(bank.parent.absolute()), digest_size=8).hexdigest()
        return self._folder / f"{bank.stem}-{folder}.bank"

    def _header(self, bank: Path) -> bytes:
        """What a compiled bank depends on: the program, Python and the state of each of the bank's files."""
        files = [*Files.of(bank), *([self._overlay / bank.name] if self._overlay else [])]
        stamps = [[str(file), _stamp(file)] for file in files]
        return json.dumps([VERSION, __version__, sys.version, LAYOUT, stamps]).encode() + b"\n"


def _stamp(file: Path) -> tuple[int, ...]:
    """Changes whenever a file is written, replaced or taken away."""
    try:
        state = file.stat()
    except OSError:
        return ()
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino


def _part(content: bytes, start: int) -> tuple[bytes, int]:
    """The part that begins at `start`, and where it ends."""
    begin = start + FRAME.size
    if len(content) < begin:
        raise StaleError
    length, checksum = FRAME.unpack_from(content, start)
    part = content[begin : begin + length]
    if len(part) < length or crc32(part) != checksum:
        raise StaleError
    return part, begin + length
