"""The screen on a terminal, driven key by key."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from mlprep.errors import StoreError
from mlprep.model.grade import Span, Verdict
from mlprep.session.ports import Action, Doubt, Feedback, Key, Overrule, Prompt, Reply, ReplyKind
from mlprep.terminal import keys, prompt_screen
from mlprep.terminal.keys import Keyboard
from mlprep.terminal.prompt_screen import PromptScreen
from mlprep.terminal.theme import Theme, make_theme

from builders import AT, a_grade, a_question, a_review, later
from screens import trimmed

ENTER, ALT_ENTER, CTRL_C, CTRL_D, CTRL_E, ESCAPE = "\r", "\x1b\r", "\x03", "\x04", "\x05", "\x1b"
UP, DOWN, SPACE, BACKSPACE = "\x1b[A", "\x1b[B", " ", "\x7f"

PROMPT = Prompt("1/2", "Gradient descent · core", "gd-learning-rate", "What does the rate do?", AT, allowed=120)
QUESTION = a_question(intuition="Boots of a fixed stride.")
FEEDBACK = Feedback(
    question=QUESTION,
    asked=QUESTION,
    text="it sets the size",
    seconds=20,
    grade=a_grade({"size": Verdict.FOUND}),
    overruled=frozenset(),
    review=a_review(),
    on_schedule=True,
    at=AT,
)

DOUBT = Doubt(QUESTION.key_points[2], "it crawls", Span(0, 9), Verdict.FOUND, number=1, total=2)
UNLIKELY = replace(DOUBT, lean=Verdict.MISSED)


def pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


@dataclass
class Terminal:
    """A screen, the keys that go to it, and what stands on it. `then` is called with every draft that is kept."""

    keys: PipeInput
    out: io.StringIO = field(default_factory=io.StringIO)
    at: datetime = AT
    kept: list[str] = field(default_factory=list)
    then: Callable[[str], None] = lambda _: None

    def ask(self, typed: str, prompt: Prompt = PROMPT) -> Reply:
        self.keys.send_text(typed)
        return self.screen.ask(prompt, self._keep)

    def feedback(self, typed: str, feedback: Feedback = FEEDBACK) -> Action:
        self.keys.send_text(typed)
        return self.screen.feedback(feedback)

    def settle(self, typed: str, *doubts: Doubt) -> list[Verdict | None]:
        self.keys.send_text(typed)
        return [self.screen.settle(doubt) for doubt in doubts]

    @property
    def screen(self) -> PromptScreen:
        theme = make_theme(self.out, plain=False, width=80)
        return PromptScreen(theme, lambda: self.at, Keyboard(self.keys, DummyOutput()))

    @property
    def shown(self) -> str:
        return trimmed(self.out.getvalue())

    def _keep(self, text: str) -> None:
        self.kept.append(text)
        self.then(text)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setattr(prompt_screen, "SAVE_EVERY", 0.001)
    with create_pipe_input() as pipe:
        yield Terminal(pipe)


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        (f"it sets the step{ENTER}", (ReplyKind.ANSWER, "it sets the step")),
        (f"one{ALT_ENTER}two{ENTER}", (ReplyKind.ANSWER, "one\ntwo")),
        (pasted("one\ntwo\nthree") + ENTER, (ReplyKind.ANSWER, "one\ntwo\nthree")),
        (f"x{BACKSPACE}?{BACKSPACE}why?{ENTER}", (ReplyKind.ANSWER, "why?")),
        (f"{ENTER}{ENTER}", (ReplyKind.ANSWER, "")),
        (f"   {ENTER}{ENTER}", (ReplyKind.ANSWER, "   ")),
        (f"/skip{ENTER}", (ReplyKind.SKIP, "")),
        (f"so far{ALT_ENTER}/hint{ENTER}", (ReplyKind.HINT, "so far")),
        (f"so far{CTRL_D}", (ReplyKind.QUIT, "so far")),
        (f"so far{CTRL_C}", (ReplyKind.QUIT, "so far")),
        (CTRL_D, (ReplyKind.QUIT, "")),
    ],
    ids=[
        "Enter",
        "Alt-Enter",
        "paste",
        "question mark",
        "nothing, twice",
        "blanks, twice",
        "command",
        "command below text",
        "Ctrl-D",
        "Ctrl-C",
        "Ctrl-D at once",
    ],
)  # fmt: skip
def test_keys_write_and_send_an_answer(terminal: Terminal, typed: str, reply: tuple[ReplyKind, str]) -> None:
    given = terminal.ask(typed)
    assert (given.kind, given.text) == reply


def test_one_enter_on_nothing_sends_nothing(terminal: Terminal) -> None:
    assert terminal.ask(f"{ENTER}it sets the step{ENTER}").text == "it sets the step"


def test_typing_in_between_takes_the_first_enter_back(terminal: Terminal) -> None:
    assert terminal.ask(f"{ENTER}x{BACKSPACE}{ENTER}done{ENTER}").text == "done"


def test_the_moments_of_the_first_key_and_of_sending_are_kept(terminal: Terminal) -> None:
    def wait(_: str) -> None:
        terminal.at = later(seconds=30)
        terminal.keys.send_text(ENTER)

    terminal.then = wait
    reply = terminal.ask("it sets the step")
    assert (reply.first_key_at, reply.at) == (AT, later(seconds=30))


def test_the_draft_is_kept_while_it_grows(terminal: Terminal) -> None:
    rest = iter([" and", " more", ENTER])
    terminal.then = lambda _: terminal.keys.send_text(next(rest, ""))
    terminal.ask("so far")
    assert terminal.kept == ["so far", "so far and", "so far and more", "so far and more"]


def test_an_earlier_draft_stands_in_the_editor(terminal: Terminal) -> None:
    assert terminal.ask(f" and more{ENTER}", replace(PROMPT, draft="so far")).text == "so far and more"


def test_what_stands_there_at_time_up_is_taken(terminal: Terminal) -> None:
    def run_out(_: str) -> None:
        terminal.at = later(seconds=300)

    terminal.then = run_out
    reply = terminal.ask("half an ans", replace(PROMPT, left=300))
    assert (reply.kind, reply.text, reply.at) == (ReplyKind.TIME_UP, "half an ans", later(seconds=300))
    assert terminal.kept == ["half an ans"]


def test_a_question_mark_on_an_empty_line_helps(terminal: Terminal) -> None:
    assert terminal.ask(f"?it sets the step{ENTER}").text == "it sets the step"
    assert "/skip    go on without an answer" in terminal.shown


def test_a_mistyped_command_stays_to_be_mended(terminal: Terminal) -> None:
    reply = terminal.ask(f"/hnit{ENTER}{BACKSPACE * 5}/hint{ENTER}")
    assert reply.kind is ReplyKind.HINT
    assert "There is no command /hnit; ? on an empty line lists them." in terminal.shown


def test_an_answer_that_cannot_be_kept_stays_in_the_editor(terminal: Terminal) -> None:
    terminal.keys.send_text(f"an answer{ENTER}{ENTER}")
    failures = iter([StoreError("The answer could not be saved: database is locked.")])

    def keep(text: str) -> None:
        if text == "an answer" and (failure := next(failures, None)):
            raise failure
        terminal.kept.append(text)

    reply = terminal.screen.ask(PROMPT, keep)
    assert (reply.kind, reply.text, terminal.kept[-1]) == (ReplyKind.ANSWER, "an answer", "an answer")
    assert "database is locked" in terminal.shown


def test_bytes_that_are_no_text_can_be_kept_all_the_same(terminal: Terminal) -> None:
    terminal.keys.send_bytes(b"caf\xe9s")
    terminal.then = lambda _: terminal.keys.send_text(ENTER)
    assert terminal.ask("").text == "caf?s"
    assert terminal.kept == ["caf?s", "caf?s"]


def test_the_question_is_printed_once(terminal: Terminal) -> None:
    terminal.ask(f"/hint{ENTER}")
    terminal.ask(f"it sets the step{ENTER}", replace(PROMPT, again=True))
    assert terminal.shown.count("What does the rate do?") == 1


def test_a_spoken_answer_is_revealed_by_enter(terminal: Terminal) -> None:
    assert terminal.ask(ENTER, replace(PROMPT, reveal=True)).kind is ReplyKind.REVEAL


@pytest.mark.skipif(sys.platform == "win32", reason="the editor is a shell script")
def test_the_editor_key_opens_the_candidates_editor(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf " and from the editor" >> "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    terminal.then = lambda text: terminal.keys.send_text(ENTER if "editor" in text else "")
    assert terminal.ask(f"typed{CTRL_E}").text == "typed and from the editor"


def toolbar(prompt: Prompt, *, elapsed: float, nothing: bool = False, theme: Theme | None = None) -> str:
    screen = PromptScreen(theme or make_theme(io.StringIO(), plain=False), lambda: later(seconds=elapsed))
    editing = prompt_screen._Editing(prompt, lambda _: None, saved="", asked_for_nothing=nothing)
    return "".join(text for _, text, *_ in screen._toolbar(editing))


@pytest.mark.parametrize(
    ("prompt", "elapsed", "nothing", "shown"),
    [
        (PROMPT, 72, False, " 1:12 of 2:00 · Enter sends · Alt-Enter new line · ? help"),
        (PROMPT, 130, False, " 2:10 of 2:00 over time · Enter sends · Alt-Enter new line · ? help"),
        (replace(PROMPT, left=600), 60, False, " 1:00 of 2:00 · 9:00 left in all · Enter sends"),
        (replace(PROMPT, reveal=True), 5, False, " 0:05 of 2:00 · say it, then Enter reveals · ? help"),
        (PROMPT, 5, True, " 0:05 of 2:00 · Enter again for no answer, /skip to pass"),
    ],
    ids=["usual", "late", "interview", "spoken", "nothing typed"],
)
def test_the_toolbar_has_a_clock_and_the_keys(prompt: Prompt, elapsed: float, nothing: bool, shown: str) -> None:
    assert toolbar(prompt, elapsed=elapsed, nothing=nothing).startswith(shown)


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        (ENTER, Key.NEXT),
        ("u", Key.UNDO),
        ("f", Key.FLAG),
        ("q", Key.QUIT),
        (CTRL_C, Key.QUIT),
        (CTRL_D, Key.QUIT),
        (f"{DOWN}{ENTER}", Key.NEXT),
        (f"{DOWN}{SPACE}{ENTER}", Overrule("size", Verdict.PARTIAL)),
        (f"{SPACE}{ENTER}", Overrule("size", Verdict.PARTIAL)),
        (f"{DOWN}{SPACE}{SPACE}{SPACE}{ENTER}", Overrule("size", Verdict.WRONG)),
        (f"{DOWN}{SPACE * 4}{ENTER}", Key.NEXT),
        (f"{DOWN}{DOWN}{SPACE}{ENTER}", Overrule("overshoot", Verdict.FOUND)),
        (f"{UP}{SPACE}{ENTER}", Overrule("slow", Verdict.FOUND)),
        (f"{DOWN * 4}{SPACE}{ENTER}", Overrule("size", Verdict.PARTIAL)),
        (f"{DOWN}{SPACE}{DOWN}{ENTER}", Key.NEXT),
        (f"m{ENTER}", Key.NEXT),
    ],
    ids=[
        "Enter",
        "undo",
        "flag",
        "quit",
        "Ctrl-C",
        "Ctrl-D",
        "only looked",
        "first point",
        "Space alone",
        "thrice",
        "round and back",
        "second point",
        "last point",
        "round",
        "left as it was",
        "more",
    ],
)
def test_one_key_settles_what_comes_after_feedback(terminal: Terminal, typed: str, action: Action) -> None:
    assert terminal.feedback(typed) == action


@pytest.mark.parametrize(
    ("typed", "doubt", "verdict"),
    [
        ("y", UNLIKELY, Verdict.FOUND),
        ("n", DOUBT, Verdict.MISSED),
        ("Y", UNLIKELY, Verdict.FOUND),
        (ENTER, DOUBT, Verdict.FOUND),
        (ENTER, UNLIKELY, Verdict.MISSED),
        ("q", DOUBT, None),
        (ESCAPE, DOUBT, None),
        (CTRL_C, DOUBT, None),
        (CTRL_D, DOUBT, None),
        (f"xp {UP}{DOWN}n", DOUBT, Verdict.MISSED),
    ],
    ids=["yes", "no", "capital", "likely", "unlikely", "q", "Esc", "Ctrl-C", "Ctrl-D", "other keys"],
)
def test_one_key_settles_an_unsure_point(terminal: Terminal, typed: str, doubt: Doubt, verdict: Verdict | None) -> None:
    assert terminal.settle(typed, doubt) == [verdict]


def test_two_points_take_two_keys(terminal: Terminal) -> None:
    assert terminal.settle("yn", DOUBT, replace(DOUBT, number=2)) == [Verdict.FOUND, Verdict.MISSED]


def test_a_paste_settles_nothing(terminal: Terminal) -> None:
    assert terminal.settle(pasted("yes\ny\n") + "n", DOUBT) == [Verdict.MISSED]


@pytest.mark.parametrize(
    ("down", "turns", "width", "shown"),
    [
        (0, 0, 80, ""),
        (1, 0, 80, " It sets the size of each update (found; Space changes it)\n"),
        (1, 2, 80, " It sets the size of each update (found -> missed, Enter settles)\n"),
        (1, 4, 80, " It sets the size of each update (found; Space changes it)\n"),
        (2, 1, 60, " Too large a rate… (missed -> found, Enter settles)\n"),
    ],
    ids=["none", "picked", "turned", "turned back", "narrow"],
)
def test_the_point_that_was_picked_stands_above_the_keys(down: int, turns: int, width: int, shown: str) -> None:
    picked = keys._Picked(FEEDBACK)
    for _ in range(down):
        picked.move(1)
    for _ in range(turns):
        picked.turn()
    assert "".join(text for _, text in picked.line(width)) == shown


def test_more_is_printed_between_answer_and_keys(terminal: Terminal) -> None:
    terminal.feedback(f"m{ENTER}")
    assert "Boots of a fixed stride." in terminal.shown


def test_feedback_shows_points_and_answer_where_there_is_room(terminal: Terminal) -> None:
    terminal.feedback(ENTER)
    assert terminal.shown.startswith("Score 50 · pass · 1 of 3 points · 0:20\n")
    assert terminal.shown.endswith("Again on Fri 20 Nov (today)")


@pytest.fixture
def low(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal too low for points and answer together."""
    monkeypatch.setenv("LINES", "12")
    return terminal


