"""Words are always words; commands start with a slash and stand alone on the last line."""

from __future__ import annotations

import pytest

from mlprep.session.ports import ReplyKind
from mlprep.terminal.commands import COMMANDS, HELP, Typed, Unknown, read


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("it sets the step", Typed(ReplyKind.ANSWER, "it sets the step")),
        ("", Typed(ReplyKind.ANSWER, "")),
        ("skip", Typed(ReplyKind.ANSWER, "skip")),
        ("quit", Typed(ReplyKind.ANSWER, "quit")),
        ("and/or", Typed(ReplyKind.ANSWER, "and/or")),
        ("/ 2 of them", Typed(ReplyKind.ANSWER, "/ 2 of them")),
        ("/", Typed(ReplyKind.ANSWER, "/")),
        ("/2", Typed(ReplyKind.ANSWER, "/2")),
        ("/usr/bin", Typed(ReplyKind.ANSWER, "/usr/bin")),
        ("/skip the details", Typed(ReplyKind.ANSWER, "/skip the details")),
        ("/skip\nis what dropout does", Typed(ReplyKind.ANSWER, "/skip\nis what dropout does")),
        ("/hint", Typed(ReplyKind.HINT, "")),
        ("/skip", Typed(ReplyKind.SKIP, "")),
        ("/reveal", Typed(ReplyKind.REVEAL, "")),
        ("/flag", Typed(ReplyKind.FLAG, "")),
        ("/quit", Typed(ReplyKind.QUIT, "")),
        ("/QUIT ", Typed(ReplyKind.QUIT, "")),
        ("so far\nso good\n /hint\n", Typed(ReplyKind.HINT, "so far\nso good")),
        ("/hnit", Unknown("/hnit")),
        ("so far\n/hnit", Unknown("/hnit")),
    ],
)
def test_what_was_typed_is_told_apart(text: str, meaning: Typed | Unknown) -> None:
    assert read(text) == meaning


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_has_every_command(command: str) -> None:
    assert f"\n{command} " in HELP
