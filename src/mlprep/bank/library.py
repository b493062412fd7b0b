"""All banks together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mlprep.bank.cache import Cache, Warn
from mlprep.bank.faults import BankFaults, Fault, Place, did_you_mean, quote
from mlprep.errors import UsageError
from mlprep.model.question import Bank, Entry, Question, Topic


@dataclass(frozen=True)
class Library:
    """The banks of some folders, read as they are asked for.

    Ids of topics and of questions are unique over all of them. What is wrong with any bank is raised as BankFaults
    when the topics are first asked for. Rules in the `overlay` folder are added to theirs; `warn` hears what is wrong
    with those. `built` is where the program brought compiled banks along.
    """

    folders: tuple[Path, ...]
    cache: Path
    overlay: Path | None = None
    warn: Warn = lambda _: None
    built: Path | None = None
    _questions: dict[str, Question] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        topics: list[Topic] = []
        faults: list[Fault] = []
        for bank in self.files():
            try:
                topics.append(self._compiled.topic(bank))
            except BankFaults as broken:
                faults.extend(broken.faults)
        faults.extend(doubles(topics))
        if faults:
            raise BankFaults(faults)
        return tuple(topics)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for topic in self.topics for entry in topic.entries)

    def topic(self, topic_id: str) -> Topic:
        if found := self._topic_by_id.get(topic_id):
            return found
        raise UsageError(f"there is no topic {quote(topic_id)}", did_you_mean(topic_id, self._topic_by_id))

    def question(self, question_id: str) -> Question:
        if question_id not in self._questions:
            entry = self._entry_by_id.get(question_id)
            bank = Path(self.topic(entry.topic).source) if entry else None
            question = self._compiled.question(bank, question_id) if bank else None
            if question is None:
                remedy = did_you_mean(question_id, self._entry_by_id)
                raise UsageError(f"there is no question {quote(question_id)}", remedy)
            self._questions[question_id] = question
        return self._questions[question_id]

    def questions(self, topic_id: str) -> tuple[Question, ...]:
        return self._compiled.questions(Path(self.topic(topic_id).source))

    def bank(self, file: Path) -> Bank:
        """A bank as it is used: without marked answers. Raises `BankFaults`."""
        return Bank(self._compiled.topic(file), self._compiled.questions(file))

    def overlay_warnings(self) -> tuple[str, ...]:
        """All that is wrong with the overlay, compiled or not, and files of it that belong to no bank."""
        from mlprep.bank.reader import read_bank

        warnings: list[Fault] = []
        for file in sorted(self.overlay.glob("*.yaml")) if self.overlay else ():
            if topic := self._topic_by_id.get(file.stem):
                read_bank(Path(topic.source), None, self.overlay, warnings)
            else:
                remedy = did_you_mean(file.stem, self._topic_by_id)
                warnings.append(Place(file).fault(f"there is no topic {quote(file.stem)}", remedy))
        return tuple(map(str, warnings))

    @cached_property
    def _compiled(self) -> Cache:
        return Cache(self.cache, self.overlay, self.warn, self.built)

    @cached_property
    def _topic_by_id(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def _entry_by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    def files(self) -> Iterator[Path]:
        for folder in self.folders:
            yield from sorted(folder.glob("*.yaml"))


def doubles(topics: Sequence[Topic]) -> Iterator[Fault]:
    """Ids of topics and questions that more than one bank uses, as faults of the later bank."""
    remedy = "rename the newer one"
    topic_of: dict[str, Topic] = {}
    owner_of: dict[str, Topic] = {}
    for topic in topics:
        if (other := topic_of.setdefault(topic.id, topic)) is not topic:
            yield Place(Path(topic.source)).fault(f"{other.source} has the topic {quote(topic.id)} too", remedy)
            continue  # two copies of a bank share every question too
        for entry in topic.entries:
            if (other := owner_of.setdefault(entry.id, topic)) is not topic:
                place, earlier = _place(topic, entry.id), _place(other, entry.id)
                yield place.fault(f"question id {quote(entry.id)} stands at {earlier} too", remedy)


def _place(topic: Topic, question_id: str) -> Place:
    """Compiled banks know no lines, so the bank is read once more."""
    from mlprep.bank.reader import place_of_question

    return place_of_question(Path(topic.source), question_id)
