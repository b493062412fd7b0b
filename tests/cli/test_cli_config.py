"""`mlprep config`, and the grader that it chooses."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from mlprep.cli import settings
from mlprep.grading import graders
from mlprep.grading.graders import DEFAULT, GRADERS
from mlprep.grading.rules import RulesGrader
from mlprep.store.database import open_database
from mlprep.store.settings import Settings

from program import Program

NAMES = ", ".join(GRADERS)


def stored(program: Program, value: str) -> None:
    """As another version of mlprep may have set it."""
    connection = open_database(program.paths.database)
    Settings(connection).set("grader", value)
    connection.close()


def test_settings_are_listed_with_what_they_mean(program: Program) -> None:
    known = ", ".join(f"{name} (default)" if name == DEFAULT else name for name in GRADERS)
    assert program.run("config").shown == dedent(f"""\
        grader = {DEFAULT}
          Which grader grades, where --grader names no other.
          Known: {known}""")
    assert program.run("config", "grader").shown == program.run("config").shown


def test_looking_makes_no_database(program: Program) -> None:
    for args in (("config",), ("config", "grader", "--reset"), ("grade", "descent-rate", "--answer", "x")):
        assert program.run(*args).exit_code == 0
    assert not program.paths.database.exists()


def test_a_setting_is_set_and_reset(program: Program) -> None:
    assert program.run("config", "grader", "words").shown.startswith("grader = words\n")
    assert program.rows("SELECT name, value FROM settings") == [("grader", "words")]
    assert program.run("config", "grader", "--reset").shown.startswith(f"grader = {DEFAULT}\n")
    assert program.rows("SELECT name, value FROM settings") == []


def test_the_same_as_json(program: Program) -> None:
    (setting,) = program.run("config", "--json").json["items"]
    assert setting == {
        "name": "grader",
        "value": DEFAULT,
        "default": DEFAULT,
        "choices": list(GRADERS),
        "meaning": "Which grader grades, where --grader names no other.",
    }


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("config", "grader", "oracle"), f"there is no grader “oracle”\nknown: {NAMES}"),
        (("config", "graders"), "there is no setting “graders”\nknown: grader"),
        (("config", "--reset"), "--reset goes with the name of one setting\n"),
        (("config", "grader", "words", "--reset"), "--reset goes with the name of one setting\n"),
        (("grade", "descent-rate", "--answer", "x", "--grader", "oracle"), "there is no grader “oracle”\n"),
        (("quiz", "--grader", "oracle"), "there is no grader “oracle”\n"),
        (("mock", "--grader", "oracle"), "there is no grader “oracle”\n"),
        (("regrade", "--grader", "oracle"), "there is no grader “oracle”\n"),
        (("bank", "check", "--grader", "oracle"), "there is no grader “oracle”\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_not_known_is_answered_with_what_is(program: Program, args: tuple[str, ...], message: str) -> None:
    done = program.run(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(message)


def test_a_value_that_is_no_longer_known_is_refused_until_it_is_reset(program: Program) -> None:
    stored(program, "oracle")
    asked = ("grade", "descent-rate", "--answer", "x")
    done = program.run(*asked)
    assert done.exit_code == 2
    assert done.stderr == (
        f"grader is set to “oracle”, which this mlprep does not know (known: {NAMES})\n"
        f"`mlprep config grader --reset` goes back to the default, {DEFAULT}"
    )
    assert "does not know “oracle”. Next: mlprep config grader --reset" in program.run("config").shown
    assert program.run(*asked, "--grader", DEFAULT).exit_code == 0
    program.run("config", "grader", "--reset")
    assert program.run(*asked).exit_code == 0


class TestWithTwoGraders:
    """`--grader` beats the setting, which beats the default."""

    @pytest.fixture(autouse=True)
    def another(self, monkeypatch: pytest.MonkeyPatch) -> None:
        known = {**GRADERS, "other": lambda: RulesGrader(name="other")}
        monkeypatch.setattr(graders, "GRADERS", known)
        setting = replace(settings.GRADER, choices=tuple(known))
        monkeypatch.setattr(settings, "GRADER", setting)
        monkeypatch.setattr(settings, "SETTINGS", (setting,))

    def graded_by(self, program: Program, *args: str) -> str:
        done = program.run("grade", "descent-rate", "--answer", "x", "--json", *args)
        return str(done.json["grade"]["grader"])

    def test_which_one_grades(self, program: Program) -> None:
        assert self.graded_by(program) == DEFAULT
        assert self.graded_by(program, "--grader", "other") == "other"
        program.run("config", "grader", "other")
        assert self.graded_by(program) == "other"
        assert self.graded_by(program, "--grader", DEFAULT) == DEFAULT
        program.run("config", "grader", "--reset")
        assert self.graded_by(program) == DEFAULT

    def test_it_is_kept_with_every_answer(self, program: Program) -> None:
        program.run("quiz", "--count", "1", "--topic", "splits", "--grader", "other", typed="an answer\n")
        program.run("config", "grader", "other")
        program.run("mock", "--topic", "splits", "--tier", "core", "--seed", "1", typed="scores look too good\n")
        assert set(program.rows("SELECT mode, grader FROM attempts")) == {("quiz", "other"), ("mock", "other")}
