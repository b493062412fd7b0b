"""Commands that look at banks: topics, show, search, flag, bank list, check and schema."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from program import Program

BROKEN = """\
format: 1
topic: broken
title: Broken
part: nowhere
questions:
  - id: broken-one
    teir: core
    question: What is wrong here?
    answer: The key above.
    key_points:
      - id: key
        point: A key is mistyped
"""


def test_topics_count_their_questions_by_tier(program: Program) -> None:
    assert program.run("topics").shown == dedent("""\
        topic             core  advanced  deep  all
        descent  Descent     1         1     0    2
        splits   Splits      1         0     1    2

        Next: mlprep quiz --topic descent""")


def test_a_question_is_shown_with_all_there_is(program: Program) -> None:
    done = program.run("show", "descent-rate")
    headings = [line for line in done.shown.splitlines() if line and not line.startswith(" ")]
    assert headings == [
        "descent-rate · descent · core · 2 min",
        "What does the learning rate do?",
        "A strong answer",
        "Key points",
        "Follow-up",
        "Avoid",
        "Tip",
        "Intuition",
        "Maths",
        "Example",
        "Code",
        "References",
        "tags: training",
    ]
    assert "θₜ₊₁ = θₜ − η ∇J(θₜ)" in done.stdout


def test_an_unknown_question_is_answered_with_the_closest(program: Program) -> None:
    done = program.run("show", "descent-raet")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "there is no question 'descent-raet'\ndid you mean 'descent-rate'?"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["leakage"], ["splits-leak"]),
        (["split", "series"], ["splits-time"]),
        (["training"], ["descent-rate", "descent-momentum", "splits-leak", "splits-time"]),
        (["velocty"], ["descent-momentum"]),
        (["held-out examples"], ["splits-leak"]),
        (["gradient", "leakage"], []),
    ],
    ids=["one word", "both words", "tag, point, another form", "typing error", "phrase", "nothing"],
)
def test_words_find_questions(program: Program, words: list[str], found: list[str]) -> None:
    done = program.run("search", *words, "--json")
    assert done.exit_code == 0
    assert {hit["entry"]["id"] for hit in done.json["items"]} == set(found)


def test_a_search_shows_where_it_found_them(program: Program) -> None:
    assert program.run("search", "zigzags").shown == dedent("""\
        descent-momentum · advanced
          It damps zigzags across narrow valleys

        1 found. Next: mlprep show descent-momentum""")


def test_a_flag_is_put_up_and_taken_down(program: Program) -> None:
    assert program.run("flag", "splits-leak").shown == "splits-leak is flagged."
    assert program.run("bank", "list", "--flagged").shown.startswith("splits-leak  core  What is leakage?\n")
    assert program.run("flag", "splits-leak", "--off").shown == "splits-leak is no longer flagged."
    assert program.run("bank", "list", "--flagged").shown == "No questions."


def test_only_what_exists_can_be_flagged(program: Program) -> None:
    assert program.run("flag", "splits-leek").exit_code == 2
    assert program.rows("SELECT * FROM flags") == []


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        ((), ["descent-rate", "descent-momentum", "splits-leak", "splits-time"]),
        (("--topic", "splits"), ["splits-leak", "splits-time"]),
        (("--tier", "core", "--tier", "deep"), ["descent-rate", "splits-leak", "splits-time"]),
        (("--tag", "pitfalls"), ["splits-leak"]),
        (("--tag", "pitfalls", "--tier", "deep"), []),
    ],
    ids=["all", "topic", "tiers", "tag", "none"],
)
def test_questions_are_listed_by_filters(program: Program, args: tuple[str, ...], ids: list[str]) -> None:
    listed = program.run("bank", "list", *args, "--json").json["items"]
    assert [entry["id"] for entry in listed] == ids


class TestCheck:
    def test_whole_banks_pass(self, program: Program, banks: Path) -> None:
        done = program.run("bank", "check")
        assert done.exit_code == 0
        assert done.shown.splitlines() == [
            f"{banks / 'descent.yaml'}: 2 questions",
            f"{banks / 'splits.yaml'}: 2 questions",
            "2 files, 0 faults, 0 warnings.",
        ]

    def test_every_fault_has_its_place_and_a_remedy(self, program: Program, tmp_path: Path) -> None:
        bank = tmp_path / "broken.yaml"
        bank.write_text(BROKEN)
        done = program.run("bank", "check", str(bank))
        assert done.exit_code == 1
        assert f"  fault: {bank}:4:7: " in done.stdout
        assert f"  fault: {bank}:7:5: " in done.stdout
        assert "did you mean 'tier'?" in done.stdout

    def test_a_file_that_is_not_there_is_a_fault(self, program: Program, tmp_path: Path) -> None:
        done = program.run("bank", "check", str(tmp_path / "nowhere.yaml"))
        assert done.exit_code == 1
        assert "cannot be read: No such file or directory" in done.stdout

    def test_faults_as_json(self, program: Program, tmp_path: Path) -> None:
        bank = tmp_path / "broken.yaml"
        bank.write_text(BROKEN)
        done = program.run("bank", "check", str(bank), "--json")
        assert done.exit_code == 1
        (checked,) = done.json["items"]
        assert (checked["file"], checked["questions"]) == (str(bank), 0)
        assert len(checked["faults"]) >= 2


def test_a_broken_bank_stops_a_quiz_with_exit_code_3(program: Program, banks: Path) -> None:
    (banks / "broken.yaml").write_text(BROKEN)
    done = program.run("quiz", "--topic", "descent", typed="an answer\n")
    assert done.exit_code == 3
    assert f"{banks / 'broken.yaml'}:7:5" in done.stderr
    assert not program.paths.database.exists()


def test_the_schema_is_one_for_editors(program: Program) -> None:
    schema = program.run("bank", "schema").json
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert {"format", "topic", "questions"} <= set(schema["$defs"]["bank"]["properties"])
