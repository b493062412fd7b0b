"""Compiled banks: fresh when anything has changed, harmless when anything is wrong with them."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mlprep.bank import compiled, reader
from mlprep.bank.cache import Cache
from mlprep.bank.faults import BankFaults
from mlprep.model.question import Bank

from hills import SMALLEST as BANK

RULES = "format: 1\ntopic: hills\nrules: {hill-down: {slope: {rules: [follow + slope]}}}\n"
CONCEPTS = "format: 1\nconcepts: {down: downhill}\n"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    (tmp_path / "questions" / "rules").mkdir(parents=True)
    file = tmp_path / "questions" / "hills.yaml"
    file.write_text(BANK)
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The banks that were read from YAML, in order."""
    read: list[Path] = []
    read_bank = reader.read_bank

    def noting(path: Path, *more: Any) -> Bank:  # noqa: ANN401 - whatever else it takes
        read.append(path)
        return read_bank(path, *more)

    monkeypatch.setattr(reader, "read_bank", noting)
    return read


def compiled_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_a_bank_is_compiled_once(bank: Path, folder: Path, compilations: list[Path]) -> None:
    expected = reader.read_bank(bank)
    compilations.clear()
    for _ in range(3):
        cache = Cache(folder)
        assert cache.topic(bank) == expected.topic
        assert cache.questions(bank) == expected.questions
    assert compilations == [bank]


def write(name: str, text: str) -> Callable[[Path], object]:
    return lambda bank: (bank.parent / name).write_text(text)


def replace_unseen(bank: Path) -> None:
    before = bank.stat()
    other = bank.with_suffix(".new")
    other.write_text(BANK.replace("Hills", "Dales"))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(bank)


