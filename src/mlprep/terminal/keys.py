"""Choices made with single keys, in one or two lines below what was printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import Output

from mlprep.model.grade import Verdict
from mlprep.session.ports import Action, Feedback, Key, Overrule
from mlprep.terminal.safe import clean
from mlprep.terminal.theme import Theme

KEY_LINES = 3
"""Lines at the bottom of the screen that the keys take."""

_CYCLE = (Verdict.FOUND, Verdict.PARTIAL, Verdict.MISSED, Verdict.WRONG)

T = TypeVar("T")


def choose_action(
    feedback: Feedback,
    theme: Theme,
    enter_does: str,
    more: Callable[[], None],
    input_: Input | None,
    output: Output | None,
) -> Action:
    """What the candidate does after feedback. Up and Down pick a point, Space turns its verdict, Enter settles.

    `enter_does` says what else Enter does.
    """
    points = feedback.asked.key_points
    verdicts = feedback.grade.verdicts()
    at = -1
    wish: Verdict | None = None
    keys = KeyBindings()

    def text() -> FormattedText:
        lines: list[tuple[str, str]] = []
        if at >= 0:
            point = points[at]
            now = verdicts[point.id]
            change = f"{now} -> {wish}, Enter settles" if wish and wish is not now else f"{now}; Space changes it"
            room = max(10, theme.width - len(change) - 8)
            lines.append(("bold", f" {at + 1} {_cut(clean(point.point), room)} "))
            lines.append(("", f"({change})\n"))
        keys_line = f" {feedback.grade.score} · Enter {enter_does} · ↑↓ Space change a point · m more · u undo · f flag"
        lines.append(("", keys_line))
        return FormattedText(lines)

    def move(step: int) -> None:
        nonlocal at, wish
        at, wish = (at + step) % len(points) if at >= 0 or step > 0 else len(points) - 1, None

    @keys.add("up")
    @keys.add("k")
    def up(_: KeyPressEvent) -> None:
        move(-1)

    @keys.add("down")
    @keys.add("j")
    def down(_: KeyPressEvent) -> None:
        move(1)

    @keys.add("space")
    def turn(_: KeyPressEvent) -> None:
        nonlocal wish
        if at < 0:
            move(1)
        current = wish or verdicts[points[at].id]
        wish = _CYCLE[(_CYCLE.index(current) + 1) % len(_CYCLE)]

    @keys.add("enter")
    def enter(event: KeyPressEvent) -> None:
        changed = at >= 0 and wish is not None and wish is not verdicts[points[at].id]
        event.app.exit(result=Overrule(points[at].id, wish) if changed and wish else Key.NEXT)

    @keys.add("m")
    def show_more(_: KeyPressEvent) -> None:
        run_in_terminal(more)

    _exits(keys, {"u": Key.UNDO, "f": Key.FLAG, "q": Key.QUIT, "c-c": Key.QUIT, "c-d": Key.QUIT})
    return _run(text, keys, 2, input_, output)


def choose_points(ids: Sequence[str], input_: Input | None, output: Output | None) -> frozenset[str] | None:
    """The points that the candidate ticks by number; Enter when done, None to leave."""
    said: set[str] = set()
    keys = KeyBindings()

    def text() -> FormattedText:
        ticked = " ".join(str(n) if i in said else "·" for n, i in enumerate(ids, start=1))
        return FormattedText(
            [("bold", f" Said: {ticked} "), ("", f"  1-{len(ids)} ticks · a all · Enter done · q quit")]
        )

    for number, point_id in enumerate(ids, start=1):

        def toggle(_: KeyPressEvent, point_id: str = point_id) -> None:
            said.symmetric_difference_update({point_id})

        keys.add(str(number))(toggle)

    @keys.add("a")
    def everything(_: KeyPressEvent) -> None:
        said.update(ids)

    @keys.add("enter")
    def done(event: KeyPressEvent) -> None:
        event.app.exit(result=frozenset(said))

    leave: dict[str, frozenset[str] | None] = {"q": None, "c-c": None, "c-d": None}
    _exits(keys, leave)
    return _run(text, keys, 1, input_, output)


def _exits(keys: KeyBindings, results: dict[str, T]) -> None:
    for key, result in results.items():

        def leave(event: KeyPressEvent, result: T = result) -> None:
            event.app.exit(result=result)

        keys.add(key)(leave)


def _run(
    text: Callable[[], FormattedText], keys: KeyBindings, height: int, input_: Input | None, output: Output | None
) -> T:  # type: ignore[type-var]
    window = Window(
        FormattedTextControl(text, show_cursor=False), height=height, dont_extend_height=True, wrap_lines=True
    )
    application: Application[T] = Application(
        Layout(window), key_bindings=keys, erase_when_done=True, input=input_, output=output
    )
    return application.run()


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rsplit(" ", 1)[0] + "…"
