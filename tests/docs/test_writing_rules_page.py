"""docs/writing-rules.md: its examples are rules, and the grader says of every sentence what the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mlprep.bank.calibrate import read_banks
from mlprep.grading.graders import make_grader
from mlprep.grading.tokens import stem
from mlprep.grading.words import STOP_WORDS
from mlprep.model.grade import Verdict
from mlprep.model.question import Question

from pages import DOCS, REPOSITORY, blocks, rows, sections

PAGE = (DOCS / "writing-rules.md").read_text(encoding="utf-8")
BANK = REPOSITORY / "questions" / "early-stopping.yaml"
QUESTION, POINT = "es-what-is", "keep-best"


@dataclass(frozen=True, slots=True)
class Claim:
    """What the page says of an answer, under the rules shown last; none are at the beginning."""

    rules: str
    answer: str
    verdict: str


def claims() -> Iterator[Claim]:
    parts = re.split(r"^```yaml\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    for rules, prose in zip(["", *parts[1::2]], parts[::2], strict=True):
        for answer, verdict in (row for row in rows(prose) if len(row) == 2):
            if verdict.partition(",")[0] in list(Verdict):
                yield Claim(rules, answer, verdict.partition(",")[0])


CLAIMS = list(claims())


def question_with(rules: str, folder: Path) -> Question:
    """The shipped question, with these rules for its point instead of the shipped ones."""
    (shipped,) = (q for bank in read_banks([BANK]) for q in bank.questions if q.id == QUESTION)
    bare = replace(next(p for p in shipped.key_points if p.id == POINT), rules=(), against=())
    if rules:
        file = folder / "rules.yaml"
        file.write_text(rules, encoding="utf-8")
        (read,) = (q for bank in read_banks([BANK], file) for q in bank.questions if q.id == QUESTION)
        bare = next(p for p in read.key_points if p.id == POINT)
        assert bare.rules
    return replace(shipped, key_points=tuple(bare if p.id == POINT else p for p in shipped.key_points))


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.answer)
def test_every_verdict_is_the_graders(claim: Claim, tmp_path: Path) -> None:
    grade = make_grader().grade(question_with(claim.rules, tmp_path), claim.answer)
    (point,) = (p for p in grade.points if p.point_id == POINT)
    assert point.verdict == claim.verdict, point.probability


def test_every_example_is_tried() -> None:
    shown = [block.text for block in blocks(PAGE, "yaml")]
    assert ["", *shown] == list(dict.fromkeys(claim.rules for claim in CLAIMS))


def test_the_point_is_quoted_from_the_bank(tmp_path: Path) -> None:
    question = question_with("", tmp_path)
    assert f'"{question.question}"' in " ".join(PAGE.split())
    assert f"> {next(p.point for p in question.key_points if p.id == POINT)}\n" in PAGE


def test_words_that_are_one_are_one() -> None:
    said = {row[0]: row[1] for row in rows(sections(PAGE)["Pitfalls"]) if row[1] in ("one", "two")}
    assert said
    assert said == {words: "one" if len({stem(word) for word in words.split(", ")}) == 1 else "two" for words in said}


def test_stop_words_are_stop_words() -> None:
    (paragraph,) = [p for p in PAGE.split("\n\n") if p.startswith("**Stop words.**")]
    without, _, with_meaning = paragraph.partition("carry no meaning")
    assert set(re.findall(r'"(\w+)"', without)) <= STOP_WORDS
    assert not set(re.findall(r'"(\w+)"', with_meaning)) & STOP_WORDS
