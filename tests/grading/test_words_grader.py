"""Which points an answer states or gets wrong, by their own words. Read the tables: they are what it promises."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mlprep.grading.tokens import content, tokenise
from mlprep.grading.words import NEGATIONS
from mlprep.grading.words_grader import WordsGrader, without_rules
from mlprep.model.grade import Grade, PointGrade, Remark, Verdict
from mlprep.model.question import KeyPoint, Rule

from builders import POINTS, a_follow_up, a_point, a_question

FOUND, PARTIAL, MISSED, WRONG, UNSURE = Verdict

OVERFIT = "An overfit model has low training error and high test error"
UPDATE = "Each step replaces theta by theta - eta * gradient"

grade = WordsGrader().grade


def judge(point: KeyPoint, answer: str) -> PointGrade:
    """The grade of a point that is all its question asks for."""
    (judged,) = grade(a_question(question="What can you say?", key_points=(point,)), answer).points
    return judged


def verdict(point: str, answer: str) -> Verdict:
    return judge(a_point(point=point), answer).verdict


@pytest.mark.parametrize(
    ("point", "answer", "expected"),
    [
        # the same words, or most of them
        ("Momentum damps zigzags across narrow valleys", "momentum damps zigzags across narrow valleys", FOUND),
        ("Momentum damps zigzags across narrow valleys", "it's for damping zigzags in a narrow valley", FOUND),
        ("Momentum damps zigzags across narrow valleys", "momentum, valleys", FOUND),
        ("Momentum damps zigzags across narrow valleys", "momentum", UNSURE),
        ("Momentum damps", "momentum, I think", FOUND),
        ("Zigzags, mostly across narrow valleys", "valleys", UNSURE),
        ("Momentum", "momentum", FOUND),
        ("Momentum damps zigzags across narrow valleys", "dropout removes random units", MISSED),
        # over two sentences
        ("Momentum damps zigzags across narrow valleys", "Think of valleys. Momentum damps the zigzags there.", FOUND),
        # inflection, spelling and typing errors
        ("Convergence is slow near saddle points", "it converges slowly near a saddle point", FOUND),
        ("Regularisation penalises large weights", "regularization penalizes a large weight", FOUND),
        (OVERFIT, "an overfti modle has low trianing eror and high tset error", FOUND),
        # Greek letters, signs and names
        (UPDATE, "θ = θ - η * gradient", FOUND),
        (UPDATE, "θ ← θ − η∇J(θ)", FOUND),
        (UPDATE, "theta := theta - eta*gradient", FOUND),
        ("The penalty is λ times the squared norm", "lambda times squared norm as a penalty", FOUND),
        ("The error is at most ε", "the error is <= epsilon", FOUND),
        ("Var(x) ≤ 1 keeps activations stable", "activations stay stable while var(x) <= 1", FOUND),
        # numbers
        ("A learning rate of 0.01 is a common start", "people start at a learning rate of 0.01", FOUND),
        ("Use 5 or 10 folds", "10 folds or 5", FOUND),
    ],
)
def test_a_point_is_known_by_its_words(point: str, answer: str, expected: Verdict) -> None:
    assert verdict(point, answer) is expected


@pytest.mark.parametrize(
    ("point", "twin"),
    [
        ("A type I error is a false positive", "a type II error is a false positive"),
        ("A type 1 error is a false positive", "a type II error is a false positive"),
        ("L1 gives sparse weights", "L2 gives sparse weights"),
        ("A learning rate of 0.01 is a common start", "a learning rate of 0.1 is a common start"),
        ("Clustering is unsupervised", "clustering is supervised"),
        ("Logistic loss is convex", "logistic loss is concave"),
        ("Logistic loss is convex", "logistic loss is nonconvex"),
        ("Errors are independent", "errors are dependent"),
        ("The sample variance is biased", "the sample variance is unbiased"),
    ],
)
def test_a_twin_that_means_something_else_is_not_found(point: str, twin: str) -> None:
    assert verdict(point, point) is FOUND
    assert verdict(point, twin) in (UNSURE, MISSED)


@pytest.mark.parametrize(
    ("point", "reject"),
    [
        ("A type I error is a false positive", "A type II error is a false positive"),
        ("L1 gives sparse weights", "L2 gives sparse weights"),
        ("Logistic loss is convex", "Logistic loss is not convex"),
        ("Clustering is unsupervised", "Clustering is supervised"),
        ("A learning rate of 0.01 is a common start", "A learning rate of 0.1 is a common start"),
        ("Each step subtracts the gradient", "Each step adds the gradient"),
    ],
)
def test_a_twin_that_the_bank_rejects_is_wrong(point: str, reject: str) -> None:
    both = a_point(point=point, reject=(reject,))
    assert judge(both, point).verdict is FOUND
    assert judge(both, reject).verdict is WRONG


@pytest.mark.parametrize(
    ("point", "answer"),
    [
        ("Variance falls as trees are added", "variance rises as trees are added"),
        ("A large rate diverges", "a small rate diverges"),
        ("A large rate diverges", "a large rate converges"),
        ("Dropout increases training time", "dropout decreases training time"),
        ("Split before you scale", "split after you scale"),
        ("Deep trees overfit", "deep trees underfit"),
    ],
)
def test_the_opposite_direction_is_not_found(point: str, answer: str) -> None:
    assert verdict(point, point) is FOUND
    assert verdict(point, answer) in (UNSURE, MISSED)


@pytest.mark.parametrize(
    ("point", "answer"),
    [
        ("A large rate diverges, a small rate converges", "a small rate converges and a large rate diverges"),
        ("Use a small rate", "not a large rate, a small one"),
    ],
    ids=["both directions", "opposite beside the word itself"],
)
def test_an_opposite_word_alone_does_not_turn_a_statement_round(point: str, answer: str) -> None:
    assert verdict(point, answer) is FOUND


@pytest.mark.parametrize(
    ("point", "answer"),
    [
        ("Trees need scaling", "trees need no scaling"),
        ("Trees need scaling", "trees don't need scaling"),
        ("Trees need scaling", "trees never need scaling"),
        ("Logistic loss is convex", "logistic loss is non-convex"),
        ("Logistic loss is not convex", "logistic loss is convex"),
    ],
)
def test_a_denied_point_is_not_found(point: str, answer: str) -> None:
    assert verdict(point, answer) in (UNSURE, MISSED)


@pytest.mark.parametrize(
    ("point", "answer"),
    [
        ("Logistic loss is not convex", "logistic loss is non-convex"),
        ("Trees do not need scaling", "trees need no scaling"),
    ],
    ids=["in the same place", "in another place"],
)
def test_a_negative_point_is_stated_by_a_negative_answer(point: str, answer: str) -> None:
    assert verdict(point, answer) is FOUND


SCALING = a_point(
    point="Trees split on order, so scaling changes nothing", reject=("Trees must be scaled to a common range",)
)


@pytest.mark.parametrize(
    ("answer", "is_wrong"),
    [
        ("trees must be scaled to a common range", True),
        ("you must always scale trees to the common range first", True),
        ("trees must never be scaled to a common range", False),
        ("a range", False),
        ("trees split on order so scaling changes nothing", False),
    ],
)
def test_a_rejected_statement_is_wrong_unless_it_is_denied(answer: str, is_wrong: bool) -> None:
    assert (judge(SCALING, answer).verdict is WRONG) == is_wrong


@pytest.mark.parametrize(
    ("answer", "is_wrong"),
    [
        ("dropout deletes neurons forever", True),
        ("dropout deletes random neurons", True),
        ("dropout deletes something", False),
    ],
)
def test_a_wrong_statement_has_to_be_clear(answer: str, is_wrong: bool) -> None:
    point = a_point(point="Dropout is off while predicting", reject=("dropout deletes random neurons forever",))
    assert (judge(point, answer).verdict is WRONG) == is_wrong


def test_the_opposite_of_a_rejected_statement_is_not_held_against_the_candidate() -> None:
    point = a_point(
        point="Momentum accumulates a velocity", reject=("a large batch gives the noisy gradient estimate",)
    )
    assert judge(point, "a large batch gives the noisy gradient estimate").verdict is WRONG
    assert judge(point, "a small batch gives the noisy gradient estimate").verdict is MISSED


def test_any_accepted_wording_will_do() -> None:
    point = a_point(
        point="It overshoots the minimum", accept=("leaps over the valley", "gets thrown across the bottom")
    )
    assert judge(point, "you'd be thrown across the bottom").verdict is FOUND


@pytest.mark.parametrize(
    "answer",
    [
        "penalising big weights",
        "a penalty on weights that are huge",
        "reg adds a penalty on large weights",
        "Lasso punishes large coefs, I mean coefficients",
    ],
    ids=["thesaurus", "another form", "shortened", "all of them"],
)
def test_other_words_for_the_same_will_do(answer: str) -> None:
    assert verdict("Regularisation penalises large weights", answer) is FOUND


def test_rules_do_not_matter() -> None:
    asked = a_question(key_points=(a_point(point="It overshoots", rules=(Rule((("leaps",), ("bottom",))),)),))
    assert grade(asked, "it leaps over the bottom") == grade(without_rules(asked), "it leaps over the bottom")


def test_what_has_none_of_the_words_is_missed_for_certain() -> None:
    judged = judge(a_point(point="It overshoots the minimum"), "bananas are yellow")
    assert (judged.verdict, judged.probability, judged.evidence) == (MISSED, 0.0, None)


def test_the_evidence_is_what_the_candidate_typed() -> None:
    answer = "Well, I'd say: Momentum DAMPS the zig-zags, across\nnarrow valleys."
    judged = judge(a_point(point="Momentum damps oscillation"), answer)
    assert judged.evidence is not None
    assert answer[judged.evidence.start : judged.evidence.end] == "Momentum DAMPS"


def test_the_evidence_of_a_wrong_point_is_the_wrong_statement() -> None:
    answer = "Trees are fast. Trees must be scaled to a common range, always."
    evidence = judge(SCALING, answer).evidence
    assert evidence is not None
    assert answer[evidence.start : evidence.end] == "Trees must be scaled to a common range"


@pytest.mark.parametrize("answer", ["", "   ", "\n\n", "...", "?", "it's the", "(“”)"])
def test_an_answer_without_content_is_empty(answer: str) -> None:
    graded = grade(a_question(), answer)
    assert (graded.score, graded.passed, graded.remark) == (0, False, Remark.EMPTY)


@pytest.mark.parametrize(
    "answer",
    [
        "I don't know",
        "i dont know sorry",
        "I do not know.",
        "I don’t really remember",
        "honestly don't recall",
        "no idea",
        "I have no clue!",
        "idk",
        "dunno",
        "not sure",
        "I can't remember the rate",
        "cannot recall",
        "pass",
        "Skip.",
    ],
)
def test_saying_that_you_do_not_know_scores_nothing(answer: str) -> None:
    graded = grade(a_question(), answer)
    assert (graded.score, graded.passed, graded.remark) == (0, False, Remark.DONT_KNOW)


@pytest.mark.parametrize(
    ("point", "answer"),
    [
        ("Too small a rate converges slowly", "not sure about the rest, but too small a rate converges slowly"),
        ("Skip connections", "skip connections"),
        ("The backward pass", "backward pass"),
    ],
    ids=["doubt before a statement", "skip as a term", "pass as a term"],
)
def test_words_of_doubt_do_not_hide_an_answer(point: str, answer: str) -> None:
    assert verdict(point, answer) is FOUND


@pytest.mark.parametrize(
    "answer",
    [
        "How does the learning rate shape training?",
        "how does the LEARNING RATE shape the training",
        "how... does the learning rate? shape. training!",
    ],
)
def test_the_question_pasted_back_scores_nothing(answer: str) -> None:
    graded = grade(a_question(), answer)
    assert (graded.score, graded.passed, graded.remark) == (0, False, Remark.ECHO)


def test_the_question_repeated_before_an_answer_does_no_harm() -> None:
    asked = a_question()
    graded = grade(asked, f"{asked.question} Too large a rate overshoots the minimum and may diverge.")
    assert graded.remark is None
    assert graded.verdicts()["overshoot"] is FOUND


def test_words_of_the_question_are_worth_little() -> None:
    point = a_point(point="The learning rate multiplies the gradient")
    asked = a_question(question="What is the learning rate?", key_points=(point,))
    assert grade(asked, "a rate for learning").points[0].verdict is MISSED
    assert grade(asked, "multiplies gradient").points[0].verdict is FOUND


def test_words_that_several_points_share_do_not_tell_which_was_stated() -> None:
    points = (
        a_point("large", "Too large a rate overshoots"),
        a_point("small", "Too small a rate crawls"),
    )
    verdicts = grade(a_question(question="Why tune it?", key_points=points), "too large a rate overshoots").verdicts()
    assert verdicts == {"large": FOUND, "small": UNSURE}


def test_a_required_point_that_is_missing_keeps_the_answer_from_passing() -> None:
    points = (
        a_point("size", "It sets the size of each update", weight=9),
        a_point("overshoot", "Too large overshoots the minimum", required=True),
    )
    asked = a_question(question="Why tune it?", key_points=points)
    assert (grade(asked, "it sets the size of each update").score, grade(asked, "overshoots the minimum").passed) == (
        49,
        False,
    )
    assert grade(asked, "it sets the size of each update; too large overshoots the minimum").passed


def test_a_follow_up_is_graded_like_a_question() -> None:
    graded = grade(a_follow_up(), "decay lets it settle into the minimum")
    assert (graded.score, graded.passed) == (100, True)


def test_a_follow_up_without_points_scores_nothing() -> None:
    graded = grade(a_follow_up(key_points=()), "because")
    assert (graded.score, graded.passed, graded.points) == (0, False, ())


# Laws

STATEMENTS = tuple(
    a_point(f"p{number}", text, weight=1 + number % 3, required=number == 2)
    for number, text in enumerate(
        (
            "Momentum damps zigzags across narrow valleys",
            "Stochastic gradients add useful noise",
            "The step size multiplies the gradient",
            "Adam adapts each parameter by its second moment",
            "Warm-up avoids early divergence",
            "Clipping bounds exploding norms",
        )
    )
)
ASKED = a_question(question="What stabilises training?", key_points=STATEMENTS)

points_of = st.lists(st.sampled_from(STATEMENTS), min_size=1, unique=True)
scraps = st.sampled_from(
    [
        "the step size multiplies the gradient",
        "momentum",
        "zigzags across valleys",
        "not",
        "never",
        "I don't know",
        "What stabilises training?",
        "Adam's 2nd moment",
        "η·∇J",
        "so",
        "large",
        "small",
        "0.01",
        ";",
    ]
)
answers = st.one_of(
    st.text(),
    st.text(st.characters(codec=None)),  # half a surrogate pair may come from a broken pipe
    st.lists(st.one_of(scraps, st.text(max_size=8)), max_size=12).map(" ".join),
)
typed = st.lists(st.one_of(scraps, st.text(string.printable, max_size=8)), max_size=12).map(" ".join)


@given(answers)
def test_any_text_gets_a_whole_grade(answer: str) -> None:
    graded = grade(ASKED, answer)
    assert 0 <= graded.score <= 100
    assert [point.point_id for point in graded.points] == [point.id for point in STATEMENTS]
    assert graded.passed == (graded.score >= 50)
    assert all(0 <= point.probability <= 1 for point in graded.points)
    if graded.remark is not None:
        assert graded.score == 0


@given(answers)
def test_evidence_is_a_slice_of_the_answer_wherever_something_was_seen(answer: str) -> None:
    words = tokenise(answer)
    for point in grade(ASKED, answer).points:
        assert (point.evidence is None) == (point.verdict is MISSED)
        if point.evidence:
            assert point.evidence.start in {word.start for word in words}
            assert point.evidence.end in {word.end for word in words}
            assert point.evidence.start < point.evidence.end


@given(typed)
def test_case_does_not_matter(answer: str) -> None:
    assert grade(ASKED, answer.upper()) == grade(ASKED, answer.lower())


@given(typed, st.sampled_from(["  ", "\t", " \t "]))
def test_spacing_does_not_matter(answer: str, space: str) -> None:
    assert _without_places(grade(ASKED, answer)) == _without_places(grade(ASKED, answer.replace(" ", space)))
    assert _without_places(grade(ASKED, answer)) == _without_places(grade(ASKED, f"{space}{answer}{space}"))


@given(points_of)
def test_stating_points_as_they_are_written_finds_them(stated: list[KeyPoint]) -> None:
    verdicts = grade(ASKED, ". ".join(point.point for point in stated)).verdicts()
    assert all(verdicts[point.id] is FOUND for point in stated)


@given(points_of, st.data())
def test_the_order_of_sentences_does_not_matter(stated: list[KeyPoint], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(stated))
    one, other = (grade(ASKED, ". ".join(point.point for point in order)) for order in (stated, shuffled))
    assert one.verdicts() == other.verdicts()


@given(points_of, st.data())
def test_denying_a_hit_never_raises_the_score(stated: list[KeyPoint], data: st.DataObject) -> None:
    answer = ". ".join(point.point for point in stated)
    word = data.draw(st.sampled_from(content(tokenise(answer))))
    negation = data.draw(st.sampled_from(sorted(NEGATIONS)))
    before, after = grade(ASKED, answer), grade(ASKED, f"{answer[: word.start]}{negation} {answer[word.start :]}")
    assert after.score <= before.score


@given(typed, st.lists(st.sampled_from(["banana", "umbrella", "Tuesday", "trombone", "guitar"]), min_size=1))
def test_unrelated_words_in_a_sentence_of_their_own_change_nothing(answer: str, unrelated: list[str]) -> None:
    before = grade(ASKED, answer)
    assume(before.remark is None)
    assert grade(ASKED, f"{answer}\nThere is {' or '.join(unrelated)}.") == before


@given(points_of)
def test_saying_the_same_twice_changes_nothing(stated: list[KeyPoint]) -> None:
    answer = ". ".join(point.point for point in stated)
    assert grade(ASKED, f"{answer}. {answer}.").verdicts() == grade(ASKED, answer).verdicts()


@given(points_of, st.sampled_from(STATEMENTS))
def test_one_more_right_point_never_lowers_the_score(stated: list[KeyPoint], more: KeyPoint) -> None:
    answer = ". ".join(point.point for point in stated)
    assert grade(ASKED, f"{answer}. {more.point}").score >= grade(ASKED, answer).score


def test_grading_the_same_answer_twice_gives_the_same_grade() -> None:
    answer = "too large a rate overshoots the minimum"
    assert grade(a_question(key_points=POINTS), answer) == grade(a_question(key_points=POINTS), answer)


def _without_places(graded: Grade) -> tuple[int, Remark | None, tuple[tuple[str, Verdict, float], ...]]:
    return graded.score, graded.remark, tuple((p.point_id, p.verdict, p.probability) for p in graded.points)