def test_a_low_terminal_shows_one_after_the_other(low: Terminal) -> None:
    assert low.feedback(f"{ENTER}{ENTER}") is Key.NEXT
    assert low.shown.index("It sets the size") < low.shown.index("A strong answer")


@pytest.mark.parametrize(
    ("typed", "action"),
    [("u", Key.UNDO), ("q", Key.QUIT), (f"{SPACE}{ENTER}", Overrule("size", Verdict.PARTIAL, answer_shown=False))],
    ids=["undo", "quit", "overrule"],
)
def test_on_a_low_terminal_one_may_go_on_before_the_answer(low: Terminal, typed: str, action: Action) -> None:
    assert low.feedback(typed) == action
    assert "A strong answer" not in low.shown


def test_after_an_overruling_only_score_and_date_are_new(terminal: Terminal) -> None:
    terminal.feedback(ENTER, replace(FEEDBACK, answer_shown=True))
    assert "A strong answer" not in terminal.shown
    assert terminal.shown.endswith("Again on Fri 20 Nov (today)")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (f"13{ENTER}", {"size", "slow"}),
        (f"11{ENTER}", set()),
        (f"a2{ENTER}", {"size", "slow"}),
        (ENTER, set()),
        ("1q", None),
        (CTRL_C, None),
    ],
    ids=["two", "on and off", "all but one", "none", "quit", "Ctrl-C"],
)
def test_points_are_ticked_with_their_numbers(terminal: Terminal, typed: str, said: set[str] | None) -> None:
    terminal.keys.send_text(typed)
    assert terminal.screen.tick(QUESTION, "") == said


def test_a_terminal_that_knows_only_ascii_gets_its_toolbar_in_it() -> None:
    ascii_only = make_theme(io.TextIOWrapper(io.BytesIO(), encoding="ascii"), plain=False)
    assert toolbar(PROMPT, elapsed=72, theme=ascii_only) == " 1:12 of 2:00 - Enter sends - Alt-Enter new line - ? help"
