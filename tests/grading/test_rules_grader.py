"""Verdicts by rules: what is found, missed, wrong or left to the candidate, and what must not make a difference."""

from __future__ import annotations

import os
import string
import subprocess
import sys
import unicodedata
from dataclasses import fields

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mlprep.grading.confidence import Parameters, shipped
from mlprep.grading.features import Features
from mlprep.grading.rulebook import compile_rulebook
from mlprep.grading.rules import RulesGrader
from mlprep.grading.tokens import tokenise
from mlprep.model.grade import Grade, PointGrade, Remark, Verdict
from mlprep.model.question import Rule

from builders import a_follow_up, a_point, a_question

FOUND, PARTIAL, MISSED, WRONG, UNSURE = Verdict


def a_rule(*groups: str) -> Rule:
    """Each group as its terms with commas between."""
    return Rule(tuple(tuple(group.split(", ")) for group in groups))


LARGE = "large rate, big step"
SMALL = "small rate, tiny step"
LEAPS = "overshoot, diverge, blow up"
CRAWLS = "slow, crawl, takes forever"

DIVERGES = a_point(
    "diverges",
    "Too large a learning rate overshoots the minimum",
    rules=(a_rule(LARGE, LEAPS),),
    against=(a_rule(SMALL, LEAPS),),
)
SLOW = a_point(
    "slow",
    "Too small a learning rate trains slowly",
    weight=2,
    rules=(a_rule(SMALL, CRAWLS),),
    against=(a_rule(LARGE, CRAWLS),),
)
DECAY = a_point(
    "decay",
    "A schedule lets it shrink while training",
    required=True,
    rules=(a_rule("schedule, decay, warm-up", "shrink, lower, over time"), a_rule("anneal")),
)
ASKED = a_question(question="How does the learning rate shape training?", answer="", key_points=(DIVERGES, SLOW, DECAY))

WEIGHTS = {field.name: 0.0 for field in fields(Features)} | {
    "intercept": -3.0,
    "best": 5.0,
    "second": 1.0,
    "shared": -1.5,
    "against": -4.0,
    "astray": -4.0,
}
"""Close to what fits marked answers, and plain: a rule in full is .88, half of one .38."""

PARAMETERS = Parameters(WEIGHTS, shipped().words, missed_up_to=0.25, found_from=0.6)

grade = RulesGrader(parameters=PARAMETERS).grade


def judged(answer: str, point_id: str = "diverges") -> PointGrade:
    return next(point for point in grade(ASKED, answer).points if point.point_id == point_id)


def quoted(answer: str, point: PointGrade) -> str:
    assert point.evidence
    return answer[point.evidence.start : point.evidence.end]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        # a term of each group, in whatever form
        ("a large rate overshoots", FOUND),
        ("Large rates will overshoot the minimum", FOUND),
        ("with big steps the loss may just blow up", FOUND),
        ("with big steps the loss blows up", FOUND),
        # typing errors
        ("a lagre rate overshots", FOUND),
        ("large raets make it divrege", FOUND),
        # one group says half
        ("mind the large rate", UNSURE),
        ("it may overshoot", UNSURE),
        # the other way round
        ("a small rate overshoots", WRONG),
        ("tiny steps make it diverge", WRONG),
        # something else
        ("the optimiser follows the gradient", MISSED),
        ("bananas are yellow", MISSED),
    ],
)
def test_a_point_is_stated_by_a_term_of_every_group(answer: str, expected: Verdict) -> None:
    assert judged(answer).verdict is expected


@pytest.mark.parametrize("answer", ["we anneal it", "decay makes the rate shrink", "warm up, then lower it"])
def test_any_of_the_rules_will_do(answer: str) -> None:
    assert judged(answer, "decay").verdict is FOUND


@pytest.mark.parametrize(
    "answer",
    [
        "a large rate does overshoot",
        "a large rate overshoots, a small rate is slow",
        "a small rate is slow, a large rate overshoots",
        "a large rate overshoots whereas small rates crawl",
        "large rate: diverges. small rate: takes forever",
        "not only will a large rate overshoot, it may ruin the weights",
    ],
)
def test_the_right_statement_is_no_misconception(answer: str) -> None:
    assert judged(answer).verdict in (FOUND, UNSURE)


@pytest.mark.parametrize(
    "answer",
    [
        "a rate that is not large rate overshoots",
        "a large rate never overshoots",
        "a large rate doesn't overshoot",
        "without a large rate it overshoots",
        "It is not true that a large rate overshoots",
        "the rate should shrink, and a small one overshoots",
        "I like trains. A large rate is one thing. Then there is momentum. Another matter entirely: to overshoot",
    ],
)
def test_what_is_denied_turned_round_or_far_apart_is_less_than_what_is_said(answer: str) -> None:
    assert judged(answer).probability < judged("a large rate overshoots").probability


