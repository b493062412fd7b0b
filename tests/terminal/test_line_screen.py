"""The plain screen: reads lines, prints lines."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from mlprep.model.grade import Span, Verdict
from mlprep.session.ports import Action, Doubt, Feedback, Key, Overrule, Prompt, Reply, ReplyKind
from mlprep.terminal.line_screen import LineScreen
from mlprep.terminal.theme import make_theme

from builders import AT, a_grade, a_question, a_review
from screens import trimmed

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


class Session:
    """A line screen with somebody at the other end who typed some lines in advance."""

    def __init__(self, typed: str, *, interactive: bool = False) -> None:
        self.out = io.StringIO()
        self.kept: list[str] = []
        theme = make_theme(self.out, plain=True, width=80)
        self.screen = LineScreen(theme, io.StringIO(typed), now=lambda: AT, interactive=interactive)

    def ask(self, prompt: Prompt = PROMPT) -> Reply:
        return self.screen.ask(prompt, self.kept.append)

    @property
    def shown(self) -> str:
        return trimmed(self.out.getvalue())


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("it sets the step\n", Reply(ReplyKind.ANSWER, "it sets the step", AT)),
        ("  it sets the step \r\n", Reply(ReplyKind.ANSWER, "it sets the step", AT)),
        ("it sets the step", Reply(ReplyKind.ANSWER, "it sets the step", AT)),
        ("\n", Reply(ReplyKind.ANSWER, "", AT)),
        ("", Reply(ReplyKind.QUIT, "", AT)),
        ("/hint\n", Reply(ReplyKind.HINT, "", AT)),
        ("/skip\n", Reply(ReplyKind.SKIP, "", AT)),
        ("/quit\n", Reply(ReplyKind.QUIT, "", AT)),
    ],
    ids=["line", "blanks", "last line", "empty", "end", "hint", "skip", "quit"],
)
def test_each_line_is_one_answer(typed: str, reply: Reply) -> None:
    assert Session(typed).ask() == reply


def test_the_question_is_printed_once() -> None:
    session = Session("/hint\nit sets the step\n")
    session.ask()
    session.ask(replace(PROMPT, again=True))
    assert session.shown.count("What does the rate do?") == 1


def test_an_answer_is_kept_before_it_is_handed_on() -> None:
    session = Session("it sets the step\n")
    session.ask()
    assert session.kept == ["it sets the step"]


def test_the_end_of_input_hands_back_the_draft() -> None:
    assert Session("").ask(replace(PROMPT, draft="begun before")).text == "begun before"


def test_a_question_mark_shows_the_help_and_asks_on() -> None:
    session = Session("?\nit sets the step\n")
    assert session.ask().text == "it sets the step"
    assert "/skip    go on without an answer" in session.shown


def test_a_mistyped_command_is_no_answer() -> None:
    session = Session("/hnit\nit sets the step\n")
    assert session.ask().text == "it sets the step"
    assert session.kept == ["it sets the step"]
    assert "There is no command /hnit; ? lists them." in session.shown


def test_a_spoken_answer_needs_no_line() -> None:
    session = Session("untouched\n")
    assert session.ask(replace(PROMPT, reveal=True)) == Reply(ReplyKind.REVEAL, "", AT)
    assert session.ask().text == "untouched"


def test_only_a_person_is_prompted() -> None:
    piped, typed = Session("answer\n"), Session("answer\n", interactive=True)
    piped.ask()
    typed.ask()
    assert "Your answer:" not in piped.shown
    assert "Your answer:" in typed.shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1 3\n", {"size", "slow"}),
        ("1,3\n", {"size", "slow"}),
        ("\n", set()),
        ("2 2\n", {"overshoot"}),
        ("4\n0\nall\n2\n", {"overshoot"}),
        ("", None),
    ],
    ids=["numbers", "commas", "nothing", "twice", "until they make sense", "end"],
)
def test_points_are_ticked_by_number(typed: str, said: set[str] | None) -> None:
    assert Session(typed).screen.tick(QUESTION, "") == said


def test_numbers_that_make_no_sense_are_explained() -> None:
    session = Session("4\n1\n")
    session.screen.tick(QUESTION, "")
    assert "Numbers from 1 to 3, with spaces between them, or nothing." in session.shown


def test_a_pipe_gets_its_feedback_and_goes_on() -> None:
    session = Session("the next answer\n")
    assert session.screen.feedback(FEEDBACK) is Key.NEXT
    assert session.shown.startswith("Score 50 · pass · 1 of 3 points · 0:20\n")
    assert "A strong answer" in session.shown
    assert session.ask().text == "the next answer"


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("\n", Key.NEXT),
        ("u\n", Key.UNDO),
        ("f\n", Key.FLAG),
        ("q\n", Key.QUIT),
        ("", Key.QUIT),
        ("o slow found\n", Overrule("slow", Verdict.FOUND)),
        ("m\n\n", Key.NEXT),
        ("o slow\no nowhere found\no slow\u00a0fine\nu\n", Key.UNDO),
        ("what\nu\n", Key.UNDO),
    ],
    ids=["next", "undo", "flag", "quit", "end", "overrule", "more", "overrule wrongly", "unknown"],
)
def test_a_person_chooses_what_comes_next(typed: str, action: Action) -> None:
    assert Session(typed, interactive=True).screen.feedback(FEEDBACK) == action


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("m\n\n", "Boots of a fixed stride."),
        ("o\n\n", "o POINT VERDICT; points: size, overshoot, slow; verdicts: found, partial, missed, wrong"),
        ("what\n\n", "Enter, o, m, u, f or q."),
    ],
)
def test_a_person_is_told_what_there_is(typed: str, shown: str) -> None:
    session = Session(typed, interactive=True)
    session.screen.feedback(FEEDBACK)
    assert shown in " ".join(session.shown.split())


def test_the_model_answer_is_not_repeated_after_an_overruling() -> None:
    session = Session("\n", interactive=True)
    session.screen.feedback(replace(FEEDBACK, answer_shown=True))
    assert "A strong answer" not in session.shown


@pytest.mark.parametrize(
    ("typed", "lean", "verdict"),
    [
        ("y\n", Verdict.MISSED, Verdict.FOUND),
        ("No\n", Verdict.FOUND, Verdict.MISSED),
        ("\n", Verdict.FOUND, Verdict.FOUND),
        ("\n", Verdict.MISSED, Verdict.MISSED),
        ("q\n", Verdict.FOUND, None),
        ("", Verdict.FOUND, None),
        ("perhaps\ny\n", Verdict.MISSED, Verdict.FOUND),
    ],
    ids=["yes", "no", "likely", "unlikely", "leave", "end", "until it makes sense"],
)
def test_a_person_settles_a_point_by_a_line(typed: str, lean: Verdict, verdict: Verdict | None) -> None:
    session = Session(typed, interactive=True)
    assert session.screen.settle(replace(DOUBT, lean=lean)) == verdict


def test_a_person_sees_what_is_to_be_settled() -> None:
    session = Session("perhaps\n\n", interactive=True)
    session.screen.settle(replace(DOUBT, lean=Verdict.MISSED))
    assert session.shown.splitlines() == [
        "1 of 2 to settle",
        "unsure: Too small a rate converges slowly",
        "        “it crawls”",
        "Did you say this? y/N (Enter no, q leaves the rest):  y, n, Enter or q.",
        "Did you say this? y/N (Enter no, q leaves the rest):",
    ]


def test_a_pipe_is_not_asked_and_none_of_its_lines_is_read() -> None:
    session = Session("y\n")
    assert session.screen.settle(DOUBT) is None
    assert session.shown == ""
    assert session.ask().text == "y"


def test_a_pipe_is_told_what_counted_half() -> None:
    unsure = replace(FEEDBACK, grade=a_grade({"size": Verdict.UNSURE, "slow": Verdict.UNSURE}))
    piped, typed = Session(""), Session("\n", interactive=True)
    for session in (piped, typed):
        session.screen.feedback(unsure)
        assert session.shown.startswith("Score 38 · not yet · 0 of 3 points · 2 unsure (counted half) · 0:20\n")
    assert piped.shown.endswith("\n2 points unsure: counted half; on a terminal y or n settles them.")
    assert "on a terminal" not in typed.shown


def test_what_a_bank_says_cannot_control_the_terminal() -> None:
    session = Session("answer\n")
    session.ask(replace(PROMPT, text="[red]What\x1b[2J does it do?"))
    assert "[red]What␛[2J does it do?" in session.shown


class Interrupting(io.StringIO):
    """Somebody who presses Ctrl-C instead of typing."""

    def readline(self, *_: object) -> str:  # type: ignore[override]  # as typeshed's StringIO
        raise KeyboardInterrupt


def test_ctrl_c_leaves_with_the_draft() -> None:
    screen = LineScreen(make_theme(io.StringIO(), plain=True), Interrupting(), now=lambda: AT, interactive=True)
    assert screen.ask(replace(PROMPT, draft="so far"), lambda _: None) == Reply(ReplyKind.QUIT, "so far", AT)
