"""The screen on a real terminal: a multi-line editor with a clock, and one-key choices after feedback."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app, run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import ANSI, FormattedText, to_formatted_text
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.styles import Style
from rich.console import Group, RenderableType

from mlprep.errors import StoreError
from mlprep.model.grade import Verdict
from mlprep.model.question import Gradable
from mlprep.session.ports import Action, Doubt, Feedback, Key, Overrule, Prompt, Reply, ReplyKind
from mlprep.terminal.commands import HELP, Unknown, read
from mlprep.terminal.doubt import render_doubt
from mlprep.terminal.feedback import render_answer, render_due, render_verdicts
from mlprep.terminal.keys import KEY_LINES, Keyboard, choose_action, choose_points, choose_verdict
from mlprep.terminal.layout import line
from mlprep.terminal.question import render_more, render_points_to_tick, render_prompt
from mlprep.terminal.safe import storable
from mlprep.terminal.theme import Theme
from mlprep.terminal.times import clock

SAVE_EVERY = 0.5
"""Seconds between two looks at the editor: what a kill may cost of a draft."""

_STYLE = Style.from_dict({"bottom-toolbar": "noreverse", "bottom-toolbar.text": "noreverse", "late": "bold"})


@dataclass(slots=True)
class _Editing:
    """What is known while one prompt is open."""

    prompt: Prompt
    keep: Callable[[str], None]
    saved: str
    first_key_at: datetime | None = None
    leaving: ReplyKind = ReplyKind.ANSWER
    asked_for_nothing: bool = False
    elsewhere: bool = False
    """Whether the candidate's own editor has the terminal; time-up waits for it, so that its text is graded too."""


