"""What holds for every page: its links lead somewhere, the files, names and numbers it quotes are the program's."""

from __future__ import annotations

import re
from pathlib import Path
from pkgutil import resolve_name

import pytest

from pages import DOCS, PAGES, REPOSITORY, code, prose, rows

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FILE = re.compile(r"[\w.-]+(/[\w.-]+)+\.(py|json|toml)")
NAME = re.compile(r"mlprep(\.\w+)+")

by_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def anchors(page: Path) -> set[str]:
    """The headings of a page as GitHub links to them."""
    headings = re.findall(r"^#+ +(.+)$", prose(page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(page: Path, target: str) -> bool:
    file, _, anchor = target.partition("#")
    path = page.parent / file if file else page
    return path.exists() and (not anchor or anchor in anchors(path))


@by_page
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    targets = LINK.findall(prose(page.read_text(encoding="utf-8")))
    broken = [t for t in targets if ":" not in t and not leads_somewhere(page, t)]
    assert not broken


def test_every_page_of_the_docs_can_be_reached_from_the_readme() -> None:
    linked = set(LINK.findall((REPOSITORY / "README.md").read_text(encoding="utf-8")))
    assert {f"docs/{page.name}" for page in DOCS.glob("*.md")} <= linked


@by_page
def test_every_file_of_ours_that_is_named_exists(page: Path) -> None:
    named = [word for word in code(page.read_text(encoding="utf-8")) if FILE.fullmatch(word) and word[0] != "."]
    roots = (REPOSITORY, REPOSITORY / "src" / "mlprep")
    assert not [file for file in named if not any((root / file).exists() for root in roots)]


@by_page
def test_every_number_that_is_said_to_be_a_constant_is_its_value(page: Path) -> None:
    quoted = [row for row in rows(page.read_text(encoding="utf-8")) if NAME.fullmatch(row[-1].strip("`"))]
    wrong = {row: value for row in quoted if float(row[0]) != (value := resolve_name(row[-1].strip("`")))}
    assert not wrong
