"""Words that may stand for each other."""

from __future__ import annotations

import pytest

from mlprep.grading.thesaurus import mates
from mlprep.grading.tokens import stem


@pytest.mark.parametrize(("word", "mate"), [("large", "big"), ("memorise", "overfit"), ("slope", "gradient")])
def test_words_of_a_group_are_mates_of_each_other(word: str, mate: str) -> None:
    assert (stem(mate),) in mates(stem(word))
    assert (stem(word),) in mates(stem(mate))


def test_a_phrase_is_a_mate_of_words() -> None:
    assert ("learn", "by", "heart") in mates(stem("overfit"))


def test_a_word_is_no_mate_of_itself_and_most_words_have_none() -> None:
    assert ("larg",) not in mates("larg")
    assert mates("banana") == frozenset()