def test_a_point_said_right_and_wrong_is_left_to_the_candidate() -> None:
    sure = RulesGrader(parameters=Parameters({**WEIGHTS, "against": 0.0}, {}, 0.25, 0.6))
    both = sure.grade(ASKED, "A large rate overshoots. A small rate overshoots too.").points[0]
    assert both.verdict is UNSURE
    assert both.probability == judged("a large rate overshoots").probability


@pytest.mark.parametrize(
    ("missed_up_to", "found_from", "expected"),
    [(0.1, 0.3, FOUND), (0.1, 0.6, UNSURE), (0.5, 0.6, MISSED)],
)
def test_the_zones_make_verdicts_of_probabilities(missed_up_to: float, found_from: float, expected: Verdict) -> None:
    half = RulesGrader(parameters=Parameters(WEIGHTS, {}, missed_up_to, found_from))
    point = half.grade(ASKED, "Mind the large rate.").points[0]
    assert 0.3 < point.probability < 0.5
    assert point.verdict is expected
    assert (point.evidence is None) == (expected is MISSED)


def test_a_probability_on_the_border_is_missed_below_and_found_above() -> None:
    half = judged("Mind the large rate.").probability
    weights = {**dict.fromkeys(WEIGHTS, 0.0), "intercept": 0.0}
    assert 0 < half < 1
    for missed_up_to, found_from, expected in ((0.5, 0.6, MISSED), (0.4, 0.5, FOUND)):
        even = RulesGrader(parameters=Parameters(weights, {}, missed_up_to, found_from))
        assert even.grade(ASKED, "Mind the large rate.").points[0].verdict is expected


@pytest.mark.parametrize(
    ("answer", "point_id", "evidence"),
    [
        ("Well, a Large  Rate may OVERSHOOT it.", "diverges", "Large  Rate may OVERSHOOT"),
        ("I think lareg steps... no: big-steps diverge!", "diverges", "big-steps diverge"),
        ("A tiny step (I think) takes forever.", "slow", "tiny step (I think) takes forever"),
        ("At first nothing. “Warm–up” then Warm-up, rate getting lower", "decay", "Warm-up, rate getting lower"),
        ("Careful: small rates overshoot, always.", "diverges", "small rates overshoot"),
    ],
)
def test_the_evidence_is_what_the_candidate_wrote(answer: str, point_id: str, evidence: str) -> None:
    assert quoted(answer, judged(answer, point_id)) == evidence


def test_a_missed_point_has_no_evidence() -> None:
    point = judged("A large rate overshoots.", "decay")
    assert point.verdict is MISSED
    assert point.evidence is None
    assert point.probability > 0


@pytest.mark.parametrize(
    ("answer", "score", "passed"),
    [
        ("A large rate overshoots. A small rate is slow. We anneal it.", 100, True),
        ("A small rate is slow. We anneal it.", 75, True),
        ("A large rate overshoots. A small rate is slow.", 49, False),  # the required one is missing
        ("A small rate is slow. A small rate overshoots. We anneal it.", 62, True),  # one is wrong
    ],
)
def test_the_score_follows_from_the_verdicts(answer: str, score: int, passed: bool) -> None:
    graded = grade(ASKED, answer)
    assert (graded.score, graded.passed) == (score, passed), graded.verdicts()


@pytest.mark.parametrize(
    ("answer", "remark"),
    [
        ("", Remark.EMPTY),
        ("?!", Remark.EMPTY),
        ("no idea", Remark.DONT_KNOW),
        ("How does the learning rate shape training?", Remark.ECHO),
        ("step, loss, weights, gradient, momentum, batch, epoch, bias, variance, recall, dropout, adam", Remark.WORDS),
    ],
)
def test_an_answer_that_says_nothing_scores_nothing_and_says_why(answer: str, remark: Remark) -> None:
    graded = grade(ASKED, answer)
    assert graded.remark is remark
    assert graded.score == 0
    assert {(p.verdict, p.probability, p.evidence) for p in graded.points} == {(MISSED, 0.0, None)}


def test_an_answer_in_the_words_of_the_question_is_no_echo_where_it_states_a_point() -> None:
    graded = grade(ASKED, "How does the learning rate shape training? A large rate overshoots.")
    assert graded.remark is None
    assert graded.verdicts()["diverges"] is FOUND


def test_a_rejected_statement_counts_against_a_point_with_rules() -> None:
    point = a_point(
        "p", "Clustering is unsupervised", reject=("Clustering is supervised",), rules=(a_rule("no labels"),)
    )
    asked = a_question(question="What is k-means?", key_points=(point,))
    answer = "clustering is supervised"
    (wrong,) = grade(asked, answer).points
    assert wrong.verdict is WRONG
    assert quoted(answer, wrong) == "clustering is supervised"


