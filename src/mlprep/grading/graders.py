"""The port that every grader stands behind, and the graders there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from mlprep.grading.rules import RulesGrader
from mlprep.grading.words_grader import WordsGrader
from mlprep.model.grade import Grade
from mlprep.model.question import Gradable


class Grader(Protocol):
    """Text in, grade out. `name` and `version` are kept with every attempt: a change of verdicts raises the version."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...
    def grade(self, question: Gradable, text: str) -> Grade: ...


GRADERS: Mapping[str, Callable[[], Grader]] = {"rules": RulesGrader, "words": WordsGrader}
"""By name; the first is the default. Each needs nothing beyond the default install."""

DEFAULT = next(iter(GRADERS))


def make_grader(name: str = DEFAULT) -> Grader:
    """The grader of that name; raises `KeyError` where there is none."""
    return GRADERS[name]()
