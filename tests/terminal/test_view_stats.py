"""`mlprep stats` on the screen."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from mlprep.model.tier import Tier
from mlprep.stats.summary import MissedPoint, Summary, Trend, summarise
from mlprep.terminal.stats import render_summary

from builders import TODAY, a_standing, a_tally, a_topic, an_entry, day, later
from screens import painted

TOPICS = (
    a_topic(entries=(an_entry(), an_entry("gd-momentum", tier=Tier.ADVANCED))),
    a_topic("data-splits", title="Data splits", entries=(an_entry("ds-leak", topic="data-splits"),)),
)

SUMMARY = summarise(
    TOPICS,
    {
        "gd-learning-rate": a_standing(due=later(days=-1)),
        "gd-momentum": a_standing("gd-momentum", due=later(days=3)),
    },
    [a_tally(80, 90, day=day(0)), a_tally(20, day=day(-1), tier=Tier.ADVANCED), a_tally(40, 60, day=day(-35))],
    [MissedPoint("gd-learning-rate", "Too large a rate overshoots the minimum and may diverge", 2, 1, 4)],
    today=TODAY,
    day_of=lambda at: at.date(),
)

EMPTY = summarise(TOPICS, {}, [], [], today=TODAY, day_of=lambda at: at.date())

WIDE = """
    5 answers to 2 of 3 questions; your mean score is 63 and rising (50 four weeks ago).
    Weakest: Gradient descent advanced (47 ± 15).
    Due: 1 today, 2 this week.

                       core       advanced   deep
    Gradient descent   ███░ 71~   ██░░ 47~   -
    Data splits        0 of 1     -          -
    ~ could be ten points off or more

    Weak areas
    Gradient descent advanced: 47 ± 15, 1 answer
      mlprep quiz --topic gradient-descent --tier advanced --weak
    Gradient descent core: 71 ± 13, 4 answers
      mlprep quiz --topic gradient-descent --tier core --weak

    Left out or wrong most often
    3 of 4  Too large a rate overshoots the minimum and may diverge  gd-learning-rate

    Last 12 weeks   ······▅····▆   streak 2 days   5 minutes in all

    Next: mlprep quiz --due
"""

NARROW = """
     5 answers to 2 of 3 questions; your mean score is 63 and
     rising (50 four weeks ago).
     Weakest: Gradient descent advanced (47 ± 15).
     Due: 1 today, 2 this week.

                        core       advanced   deep
     Gradient descent   ███░ 71~   ██░░ 47~   -
     Data splits        0 of 1     -          -
     ~ could be ten points off or more

     Weak areas
     Gradient descent advanced: 47 ± 15, 1 answer
       mlprep quiz --topic gradient-descent --tier advanced
    --weak
     Gradient descent core: 71 ± 13, 4 answers
       mlprep quiz --topic gradient-descent --tier core --weak

     Left out or wrong most often
     3 of 4  Too large a rate overshoots the  gd-learning-rate
             minimum and may diverge

     Last 12 weeks   ······▅····▆   streak 2 days   5 minutes in
    all

     Next: mlprep quiz --due
"""

PLAIN = """
     5 answers to 2 of 3 questions; your mean score is 63 and rising (50 four weeks
     ago).
     Weakest: Gradient descent advanced (47 ± 15).
     Due: 1 today, 2 this week.

                        core     advanced   deep
     Gradient descent   71~      47~        -
     Data splits        0 of 1   -          -
     ~ could be ten points off or more

     Weak areas
     Gradient descent advanced: 47 ± 15, 1 answer
       mlprep quiz --topic gradient-descent --tier advanced --weak
     Gradient descent core: 71 ± 13, 4 answers
       mlprep quiz --topic gradient-descent --tier core --weak

     Left out or wrong most often
     3 of 4  Too large a rate overshoots the minimum and may      gd-learning-rate
             diverge

     Mean score of the last 12 weeks: none, none, none, none, none, none, 50, none,
    none, none, none, 63.   streak 2 days   5 minutes in all

     Next: mlprep quiz --due
"""


@pytest.mark.parametrize(
    ("width", "plain", "shown"),
    [(120, False, WIDE), (60, False, NARROW), (80, True, PLAIN)],
    ids=["wide", "narrow", "plain"],
)
def test_sentences_come_first_and_lists_end_in_a_command(width: int, plain: bool, shown: str) -> None:
    assert painted(render_summary, SUMMARY, width=width, plain=plain) == dedent(shown).strip("\n")


def test_an_empty_history_says_what_to_do() -> None:
    assert painted(render_summary, EMPTY) == dedent("""\
        No answers yet; 3 questions in 2 topics are waiting.

          mlprep quiz                            ten questions, graded point by point
          mlprep mock --topic gradient-descent   a timed interview
          mlprep topics                          what there is""")


@pytest.mark.parametrize(
    ("trend", "sentence"),
    [
        (Trend(63.0, 50.0, ()), "; your mean score is 63 and rising (50 four weeks ago)."),
        (Trend(50.0, 63.0, ()), "; your mean score is 50 and falling (63 four weeks ago)."),
        (Trend(63.4, 63.0, ()), "; your mean score is 63 and steady (63 four weeks ago)."),
        (Trend(63.0, None, ()), "; your mean score is 63."),
        (Trend(None, 50.0, ()), "."),
    ],
    ids=["rising", "falling", "steady", "new", "long ago"],
)
def test_the_trend_is_put_in_words(trend: Trend, sentence: str) -> None:
    summary: Summary = replace(SUMMARY, trend=trend)
    assert painted(render_summary, summary, width=100).startswith(f"5 answers to 2 of 3 questions{sentence}\n")


def test_a_sure_score_has_no_tilde() -> None:
    sure = replace(SUMMARY, cells=tuple(replace(cell, doubt=9.9) for cell in SUMMARY.cells))
    assert "███░ 71   ██░░ 47    -" in painted(render_summary, sure, width=100)
