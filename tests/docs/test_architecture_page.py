"""docs/architecture.md names the rooms that there are, and the contracts that CI enforces."""

from __future__ import annotations

import tomllib
from typing import Any

from pages import DOCS, REPOSITORY, blocks, code, rows, sections

PAGE = (DOCS / "architecture.md").read_text(encoding="utf-8")
SECTIONS = sections(PAGE)


def contract(kind: str) -> dict[str, Any]:
    """The one import contract of a kind."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    (found,) = [each for each in settings["tool"]["importlinter"]["contracts"] if each["type"] == kind]
    return dict(found)


def test_the_layers_are_those_of_the_contract() -> None:
    (layers,) = blocks(PAGE, "layers")
    assert layers.text.splitlines() == contract("layers")["layers"]


def test_the_core_and_what_it_does_without_are_those_of_the_contract() -> None:
    pure = contract("forbidden")
    (paragraph,) = [p for p in SECTIONS["Who imports whom"].split("\n\n") if p.strip().startswith("The core is pure")]
    named = set(code(paragraph.partition("Heavy packages")[0]))
    assert named == {m.removeprefix("mlprep.") for m in pure["source_modules"]} | set(pure["forbidden_modules"])


def test_every_room_is_described_and_no_other() -> None:
    package = REPOSITORY / "src" / "mlprep"
    rooms = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert {row[0].strip("`") for row in rows(SECTIONS["Rooms"])} == rooms - {"__init__"}


def test_every_module_of_the_grading_room_is_named() -> None:
    modules = {f"grading/{path.name}" for path in (REPOSITORY / "src/mlprep/grading").glob("[!_]*.py")}
    assert not modules - set(code(PAGE))
