"""Lists on the screen."""

from __future__ import annotations

from textwrap import dedent

from mlprep.model.check import CheckedBank
from mlprep.model.grade import Span
from mlprep.model.hit import Hit, Where
from mlprep.model.tier import Tier
from mlprep.terminal.tables import render_check, render_entries, render_hits, render_topics

from builders import a_topic, an_entry
from screens import painted

RATE = an_entry()
MOMENTUM = an_entry("gd-momentum", tier=Tier.ADVANCED, question="Why does momentum help in narrow valleys?")
LEAK = an_entry("ds-leak", topic="data-splits", question="What is leakage?")
TOPICS = (a_topic(entries=(RATE, MOMENTUM)), a_topic("data-splits", title="Data splits", entries=(LEAK,)))


def test_topics_count_their_questions() -> None:
    assert painted(render_topics, TOPICS) == dedent("""\
        topic                               core  advanced  deep  all
        gradient-descent  Gradient descent     1         1     0    2
        data-splits       Data splits          1         0     0    1

        Next: mlprep quiz --topic gradient-descent""")


def test_narrow_topics_wrap_titles_but_no_number() -> None:
    assert painted(render_topics, TOPICS, width=60) == dedent("""\
        topic                           core  advanced  deep  all
        gradient-descent  Gradient         1         1     0    2
                          descent
        data-splits       Data splits      1         0     0    1

        Next: mlprep quiz --topic gradient-descent""")


def test_questions_stand_beside_their_ids() -> None:
    assert painted(render_entries, (RATE, MOMENTUM), width=60) == dedent("""\
        gd-learning-rate  core      How does the learning rate
                                    shape training?
        gd-momentum       advanced  Why does momentum help in
                                    narrow valleys?

        2 questions. Next: mlprep show gd-learning-rate""")


def test_one_question_is_no_plural() -> None:
    assert painted(render_entries, (RATE,)).endswith("1 question. Next: mlprep show gd-learning-rate")


def test_no_questions_are_said_to_be_none() -> None:
    assert painted(render_entries, ()) == "No questions."


def test_hits_show_where_the_words_stand() -> None:
    hits = (
        Hit(MOMENTUM, Where.QUESTION, MOMENTUM.question, (Span(9, 17),), 8),
        Hit(RATE, Where.ANSWER, "… unless momentum carries it across …", (Span(9, 17),), 1),
    )
    assert painted(render_hits, hits) == dedent("""\
        gd-momentum · advanced
          Why does momentum help in narrow valleys?
        gd-learning-rate · core
          … unless momentum carries it across …

        2 found. Next: mlprep show gd-momentum""")


def test_no_hits_are_said_to_be_none() -> None:
    assert painted(render_hits, ()) == "Nothing has all these words."


def test_a_check_names_faults_and_warnings_by_file() -> None:
    checked = (
        CheckedBank("gradient-descent.yaml", 2, ("gradient-descent.yaml:7:5: missing key 'answer'",), ()),
        CheckedBank("data-splits.yaml", 3, (), ("ds-leak: the model answer misses 'optimistic'",), 9, 10, 2),
    )
    assert painted(render_check, checked) == dedent("""\
        gradient-descent.yaml: 2 questions
          fault: gradient-descent.yaml:7:5: missing key 'answer'
        data-splits.yaml: 3 questions, 9 of 10 marked verdicts agree, 2 unsure
          warning: ds-leak: the model answer misses 'optimistic'
        2 files, 1 fault, 1 warning.""")


def test_a_place_in_a_bank_stays_on_one_line_however_narrow_the_terminal() -> None:
    fault = f"{'folder/' * 12}gradient-descent.yaml:7:5: missing key 'answer'"
    checked = (CheckedBank("gradient-descent.yaml", 1, (fault,), ()),)
    assert f"  fault: {fault}\n" in painted(render_check, checked, width=60)
