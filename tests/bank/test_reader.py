"""Banks as authors write them: what is read, and what each mistake is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlprep.bank.build import fingerprint
from mlprep.bank.faults import BankFaults
from mlprep.bank.reader import place_of_question, read_bank
from mlprep.model.question import (
    Bank,
    Entry,
    FollowUp,
    Frequency,
    KeyPoint,
    Part,
    Question,
    Reference,
    Rule,
    Sample,
    Topic,
)
from mlprep.model.tier import Tier

from hills import SMALLEST as BANK

SHIPPED = sorted((Path(__file__).parents[2] / "questions").glob("*.yaml"))

EVERYTHING = """\
format: 1
topic: hills
title: Hills
part: optimisation
summary: Going up and down.
prerequisites: [walking]
questions:
  - id: hill-down
    tier: advanced
    question: How do you get down?
    answer: You follow the slope down.
    key_points:
      - id: slope
        point: Follow the slope
        weight: 3
        required: true
        accept: [go where it falls]
        reject: [go where it rises]
        hint: Look at your feet.
        ask: Which way do you turn?
        rules: [follow | Go + slope]
        against: ['"a | b" + climb']
    follow_ups:
      - id: stop
        question: When do you stop?
        answer: On the flat.
        key_points: [{id: flat, point: Stop where it is flat}]
      - question: And why are valleys flat?
    mistakes: [Running]
    tip: Breathe.
    intuition: Water does it.
    maths: |
      x - \\eta f'(x)
    example: From 3 to 2.
    code: |
      print(2)
    references: [{title: On Hills, authors: A. Walker, year: 1847, where: ch. 8, url: https://example.org}]
    related: [hill-up]
    tags: [walking]
    frequency: very-common
    minutes: 1.5
    samples:
      - {text: downhill, found: [slope], wrong: [], note: plain}
      - {text: uphill, mark: 0.5}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hills.yaml"


def read(file: Path, text: str) -> Bank:
    file.write_text(text)
    return read_bank(file)


def faults_of(file: Path, text: str) -> list[str]:
    file.write_text(text)
    with pytest.raises(BankFaults) as raised:
        read_bank(file)
    return [str(fault).removeprefix(f"{file.parent}/") for fault in raised.value.faults]


def test_every_field_is_read(file: Path) -> None:
    bank = read(file, EVERYTHING)
    question = Question(
        id="hill-down",
        topic="hills",
        tier=Tier.ADVANCED,
        question="How do you get down?",
        answer="You follow the slope down.",
        key_points=(
            KeyPoint(
                id="slope",
                point="Follow the slope",
                weight=3,
                required=True,
                accept=("go where it falls",),
                reject=("go where it rises",),
                hint="Look at your feet.",
                ask="Which way do you turn?",
                rules=(Rule((("follow", "go"), ("slope",))),),
                against=(Rule((("a | b",), ("climb",))),),
            ),
        ),
        follow_ups=(
            FollowUp("stop", "When do you stop?", "On the flat.", (KeyPoint("flat", "Stop where it is flat"),)),
            FollowUp("and-why-are-valleys", "And why are valleys flat?"),
        ),
        mistakes=("Running",),
        tip="Breathe.",
        intuition="Water does it.",
        maths="x - \\eta f'(x)\n",
        example="From 3 to 2.",
        code="print(2)\n",
        references=(Reference("On Hills", "A. Walker", 1847, "ch. 8", "https://example.org"),),
        related=("hill-up",),
        tags=("walking",),
        frequency=Frequency.VERY_COMMON,
        minutes=1.5,
        fingerprint=bank.questions[0].fingerprint,
        samples=(Sample("downhill", found=("slope",), note="plain"), Sample("uphill", mark=0.5)),
    )
    entry = Entry(
        id="hill-down",
        topic="hills",
        tier=Tier.ADVANCED,
        question="How do you get down?",
        tags=("walking",),
        related=("hill-up",),
        frequency=Frequency.VERY_COMMON,
        minutes=1.5,
    )
    topic = Topic("hills", "Hills", Part.OPTIMISATION, "Going up and down.", ("walking",), (entry,), str(file))
    assert bank == Bank(topic, (question,))


def test_what_is_left_out_has_its_default(file: Path) -> None:
    (question,) = read(file, BANK).questions
    bare = Question(
        id="hill-down",
        topic="hills",
        tier=Tier.CORE,
        question="How do you get down?",
        key_points=(KeyPoint("slope", "Follow the slope"),),
        answer="You follow the slope down.",
    )
    assert replace(question, fingerprint="") == bare


@pytest.mark.parametrize(("tier", "minutes"), [("core", 2), ("advanced", 3), ("deep", 4)])
def test_time_allowed_follows_from_the_tier(file: Path, tier: str, minutes: float) -> None:
    assert read(file, BANK.replace("core", tier)).questions[0].minutes == minutes


@pytest.mark.parametrize(
    ("question", "made"),
    [
        ("Why the slope?", "why-the-slope"),
        ("Don't follow Élan's slope downwards?", "dont-follow-elans-slope"),
        ("θ → θ", "1"),
    ],
)
def test_a_follow_up_without_id_is_named_after_its_first_words(file: Path, question: str, made: str) -> None:
    text = BANK + f"    follow_ups: [{{question: {question!r}}}]\n"
    assert [each.id for each in read(file, text).questions[0].follow_ups] == [made]


POINT = "        point: Follow the slope\n"
TIER = "    tier: core\n"
TITLE = "title: Hills\n"

MISTAKES: dict[str, tuple[str, str, list[str]]] = {
    "key misspelt": (
        TITLE,
        "titel: Hills\n",
        [
            "hills.yaml:1:1: a bank lacks 'title' (add it: the topic as a heading)",
            "hills.yaml:3:1: unknown key 'titel' in a bank (did you mean 'title'?)",
        ],
    ),
    "key unlike any": (
        POINT,
        POINT + "        zzz: 1\n",
        [
            (
                "hills.yaml:13:9: unknown key 'zzz' in a key point (a key point has"
                " id, point, weight, required, accept, reject, hint, ask, rules, against)"
            ),
        ],
    ),
    "key twice": (TITLE, TITLE * 2, ["hills.yaml:4:1: 'title' stands twice (first on line 3: keep one)"]),
    "text empty": (
        TITLE,
        "title:\n",
        ["hills.yaml:3:7: 'title' must be text, not empty (fill it in or leave it out)"],
    ),
    "text blank": (
        TITLE,
        "title: '  '\n",
        ["hills.yaml:3:8: 'title' must be text, not blank (fill it in or leave it out)"],
    ),
    "number for text": (TITLE, "title: 7\n", ["hills.yaml:3:8: 'title' must be text, not 7 (put the text in quotes)"]),
    "flag for text": (
        TITLE,
        "title: true\n",
        ["hills.yaml:3:8: 'title' must be text, not true (put the text in quotes)"],
    ),
    "list for text": (TITLE, "title: [Hills]\n", ["hills.yaml:3:8: 'title' must be text, not a list"]),
    "colon in a list of texts": (
        TIER,
        TIER + "    mistakes:\n      - Running: no\n      - 12\n",
        [
            (
                "hills.yaml:9:9: an item of 'mistakes' must be text, not a mapping"
                " (an unquoted ': ' makes a mapping: put the text in quotes)"
            ),
            "hills.yaml:10:9: an item of 'mistakes' must be text, not 12 (put the text in quotes)",
        ],
    ),
    "text for a list": (
        TIER,
        TIER + "    tags: walking\n",
        ["hills.yaml:8:11: 'tags' must be a list, not 'walking' (write each item on a line that starts with '- ')"],
    ),
    "text for a mapping": (
        POINT,
        POINT + "      - Small steps\n",
        ["hills.yaml:13:9: an item of 'key_points' must be a mapping, not 'Small steps'"],
    ),
    "format unknown": ("format: 1", "format: 2", ["hills.yaml:1:9: 'format' must be 1, not 2"]),
    "topic unlike the file": (
        "topic: hills",
        "topic: valleys",
        ["hills.yaml:2:8: topic 'valleys' in a file named 'hills.yaml' (make them equal)"],
    ),
    "part unknown": (
        "part: optimisation",
        "part: optimization",
        [
            (
                "hills.yaml:4:7: 'part' must be one of modelling, optimisation, evaluation, foundations, systems,"
                " deep-learning, nlp, not 'optimization' (did you mean 'optimisation'?)"
            ),
        ],
    ),
    "tier unknown": (
        "tier: core",
        "tier: advnced",
        ["hills.yaml:7:11: 'tier' must be one of core, advanced, deep, not 'advnced' (did you mean 'advanced'?)"],
    ),
    "frequency unknown": (
        TIER,
        TIER + "    frequency: often\n",
        ["hills.yaml:8:16: 'frequency' must be one of very-common, common, occasional, not 'often'"],
    ),
    "id not in kebab-case": (
        "id: slope",
        "id: Down_Slope!",
        ["hills.yaml:11:13: 'id' must be in kebab-case, not 'Down_Slope!' (write 'down-slope')"],
    ),
    "id without letters": (
        "id: slope",
        "id: θ",
        ["hills.yaml:11:13: 'id' must be in kebab-case, not 'θ' (use a-z, 0-9 and single hyphens)"],
    ),
    "weight out of range": (
        POINT,
        POINT + "        weight: 4\n",
        ["hills.yaml:13:17: 'weight' must be a whole number from 1 to 3, not 4"],
    ),
    "weight not whole": (
        POINT,
        POINT + "        weight: 1.5\n",
        ["hills.yaml:13:17: 'weight' must be a whole number from 1 to 3, not 1.5"],
    ),
    "flag in other words": (
        POINT,
        POINT + "        required: 'yes'\n",
        ["hills.yaml:13:19: 'required' must be true or false, not 'yes'"],
    ),
    "no time": (
        TIER,
        TIER + "    minutes: 0\n",
        ["hills.yaml:8:14: 'minutes' must be a number above 0 and up to 60, not 0"],
    ),
    "endless time": (
        TIER,
        TIER + "    minutes: 1e999\n",
        ["hills.yaml:8:14: 'minutes' must be a number above 0 and up to 60, not inf"],
    ),
    "year out of range": (
        TIER,
        TIER + "    references: [{authors: A. Walker, year: 20166}]\n",
        [
            "hills.yaml:8:18: a reference lacks 'title' (add it: title of the paper, book or page)",
            "hills.yaml:8:45: 'year' must be a whole number from 1600 to 2100, not 20166",
        ],
    ),
    "no points": (
        "      - id: slope\n" + POINT,
        "      []\n",
        ["hills.yaml:11:7: 'key_points' must be a list of 1 or more, not an empty list"],
    ),
    "points missing": (
        "    key_points:\n      - id: slope\n" + POINT,
        "",
        ["hills.yaml:6:5: a question lacks 'key_points' (add it: what an answer is graded against)"],
    ),
    "point without statement": (
        POINT,
        "",
        ["hills.yaml:11:9: a key point lacks 'point' (add it: one atomic statement that a strong answer makes)"],
    ),
    "point id twice": (
        POINT,
        POINT + "      - id: slope\n        point: Small steps\n",
        ["hills.yaml:13:13: key point id 'slope' stands twice (first on line 11: give each its own)"],
    ),
    "point without id": (
        POINT,
        POINT + "      - point: Small steps\n",
        [
            (
                "hills.yaml:13:9: a key point lacks 'id'"
                " (add it: short and meaningful, unique in the question; history hangs on it)"
            )
        ],
    ),
    "made follow-up id twice": (
        POINT,
        POINT
        + "    follow_ups:\n      - question: Go on and on for hours?\n      - question: Go on and on until dark?\n",
        ["hills.yaml:15:9: follow-up id 'go-on-and-on' stands twice (first on line 14: give each its own)"],
    ),
    "follow-up id twice": (
        POINT,
        POINT + "    follow_ups:\n      - {id: why, question: Why?}\n      - {id: why, question: Why not?}\n",
        ["hills.yaml:15:14: follow-up id 'why' stands twice (first on line 14: give each its own)"],
    ),
    "question id twice": (
        POINT,
        POINT
        + "  - {id: hill-down, tier: deep, question: Why?, answer: So., key_points: [{id: fall, point: Gravity}]}\n",
        ["hills.yaml:13:10: question id 'hill-down' stands twice (first on line 6: give each its own)"],
    ),
    "label of no point": (
        POINT,
        POINT + "    samples:\n      - {text: down, found: [slop], wrong: [up]}\n",
        [
            "hills.yaml:14:30: no key point 'slop' (did you mean 'slope'?)",
            "hills.yaml:14:45: no key point 'up'",
        ],
    ),
    "mark out of range": (
        POINT,
        POINT + "    samples: [{text: up, mark: 70}]\n",
        ["hills.yaml:13:32: 'mark' must be a number from 0 to 1, not 70"],
    ),
    "rules broken": (
        POINT,
        POINT + "        rules: [a |, <big>]\n        against: ['\"a']\n",
        [
            "hills.yaml:13:17: a term is missing (a term stands before and after each | and +)",
            "hills.yaml:13:22: unknown concept 'big' (name its terms under 'concepts')",
            "hills.yaml:14:19: a double quote is not closed",
        ],
    ),
}


@pytest.mark.parametrize(("right", "wrong", "faults"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place_and_what_to_do(file: Path, right: str, wrong: str, faults: list[str]) -> None:
    assert BANK.count(right) == 1
    assert faults_of(file, BANK.replace(right, wrong)) == faults


def test_all_mistakes_are_told_in_one_run(file: Path) -> None:
    text = BANK.replace("tier: core", "tier: hard").replace("part: optimisation", "part: nlq")
    (file.parent / "samples").mkdir()
    (file.parent / "samples" / "hills.yaml").write_text("format: 1\ntopic: hills\nsamples: {hill-up: []}\n")
    (file.parent / "rules").mkdir()
    (file.parent / "rules" / "hills.yaml").write_text("- a\n- b: c: d\n")
    assert [fault.split(": ")[0] for fault in faults_of(file, text)] == [
        "hills.yaml:4:7",
        "hills.yaml:7:11",
        "rules/hills.yaml:2:7",
        "samples/hills.yaml:3:11",
    ]


def test_a_question_is_found_again_by_its_id(file: Path) -> None:
    file.write_text(BANK)
    assert str(place_of_question(file, "hill-down")) == f"{file}:6:9"
    assert str(place_of_question(file, "hill-up")) == f"{file}:1:1"


def changed_point(change: Callable[[KeyPoint], KeyPoint]) -> Callable[[Question], Question]:
    return lambda question: replace(question, key_points=tuple(map(change, question.key_points)))


UNGRADED: dict[str, Callable[[Question], Question]] = {
    "id": lambda question: replace(question, id="hill-up"),
    "topic": lambda question: replace(question, topic="valleys"),
    "tier": lambda question: replace(question, tier=Tier.DEEP),
    "tip": lambda question: replace(question, tip="Run."),
    "minutes": lambda question: replace(question, minutes=7.0),
    "samples": lambda question: replace(question, samples=()),
    "hint": changed_point(lambda point: replace(point, hint="Look.")),
    "ask": changed_point(lambda point: replace(point, ask="Where?")),
}
GRADED: dict[str, Callable[[Question], Question]] = {
    "question": lambda question: replace(question, question="How do you get up?"),
    "answer": lambda question: replace(question, answer="You climb."),
    "follow-ups": lambda question: replace(question, follow_ups=()),
    "key points": lambda question: replace(question, key_points=()),
    "point": changed_point(lambda point: replace(point, point="Follow the hill")),
    "weight": changed_point(lambda point: replace(point, weight=1)),
    "accept": changed_point(lambda point: replace(point, accept=())),
    "reject": changed_point(lambda point: replace(point, reject=())),
    "rules": changed_point(lambda point: replace(point, rules=point.against)),
    "against": changed_point(lambda point: replace(point, against=())),
}


@pytest.mark.parametrize("change", UNGRADED.values(), ids=UNGRADED)
def test_the_fingerprint_does_not_depend_on_what_grading_does_not_see(
    file: Path, change: Callable[[Question], Question]
) -> None:
    (question,) = read(file, EVERYTHING).questions
    assert fingerprint(change(question)) == question.fingerprint


@pytest.mark.parametrize("change", GRADED.values(), ids=GRADED)
def test_the_fingerprint_depends_on_what_grading_sees(file: Path, change: Callable[[Question], Question]) -> None:
    (question,) = read(file, EVERYTHING).questions
    assert fingerprint(change(question)) != question.fingerprint


def test_the_fingerprint_is_the_same_in_every_run(file: Path) -> None:
    assert read(file, BANK).questions[0].fingerprint == "951fc3669f3e332f"


@pytest.mark.parametrize("bank", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_banks_read_without_fault(bank: Path) -> None:
    assert read_bank(bank).questions


KEYS = st.sampled_from(["format", "topic", "title", "part", "questions", "id", "tier", "question", "key_points"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["hills", "core", "nlp"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(), inner, max_size=8),
    max_leaves=30,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=VALUES)
def test_whatever_a_file_holds_nothing_but_faults_is_raised(file: Path, document: object) -> None:
    file.write_text(json.dumps(document))
    with pytest.raises(BankFaults):
        read_bank(file)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary() | st.text(alphabet=" \n\t:-[]{}&*!|>'\"%@`#,?abc0.").map(str.encode))
def test_whatever_bytes_a_file_holds_nothing_but_faults_is_raised(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(BankFaults):
        read_bank(file)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(0, len(EVERYTHING)), length=st.integers(0, 40), new=st.text(max_size=10))
def test_a_damaged_bank_is_read_or_is_faulty(file: Path, start: int, length: int, new: str) -> None:
    file.write_text(EVERYTHING[:start] + new + EVERYTHING[start + length :], encoding="utf-8", newline="")
    try:
        read_bank(file)
    except BankFaults as broken:
        assert broken.faults  # noqa: PT017 - either outcome is right
