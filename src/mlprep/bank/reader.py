"""Reads a bank with its siblings, and reports all that is wrong with them in one run."""

from __future__ import annotations

from pathlib import Path

from mlprep.bank.build import Builder
from mlprep.bank.conform import read_file
from mlprep.bank.faults import BankFaults, Fault, Place
from mlprep.bank.files import overlay_file
from mlprep.bank.format import BANK
from mlprep.bank.nodes import Fields
from mlprep.bank.overlay import overlaid
from mlprep.bank.siblings import read_siblings
from mlprep.bank.source import load
from mlprep.model.question import Bank, Entry, Part, Question, Topic


def read_bank(
    path: Path, rules_file: Path | None = None, overlay: Path | None = None, warnings: list[Fault] | None = None
) -> Bank:
    """The bank in a file; raises BankFaults with every fault of it and of the files beside it.

    `rules_file` stands in for the rules beside it; `overlay` is a folder with rules of the user's own to be added, and
    what is wrong with them is left out and added to `warnings`.
    """
    faults: list[Fault] = []
    fields = read_file(path, BANK, faults)
    siblings = read_siblings(path, faults, rules_file)
    questions = Builder(path.stem, siblings, faults).questions(fields)
    if faults:
        raise BankFaults(faults)
    if overlay is not None:
        told = [] if warnings is None else warnings
        questions = overlaid(questions, siblings, overlay_file(overlay, path.stem), told)
    topic = Topic(
        id=fields.text("topic"),
        title=fields.text("title"),
        part=Part(fields.text("part")),
        summary=fields.text("summary"),
        prerequisites=fields.texts("prerequisites"),
        entries=tuple(map(_entry, questions)),
        source=str(path),
    )
    return Bank(topic, questions)


def place_of_question(path: Path, question_id: str) -> Place:
    """Where a bank says the id of a question."""
    bank = load(path, [])
    questions = bank.list_of_fields("questions") if isinstance(bank, Fields) else ()
    places = (each.place_of("id") for each in questions if each.text("id") == question_id)
    return next(places, Place(path))


def _entry(question: Question) -> Entry:
    return Entry(
        id=question.id,
        topic=question.topic,
        tier=question.tier,
        question=question.question,
        tags=question.tags,
        related=question.related,
        frequency=question.frequency,
        minutes=question.minutes,
    )