CHANGES: dict[str, Callable[[Path], object]] = {
    "bank edited": write("hills.yaml", BANK.replace("Hills", "Mountains")),
    "bank touched": lambda bank: os.utime(bank, ns=(1, 1)),
    "rules appear": write("rules/hills.yaml", RULES),
    "concepts appear": write("rules/concepts.yaml", CONCEPTS),
    "bank replaced by one of the same size and time": replace_unseen,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_makes_it_compile_anew(
    bank: Path, folder: Path, compilations: list[Path], change: Callable[[Path], object]
) -> None:
    Cache(folder).topic(bank)
    change(bank)
    expected = reader.read_bank(bank)
    compilations.clear()
    for _ in range(2):
        assert Cache(folder).topic(bank) == expected.topic
        assert Cache(folder).questions(bank) == expected.questions
    assert compilations == [bank]


@pytest.mark.parametrize(("name", "text"), [("rules/hills.yaml", RULES), ("rules/concepts.yaml", CONCEPTS)])
def test_siblings_that_change_or_go_make_it_compile_anew(bank: Path, folder: Path, name: str, text: str) -> None:
    sibling = bank.parent / name
    sibling.write_text(text)
    with_sibling = Cache(folder).questions(bank)
    sibling.write_text(text + "# changed\n")
    assert Cache(folder).questions(bank) == with_sibling
    sibling.unlink()
    (question,) = Cache(folder).questions(bank)
    assert question.key_points[0].rules == ()


def test_a_bank_that_goes_is_a_fault(bank: Path, folder: Path) -> None:
    Cache(folder).topic(bank)
    bank.unlink()
    with pytest.raises(BankFaults):
        Cache(folder).topic(bank)


def test_a_faulty_bank_is_not_kept(bank: Path, folder: Path) -> None:
    bank.write_text(BANK.replace("core", "hard"))
    for _ in range(2):
        with pytest.raises(BankFaults):
            Cache(folder).topic(bank)
    assert not folder.exists()


@pytest.mark.parametrize("program", ["__version__", "VERSION", "LAYOUT"])
def test_another_version_compiles_anew(
    bank: Path, folder: Path, compilations: list[Path], monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    Cache(folder).topic(bank)
    monkeypatch.setattr(compiled, program, "another")
    Cache(folder).topic(bank)
    assert compilations == [bank, bank]


def test_a_cache_cut_off_anywhere_is_made_anew(bank: Path, folder: Path, compilations: list[Path]) -> None:
    expected = reader.read_bank(bank)
    Cache(folder).topic(bank)
    file = compiled_file(folder)
    whole = file.read_bytes()
    for length in range(0, len(whole), 7):
        compilations.clear()
        file.write_bytes(whole[:length])
        assert Cache(folder).questions(bank) == expected.questions
        assert compilations == [bank]
        assert file.read_bytes() == whole


def test_a_cache_with_any_byte_damaged_is_never_believed(bank: Path, folder: Path) -> None:
    expected = reader.read_bank(bank)
    Cache(folder).topic(bank)
    file = compiled_file(folder)
    whole = file.read_bytes()
    for place in range(0, len(whole), 11):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        assert Cache(folder).topic(bank) == expected.topic
        assert Cache(folder).questions(bank) == expected.questions


@pytest.mark.parametrize("garbage", [b"", b"\n", b"garbage\n" * 100, pickle.dumps("a pickle of something else")])
def test_garbage_in_place_of_a_cache_is_made_anew(bank: Path, folder: Path, garbage: bytes) -> None:
    expected = reader.read_bank(bank)
    Cache(folder).topic(bank)
    compiled_file(folder).write_bytes(garbage)
    assert Cache(folder).topic(bank) == expected.topic


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(
    bank: Path, folder: Path, compilations: list[Path]
) -> None:
    """As for root no folder is read-only, a file stands where the folder should be."""
    expected = reader.read_bank(bank)
    compilations.clear()
    folder.write_text("not a folder")
    cache = Cache(folder)
    assert cache.topic(bank) == expected.topic
    assert cache.questions(bank) == expected.questions
    assert compilations == [bank]
    assert folder.read_text() == "not a folder"


def test_a_full_disk_leaves_no_remains(bank: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = reader.read_bank(bank)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert Cache(folder).topic(bank) == expected.topic
    assert list(folder.iterdir()) == []


def test_a_file_that_somebody_else_owns_is_not_opened(
    bank: Path, folder: Path, compilations: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    Cache(folder).topic(bank)
    monkeypatch.setattr(os, "geteuid", lambda: compiled_file(folder).stat().st_uid + 1)
    Cache(folder).topic(bank)
    assert compilations == [bank, bank]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_folder_and_its_files_are_the_users_alone(bank: Path, folder: Path) -> None:
    Cache(folder).topic(bank)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(compiled_file(folder).stat().st_mode) == 0o600


def test_banks_of_one_name_in_two_folders_are_kept_apart(bank: Path, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "mine" / "hills.yaml"
    other.parent.mkdir()
    other.write_text(BANK.replace("title: Hills", "title: My hills"))
    Cache(folder).topic(bank)
    assert [Cache(folder).topic(path).title for path in (other, bank)] == ["My hills", "Hills"]
    assert len(list(folder.iterdir())) == 2


def test_a_topic_is_read_without_its_questions(bank: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(folder).topic(bank)
    unpickled: list[str] = []
    loads = pickle.loads

    def noting(data: bytes) -> object:
        thing = loads(data)
        unpickled.append(type(thing).__name__)
        return thing

    monkeypatch.setattr(pickle, "loads", noting)
    Cache(folder).topic(bank)
    assert unpickled == ["Topic"]


def compile_again_and_again(bank: Path, folder: Path, titles: int) -> None:
    """What two starts of the program at once do, with an editor saving the bank in between."""
    for number in range(titles):
        bank.write_text(BANK.replace("title: Hills", f"title: {'Hills ' * (number % 7 + 1)}"))
        try:
            title = Cache(folder).topic(bank).title
        except BankFaults:  # the other process is just writing the bank
            continue
        assert set(title.split()) == {"Hills"}


def test_two_processes_at_once_never_see_half_a_cache(bank: Path, folder: Path) -> None:
    # Started afresh, as a fork would take the threads of the tests' own tools along.
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=compile_again_and_again, args=(bank, folder, 40)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    bank.write_text(BANK)
    assert Cache(folder).topic(bank) == reader.read_bank(bank).topic
    assert [file.suffix for file in folder.iterdir()] == [".bank"]


def test_the_header_names_what_the_cache_was_made_of(bank: Path, folder: Path) -> None:
    Cache(folder).topic(bank)
    header = json.loads(compiled_file(folder).read_bytes().split(b"\n")[0])
    files = [Path(name).relative_to(bank.parent).as_posix() for name, _ in header[-1]]
    assert files == ["hills.yaml", "rules/hills.yaml", "rules/concepts.yaml"]
    assert [bool(stamp) for _, stamp in header[-1]] == [True, False, False]


def test_marked_answers_are_not_kept(bank: Path, folder: Path, compilations: list[Path]) -> None:
    """They are for checking banks, and would make every start slower."""
    samples = bank.parent / "samples" / "hills.yaml"
    samples.parent.mkdir()
    samples.write_text("format: 1\ntopic: hills\nsamples: {hill-down: [{text: down, found: [slope]}]}\n")
    assert [question.samples for question in Cache(folder).questions(bank)] == [()]
    samples.unlink()
    Cache(folder).topic(bank)
    assert compilations == [bank]
