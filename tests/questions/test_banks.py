"""The shipped banks have what every question needs.

That their own answers and the marked ones are graded as they should be takes longer than all other tests together;
`mlprep bank check` sees to it, and CI runs that.
"""

from __future__ import annotations

import pytest

from mlprep.bank.library import Library
from mlprep.model.question import Question
from mlprep.paths import BUILT, shipped_banks

FILES = sorted(shipped_banks().glob("*.yaml"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library((shipped_banks(),), tmp_path_factory.mktemp("cache"), built=BUILT)


@pytest.fixture(scope="module")
def questions(library: Library) -> list[Question]:
    return [question for file in FILES for question in library.bank(file).questions]


def test_every_topic_and_question_that_is_named_is_there(library: Library, questions: list[Question]) -> None:
    topics = {topic.id for topic in library.topics}
    ids = {question.id for question in questions}
    assert {name for topic in library.topics for name in topic.prerequisites} <= topics
    assert {name for question in questions for name in question.related} <= ids


def test_every_question_has_what_a_candidate_needs(questions: list[Question]) -> None:
    """A model answer that can be spoken in a minute, points to grade against, follow-ups to go deeper."""
    for question in questions:
        is_term = question.topic == "glossary"
        assert (40 if is_term else 60) <= len(question.answer.split()) <= 140, question.id
        assert (2 if is_term else 4) <= len(question.key_points) <= (4 if is_term else 8), question.id
        assert (0 if is_term else 2) <= len(question.follow_ups) <= (0 if is_term else 4), question.id
        assert all(f.answer and len(f.key_points) >= 2 for f in question.follow_ups), question.id
        assert any(point.required for point in question.key_points), question.id
        assert question.tags, question.id


def test_the_weightiest_points_can_be_probed(questions: list[Question]) -> None:
    for question in questions:
        heaviest = max(question.key_points, key=lambda point: point.weight)
        assert heaviest.ask, question.id
        assert heaviest.hint, question.id


ALGORITHMS = frozenset(
    """svm knn naive-bayes linear-regression logistic-regression decision-tree random-forest gradient-boosting xgboost
    lightgbm adaboost k-means dbscan pca""".split()
)
LENSES = frozenset(
    """loss missing-data imbalance assumptions bias-variance regularisation scaling dimensionality interpretability
    sparsity correlation when-not""".split()
)


def test_an_algorithm_can_be_drilled_through_every_lens(questions: list[Question]) -> None:
    for question in questions:
        if question.topic == "algorithm-evaluation":
            assert ALGORITHMS & set(question.tags), question.id
            assert LENSES & set(question.tags), question.id
