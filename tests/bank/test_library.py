"""All banks together, and what starting up costs."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from mlprep.bank.faults import BankFaults
from mlprep.bank.library import Library
from mlprep.errors import UsageError
from mlprep.model.question import Question


def write_bank(folder: Path, topic: str, *question_ids: str) -> Path:
    folder.mkdir(exist_ok=True)
    questions = "".join(
        f"""\
  - id: {question_id}
    tier: core
    question: What is {question_id}?
    answer: Something.
    key_points: [{{id: is, point: It is something}}]
"""
        for question_id in question_ids
    )
    file = folder / f"{topic}.yaml"
    file.write_text(f"format: 1\ntopic: {topic}\ntitle: {topic}\npart: nlp\nquestions:\n{questions}")
    return file


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    write_bank(folder, "hills", "hill-down", "hill-up")
    write_bank(folder, "lakes", "lake-swim")
    return folder


@pytest.fixture
def library(shipped: Path, tmp_path: Path) -> Library:
    return Library((shipped, tmp_path / "mine"), tmp_path / "cache")


def test_banks_come_by_folder_and_then_by_name(library: Library, tmp_path: Path) -> None:
    write_bank(tmp_path / "mine", "caves", "cave-dark")
    assert [topic.id for topic in library.topics] == ["hills", "lakes", "caves"]
    assert [entry.id for entry in library.entries] == ["hill-down", "hill-up", "lake-swim", "cave-dark"]


def test_a_topic_and_its_questions_are_found_by_id(library: Library) -> None:
    assert library.topic("lakes").title == "lakes"
    assert [question.id for question in library.questions("hills")] == ["hill-down", "hill-up"]
    assert library.question("hill-up").question == "What is hill-up?"


def test_an_unknown_id_is_a_mistake_of_use_with_a_guess(library: Library) -> None:
    with pytest.raises(UsageError) as topic:
        library.topic("hill")
    assert str(topic.value) == "there is no topic 'hill'\ndid you mean 'hills'?"
    with pytest.raises(UsageError) as question:
        library.question("hill-upp")
    assert str(question.value) == "there is no question 'hill-upp'\ndid you mean 'hill-up'?"
    with pytest.raises(UsageError):
        library.questions("zzz")


def test_no_folder_is_no_bank(tmp_path: Path) -> None:
    assert Library((tmp_path / "absent",), tmp_path / "cache").topics == ()


def test_faults_of_all_banks_come_in_one_run(library: Library, shipped: Path) -> None:
    for name in ("hills", "lakes"):
        file = shipped / f"{name}.yaml"
        file.write_text(file.read_text().replace("part: nlp", "part: mlp"))
    with pytest.raises(BankFaults) as raised:
        _ = library.topics
    assert [(fault.path.name, fault.line) for fault in raised.value.faults] == [("hills.yaml", 4), ("lakes.yaml", 4)]


@pytest.mark.parametrize("is_warm", [False, True])
def test_one_id_in_two_banks_is_a_fault_that_names_both(library: Library, tmp_path: Path, *, is_warm: bool) -> None:
    mine = write_bank(tmp_path / "mine", "caves", "cave-dark", "hill-up")
    if is_warm:
        with pytest.raises(BankFaults):
            _ = Library(library.folders, library.cache).topics
    with pytest.raises(BankFaults) as raised:
        _ = library.topics
    earlier = tmp_path / "shipped" / "hills.yaml"
    assert (
        str(raised.value) == f"{mine}:11:9: question id 'hill-up' stands at {earlier}:11:9 too (rename the newer one)"
    )


def test_one_topic_in_two_banks_is_one_fault(library: Library, tmp_path: Path) -> None:
    mine = write_bank(tmp_path / "mine", "hills", "hill-down", "hill-up")
    with pytest.raises(BankFaults) as raised:
        _ = library.topics
    earlier = tmp_path / "shipped" / "hills.yaml"
    assert str(raised.value) == f"{mine}:1:1: {earlier} has the topic 'hills' too (rename the newer one)"


def test_a_question_that_was_deleted_meanwhile_is_unknown(library: Library, shipped: Path) -> None:
    assert len(Library(library.folders, library.cache).topics) == 2  # so that this one starts warm
    assert len(library.entries) == 3
    write_bank(shipped, "hills", "hill-up")
    assert library.question("hill-up").id == "hill-up"
    with pytest.raises(UsageError):
        library.question("hill-down")


LIST_ALL = """
import sys
from pathlib import Path
from mlprep.bank.library import Library
library = Library((Path(sys.argv[1]),), Path(sys.argv[2]))
library.entries
library.question("hill-up")
print(*sorted({"yaml", "jsonschema", "rapidfuzz", "difflib", "tempfile", "Stemmer"} & set(sys.modules)))
"""


def test_a_warm_start_loads_neither_yaml_nor_anything_else_that_is_heavy(shipped: Path, tmp_path: Path) -> None:
    def start() -> str:
        command = [sys.executable, "-c", LIST_ALL, str(shipped), str(tmp_path / "cache")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert "yaml" in start().split()
    assert start() == ""


def test_a_question_is_loaded_alone_and_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    loads = pickle.loads

    def noting(pickled: bytes) -> object:
        if isinstance(thing := loads(pickled), Question):
            loaded.append(thing.id)
        return thing

    _ = library.topics
    monkeypatch.setattr(pickle, "loads", noting)
    for question_id in ("hill-up", "hill-down", "hill-up"):
        assert library.question(question_id).id == question_id
    assert loaded == ["hill-up", "hill-down"]
