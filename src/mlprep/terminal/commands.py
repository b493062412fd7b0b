"""What may be typed instead of an answer: words are always words, commands start with a slash."""

from __future__ import annotations

from dataclasses import dataclass

from mlprep.session.ports import ReplyKind

COMMANDS = {
    "/hint": ReplyKind.HINT,
    "/skip": ReplyKind.SKIP,
    "/reveal": ReplyKind.REVEAL,
    "/flag": ReplyKind.FLAG,
    "/quit": ReplyKind.QUIT,
}

HELP = """\
Enter sends the answer. Alt-Enter adds a line. Ctrl-E opens your editor.
/hint    a nudge; the answer then counts as hard at best
/skip    go on without an answer
/reveal  see the model answer, tick the points you would have said
/flag    mark the question for later
/quit    leave, as Ctrl-D and Ctrl-C do; your text is kept as a draft
A command may stand on a last line, below what you typed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What the text amounts to: a command with the text above it, or the text as an answer."""

    kind: ReplyKind
    text: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A line that looks like a command and is none."""

    command: str


def read(text: str) -> Typed | Unknown:
    """Tell commands from answers. Only a last line that is a slash and one word can be a command."""
    above, _, last = text.rstrip().rpartition("\n")
    word = last.strip()
    if not word.startswith("/") or not word[1:].isalpha():
        return Typed(ReplyKind.ANSWER, text)
    if word.lower() in COMMANDS:
        return Typed(COMMANDS[word.lower()], above)
    return Unknown(word)
