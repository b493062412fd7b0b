"""What holds for every view, whatever it shows."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from rich.cells import cell_len
from rich.console import RenderableType

from mlprep.model.check import CheckedBank
from mlprep.model.grade import Grade, PointGrade, Span, Verdict
from mlprep.model.hit import Hit, Where
from mlprep.model.question import Reference
from mlprep.model.tier import Tier
from mlprep.session.ports import Feedback, Prompt
from mlprep.session.quiz import QuizSummary, Result
from mlprep.session.report import MockReport, QuestionReport, ScoreLine
from mlprep.stats.summary import MissedPoint, summarise
from mlprep.terminal.feedback import render_answer, render_verdicts
from mlprep.terminal.question import render_more, render_points_to_tick, render_prompt, render_question
from mlprep.terminal.stats import render_summary
from mlprep.terminal.summary import render_quiz, render_report
from mlprep.terminal.tables import render_check, render_entries, render_hits, render_topics
from mlprep.terminal.theme import WIDEST, Theme, make_theme

from builders import AT, TODAY, a_follow_up, a_point, a_question, a_review, a_standing, a_tally, a_topic, an_entry

HOSTILE = "[bold]θ[/bold] \x1b[2J\x07\u202e “quoted” and so on and on, far beyond the end of the line, in [/] words"
ID = "gd-learning-rate"


@dataclass(frozen=True)
class View:
    """A view of a value in which every text is hostile."""

    name: str
    print_on: Callable[[Theme], RenderableType]


def _views() -> list[View]:
    point = a_point("size", HOSTILE, hint=HOSTILE, required=True)
    missed = a_point("slow", HOSTILE, weight=2)
    question = a_question(
        question=HOSTILE,
        answer=HOSTILE,
        key_points=(point, missed),
        follow_ups=(a_follow_up(question=HOSTILE, answer=HOSTILE),),
        mistakes=(HOSTILE,),
        tip=HOSTILE,
        intuition=HOSTILE,
        maths=HOSTILE,
        example=HOSTILE,
        code=HOSTILE,
    )
    question = replace(question, references=(Reference(HOSTILE, HOSTILE, 2016, HOSTILE, HOSTILE),))
    grade = Grade(
        50,
        False,
        (PointGrade("size", Verdict.FOUND, 1.0, Span(0, 70)), PointGrade("slow", Verdict.MISSED)),
        None,
        "rules",
        1,
    )
    feedback = Feedback(question, question, HOSTILE, 90, grade, frozenset({"size"}), a_review(), True, AT)
    entry = an_entry(question=HOSTILE)
    topics = (a_topic(title=HOSTILE, entries=(entry,)),)
    report = MockReport(
        session_id="s1",
        finished=True,
        title=HOSTILE,
        mode="mock",
        started_at=AT,
        seed=7,
        minutes=20,
        seconds=600,
        score=50,
        topics=(ScoreLine(HOSTILE, 50, 1),),
        tiers=(ScoreLine("core", 50, 1),),
        questions=(QuestionReport(ID, HOSTILE, "core", 50, 2, 90, 120, (HOSTILE,), (HOSTILE,), (HOSTILE,)),),
        skipped=(),
        review=(ID,),
    )
    summary = summarise(
        topics,
        {ID: a_standing(due=AT)},
        [a_tally(50, 70)],
        [MissedPoint(ID, HOSTILE, 1, 0, 2)],
        today=TODAY,
        day_of=lambda at: at.date(),
    )
    prompt = Prompt("1/1", HOSTILE, ID, HOSTILE, AT, 120)
    quiz = QuizSummary((Result(ID, "gradient-descent", Tier.CORE, 50, True, 90),), 1, True)
    hit = Hit(entry, Where.ANSWER, HOSTILE, (Span(6, 7),), 8)
    checked = (CheckedBank(f"{HOSTILE}.yaml", 1, (HOSTILE,), (HOSTILE,), 9, 10),)
    return [
        View("prompt", lambda theme: render_prompt(prompt, theme)),
        View("verdicts", lambda theme: render_verdicts(feedback, theme)),
        View("answer", lambda theme: render_answer(feedback, theme)),
        View("more", lambda theme: render_more(question, theme)),
        View("ticks", lambda theme: render_points_to_tick(question, theme)),
        View("question", lambda theme: render_question(question, theme)),
        View("quiz", lambda theme: render_quiz(quiz, theme)),
        View("report", lambda theme: render_report(report, theme)),
        View("stats", lambda theme: render_summary(summary, theme)),
        View("topics", lambda theme: render_topics(topics, theme)),
        View("entries", lambda theme: render_entries((entry,), theme)),
        View("hits", lambda theme: render_hits((hit,), theme)),
        View("check", lambda theme: render_check(checked, theme)),
    ]


VIEWS = pytest.mark.parametrize("view", [pytest.param(v, id=v.name) for v in _views()])
WRAPPED = pytest.mark.parametrize("view", [pytest.param(v, id=v.name) for v in _views() if v.name != "check"])
"""All but the check, whose lines stay whole because editors and scripts read the places in them."""


def shown(view: View, *, width: int = 80, plain: bool = False, encoding: str = "utf-8") -> str:
    stored = io.BytesIO()
    stream = io.TextIOWrapper(stored, encoding=encoding, newline="\n")
    theme = make_theme(stream, plain=plain, width=width)
    theme.console.print(view.print_on(theme), width=theme.width, crop=False)
    stream.flush()
    return stored.getvalue().decode(encoding)


@WRAPPED
@pytest.mark.parametrize("plain", [False, True], ids=["signs", "plain"])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal_or_than_is_read_well(view: View, width: int, plain: bool) -> None:
    widths = [cell_len(line) for line in shown(view, width=width, plain=plain).splitlines()]
    assert max(widths) <= min(width, WIDEST)


@VIEWS
@pytest.mark.parametrize("plain", [False, True], ids=["signs", "plain"])
def test_text_from_outside_does_nothing_to_the_terminal(view: View, plain: bool) -> None:
    text = shown(view, plain=plain)
    assert not set(text) & {"\x1b", "\x07", "\u202e"}


@VIEWS
def test_markup_in_text_from_outside_is_text(view: View) -> None:
    text = shown(view, width=100)
    assert "[bold]θ[/bold]" in text or view.name == "quiz"  # a quiz shows only ids


@VIEWS
def test_every_view_can_be_shown_in_ascii(view: View) -> None:
    assert shown(view, encoding="ascii").isascii()
