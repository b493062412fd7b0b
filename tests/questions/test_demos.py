"""Every code demonstration in the shipped banks runs, and prints what its comments say."""

from __future__ import annotations

import contextlib
import io

import pytest

from mlprep.bank.reader import read_bank
from mlprep.model.question import Question
from mlprep.paths import shipped_banks

pytest.importorskip("sklearn", reason="demonstrations need the 'demos' dependency group")
from threadpoolctl import threadpool_limits  # comes with scikit-learn

DEMOS = [
    question
    for file in sorted(shipped_banks().glob("*.yaml"))
    for question in read_bank(file).questions
    if question.code
]


@pytest.mark.parametrize("question", DEMOS, ids=lambda question: question.id)
def test_runs_and_prints_what_its_comments_say(question: Question) -> None:
    printed = io.StringIO()
    # two workers on two cores would only make the threads of either wait
    with threadpool_limits(1), contextlib.redirect_stdout(printed):
        exec(compile(question.code, question.id, "exec"), {"__name__": "demo"})  # noqa: S102 - our own banks
    comments = " ".join(line.partition("#")[2] for line in question.code.splitlines())
    said = " ".join(comments.split())
    for line in printed.getvalue().splitlines():
        assert " ".join(line.split()) in said
