"""docs/grading.md says of the grader what its code says, and shows what it does with answers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

import mlprep.grading
from mlprep.bank.calibrate import read_banks
from mlprep.grading import (
    answer,
    contradiction,
    coverage,
    evidence,
    features,
    refusals,
    remarks,
    rulebook,
    rules,
    vocabulary,
    wordings,
    words,
)
from mlprep.grading.by_words import WordFeatures
from mlprep.grading.confidence import shipped
from mlprep.grading.features import Features
from mlprep.grading.graders import DEFAULT, GRADERS, make_grader
from mlprep.grading.score import PASS_MARK, RULE
from mlprep.model.grade import Remark, Verdict
from mlprep.model.question import Question
from mlprep.scheduling.rating import EASY_FROM, HARD_BELOW
from mlprep.session.moves import GOOD

from pages import DOCS, REPOSITORY, rows, sections

PAGE = (DOCS / "grading.md").read_text(encoding="utf-8")
SECTIONS = sections(PAGE)
WAY = SECTIONS["From an answer to verdicts"].replace("\n   |", "\n|")
EXAMPLES = [row for row in rows(SECTIONS["Grading"] + SECTIONS["Where it fails"]) if len(row) == 4]

SAID = (
    f"(`{DEFAULT}`, version {make_grader().version})",
    f'a small word ("the", "would") takes them {answer.SMALL_WORD} apart',
    f"an *and* {answer.AND} further, the end of a clause {answer.CLAUSE:g}, the end of a sentence {answer.SENTENCE}",
    f"a likeness of {words._LEAST_RATIO:g} of 100",
    f"groups up to {evidence.TOGETHER:g} words apart count in full, and fade over {evidence.FADING:g} more",
    f"worth {rulebook.IN_QUESTION} of another",
    f"loses up to {rulebook.IN_OTHERS}:",
    f"takes {evidence.TURNED} of the rule's strength away",
    f"a negation up to {answer.REACH} words before",
    f"up to {evidence.AGAINST_TOGETHER:g} words, fading over {evidence.AGAINST_FADING:g} more",
    f"takes up to {evidence.CONTESTED} away",
    f"less than {features.AT_HOME:.0%} belong to the question",
    f"down to {features.ABROAD:.0%}",
    f"From a probability of {shipped().found_from} a point is found, up to {shipped().missed_up_to} it is missed",
    f"the probability is {shipped().found_from} or more",
    f"the probability is {shipped().missed_up_to} or less",
    f"an `against` rule said in full ({rules.FULL})",
    f"a contradiction of at least {rules.CLEAR}",
    f"{remarks.ECHO:.0%} of the question's words come back, with at most {remarks.FEW_WORDS} others",
    f"besides at most {remarks.FEW_WORDS} words",
    f"a list of words: {remarks.FEWEST_WORDS} or more, at most {remarks.SMALL_WORDS:.0%} of them small words",
    f"at least {remarks.BROKEN:.0%} of its small words before others",
    f"when {refusals.REJECT} or more of it is said, in its very words, at least {refusals.CLEARLY} more",
    f"{wordings.IN_QUESTION} where the question has it already, {wordings.SINGLE} if it is a single letter",
    f"up to {coverage.NEAR:g} words away in full, fading over {coverage.FADING:g} more",
    f"both {vocabulary.RELATED} as good",
    f"{vocabulary.SYNONYM} as good",
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


@pytest.fixture(scope="module")
def questions() -> dict[str, Question]:
    banks = read_banks(sorted((REPOSITORY / "questions").glob("*.yaml")))
    return {question.id: question for bank in banks for question in bank.questions}


@pytest.mark.parametrize(("text", "point", "verdict", "_why"), EXAMPLES, ids=[row[1] for row in EXAMPLES])
def test_every_verdict_that_is_shown_is_the_graders(
    text: str, point: str, verdict: str, _why: str, questions: dict[str, Question]
) -> None:
    question_id, _, point_id = point.strip("`").partition("/")
    grade = make_grader().grade(questions[question_id], text)
    (given,) = (each for each in grade.points if each.point_id == point_id)
    assert given.verdict == verdict, given.probability


def test_the_examples_show_every_verdict_but_partial() -> None:
    assert {row[2] for row in EXAMPLES} == set(Verdict) - {Verdict.PARTIAL}


def constants() -> Iterator[str]:
    """The dotted names of all numbers that the grading room's modules define."""
    for path in sorted(Path(mlprep.grading.__path__[0]).glob("*.py")):
        module = import_module(f"mlprep.grading.{path.stem}")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            targets = node.targets if isinstance(node, ast.Assign) else []
            for name in (target.id for target in targets if isinstance(target, ast.Name)):
                if name.isupper() and isinstance(getattr(module, name), int | float):
                    yield f"{module.__name__}.{name}"


def test_every_number_of_the_room_is_listed() -> None:
    listed = {row[-1].strip("`") for row in rows(SECTIONS["Constants"])}
    assert not set(constants()) - listed


def test_all_verdicts_are_explained() -> None:
    assert sorted(row[0] for row in rows(WAY) if row[0] in list(Verdict)) == sorted(Verdict)


def test_all_signs_of_contradiction_are_listed_with_their_worth() -> None:
    listed = {row[0].strip("`"): float(row[2]) for row in rows(WAY) if len(row) == 3}
    assert listed == contradiction.WORTH


def test_the_numbers_behind_the_probability_of_a_point_without_rules_are_named() -> None:
    assert all(f"`{field.name}`" in SECTIONS["Points without rules"] for field in fields(WordFeatures))


def test_all_numbers_behind_a_probability_are_listed() -> None:
    listed = [row[0].strip("`") for row in rows(WAY) if row[0].startswith("`") and len(row) == 2]
    assert listed == [field.name for field in fields(Features)]


def test_every_grader_is_named() -> None:
    assert all(f"`{name}`" in PAGE for name in GRADERS)


def test_all_remarks_are_explained() -> None:
    assert [row[0].strip("`") for row in rows(SECTIONS["What scores 0"])] == list(Remark)


def test_the_page_has_a_place_for_figures() -> None:
    assert PAGE.index("<!-- figures -->") < PAGE.index("<!-- /figures -->")
