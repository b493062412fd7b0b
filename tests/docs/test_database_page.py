"""docs/database.md describes a fresh database, column by column, and its queries run."""

from __future__ import annotations

import sqlite3
from enum import Enum

import pytest

from mlprep.grading.score import PASS_MARK
from mlprep.model.attempt import Overruling
from mlprep.model.grade import Remark, Verdict
from mlprep.model.mode import Mode
from mlprep.model.session import EventKind
from mlprep.model.tier import Tier
from mlprep.store.ledger import Ledger

from builders import AT, a_grade, a_session, an_attempt
from pages import DOCS, blocks, code, rows, sections

PAGE = (DOCS / "database.md").read_text(encoding="utf-8")
SECTIONS = sections(PAGE)
QUERIES = [block.text for block in blocks(PAGE, "sql")]

WORDS: dict[tuple[str, str], type[Enum]] = {
    ("sessions", "mode"): Mode,
    ("events", "kind"): EventKind,
    ("attempts", "tier"): Tier,
    ("attempts", "remark"): Remark,
    ("verdicts", "verdict"): Verdict,
}


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row["name"] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def tables(connection: sqlite3.Connection) -> set[str]:
    """All tables and views but SQLite's own."""
    made = connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    return {row["name"] for row in made}


def described() -> dict[str, list[str]]:
    """The columns that the page gives each table."""
    tables = {title: rows(text) for title, text in SECTIONS.items() if title.islower()}
    return {title: [row[0].strip("`") for row in table] for title, table in tables.items()}


def test_every_table_is_described_and_no_other(connection: sqlite3.Connection) -> None:
    assert set(described()) == tables(connection)


def test_every_column_is_described_and_no_other(connection: sqlite3.Connection) -> None:
    for table, named in described().items():
        spelt_out = [c for name in named for c in (columns(connection, name[:-2]) if name[-2:] == ".*" else [name])]
        assert spelt_out == columns(connection, table), table


def test_every_column_has_a_sentence() -> None:
    meanings = [(title, row) for title in described() for row in rows(SECTIONS[title])]
    assert not [(title, row) for title, row in meanings if not row[1].endswith(".")]


@pytest.mark.parametrize(("place", "words"), WORDS.items(), ids=str)
def test_a_column_of_fixed_words_names_them(place: tuple[str, str], words: type[Enum]) -> None:
    table, column = place
    meaning = next(row[1] for row in rows(SECTIONS[table]) if row[0] == f"`{column}`")
    assert {str(word.value) for word in words} <= set(code(meaning))


def test_what_is_truth_and_what_is_derived_covers_every_table(connection: sqlite3.Connection) -> None:
    named = [word for row in rows(SECTIONS["What is truth and what is derived"]) for word in code(row[0])]
    assert sorted(named) == sorted(tables(connection) - {"_sqlite_migrations"})


def test_there_are_queries() -> None:
    assert len(QUERIES) >= 2


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_the_page_finds_something(connection: sqlite3.Connection, query: str) -> None:
    ledger = Ledger(connection)
    ledger.start(a_session())
    ledger.record(an_attempt("a1", grade=a_grade({"size": Verdict.FOUND})))
    ledger.overrule(Overruling("a1", "slow", Verdict.FOUND, PASS_MARK, passed=True, at=AT))
    assert connection.execute(query).fetchall()
