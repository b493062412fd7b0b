"""The bank format: every mapping, every key, what it may hold and what it means.

The one definition of it. `conform.py` checks files against it and `schema.py` publishes it to editors.
"""

from __future__ import annotations

from enum import StrEnum

from mlprep.bank.kinds import SLUG, Choice, Flag, Key, Keyed, ListOf, Number, Shape, Slug, Text, Whole
from mlprep.model.question import Frequency, Part
from mlprep.model.tier import DEFAULT_MINUTES, Tier

VERSION = 1

TEXTS = ListOf(Text())
SLUGS = ListOf(Slug())


def _one_of(words: type[StrEnum]) -> Choice:
    return Choice(tuple(word.value for word in words))


_FORMAT = Key("format", Whole(VERSION, VERSION), "version of the bank format", required=True)
_TOPIC = Key("topic", Slug(), "the topic's id, equal to the name of the file without .yaml", required=True)
_RULES = Key("rules", TEXTS, "groups of terms that must all occur in one statement: 'a | b + c | <concept>'")
_AGAINST = Key("against", TEXTS, "rules for statements that get the point backwards")
_CONCEPTS = Key("concepts", Keyed(Text()), "interchangeable terms, named once: 'a | b | <concept>'")

SAMPLE = Shape(
    "sample",
    (
        Key("text", Text(), "an answer as someone typed it", required=True),
        Key("found", SLUGS, "ids of the key points that it states"),
        Key("wrong", SLUGS, "ids of the key points about which it is wrong"),
        Key("note", Text(), "what kind of answer it is, such as expert, plain, typos or waffle"),
        Key("mark", Number(0, 1), "a person's mark of the whole answer, instead of ids"),
    ),
)

REFERENCE = Shape(
    "reference",
    (
        Key("title", Text(), "title of the paper, book or page", required=True),
        Key("authors", Text(), "who wrote it"),
        Key("year", Whole(1600, 2100), "year of publication"),
        Key("where", Text(), "journal, chapter or pages"),
        Key("url", Text(), "where to read it"),
    ),
)

KEY_POINT = Shape(
    "key point",
    (
        Key("id", Slug(), "short and meaningful, unique in the question; history hangs on it", required=True),
        Key("point", Text(), "one atomic statement that a strong answer makes", required=True),
        Key("weight", Whole(1, 3), "how much it counts, from 1 (default) to 3"),
        Key("required", Flag(), "without it the answer cannot pass"),
        Key("accept", TEXTS, "other wordings that state the point"),
        Key("reject", TEXTS, "wrong statements about the point: they make it wrong, not merely missed"),
        Key("hint", Text(), "a nudge that does not give it away"),
        Key("ask", Text(), "what an interviewer says when it was left out"),
        _RULES,
        _AGAINST,
    ),
)

FOLLOW_UP = Shape(
    "follow-up",
    (
        Key("id", Slug(), "short and meaningful, unique in the question"),
        Key("question", Text(), "what the interviewer asks next", required=True),
        Key("answer", Text(), "what a strong candidate would say"),
        Key("key_points", ListOf(KEY_POINT, least=1), "what an answer is graded against"),
    ),
)

_MINUTES = ", ".join(f"{minutes:g} for {tier}" for tier, minutes in DEFAULT_MINUTES.items())

QUESTION = Shape(
    "question",
    (
        Key("id", Slug(), "unique over all banks and never reused", required=True),
        Key("tier", _one_of(Tier), "how far the question goes", required=True),
        Key("question", Text(), "what is asked", required=True),
        Key("answer", Text(), "what a strong candidate would say in one to two minutes", required=True),
        Key("key_points", ListOf(KEY_POINT, least=1), "what an answer is graded against", required=True),
        Key("follow_ups", ListOf(FOLLOW_UP), "what the interviewer asks next, in order of depth"),
        Key("mistakes", TEXTS, "what candidates get wrong"),
        Key("tip", Text(), "one sentence of interview tactics"),
        Key("intuition", Text(), "a picture or an analogy"),
        Key("maths", Text(), "LaTeX, one formula a line, without $; shown as Unicode"),
        Key("example", Text(), "a worked example with numbers"),
        Key("code", Text(), "a short Python demonstration that runs"),
        Key("references", ListOf(REFERENCE), "where the claims come from"),
        Key("related", SLUGS, "ids of questions that are not asked in the same sitting"),
        Key("tags", SLUGS, "words to choose questions by"),
        Key("frequency", _one_of(Frequency), f"how often it is asked; {Frequency.COMMON} by default"),
        Key("minutes", Number(0, 60, above=True), f"time allowed; by default {_MINUTES}"),
        Key("samples", ListOf(SAMPLE), "marked answers that test the question itself"),
    ),
)

BANK = Shape(
    "bank",
    (
        _FORMAT,
        _TOPIC,
        Key("title", Text(), "the topic as a heading", required=True),
        Key("part", _one_of(Part), "the part of the field that the topic belongs to", required=True),
        Key("summary", Text(), "the topic in one sentence"),
        Key("prerequisites", SLUGS, "topics to know first"),
        Key("questions", ListOf(QUESTION, least=1), "the questions, in the order of learning", required=True),
    ),
)

SECTION = Shape(
    "section",
    (
        Key("id", Slug(), "unique in the checklist", required=True),
        Key("title", Text(), "the stage of the round as a heading", required=True),
        Key("prompt", Text(), "what the interviewer says to open it", required=True),
        Key("minutes", Number(0, 60, above=True), "time allowed", required=True),
        Key("items", ListOf(KEY_POINT, least=1), "what a strong candidate does in any scenario", required=True),
    ),
)

CHECKLIST_FILE = Shape(
    "checklist",
    (_FORMAT, Key("sections", ListOf(SECTION, least=1), "the stages of a round, in order", required=True)),
)

SCENARIO = Shape(
    "scenario",
    (
        Key("id", Slug(), "unique over all scenarios and never reused", required=True),
        Key("title", Text(), "the system to design", required=True),
        Key("tier", _one_of(Tier), f"how far it goes; {Tier.ADVANCED} by default"),
        Key("brief", Text(), "what the candidate is told: purpose, scale and limits", required=True),
        Key("sections", Keyed(ListOf(KEY_POINT, least=1)), "the key points expected, by section id", required=True),
        Key("follow_ups", ListOf(FOLLOW_UP), "what the interviewer asks at the end, in order of depth"),
    ),
)

SCENARIOS_FILE = Shape(
    "scenarios file",
    (_FORMAT, Key("scenarios", ListOf(SCENARIO, least=1), "the systems to design", required=True)),
)

POINT_RULES = Shape("rules of a point", (_RULES, _AGAINST))

POINT_NAME = rf"(?:{SLUG}/)?{SLUG}"
"""A key point of a question, or of its follow-up: `overshoot`, `schedule/settles`."""

RULES_FILE = Shape(
    "rules file",
    (
        _FORMAT,
        _TOPIC,
        _CONCEPTS,
        Key("rules", Keyed(Keyed(POINT_RULES, POINT_NAME)), "by question id, then by key point id"),
    ),
)

CONCEPTS_FILE = Shape("concepts file", (_FORMAT, _CONCEPTS))

SAMPLES_FILE = Shape(
    "samples file",
    (_FORMAT, _TOPIC, Key("samples", Keyed(ListOf(SAMPLE)), "marked answers by question id", required=True)),
)