@dataclass(frozen=True, slots=True)
class PromptScreen:
    """Asks on a terminal."""

    theme: Theme
    now: Callable[[], datetime]
    keyboard: Keyboard = field(default_factory=Keyboard)

    def ask(self, prompt: Prompt, keep: Callable[[str], None]) -> Reply:
        if not prompt.again:
            self._print(render_prompt(prompt, self.theme))
        draft = prompt.draft
        first_key_at: datetime | None = None
        while True:
            editing = _Editing(prompt, keep, saved=draft, first_key_at=first_key_at)
            text = self._edit(editing, draft)
            first_key_at = editing.first_key_at
            if editing.leaving is not ReplyKind.ANSWER:
                return Reply(editing.leaving, text, self.now(), first_key_at)
            typed = read(text)
            if isinstance(typed, Unknown):
                self.notice(f"There is no command {typed.command}; ? on an empty line lists them.")
                draft = text
                continue
            try:
                keep(typed.text)
            except StoreError as error:
                # what was typed is worth more than an early exit: it stays in the editor until it can be kept
                self.notice(str(error))
                draft = text
                continue
            kind = ReplyKind.REVEAL if prompt.reveal and typed.kind is ReplyKind.ANSWER else typed.kind
            return Reply(kind, typed.text, self.now(), first_key_at)

    def tick(self, question: Gradable, text: str) -> frozenset[str] | None:  # noqa: ARG002 - the port's shape
        self._print(render_points_to_tick(question, self.theme))
        return choose_points([point.id for point in question.key_points], self.keyboard)

    def settle(self, doubt: Doubt) -> Verdict | None:
        """The point stands alone until it is settled, and then makes room for the next."""
        with self.theme.console.capture() as drawn:
            self._print(render_doubt(doubt, self.theme))
        shown = [(style, text) for style, text, *_ in to_formatted_text(ANSI(drawn.get().rstrip("\n")))]
        return choose_verdict(doubt, self.keyboard, shown)

    def feedback(self, feedback: Feedback) -> Action:
        """Points and model answer together where the terminal has room for both, else one after the other."""
        verdicts = render_verdicts(feedback, self.theme)
        self._print(verdicts)

        def more() -> None:
            self._print(render_more(feedback.question, self.theme))

        def act(enter: str) -> Action:
            return choose_action(feedback, self.keyboard, width=self.theme.width, enter_does=enter, more=more)

        if feedback.answer_shown:
            self._print(Group(*render_due(feedback)))
            return act("next")
        answer = render_answer(feedback, self.theme)
        if self._height(verdicts) + self._height(answer) + KEY_LINES > self.theme.console.height:
            action = act("answer")
            if isinstance(action, Overrule):
                return replace(action, answer_shown=False)
            if action is not Key.NEXT:
                return action
        self._print(answer)
        return act("next")

    def _height(self, renderable: RenderableType) -> int:
        options = self.theme.console.options.update_width(self.theme.width)
        return len(self.theme.console.render_lines(renderable, options))

    def notice(self, text: str) -> None:
        self._print(line(text))

    def _print(self, renderable: RenderableType) -> None:
        self.theme.console.print(renderable, width=self.theme.width)

    def _edit(self, editing: _Editing, draft: str) -> str:
        """Run the editor; the text when it closed. `editing` says how it closed."""
        session: PromptSession[str] = PromptSession(
            message=self.theme.printable("› "),
            multiline=True,
            prompt_continuation="  ",
            key_bindings=_bindings(self, editing),
            bottom_toolbar=lambda: self._toolbar(editing),
            refresh_interval=SAVE_EVERY,
            style=_STYLE,
            tempfile_suffix=".md",
            input=self.keyboard.input,
            output=self.keyboard.output,
        )
        buffer = session.default_buffer

        def typed(_: Buffer) -> None:
            editing.first_key_at = editing.first_key_at or self.now()
            editing.asked_for_nothing = False

        def start() -> None:
            buffer.on_text_changed += typed
            get_app().create_background_task(self._watch(editing, buffer))

        try:
            return storable(session.prompt(default=draft, pre_run=start))
        except (KeyboardInterrupt, EOFError):
            editing.leaving = ReplyKind.QUIT
            return storable(buffer.text)

    async def _watch(self, editing: _Editing, buffer: Buffer) -> None:
        """Keep the draft as it grows, and take the pen away when the session's time is up."""
        while True:
            await asyncio.sleep(SAVE_EVERY)
            if buffer.text != editing.saved:
                # a database that is busy now may be free at the next look; submitting says so where it stays busy
                with suppress(StoreError):
                    editing.keep(storable(buffer.text))
                    editing.saved = buffer.text
            if editing.elsewhere:
                continue
            if editing.prompt.left is not None and self._elapsed(editing.prompt) >= editing.prompt.left:
                editing.leaving = ReplyKind.TIME_UP
                get_app().exit(result=buffer.text)
                return

    def _toolbar(self, editing: _Editing) -> FormattedText:
        prompt = editing.prompt
        elapsed = self._elapsed(prompt)
        late = "class:late" if elapsed > prompt.allowed else ""
        parts = [(late, f" {clock(elapsed)} of {clock(prompt.allowed)}{' over time' if late else ''}")]
        if prompt.left is not None:
            parts.append(("", f" · {clock(prompt.left - elapsed)} left in all"))
        if editing.asked_for_nothing:
            parts.append(("class:late", " · Enter again for no answer, /skip to pass"))
        elif prompt.reveal:
            parts.append(("", " · say it, then Enter reveals · ? help"))
        else:
            parts.append(("", " · Enter sends · Alt-Enter new line · ? help"))
        return FormattedText([(style, self.theme.printable(part)) for style, part in parts])

    def _elapsed(self, prompt: Prompt) -> float:
        return (self.now() - prompt.shown_at).total_seconds()


def _bindings(screen: PromptScreen, editing: _Editing) -> KeyBindings:
    keys = KeyBindings()

    @Condition
    def is_empty() -> bool:
        return not get_app().current_buffer.text

    @keys.add("enter")
    def send(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.text.strip() or editing.asked_for_nothing or editing.prompt.reveal:
            buffer.validate_and_handle()
        else:
            editing.asked_for_nothing = True

    @keys.add("escape", "enter")
    def new_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    def back(_: asyncio.Task[None]) -> None:
        editing.elsewhere = False

    @keys.add("c-e")
    def open_editor(event: KeyPressEvent) -> None:
        editing.elsewhere = True
        event.current_buffer.open_in_editor().add_done_callback(back)

    @keys.add("?", filter=is_empty)
    def show_help(_: KeyPressEvent) -> None:
        run_in_terminal(lambda: screen.notice(HELP))

    @keys.add("c-d")
    def leave(event: KeyPressEvent) -> None:
        editing.leaving = ReplyKind.QUIT
        event.app.exit(result=event.current_buffer.text)

    return keys
