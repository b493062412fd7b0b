"""The plain screen: reads lines, prints lines. For pipes, screen readers and dumb terminals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO

from rich.console import Group, RenderableType

from mlprep.model.grade import SETTLED, Verdict
from mlprep.model.question import Gradable
from mlprep.session.ports import Action, Doubt, Feedback, Key, Overrule, Prompt, Reply, ReplyKind
from mlprep.terminal import layout
from mlprep.terminal.commands import HELP, Unknown, read
from mlprep.terminal.counts import count
from mlprep.terminal.doubt import ANSWERS, DID_YOU, choices, render_doubt
from mlprep.terminal.feedback import render_answer, render_due, render_verdicts
from mlprep.terminal.pending import discard_pending
from mlprep.terminal.question import render_more, render_points_to_tick, render_prompt
from mlprep.terminal.safe import words
from mlprep.terminal.theme import Theme
from mlprep.terminal.times import clock

_SAID = ANSWERS | {"yes": Verdict.FOUND, "no": Verdict.MISSED}
_KEYS = {"": Key.NEXT, "u": Key.UNDO, "f": Key.FLAG, "q": Key.QUIT}


@dataclass(frozen=True, slots=True)
class LineScreen:
    """Each line read is one answer, an empty line is no answer, the end of input leaves.

    Where a person types (`interactive`), a line is also read after each feedback.
    """

    theme: Theme
    source: TextIO
    now: Callable[[], datetime]
    interactive: bool

    def ask(self, prompt: Prompt, keep: Callable[[str], None]) -> Reply:
        if not prompt.again:
            self._print(render_prompt(prompt, self.theme))
            if prompt.left is not None:
                self.notice(f"{clock(prompt.allowed)} for this, {clock(prompt.left)} left in all.")
            if prompt.draft:
                self.notice(f"Begun before: {prompt.draft}")
        if prompt.reveal and not self.interactive:
            return Reply(ReplyKind.REVEAL, "", self.now())
        while True:
            line = self._read(self._label(prompt))
            at = self.now()
            if line is None:
                return Reply(ReplyKind.QUIT, prompt.draft, at)
            if line == "?":
                self.notice(HELP)
                continue
            typed = read(line)
            if isinstance(typed, Unknown):
                self.notice(f"There is no command {typed.command}; ? lists them.")
                continue
            if typed.kind is not ReplyKind.ANSWER:
                return Reply(typed.kind, prompt.draft, at)
            text = typed.text or (prompt.draft if self.interactive else "")
            keep(text)
            return Reply(self._kind(prompt, at), text, at)

    def _label(self, prompt: Prompt) -> str:
        if prompt.reveal:
            return "Say it, then Enter reveals: "
        return "Your answer (Enter alone sends what you began): " if prompt.draft else "Your answer: "

    def _kind(self, prompt: Prompt, at: datetime) -> ReplyKind:
        """A line cannot be cut off while it is typed, but it can come too late."""
        if prompt.reveal:
            return ReplyKind.REVEAL
        late = prompt.left is not None and (at - prompt.shown_at).total_seconds() >= prompt.left
        return ReplyKind.TIME_UP if late else ReplyKind.ANSWER

    def tick(self, question: Gradable, text: str) -> frozenset[str] | None:  # noqa: ARG002 - the port's shape
        self._print(render_points_to_tick(question, self.theme))
        while True:
            line = self._read("Numbers of the points you said: ")
            if line is None:
                return None
            numbers = line.replace(",", " ").split()
            if all(n.isdecimal() and 1 <= int(n) <= len(question.key_points) for n in numbers):
                return frozenset(question.key_points[int(n) - 1].id for n in numbers)
            self.notice(f"Numbers from 1 to {len(question.key_points)}, with spaces between them, or nothing.")

    def settle(self, doubt: Doubt) -> Verdict | None:
        """By a line of one letter where a person types; a pipe's next line is the next answer, so none is read."""
        if not self.interactive:
            return None
        self._print(render_doubt(doubt, self.theme))
        discard_pending(self.source)
        keys, enter = choices(doubt)
        while True:
            line = self._read(f"{DID_YOU} {keys} (Enter {enter}, q leaves the rest): ")
            if line is None or line.lower() == "q":
                return None
            if not line:
                return doubt.lean
            if line.lower() in _SAID:
                return _SAID[line.lower()]
            self.notice("y, n, Enter or q.")

    def feedback(self, feedback: Feedback) -> Action:
        self._print(render_verdicts(feedback, self.theme))
        rest = Group(*render_due(feedback)) if feedback.answer_shown else render_answer(feedback, self.theme)
        self._print(rest)
        if not self.interactive:
            if unsure := feedback.grade.unsure:
                self.notice(f"{count(unsure, 'point')} unsure: counted half; on a terminal y or n settles them.")
            return Key.NEXT
        while True:
            action = self._action(feedback)
            if action is not None:
                return action

    def _action(self, feedback: Feedback) -> Action | None:
        """One line of what to do next; None where it led to nothing but a look."""
        line = self._read("Enter next, o overrule, m more, u undo, f flag, q quit: ")
        if line is None:
            return Key.QUIT
        if line in _KEYS:
            return _KEYS[line]
        if line == "m":
            self._print(render_more(feedback.question, self.theme))
            return None
        points = [point.id for point in feedback.asked.key_points]
        match line.split():
            case ["o", point, verdict] if point in points and verdict in SETTLED:
                return Overrule(point, Verdict(verdict))
            case ["o", *_]:
                self.notice(f"o POINT VERDICT; points: {', '.join(points)}; verdicts: {', '.join(SETTLED)}")
            case _:
                self.notice("Enter, o, m, u, f or q.")
        return None

    def notice(self, text: str) -> None:
        self._print(layout.line(text))

    def _print(self, renderable: RenderableType) -> None:
        self.theme.console.print(renderable, width=self.theme.width)

    def _read(self, label: str) -> str | None:
        """A line without its end, or None at the end of input."""
        if self.interactive:
            self.theme.console.print(words(f" {label}"), end="")
            self.theme.console.file.flush()
        try:
            line = self.source.readline()
        except KeyboardInterrupt:
            return None
        return line.rstrip("\r\n").strip() if line else None