def test_a_point_without_rules_is_judged_by_its_words() -> None:
    asked = a_question(question="What helps?", key_points=(a_point("p", "Momentum damps zigzags in narrow valleys"),))
    said, other = (grade(asked, answer).points[0] for answer in ("momentum damps zigzags", "use more labels"))
    assert said.probability > other.probability
    assert said.evidence


def test_a_follow_up_is_graded_like_a_question() -> None:
    follow_up = a_follow_up(key_points=(DIVERGES,))
    assert grade(follow_up, "a large rate overshoots").verdicts() == {"diverges": FOUND}


def test_a_follow_up_without_points_scores_nothing() -> None:
    assert grade(a_follow_up(key_points=()), "a large rate overshoots").score == 0


def test_a_rule_without_groups_says_nothing() -> None:
    asked = a_question(key_points=(a_point("p", "It overshoots", rules=(Rule(()),), against=(Rule(()), Rule(((),)))),))
    assert grade(asked, "a large rate overshoots").verdicts() == {"p": MISSED}


# Laws

scraps = st.sampled_from(
    [
        "a large rate overshoots",
        "small rates are slow",
        "big-step",
        "tiny step",
        "large",
        "small",
        "rate",
        "overshoots",
        "diverge",
        "slow",
        "crawl",
        "shrink",
        "decay",
        "lowers",
        "anneal",
        "warm-up",
        "warmup",
        "not",
        "never",
        "n't",
        "don't",
        "rather than",
        "not only",
        "without",
        "instead of",
        "but",
        "and",
        "while",
        "I don't know",
        "How does the learning rate shape training?",
        "η·∇J",
        "→",
        "≠",
        "naïve",
        "the",
        "banana",
        ",",
        ".",
        ";",
        ":",
        "(",
        ")",
        "\n",
    ]
)
answers = st.one_of(
    st.text(),
    st.text(st.characters(codec=None)),  # half a surrogate pair may come from a broken pipe
    st.lists(st.one_of(scraps, st.text(max_size=8)), max_size=16).map(" ".join),
)
typed = st.lists(st.one_of(scraps, scraps, scraps, st.text(string.printable, max_size=6)), max_size=16).map(" ".join)
said = st.lists(scraps, max_size=20).map(" ".join)

STATEMENTS = {
    "diverges": ("a large rate overshoots", "with big steps it may blow up"),
    "slow": ("small rates are slow", "a tiny step takes forever"),
    "decay": ("we anneal it", "a schedule makes it shrink over time"),
}
"""Each states one point, and denies nothing."""

spoken = st.one_of(*(st.sampled_from([(point_id, t) for t in texts]) for point_id, texts in STATEMENTS.items()))
statements = st.lists(spoken, min_size=1, max_size=5)
asides = st.lists(
    st.sampled_from("banana umbrella tuesday trombone guitar willow lantern pebble".split()), min_size=1, max_size=4
).map(lambda words: " ".join(words).capitalize())


def without_places(graded: Grade) -> tuple[int, Remark | None, tuple[tuple[str, Verdict, float], ...]]:
    return graded.score, graded.remark, tuple((p.point_id, p.verdict, p.probability) for p in graded.points)


@given(answers)
def test_any_text_gets_a_whole_grade(answer: str) -> None:
    graded = grade(ASKED, answer)
    assert 0 <= graded.score <= 100
    assert [point.point_id for point in graded.points] == ["diverges", "slow", "decay"]
    assert all(0 <= point.probability <= 1 for point in graded.points)
    if graded.remark is not None:
        assert graded.score == 0


@given(answers)
def test_any_text_gets_a_whole_grade_with_the_shipped_parameters_with_and_without_rules(answer: str) -> None:
    for asked in (ASKED, a_question()):
        graded = RulesGrader().grade(asked, answer)
        assert 0 <= graded.score <= 100
        assert [point.point_id for point in graded.points] == [point.id for point in asked.key_points]
        assert all(0 <= point.probability <= 1 for point in graded.points)
        assert all(p.evidence is None or 0 <= p.evidence.start < p.evidence.end <= len(answer) for p in graded.points)


@given(said)
def test_any_text_of_the_questions_own_words_gets_a_whole_grade(answer: str) -> None:
    graded = grade(ASKED, answer)
    assert all(0 <= point.probability <= 1 for point in graded.points)
    assert not graded.passed or graded.score >= 50


@given(answers)
def test_evidence_is_a_slice_of_the_answer_wherever_something_was_seen(answer: str) -> None:
    words = tokenise(answer)
    for point in grade(ASKED, answer).points:
        assert (point.evidence is None) == (point.verdict is MISSED)
        if point.evidence:
            assert point.evidence.start in {word.start for word in words}
            assert point.evidence.end in {word.end for word in words}
            assert 0 <= point.evidence.start < point.evidence.end <= len(answer)


