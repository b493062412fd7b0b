"""The published schema says what the reader says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mlprep.bank.conform import conform
from mlprep.bank.faults import Fault
from mlprep.bank.format import BANK
from mlprep.bank.schema import json_schema
from mlprep.bank.source import load

REPOSITORY = Path(__file__).parents[2]
PUBLISHED = REPOSITORY / "docs" / "bank.schema.json"
SHIPPED = sorted((REPOSITORY / "questions").glob("*.yaml"))

VALIDATOR = Draft202012Validator(json_schema())

DOCUMENT = {
    "format": 1,
    "topic": "hills",
    "title": "Hills",
    "part": "optimisation",
    "summary": "Going down.",
    "prerequisites": ["walking"],
    "questions": [
        {
            "id": "hill-down",
            "tier": "core",
            "question": "How do you get down?",
            "answer": "You follow the slope down.",
            "key_points": [
                {"id": "slope", "point": "Follow the slope", "weight": 3, "required": True, "accept": ["go down"]}
            ],
            "follow_ups": [
                {"id": "stop", "question": "When do you stop?", "key_points": [{"id": "flat", "point": "On the flat"}]}
            ],
            "mistakes": ["Running"],
            "references": [{"title": "On Hills", "year": 1847}],
            "tags": ["walking"],
            "frequency": "common",
            "minutes": 1.5,
            "samples": [{"text": "downhill", "found": ["slope"], "wrong": []}, {"text": "uphill", "mark": 0.5}],
        }
    ],
}


def reader_accepts(file: Path, document: object) -> bool:
    """Whether the reader finds the right shape; what it checks beyond shape, a schema cannot say."""
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    faults: list[Fault] = []
    node = load(file, faults)
    assert node is not None
    conform(node, BANK, "a bank", faults)
    return not faults


def test_the_published_schema_is_the_one_of_the_format() -> None:
    expected = json.dumps(json_schema(), indent=2) + "\n"
    assert PUBLISHED.read_text(encoding="utf-8") == expected, "write json_schema() to docs/bank.schema.json"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_every_key_is_explained_to_authors() -> None:
    shapes = json_schema()["$defs"]
    assert isinstance(shapes, dict)
    assert {"bank", "question", "key-point", "follow-up", "reference", "sample"} == set(shapes)
    assert all(key["description"] for shape in shapes.values() for key in shape["properties"].values())


@pytest.mark.parametrize("bank", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_banks_follow_the_schema(bank: Path) -> None:
    """Their first questions: the law below says that the reader, which reads them all, and the schema agree."""
    text = bank.read_text(encoding="utf-8")
    begun = yaml.safe_load("\n  - id: ".join(text.split("\n  - id: ")[:4]))
    assert len(begun["questions"]) == 3
    assert VALIDATOR.is_valid(begun)


Steps = tuple[str | int, ...]


def parts(document: object, steps: Steps = ()) -> Iterator[tuple[Steps, object]]:
    """Every part of a document, with the way to it."""
    yield steps, document
    if isinstance(document, dict):
        for key, value in document.items():
            yield from parts(value, (*steps, key))
    if isinstance(document, list):
        for number, value in enumerate(document):
            yield from parts(value, (*steps, number))


def changed(document: object, steps: Steps, new: object) -> object:
    """The document with another value at the end of the steps."""
    if not steps:
        return new
    first, *rest = steps
    if isinstance(document, dict):
        return document | {first: changed(document[first], tuple(rest), new)}
    assert isinstance(document, list)
    return [changed(item, tuple(rest), new) if number == first else item for number, item in enumerate(document)]


PARTS = dict(parts(DOCUMENT))
MAPPINGS = {steps: part for steps, part in PARTS.items() if isinstance(part, dict)}
KEYS = [(steps, key) for steps, mapping in MAPPINGS.items() for key in mapping]

# Control characters are refused by what reads YAML, before shape is looked at.
TEXTS = st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 5)
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.floats(-1, 4)
    | TEXTS
    | st.from_regex(r"\A[a-z]{1,3}(-[a-z]{1,3}){0,2}\Z")
    | st.sampled_from(["core", "nlp", "common", "", " ", "-a", "a--b", "A", 1.0, 2.0, 2.5, 60, 61, 1600, 2100, 2101])
)
VALUES = SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(TEXTS, SCALARS, max_size=2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
@given(steps=st.sampled_from(list(PARTS)), new=VALUES)
def test_schema_and_reader_agree_on_any_changed_value(tmp_path: Path, steps: Steps, new: object) -> None:
    document = changed(DOCUMENT, steps, new)
    assert VALIDATOR.is_valid(document) == reader_accepts(tmp_path / "hills.yaml", document)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.sampled_from(list(MAPPINGS)),
    key=TEXTS | st.sampled_from(["tip", "hint", "url", "note", "id"]),
    value=SCALARS,
)
def test_schema_and_reader_agree_on_any_added_key(tmp_path: Path, steps: Steps, key: str, value: object) -> None:
    document = changed(DOCUMENT, steps, MAPPINGS[steps] | {key: value})
    assert VALIDATOR.is_valid(document) == reader_accepts(tmp_path / "hills.yaml", document)


@pytest.mark.parametrize(("steps", "key"), KEYS)
def test_schema_and_reader_agree_on_any_missing_key(tmp_path: Path, steps: Steps, key: str) -> None:
    document = changed(DOCUMENT, steps, {name: value for name, value in MAPPINGS[steps].items() if name != key})
    assert VALIDATOR.is_valid(document) == reader_accepts(tmp_path / "hills.yaml", document)


def test_the_agreement_is_not_for_want_of_good_documents(tmp_path: Path) -> None:
    assert VALIDATOR.is_valid(DOCUMENT)
    assert reader_accepts(tmp_path / "hills.yaml", DOCUMENT)
