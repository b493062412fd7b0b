"""How an answer is heard: its words and compounds, where statements end, how far apart words are, what is denied."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep.grading.answer import Answer, Hit, listen
from mlprep.grading.tokens import stem

anything = st.one_of(
    st.text(),
    st.text(st.characters(codec=None)),
    st.lists(
        st.sampled_from(
            "the mean median is not isn't rather than instead of only and but while , ( ) . ; \n -> ≠ é x".split(" ")
        ),
        max_size=20,
    ).map(" ".join),
)


def hit(answer: Answer, *words: str) -> Hit:
    """The stretch from the first of the words to the last."""
    texts = [token.text for token in answer.tokens]
    return Hit(texts.index(words[0]), texts.index(words[-1]))


def stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gradeint", "gradient"),
        ("GRADIENTS", "gradient"),
        ("netwrok", "network"),
        ("overfiting", "overfitting"),
    ],
)
def test_a_misspelt_word_is_heard_as_the_vocabularys(typed: str, meant: str) -> None:
    assert listen(f"the {typed}", stems(meant)).heard == ("the", stem(meant))


@pytest.mark.parametrize(
    ("typed", "vocabulary"),
    [
        ("supervised", "unsupervised"),
        ("micro", "macro"),
        ("l1", "l2"),
        ("0.01", "0.1"),
        ("trained", "training trainer trained"),
        ("batches", "batch patches batched"),
    ],
)
def test_a_word_that_means_something_else_is_heard_as_it_is(typed: str, vocabulary: str) -> None:
    assert listen(typed, stems(vocabulary)).heard == (stem(typed),)


def test_of_two_words_that_may_be_meant_the_more_alike_is_heard() -> None:
    assert listen("gradeints", stems("gradient gradings")).heard == ("gradient",)


def test_without_a_vocabulary_words_are_heard_as_written() -> None:
    assert listen("the gradeint").heard == ("the", "gradeint")


@pytest.mark.parametrize("text", ["mini batch", "mini-batch", "Mini  Batch", "mini\tbatch", "mini_batch"])
def test_two_words_in_a_row_are_heard_as_a_compound_too(text: str) -> None:
    assert listen(text).joined[stem("minibatch")] == (0,)


@pytest.mark.parametrize(
    "text", ["mini, batch", "mini,batch", "mini. batch", "mini.batch", "mini\nbatch", "mini / batch"]
)
def test_a_compound_does_not_reach_over_a_sign_or_the_end_of_a_sentence(text: str) -> None:
    assert stem("minibatch") not in listen(text).joined


def test_a_small_word_is_part_of_a_compound_only_with_a_hyphen() -> None:
    assert stem("overfitting") in listen("over-fitting").joined
    assert stem("overfitting") not in listen("it goes over fitting curves").joined


@pytest.mark.parametrize("text", ["it does not work", "it is o(n) in time", "no where near"])
def test_a_denial_and_a_small_word_make_no_compound(text: str) -> None:
    assert listen(text).joined == {}


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("bias falls", [0, 0]),
        ("bias falls, variance rises", [0, 0, 1, 1]),
        ("bias falls but variance rises", [0, 0, 1, 1, 1]),
        ("bias falls while variance rises", [0, 0, 1, 1, 1]),
        ("bias falls and variance rises", [0, 0, 0, 0, 0]),
        ("bias (error) falls", [0, 1, 2]),
        ("bias: error", [0, 1]),
        ("bias falls. variance rises", [0, 0, 1, 1]),
        ("bias falls, but variance rises", [0, 0, 1, 1, 1]),
        ("but", [1]),
        ("", []),
    ],
)
def test_commas_and_conjunctions_end_clauses(text: str, clauses: list[int]) -> None:
    assert list(listen(text).clauses) == clauses


def test_the_clause_and_the_sentence_of_hits_have_all_between_them() -> None:
    answer = listen("first one. bias falls, it seems, variance rises. last one")
    words = [token.text for token in answer.tokens]
    seems = [hit(answer, "seems")]
    assert [words[place] for place in answer.clause_of(seems)] == ["it", "seems"]
    assert [words[place] for place in answer.sentence_of(seems)] == words[2:8]
    both = [hit(answer, "seems"), hit(answer, "falls")]
    assert [words[place] for place in answer.clause_of(both)] == ["bias", "falls", "it", "seems"]
    assert answer.same_sentence(hit(answer, "bias"), hit(answer, "rises"))
    assert not answer.same_sentence(hit(answer, "first"), hit(answer, "bias"))
    assert answer.same_clause(hit(answer, "bias"), hit(answer, "falls"))
    assert not answer.same_clause(hit(answer, "bias"), hit(answer, "rises"))


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        ("bias falls", "bias surely falls"),  # content words count more
        ("bias of the falls", "bias surely falls quickly falls"),
        ("bias is falls", "bias quickly falls"),  # than small ones
        ("bias x falls", "bias and falls"),  # "and" takes apart
        ("bias x falls", "bias, x falls"),  # a comma does
        ("bias, falls", "bias. falls"),  # the end of a sentence does most
    ],
)
def test_distance_is_counted_in_words_of_content_and_ends_of_clauses(nearer: str, farther: str) -> None:
    near, far = (listen(text) for text in (nearer, farther))
    assert _apart(near, "bias", "falls") < _apart(far, "bias", "falls")


def test_a_word_is_not_apart_from_a_term_that_it_stands_in() -> None:
    answer = listen("the conditional mean of y")
    assert answer.apart(hit(answer, "conditional", "mean"), hit(answer, "mean")) == 0
    assert answer.apart(hit(answer, "conditional"), hit(answer, "mean")) == 1


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("not the mean", "not"),
        ("not mean", "not"),
        ("not of the mean", "not"),
        ("it isn't the mean", "isn't"),
        ("it isn’t the mean", "isn't"),
        ("without the mean", "without"),
        ("the median rather than the mean", "rather"),
        ("the median instead of the mean", "instead"),
        ("unlike the mean", "unlike"),
        ("it fails the mean", "fails"),
        # nothing denies it
        ("the mean", None),
        ("not only the mean", None),
        ("it isn't merely the mean", None),
        ("not the median of the mean", None),  # the first word of content takes the negation
        ("not, the mean", None),
        ("not so. the mean", None),
        ("instead the mean", None),
        ("it would rather have the mean", None),
    ],
)
def test_a_negation_right_before_a_term_denies_it(text: str, where: str | None) -> None:
    answer = listen(text)
    place = answer.denied_before(hit(answer, "mean"))
    assert (None if place is None else answer.tokens[place].text) == where


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("the mean isn't", True),
        ("the mean is not", True),
        ("the mean never", True),
        ("the mean", False),
        ("the mean falls", False),
        ("the mean, not the median", False),
        ("the mean falls and never rises", False),
    ],
)
def test_a_negation_right_after_a_term_denies_it(text: str, denied: bool) -> None:
    answer = listen(text)
    assert (answer.denied_after(hit(answer, "mean")) is not None) == denied


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("it does not follow the mean", True),
        ("it does not quickly follow the moving mean", True),
        ("it does not quickly follow every moving mean", False),  # too far away
        ("it does not follow, the mean", False),
        ("is it? no, mean it is not", False),  # "no" answers, and speaks of nothing after it
        ("No. Mean values move.", False),
        ("it does not follow but is the mean", False),
        ("it does not follow and is the mean", False),
        ("it is not true that nobody uses the mean", False),  # two negations cancel
        ("not only does it follow the mean", False),
        ("it follows the mean", False),
    ],
)
def test_a_negation_further_before_denies_the_rest_of_its_clause(text: str, denied: bool) -> None:
    answer = listen(text)
    assert answer.denied_within(hit(answer, "mean")) == denied


def test_a_term_may_be_negative_itself() -> None:
    answer = listen("it is not squared")
    assert answer.is_negative(hit(answer, "not", "squared"))
    assert not answer.is_negative(hit(answer, "squared"))


@pytest.mark.parametrize(
    ("text", "word", "is_barrier"),
    [
        ("mean and median", "and", True),
        ("mean or median", "or", True),
        ("mean but median", "but", True),
        ("mean not median", "not", True),
        ("more mean than median", "than", True),
        ("mean = median", "=", True),
        ("mean → median", "->", True),
        ("mean of median", "of", False),
        ("mean absolute median", "absolute", False),
    ],
)
def test_no_term_reaches_across_signs_and_joining_words(text: str, word: str, is_barrier: bool) -> None:
    answer = listen(text)
    assert answer.is_barrier(hit(answer, word).first) == is_barrier


def test_hits_overlap_where_they_share_a_word() -> None:
    assert Hit(0, 2).overlaps(Hit(2, 3))
    assert Hit(1, 1).overlaps(Hit(0, 2))
    assert not Hit(0, 1).overlaps(Hit(2, 3))


# Laws


@given(anything)
def test_every_token_has_one_of_each(text: str) -> None:
    answer = listen(text, stems("mean median gradient"))
    parts = (answer.heard, answer.content, answer.sentences, answer.clauses, answer.places, answer.denying)
    assert {len(part) for part in parts} == {len(answer.tokens)}
    assert sorted(place for places in answer.where.values() for place in places) == list(range(len(answer.tokens)))
    assert answer.denied <= set(range(len(answer.tokens)))


@given(anything)
def test_places_clauses_and_sentences_only_go_up(text: str) -> None:
    answer = listen(text)
    for counts in (answer.places, answer.clauses, answer.sentences):
        assert list(counts) == sorted(counts)
    for place in range(1, len(answer.tokens)):
        if answer.sentences[place] > answer.sentences[place - 1]:
            assert answer.clauses[place] > answer.clauses[place - 1]


@given(anything)
def test_a_compound_is_two_neighbours_in_a_clause(text: str) -> None:
    answer = listen(text)
    for places in answer.joined.values():
        for place in places:
            assert answer.same_sentence(Hit(place, place), Hit(place + 1, place + 1))


@given(anything, st.data())
def test_distance_is_the_same_both_ways(text: str, data: st.DataObject) -> None:
    answer = listen(text)
    if answer.tokens:
        places = st.integers(0, len(answer.tokens) - 1)
        one, other = (Hit(min(a, b), max(a, b)) for a, b in (data.draw(st.tuples(places, places)) for _ in range(2)))
        if not one.overlaps(other):
            assert answer.apart(one, other) == answer.apart(other, one) > 0
        assert answer.apart(one, one) == 0


@given(anything)
def test_what_is_heard_is_heard_as_itself(text: str) -> None:
    """Words of the vocabulary are never taken for others, so that hearing twice is hearing once."""
    vocabulary = stems("mean median median's gradient gradients")
    heard = listen(text, vocabulary).heard
    once = {word for word in heard if word in vocabulary}
    assert all(listen(word, vocabulary).heard == (word,) for word in once)


@given(st.lists(st.sampled_from("naïve café the mean ≠ isn't mini batch é-x".split()), max_size=12).map(" ".join))
def test_an_answer_is_heard_the_same_in_either_unicode_form(text: str) -> None:
    composed, decomposed = (listen(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert composed.heard == decomposed.heard
    assert composed.places == decomposed.places
    assert composed.joined == decomposed.joined


def _apart(answer: Answer, one: str, other: str) -> float:
    return answer.apart(hit(answer, one), hit(answer, other))
