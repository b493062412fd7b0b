"""Choices made with single keys, in one or two lines below what was printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from prompt_toolkit.application import Application, get_app_session, run_in_terminal
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import Output

from mlprep.model.grade import SETTLED, Verdict
from mlprep.session.ports import Action, Doubt, Feedback, Key, Overrule
from mlprep.terminal.doubt import ANSWERS, DID_YOU, choices
from mlprep.terminal.pending import discard_pending
from mlprep.terminal.safe import clean

KEY_LINES = 3
"""Lines at the bottom of the screen that the keys take."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Where keys come from and choices are drawn; None means the real terminal."""

    input: Input | None = None
    output: Output | None = None
    printable: Callable[[str], str] = str
    """How texts are put into characters that the terminal has."""

    def choose(
        self,
        text: Callable[[], list[tuple[str, str]]],
        keys: KeyBindings,
        results: Mapping[str, T],
        height: int | None = None,
    ) -> T:
        """Show the text until a key ends it: one of `results`, or one whose binding exits with a value.

        It takes `height` lines, or as many as it needs, and is gone afterwards.
        """
        for key, result in results.items():

            def leave(event: KeyPressEvent, result: T = result) -> None:
                event.app.exit(result=result)

            keys.add(key, eager=True)(leave)

        def shown() -> FormattedText:
            return FormattedText([(style, self.printable(part)) for style, part in text()])

        control = FormattedTextControl(shown, show_cursor=False)
        window = Window(control, height=height, wrap_lines=True, dont_extend_height=True)
        if self.input is None:
            _discard_pending()
        application: Application[T] = Application(
            Layout(window), key_bindings=keys, erase_when_done=True, input=self.input, output=self.output
        )
        return application.run()


@dataclass(slots=True)
class _Picked:
    """A point picked with the arrows, and the verdict that the candidate wishes for it."""

    feedback: Feedback
    at: int | None = None
    wish: Verdict | None = None

    def move(self, step: int) -> None:
        count = len(self.feedback.asked.key_points)
        self.at = (self.at + step) % count if self.at is not None else (0 if step > 0 else count - 1)
        self.wish = None

    def turn(self) -> None:
        """Wish for the next of the other verdicts, found first; without a point picked, pick the first."""
        if self.at is None:
            self.move(1)
        cycle = [self.verdict, *(verdict for verdict in SETTLED if verdict is not self.verdict)]
        self.wish = cycle[(cycle.index(self.wish or self.verdict) + 1) % len(cycle)]

    @property
    def point_id(self) -> str:
        return self.feedback.asked.key_points[self.at or 0].id

    @property
    def verdict(self) -> Verdict:
        return self.feedback.grade.verdicts()[self.point_id]

    def settled(self) -> Action:
        if self.at is None or self.wish is None or self.wish is self.verdict:
            return Key.NEXT
        return Overrule(self.point_id, self.wish)

    def line(self, width: int) -> list[tuple[str, str]]:
        if self.at is None:
            return []
        changed = self.wish is not None and self.wish is not self.verdict
        change = f"{self.verdict} -> {self.wish}, Enter settles" if changed else f"{self.verdict}; Space changes it"
        point = clean(self.feedback.asked.key_points[self.at].point)
        return [("bold", f" {_cut(point, max(10, width - len(change) - 6))} "), ("", f"({change})\n")]


def _discard_pending() -> None:
    """Forget keys pressed before the choice was on the screen."""
    clear_typeahead(get_app_session().input)
    discard_pending(sys.stdin)


def choose_action(
    feedback: Feedback, keyboard: Keyboard, *, width: int, enter_does: str, more: Callable[[], None]
) -> Action:
    """What the candidate does after feedback. Up and Down pick a point, Space turns its verdict, Enter settles.

    `enter_does` says what Enter does where no verdict was turned; `more` prints the question's extras.
    """
    picked = _Picked(feedback)
    keys = KeyBindings()

    @keys.add("up")
    def up(_: KeyPressEvent) -> None:
        picked.move(-1)

    @keys.add("down")
    def down(_: KeyPressEvent) -> None:
        picked.move(1)

    @keys.add("space")
    def turn(_: KeyPressEvent) -> None:
        picked.turn()

    @keys.add("enter")
    def enter(event: KeyPressEvent) -> None:
        event.app.exit(result=picked.settled())

    @keys.add("m")
    def show_more(_: KeyPressEvent) -> None:
        run_in_terminal(more)

    def text() -> list[tuple[str, str]]:
        line = f" {feedback.grade.score} · Enter {enter_does} · ↑↓ change a point · m more · u undo · f flag · q quit"
        return [*picked.line(width), ("", line)]

    leaving: dict[str, Action] = {"u": Key.UNDO, "f": Key.FLAG, "q": Key.QUIT, "c-c": Key.QUIT, "c-d": Key.QUIT}
    return keyboard.choose(text, keys, leaving, KEY_LINES - 1)


def choose_verdict(doubt: Doubt, keyboard: Keyboard, shown: list[tuple[str, str]]) -> Verdict | None:
    """One key says whether the point was stated, Enter what is likelier; None leaves this point and the rest unsure.

    `shown` is the point, in prompt_toolkit's styles.
    """
    keys, enter = choices(doubt)
    below = f"\n {DID_YOU}  {keys} · Enter {enter} · q leaves the rest"
    answers: dict[str, Verdict | None] = {"enter": doubt.lean}
    for key, verdict in ANSWERS.items():
        answers |= {key: verdict, key.upper(): verdict}
    leaving: dict[str, Verdict | None] = dict.fromkeys(("q", "escape", "c-c", "c-d"))
    return keyboard.choose(lambda: [*shown, ("", below)], KeyBindings(), answers | leaving)


def choose_points(ids: Sequence[str], keyboard: Keyboard) -> frozenset[str] | None:
    """The points that the candidate ticks by number; Enter when done, None to leave."""
    said: set[str] = set()
    keys = KeyBindings()
    for number, point_id in enumerate(ids[:9], start=1):

        def toggle(_: KeyPressEvent, point_id: str = point_id) -> None:
            said.symmetric_difference_update({point_id})

        keys.add(str(number))(toggle)

    @keys.add("a")
    def everything(_: KeyPressEvent) -> None:
        said.update(ids)

    @keys.add("enter")
    def done(event: KeyPressEvent) -> None:
        event.app.exit(result=frozenset(said))

    def text() -> list[tuple[str, str]]:
        shown = " ".join(str(n) if i in said else "·" for n, i in enumerate(ids, start=1))
        return [("bold", f" Said: {shown} "), ("", f" 1-{len(ids)} tick · a all · Enter done · q quit")]

    leaving: dict[str, frozenset[str] | None] = {"q": None, "c-c": None, "c-d": None}
    return keyboard.choose(text, keys, leaving, KEY_LINES - 1)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rsplit(" ", 1)[0] + "…"
