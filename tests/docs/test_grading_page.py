"""docs/grading.md says of the grader what its code says."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

import mlprep.grading
from mlprep.grading import lexical, match, rubric, words
from mlprep.grading.lexical import LexicalGrader
from mlprep.grading.score import PASS_MARK, RULE
from mlprep.model.grade import Remark, Verdict
from mlprep.scheduling.rating import EASY_FROM, HARD_BELOW
from mlprep.session.moves import GOOD

from pages import DOCS, rows, sections

PAGE = (DOCS / "grading.md").read_text(encoding="utf-8")
SECTIONS = sections(PAGE)

SAID = (
    f"(`{LexicalGrader().name}`, version {LexicalGrader().version})",
    f"is covered by {lexical.FOUND} or more",
    f"is covered by {lexical.PARTIAL} or more",
    f"by at least {match.FEWEST_WORDS} words in one statement",
    f"covered by {lexical.REJECT} or more, better than the point",
    f"{rubric.IN_QUESTION} where the question has it",
    f"repeats {lexical._ECHO:.0%}",
    f"at most {lexical._FEW_WORDS} words",
    f"a likeness of {words._LEAST_RATIO:g} of 100",
    f"passes from {PASS_MARK}",
    f"a pass below {HARD_BELOW}",
    f"from {EASY_FROM} it is",
    f"In a mock {GOOD} is a good answer",
)


def test_the_score_rule_is_quoted_word_for_word() -> None:
    assert f"> {RULE}\n" in PAGE


@pytest.mark.parametrize("words", SAID)
def test_the_numbers_in_the_text_are_the_codes(words: str) -> None:
    assert words.replace("%", " %") in " ".join(PAGE.split())


def test_every_number_of_the_grader_is_listed() -> None:
    listed = {row[-1].strip("`").rsplit(".", 1)[-1] for row in rows(SECTIONS["Constants"])}
    modules = [import_module(f"mlprep.grading.{m.name}") for m in pkgutil.iter_modules(mlprep.grading.__path__)]
    numbers = {
        key
        for module in modules
        for key, value in vars(module).items()
        if key.isupper() and key != "VERSION" and isinstance(value, int | float)
    }
    assert not numbers - listed


def test_all_verdicts_are_explained() -> None:
    assert sorted(row[0] for row in rows(SECTIONS["From an answer to verdicts"])) == sorted(Verdict)


def test_all_remarks_are_explained() -> None:
    assert [row[0].strip("`") for row in rows(SECTIONS["What scores 0"])] == list(Remark)


def test_the_page_has_a_place_for_figures() -> None:
    assert PAGE.index("<!-- figures -->") < PAGE.index("<!-- /figures -->")
