"""Minimal pairs: a sample, and the same text changed as little as possible so that it no longer states one point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mlprep.bank.conform import conform
from mlprep.bank.faults import BankFaults, Fault, did_you_mean, quote
from mlprep.bank.kinds import Key, ListOf, Shape, Slug, Text
from mlprep.bank.nodes import Fields, Items
from mlprep.bank.source import load
from mlprep.model.question import Question

PAIRS_FILE = ListOf(
    Shape(
        "pair",
        (
            Key("question", Slug(), "id of the question", required=True),
            Key("base", Text(), "note of the sample that was edited", required=True),
            Key("kind", Text(), "how it was edited, such as omit or swap", required=True),
            Key("point", Slug(), "id of the key point that the edited text no longer states", required=True),
            Key("text", Text(), "the edited text", required=True),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Pair:
    """`base` is the note of the sample, `original` its text."""

    question: Question
    base: str
    kind: str
    point: str
    original: str
    edited: str


def read_pairs(path: Path, questions: Mapping[str, Question]) -> tuple[Pair, ...]:
    """The pairs in a file, for questions by id; raises BankFaults with all that is wrong."""
    faults: list[Fault] = []
    node = load(path, faults)
    conforming = node and conform(node, PAIRS_FILE, "a file of pairs", faults)
    written = conforming.nodes if isinstance(conforming, Items) else ()
    pairs = [_pair(fields, questions, faults) for fields in written if isinstance(fields, Fields)]
    if faults:
        raise BankFaults(faults)
    return tuple(pair for pair in pairs if pair is not None)


def _pair(fields: Fields, questions: Mapping[str, Question], faults: list[Fault]) -> Pair | None:
    question = questions.get(fields.text("question"))
    if question is None:
        _unknown(fields, "question", questions, faults)
        return None
    notes = {sample.note: sample.text for sample in reversed(question.samples)}
    points = {point.id: point for point in question.key_points}
    for key, known in (("base", notes), ("point", points)):
        if fields.text(key) not in known:
            _unknown(fields, key, known, faults)
            return None
    base = fields.text("base")
    return Pair(question, base, fields.text("kind"), fields.text("point"), notes[base], fields.text("text"))


def _unknown(fields: Fields, key: str, known: Mapping[str, object], faults: list[Fault]) -> None:
    what = {"question": "question", "base": "sample with the note", "point": "key point"}[key]
    name = fields.text(key)
    faults.append(fields.place_of(key).fault(f"no {what} {quote(name)}", did_you_mean(name, known)))