@given(said)
def test_grading_again_gives_the_same_grade(answer: str) -> None:
    first = grade(ASKED, answer)
    compile_rulebook.cache_clear()
    assert grade(ASKED, answer) == first


def test_grades_do_not_depend_on_the_order_of_sets() -> None:
    """Python shuffles sets of strings anew in every process; a grade must not follow."""
    program = (
        "from test_rules_grader import ASKED, grade; print([grade(ASKED, text) for text in "
        "('a lareg rate overshots, small ones crawl', 'not big steps decay', 'slow small tiny step shrinks lower')])"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


@given(typed)
def test_case_does_not_matter(answer: str) -> None:
    assert grade(ASKED, answer.upper()) == grade(ASKED, answer.lower())


@given(typed, st.sampled_from(["  ", "\t", " \t "]))
def test_spacing_does_not_matter(answer: str, space: str) -> None:
    assert without_places(grade(ASKED, answer)) == without_places(grade(ASKED, answer.replace(" ", space)))
    assert without_places(grade(ASKED, answer)) == without_places(grade(ASKED, f"{space}{answer}{space}"))


@given(st.lists(st.one_of(scraps, st.sampled_from(["café", "Poincaré", "naïve-bayes"])), max_size=16).map(" ".join))
def test_unicode_form_does_not_matter(answer: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, answer) for form in ("NFC", "NFD"))
    assert without_places(grade(ASKED, composed)) == without_places(grade(ASKED, decomposed))


@given(said)
def test_typographic_quotes_do_not_matter(answer: str) -> None:
    assert grade(ASKED, answer) == grade(ASKED, answer.replace("'", "’"))
    assert without_places(grade(ASKED, f'"{answer}"')) == without_places(grade(ASKED, f"“{answer}”"))


@given(statements)
def test_statements_are_found_in_any_order_and_number(spoken: list[tuple[str, str]]) -> None:
    verdicts = grade(ASKED, ". ".join(text for _, text in spoken)).verdicts()
    for point_id, _ in spoken:
        assert verdicts[point_id] is FOUND


@given(statements, asides, st.booleans())
def test_an_unrelated_sentence_never_makes_a_found_point_missed(
    spoken: list[tuple[str, str]], aside: str, before: bool
) -> None:
    answer = ". ".join(text for _, text in spoken)
    after = grade(ASKED, f"{aside}. {answer}" if before else f"{answer}. {aside}").verdicts()
    for point_id, verdict in grade(ASKED, answer).verdicts().items():
        if verdict is FOUND:
            assert after[point_id] is not MISSED


@given(said, st.sampled_from([". ", "\n", "; "]))
def test_saying_it_all_twice_never_lowers_a_verdict(answer: str, end: str) -> None:
    once, twice = grade(ASKED, answer), grade(ASKED, f"{answer}{end}{answer}")
    assume(once.remark is None and twice.remark is None)
    order = [WRONG, MISSED, UNSURE, FOUND]
    for before, after in zip(once.points, twice.points, strict=True):
        assert order.index(after.verdict) >= order.index(before.verdict), (before, after)


@given(statements, st.sampled_from(["not ", "never ", "no ", "hardly "]))
def test_a_negation_before_the_evidence_never_raises_the_probability(
    spoken: list[tuple[str, str]], negation: str
) -> None:
    answer = ". ".join(text for _, text in spoken)
    graded = grade(ASKED, answer)
    for point in graded.points:
        if point.evidence and point.verdict is FOUND:
            denied = grade(ASKED, f"{answer[: point.evidence.start]}{negation}{answer[point.evidence.start :]}")
            after = next(p for p in denied.points if p.point_id == point.point_id)
            assert after.probability <= point.probability
            assert denied.score <= graded.score


@given(statements, st.sampled_from(["It is not true that ", "Nobody says that ", "I don't think "]), st.data())
def test_denying_a_sentence_never_raises_the_score(
    spoken: list[tuple[str, str]], denial: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(spoken) - 1))
    texts = [text for _, text in spoken]
    denied = [*texts[:place], denial + texts[place], *texts[place + 1 :]]
    assert grade(ASKED, ". ".join(denied)).score <= grade(ASKED, ". ".join(texts)).score


def test_an_endless_answer_is_graded_and_told_so() -> None:
    short = grade(ASKED, ASKED.key_points[0].point)
    long = grade(ASKED, f"{ASKED.key_points[0].point}. Then I had lunch{' and talked' * 300}.")
    assert (short.remark, long.remark) == (None, Remark.ENDLESS)
    assert long.points[0].evidence == short.points[0].evidence
