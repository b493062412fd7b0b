"""What all commands have in common: filters, JSON, exit codes, completion."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlprep import paths
from mlprep.cli import options

from program import Program

FILTERED = pytest.mark.parametrize("command", [("quiz",), ("mock",), ("bank", "list")], ids=" ".join)


@FILTERED
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--topic", "decent"), "there is no topic 'decent'\ndid you mean 'descent'?"),
        (("--tag", "trianing"), "no question has the tag “trianing”\ndid you mean 'training'?"),
        (("--topic", "descent", "--topic", "xyz"), "there is no topic 'xyz'"),
    ],
    ids=["topic", "tag", "second topic"],
)
def test_a_filter_for_what_no_bank_has_is_exit_code_2(
    program: Program, command: tuple[str, ...], args: tuple[str, ...], message: str
) -> None:
    done = program.run(*command, *args)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", message)


@FILTERED
def test_an_unknown_tier_is_answered_with_those_there_are(program: Program, command: tuple[str, ...]) -> None:
    done = program.run(*command, "--tier", "hard")
    assert done.exit_code == 2
    assert "'core', 'advanced', 'deep'" in done.stderr


@pytest.mark.parametrize("command", ["quiz", "mock"])
def test_filters_that_leave_no_question_are_exit_code_4(program: Program, command: str) -> None:
    done = program.run(command, "--topic", "splits", "--tier", "advanced")
    assert (done.exit_code, done.stdout) == (4, "")
    assert done.stderr == "no question fits all these filters\n`mlprep bank list` shows what there is"


@pytest.mark.parametrize(
    "args",
    [("--new", "--due"), ("--weak", "--all"), ("--all", "--due")],
    ids=" ".join,
)
def test_choices_that_exclude_each_other_are_exit_code_2(program: Program, args: tuple[str, ...]) -> None:
    done = program.run("quiz", *args)
    assert done.exit_code == 2
    assert "exclude each other" in done.stderr


@pytest.mark.parametrize(
    "args", [("--count", "0"), ("--count", "many"), ("--minutes", "0"), ("--seed", "x")], ids=" ".join
)
def test_numbers_have_to_make_sense(program: Program, args: tuple[str, ...]) -> None:
    assert program.run("quiz", *args).exit_code == 2


@pytest.mark.parametrize("command", [("stats",), ("quiz",), ("mock",)], ids=" ".join)
def test_a_database_that_cannot_be_used_is_exit_code_5(program: Program, command: tuple[str, ...]) -> None:
    program.paths.database.parent.mkdir()
    program.paths.database.write_bytes(b"no database" * 1000)
    done = program.run(*command)
    assert done.exit_code == 5
    assert str(program.paths.database) in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("topics",),
        ("stats",),
        ("show", "descent-rate"),
        ("search", "rate"),
        ("search", "nowhere-to-be-found"),
        ("regrade",),
        ("config",),
        ("grade", "descent-rate", "--answer", "it sets the length of each step"),
        ("bank", "list"),
        ("bank", "check"),
        ("quiz", "--topic", "descent"),
        ("mock", "--topic", "splits", "--tier", "core"),
    ],
    ids=" ".join,
)
def test_json_is_one_object_with_a_format_number(program: Program, command: tuple[str, ...]) -> None:
    done = program.run(*command, "--json", typed="an answer\nanother\nand another\n")
    assert done.exit_code == 0
    assert done.json["format"] == 1
    assert done.stdout.isascii()
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        "quiz",
        "mock",
        "stats",
        "topics",
        "show",
        "search",
        "grade",
        "flag",
        "regrade",
        "config",
        "bank",
        "bank check",
        "bank list",
    ],
)
def test_every_command_has_help(program: Program, command: str) -> None:
    for flag in ("-h", "--help"):
        done = program.run(*command.split(), flag)
        assert done.exit_code == 0
        assert done.stdout.startswith(f"Usage: root {command} ") or f" {command} [" in done.stdout


def test_the_version_says_where_things_are(program: Program, home: Path) -> None:
    version, database, banks = program.run("--version").stdout.splitlines()
    assert version.startswith("mlprep ")
    assert database == f"database {home / 'mlprep.db'}"
    assert banks.startswith("banks ")


class TestCompletion:
    """What the Tab key offers; a shell asks without a context, so that the banks come from the environment."""

    @pytest.fixture(autouse=True)
    def shipped(self, banks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(paths, "shipped_banks", lambda: banks)

    @pytest.mark.parametrize(("typed", "offered"), [("", ["descent", "splits"]), ("sp", ["splits"]), ("x", [])])
    def test_topics(self, typed: str, offered: list[str]) -> None:
        assert [name for name, _ in options._complete_topics(typed)] == offered

    def test_topics_come_with_their_titles(self) -> None:
        assert options._complete_topics("d") == [("descent", "Descent")]

    @pytest.mark.parametrize(("typed", "offered"), [("splits-", ["splits-leak", "splits-time"]), ("x", [])])
    def test_question_ids(self, typed: str, offered: list[str]) -> None:
        assert options._complete_ids(typed) == offered

    @pytest.mark.parametrize(("typed", "offered"), [("", ["pitfalls", "training"]), ("t", ["training"])])
    def test_tags(self, typed: str, offered: list[str]) -> None:
        assert options._complete_tags(typed) == offered

    @pytest.mark.parametrize(
        ("line", "offered"),
        [
            ("mlprep quiz --topic sp", "splits"),
            ("mlprep quiz --tier de", "deep"),
            ("mlprep quiz --grader wo", "words"),
            ("mlprep config gr", "grader"),
            ("mlprep config grader wo", "words"),
            ("mlprep show splits-t", "splits-time"),
            ("mlprep sta", "stats"),
        ],
    )
    def test_a_shell_gets_them(
        self, line: str, offered: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from mlprep.cli.app import app

        monkeypatch.setenv("_MLPREP_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
        with pytest.raises(SystemExit) as left:
            app(prog_name="mlprep")
        assert left.value.code == 0
        assert capsys.readouterr().out.split() == [offered]
