"""Which answers say nothing as a whole, and which short, terse or odd ones do say something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.remarks import is_echo, is_endless, is_list_of_words, is_scrambled, nothing_said, repeats
from mlprep.grading.tokens import stem, tokenise
from mlprep.model.grade import Remark

from builders import seeded

ASKED = frozenset(stem(word) for word in "learning rate shape training".split())
"""What is asked: how does the learning rate shape training?"""

MODEL_ANSWER = """
    The learning rate scales the gradient in an update of the weights. With a large rate the steps overshoot the
    minimum, and the loss may even diverge. With a small rate the model is trained slowly, and it may get stuck in a
    plateau. A schedule lowers the rate over the course of the training, so that the first epochs explore and the last
    ones settle into a minimum.
"""

NOTES = """
    lr = step size: w -= lr * grad
    too big -> overshoot, diverge
    too small -> slow
    fix: warmup + cosine decay
"""


@pytest.mark.parametrize("text", ["", "   \n", "...", "?!", "it is what it is", "not", "= + ->", "😀"])
def test_an_answer_without_content_is_empty(text: str) -> None:
    assert nothing_said(text, ASKED) is Remark.EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "I don't know",
        "i dont know.",
        "I do not know!",
        "I don’t know",
        "Honestly, I really don't remember",
        "no idea",
        "I have no clue",
        "idk",
        "dunno",
        "not sure",
        "I can't recall",
        "I cannot remember how the learning rate shapes training",
        "pass",
        "Skip.",
        "no idea, something statistical?",
    ],
)
def test_admitting_not_to_know_is_no_answer(text: str) -> None:
    assert nothing_said(text, ASKED) is Remark.DONT_KNOW


@pytest.mark.parametrize(
    "text",
    [
        "I don't know the formula, but large steps overshoot the minimum",
        "not sure about momentum; small steps crawl along plateaus",
        "skip connections pass gradients",
        "the optimiser knows no momentum",
    ],
)
def test_words_of_doubt_do_not_hide_an_answer(text: str) -> None:
    assert nothing_said(text, ASKED) is None


@pytest.mark.parametrize(
    "text",
    [
        "relu, sigmoid, tanh, softmax, dropout, momentum, batch, epoch, bias, variance, loss",
        "relu; sigmoid; tanh; softmax; dropout; momentum; batch; epoch; bias; variance; loss",
        "relu / sigmoid / tanh / softmax / dropout / momentum / batch / epoch / bias / variance / loss",
        "- relu\n- sigmoid\n- tanh\n- softmax\n- dropout\n- momentum\n- batch\n- epoch\n- bias\n- variance\n- loss",
        "relu - sigmoid - tanh - softmax - dropout - momentum - batch - epoch - bias - variance - loss",
        "learning rate, gradient descent, loss surface, weight decay, early stopping, cross entropy, epoch, batch size",
    ],
)
def test_a_list_of_words_is_no_answer(text: str) -> None:
    assert is_list_of_words(text)
    assert nothing_said(text, ASKED) is Remark.WORDS


@pytest.mark.parametrize(
    "text",
    [
        "relu, sigmoid, tanh",  # a short one may be what was asked for
        "relu, sigmoid and tanh squash what the neurons add up, and dropout is what keeps them from co-adapting",
        "relu -> fast, sigmoid -> saturates, tanh -> saturates, dropout -> robust, batch, epoch, bias, variance",
        "precision = tp / (tp + fp), recall = tp / (tp + fn), f1, accuracy, auc, roc, threshold, curve",
        "large rates overshoot, small ones crawl, a schedule does both, momentum damps zigzags, clipping cuts the norm",
    ],
)
def test_a_short_list_relations_and_statements_are_answers(text: str) -> None:
    assert not is_list_of_words(text)
    assert nothing_said(text, ASKED) is None


@pytest.mark.parametrize(
    "text",
    [
        NOTES,
        MODEL_ANSWER,
        "overshoots",
        "θ ← θ − η∇J(θ)",
        "bigger steps",
        "w_t+1 = w_t - lr * dL/dw; lr big => diverges; lr tiny => slow",
        "The bigger the rate, the bigger the step; the smaller, the slower.",
        "a/b testing splits the users into a control and a treatment group",
    ],
)
def test_notes_formulas_and_short_answers_are_answers(text: str) -> None:
    assert nothing_said(text, ASKED) is None


@pytest.mark.parametrize("seed", range(8))
def test_a_model_answer_with_its_words_shuffled_is_no_language(seed: int) -> None:
    words = MODEL_ANSWER.split()
    seeded(seed).shuffle(words)
    assert is_scrambled(tokenise(" ".join(words)))
    assert nothing_said(" ".join(words), ASKED) is Remark.WORDS


@pytest.mark.parametrize("seed", range(8))
def test_a_model_answer_with_its_sentences_shuffled_is_still_one(seed: int) -> None:
    sentences = MODEL_ANSWER.strip().split(". ")
    seeded(seed).shuffle(sentences)
    assert nothing_said(". ".join(sentences), ASKED) is None


@pytest.mark.parametrize(
    ("text", "scrambled"),
    [
        ("the of is a the in minimum an", True),
        ("the of", False),  # too short to tell
        ("the very last step, a really small one, and the same again", False),
        ("the is rate, the step, the weights, the loss, the minimum", False),  # one slip
    ],
)
def test_articles_before_words_that_none_can_stand_before_tell_a_scrambled_text(text: str, scrambled: bool) -> None:
    assert is_scrambled(tokenise(text)) == scrambled


@pytest.mark.parametrize(
    ("said", "repeated"),
    [
        ("learning rate shape training", True),
        ("learning rate shape training momentum", True),
        ("learning rate shape", False),
        ("", False),
    ],
)
def test_most_of_the_questions_words_repeat_it(said: str, repeated: bool) -> None:
    assert repeats([stem(word) for word in said.split()], ASKED) == repeated


def test_a_question_without_words_is_not_repeated() -> None:
    assert not repeats({"momentum"}, frozenset())


@pytest.mark.parametrize(
    ("added", "states_something", "echo"),
    [
        ((), False, True),
        (("momentum", "help"), False, True),
        (("momentum", "help"), True, False),  # two words may be all that it takes
        (("momentum", "help", "converge"), False, False),
    ],
)
def test_the_question_with_hardly_a_word_added_is_an_echo(
    added: tuple[str, ...], states_something: bool, echo: bool
) -> None:
    assert is_echo({*ASKED, *added}, ASKED, states_something=states_something) == echo


# Laws


@given(st.one_of(st.text(), st.text(st.characters(codec=None)), st.text("a the,;/-•\n.don'tknow ")))
def test_any_text_is_remarked_upon_or_not(text: str) -> None:
    assert nothing_said(text, ASKED) in (None, Remark.EMPTY, Remark.DONT_KNOW, Remark.WORDS)


@given(st.lists(st.sampled_from(["large steps overshoot", "so", "no idea", ", ", "the of the", "θ = 1"])).map(" ".join))
def test_case_does_not_matter(text: str) -> None:
    assert nothing_said(text.upper(), ASKED) is nothing_said(text.lower(), ASKED)


def test_an_answer_that_nobody_would_hear_out_is_endless() -> None:
    assert is_endless("and so on " * 200)
    assert not is_endless("and so on " * 199)
