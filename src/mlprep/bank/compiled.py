"""The file of a compiled bank: a header that says what it was made from and by what, the topic, the questions.

Listing topics reads no question, and asking one question reads no other.
"""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from struct import Struct
from typing import BinaryIO
from zlib import crc32

from mlprep import __version__
from mlprep.model.question import Bank, Entry, FollowUp, KeyPoint, Question, Reference, Rule, Topic

VERSION = 2
"""To be raised when the reader makes something else of the same banks."""

NOUNS = (Topic, Entry, Question, KeyPoint, Rule, FollowUp, Reference)
LAYOUT = crc32(repr([noun.__slots__ for noun in NOUNS]).encode())
"""Pickles of nouns whose fields have changed since would load as nonsense."""

FRAME = Struct(">QI")
"""Before each part its length and checksum, so that damage is noticed before anything is unpickled."""


class StaleError(Exception):
    """There is a compiled bank, but it is damaged or was made from other files."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A bank as pickles: of its topic, and of each question by id, in the bank's order.

    Marked answers are not in it: who checks a bank reads its YAML.
    """

    topic: bytes
    questions: Mapping[str, bytes]

    @classmethod
    def of(cls, bank: Bank) -> Compiled:
        questions = {question.id: pickle.dumps(replace(question, samples=())) for question in bank.questions}
        return cls(pickle.dumps(bank.topic), questions)


def header(*made_from: object) -> bytes:
    """One line: the program, and what of the bank's files tells that they are still the same."""
    return json.dumps([VERSION, __version__, LAYOUT, *made_from]).encode() + b"\n"


def read_topic(path: Path, expected: bytes) -> bytes:
    """The pickle of the topic.

    Raises `StaleError` where the file is damaged or has another header, `OSError` where there is none.
    """
    with path.open("rb") as file:
        _expect(file, expected)
        return _part(file)


def read_question(path: Path, expected: bytes, question_id: str) -> bytes:
    """The pickle of one question, which is the only one read. Raises as `read_topic` does."""
    with path.open("rb") as file:
        _expect(file, expected)
        _part(file)
        index = _index(file)
        if question_id not in index:
            raise StaleError
        file.seek(index[question_id], os.SEEK_CUR)
        return _part(file)


def read(path: Path, expected: bytes) -> Compiled:
    """Raises as `read_topic` does."""
    with path.open("rb") as file:
        _expect(file, expected)
        topic = _part(file)
        return Compiled(topic, {question_id: _part(file) for question_id in _index(file)})


def write(path: Path, head: bytes, compiled: Compiled) -> None:
    """In one step, so that another process sees the old file or the new one, each of them whole."""
    from tempfile import mkstemp

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    framed = [_framed(question) for question in compiled.questions.values()]
    starts = accumulate(map(len, framed), initial=0)
    index = dict(zip(compiled.questions, starts, strict=False))
    descriptor, temporary = mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(head + _framed(compiled.topic) + _framed(json.dumps(index).encode()))
            file.writelines(framed)
        Path(temporary).replace(path)
    except OSError:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _expect(file: BinaryIO, head: bytes) -> None:
    if file.read(len(head)) != head:
        raise StaleError


def _index(file: BinaryIO) -> dict[str, int]:
    """Where each question begins, counted from the end of the index."""
    index: dict[str, int] = json.loads(_part(file))
    return index


def _framed(part: bytes) -> bytes:
    return FRAME.pack(len(part), crc32(part)) + part


def _part(file: BinaryIO) -> bytes:
    """The part that begins where the file stands."""
    frame = file.read(FRAME.size)
    if len(frame) < FRAME.size:
        raise StaleError
    length, checksum = FRAME.unpack(frame)
    # a damaged length may be beyond all memory
    if length > os.fstat(file.fileno()).st_size or crc32(part := file.read(length)) != checksum or len(part) < length:
        raise StaleError
    return part
