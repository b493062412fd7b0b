"""README.md names every command, option and exit code, and no page shows a call that mlprep would refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperCommand, TyperGroup
from typer.testing import CliRunner

from mlprep.__main__ import INTERRUPTED
from mlprep.cli.app import app
from mlprep.errors import MlprepError

from pages import PAGES, README, REPOSITORY, blocks, code, commands, rows

TEXT = README.read_text(encoding="utf-8")
DONE = 0

Commands = dict[str, TyperCommand]
"""By what one types after `mlprep`; the program itself has none."""

by_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def root() -> TyperGroup:
    """The program's commands, made anew, so that a test may change them."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def leaves(group: TyperGroup, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    """The commands that do something, with the words that lead to them."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from leaves(command, (*above, name))
        elif isinstance(command, TyperCommand):
            yield (*above, name), command


def options(command: TyperCommand | TyperGroup) -> set[str]:
    return {name for param in command.params for name in param.opts if name.startswith("-")}


def exit_codes() -> set[int]:
    errors: list[type[MlprepError]] = [MlprepError, *MlprepError.__subclasses__()]
    return {DONE, INTERRUPTED, *(error.exit_code for error in errors)}


def test_the_readme_names_every_command() -> None:
    names = [" ".join(("mlprep", *words)) for words, _ in leaves(root())]
    assert not [name for name in names if not re.search(rf"\b{name}\b", TEXT)]


def test_the_readme_names_every_option() -> None:
    group = root()
    missing = {("mlprep", name) for name in options(group) if not names_option(name)}
    for words, command in leaves(group):
        missing |= {(" ".join(words), name) for name in options(command) if not names_option(name)}
    assert not missing


def names_option(name: str) -> bool:
    return re.search(rf"(?<![\w-]){name}(?![\w-])", TEXT) is not None


def test_the_readme_has_the_exit_codes_of_the_program() -> None:
    assert {int(row[0]) for row in rows(TEXT) if row[0].isdigit()} == exit_codes()


def test_the_help_has_the_exit_codes_of_the_program() -> None:
    _, _, listed = str(app.info.epilog).partition("Exit codes:")
    assert {int(number) for number in re.findall(r"\d+", listed)} == exit_codes()


@by_page
def test_every_command_and_option_in_the_text_exists(page: Path) -> None:
    calls = [words.split()[1:] for words in code(page.read_text(encoding="utf-8")) if words.startswith("mlprep ")]
    assert not [call for call in calls if unknown(call)]


def unknown(call: Sequence[str]) -> list[str]:
    """The words of a call that are neither commands nor options of what they are said to; others are placeholders."""
    known, command = options(root()) | {"--help", "-h"}, root()
    for place, word in enumerate(call):
        if word.startswith("-"):
            continue
        below = command.commands.get(word)
        if isinstance(below, TyperGroup):
            command = below
            continue
        if not isinstance(below, TyperCommand):
            return [word]
        return [w for w in call[place:] if w.startswith("-") and w not in options(below) | {"--help", "-h"}]
    return [word for word in call if word.startswith("-") and word not in known]


@by_page
def test_every_call_that_is_shown_is_accepted(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Parsed as the program would, with its values; nothing is run."""
    group = root()
    given: list[dict[str, object]] = []
    for _, command in leaves(group):
        command.callback = lambda **values: given.append(values)
    refused = []
    for call in commands(page.read_text(encoding="utf-8")):
        with pytest.raises(SystemExit) as ended:
            group.main(list(call), "mlprep")
        if ended.value.code:
            refused.append((call, capsys.readouterr().err))
    assert not refused
    assert not [values for values in given if strangers(values)]


def strangers(values: dict[str, object]) -> set[object]:
    """The topics, tags, question ids and follow-up ids of a call that are in no bank."""
    found: set[object] = {values.get("question_id"), values.get("follow_up")} - IDS - {None}
    for option, known in (("topic", TOPICS), ("tag", TAGS)):
        given = values.get(option)
        found |= set(given) - known if isinstance(given, list | tuple) else set()
    return found


BANKS = sorted((REPOSITORY / "questions").glob("*.yaml"))
WRITTEN = "\n".join(bank.read_text(encoding="utf-8") for bank in BANKS)
TOPICS = {bank.stem for bank in BANKS}
IDS = set(re.findall(r"^ *- id: ([a-z0-9-]+)$", WRITTEN, re.MULTILINE))
TAGS = {tag for tags in re.findall(r"^ *tags: \[(.*)\]$", WRITTEN, re.MULTILINE) for tag in tags.split(", ")}


def test_the_readme_shows_calls() -> None:
    assert len(list(commands(TEXT))) > 1


def test_the_graded_answer_in_the_readme_has_that_score() -> None:
    for block in blocks(TEXT, "console"):
        call, _, shown = block.text.partition("\n")
        if call.startswith("$ mlprep grade"):
            (arguments,) = commands(f"```console\n{call}\n```")
            printed = CliRunner().invoke(app, list(arguments)).output
            assert shown.splitlines()[0].strip() == printed.splitlines()[0].strip()
