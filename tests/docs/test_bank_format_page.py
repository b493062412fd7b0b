"""docs/bank-format.md describes the format that the reader reads, and its examples are banks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from mlprep.bank.agreement import LEAST_AGREEMENT, MARK_TOLERANCE
from mlprep.bank.audit import audit, audit_design
from mlprep.bank.checks import MOST_FOR_ANOTHER_ANSWER, OTHER_ANSWERS, TWINS
from mlprep.bank.format import BANK, CHECKLIST_FILE, CONCEPTS_FILE, RULES_FILE, SAMPLES_FILE, SCENARIOS_FILE
from mlprep.bank.kinds import Keyed, Kind, ListOf, Shape, Slug, Text
from mlprep.bank.library import Library
from mlprep.bank.reader import read_bank
from mlprep.grading.graders import make_grader
from mlprep.model.question import Question
from mlprep.paths import BUILT, shipped_banks

from pages import DOCS, blocks, rows, sections

PAGE = (DOCS / "bank-format.md").read_text(encoding="utf-8")
FILES = {"rules": RULES_FILE, "samples": SAMPLES_FILE, "concepts.yaml": CONCEPTS_FILE}
FILES |= {"checklist.yaml": CHECKLIST_FILE, "scenarios.yaml": SCENARIOS_FILE}
NUMBERS = {5: "five"}

Node = dict[str, object] | list[object] | object


def shapes(kind: Kind) -> Iterator[Shape]:
    """The shapes of a file, each as often as it is used."""
    if isinstance(kind, Shape):
        yield kind
        for key in kind.keys:
            yield from shapes(key.kind)
    elif isinstance(kind, ListOf | Keyed):
        yield from shapes(kind.item)


FORMATS = (BANK, RULES_FILE, CONCEPTS_FILE, SAMPLES_FILE, CHECKLIST_FILE, SCENARIOS_FILE)
SHAPES = {shape.name: shape for file in FORMATS for shape in shapes(file)}


def holds(kind: Kind) -> str:
    """What a key may hold, as the page says it."""
    match kind:
        case ListOf():
            return f"list of {plural(kind.item)}" + (f", {kind.least} or more" if kind.least else "")
        case Keyed():
            return f"mapping from names to {plural(kind.item)}"
        case Shape():
            return kind.name
        case _:
            return kind.expected


def plural(kind: Kind) -> str:
    match kind:
        case Text():
            return "texts"
        case Slug():
            return "names in kebab-case"
        case Shape():
            return kind.name if kind.name.startswith("rules ") else f"{kind.name}s"
        case Keyed() | ListOf():
            return holds(kind).replace("mapping", "mappings", 1).replace("list", "lists", 1)
        case _:
            return holds(kind)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.name)
def test_every_key_is_described_and_no_other(shape: Shape) -> None:
    described = [row[:2] for row in rows(sections(PAGE)[shape.name.capitalize()])]
    assert described == [(f"`{key.name}`" + " *" * key.required, holds(key.kind)) for key in shape.keys]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.name)
def test_every_key_has_a_sentence(shape: Shape) -> None:
    meanings = [row[2] for row in rows(sections(PAGE)[shape.name.capitalize()])]
    assert all(meaning[0].isupper() and meaning[-1] == "." for meaning in meanings)


def examples() -> dict[str, str]:
    """The example files by their path, which stands in their first line."""
    named = (block.text.partition("\n") for block in blocks(PAGE, "yaml"))
    return {first.removeprefix("# "): text for first, _, text in named if first.endswith(".yaml")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The examples as files."""
    for name, text in examples().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_examples_are_faultless_banks(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    # the topics that they build on
    shipped = Library((shipped_banks(),), tmp_path_factory.mktemp("cache"), built=BUILT)
    checked = audit(sorted(folder.glob("*.yaml")), shipped, make_grader().grade)
    assert len(checked) > 1
    assert not [(bank.file, bank.faults, bank.warnings) for bank in checked if bank.faults or bank.warnings]


def test_the_example_of_a_design_round_is_faultless(folder: Path) -> None:
    checked = audit_design(folder / "design", make_grader().grade)
    assert (checked.faults, checked.warnings) == ((), ())


def test_the_example_says_which_samples_and_rules_are_whose(folder: Path) -> None:
    question: Question = read_bank(folder / "feature-hashing.yaml").questions[0]
    assert len(question.samples) == 3
    assert [len(point.rules) for point in question.key_points] == [2, 0, 1]
    assert question.key_points[0].against
    assert len(question.follow_ups[0].key_points[0].rules[0].groups[0]) == 3  # the quoted term is one


def test_the_examples_have_every_key() -> None:
    seen: set[tuple[str, str]] = set()
    for name, text in examples().items():
        shape = FILES.get(Path(name).name) or FILES.get(name.split("/")[0], BANK)
        seen |= set(used(shape, yaml.safe_load(text)))
    assert not {(shape.name, key.name) for shape in SHAPES.values() for key in shape.keys} - seen


def used(kind: Kind, node: Node) -> Iterator[tuple[str, str]]:
    """Which keys of which shapes occur."""
    if isinstance(kind, Shape) and isinstance(node, dict):
        for key in kind.keys:
            if key.name in node:
                yield kind.name, key.name
                yield from used(key.kind, node[key.name])
    elif isinstance(kind, Keyed) and isinstance(node, dict):
        for item in node.values():
            yield from used(kind.item, item)
    elif isinstance(kind, ListOf) and isinstance(node, list):
        for item in node:
            yield from used(kind.item, item)


def test_what_a_check_finds_is_told_with_its_bounds() -> None:
    findings = " ".join(row[0] for row in rows(sections(PAGE)["Checking a bank"]))
    assert f"score {MOST_FOR_ANOTHER_ANSWER} or more: the median of {NUMBERS[OTHER_ANSWERS]}" in findings
    assert f"within {MARK_TOLERANCE} of" in findings
    assert f"less than {LEAST_AGREEMENT:.0%}".replace("%", " %") in findings
    assert f"{TWINS:.0%}".replace("%", " %") in findings
