"""The words grader: the rules grader without the rules."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from mlprep.grading.confidence import Parameters, shipped
from mlprep.grading.rules import RulesGrader
from mlprep.model.grade import Grade
from mlprep.model.question import Gradable


@dataclass(frozen=True, slots=True)
class WordsGrader:
    """It goes by the words of each key point alone, whatever rules there are: what a bank without rules can expect."""

    name: str = "words"
    version: int = 1
    parameters: Parameters = field(default_factory=shipped)

    def grade(self, question: Gradable, text: str) -> Grade:
        """Which key points of the question the text states, misses or gets wrong, with evidence and probabilities."""
        return RulesGrader(self.name, self.version, self.parameters).grade(without_rules(question), text)


@lru_cache(maxsize=256)
def without_rules(question: Gradable) -> Gradable:
    """The question with nothing but words to its points."""
    return replace(question, key_points=tuple(replace(p, rules=(), against=()) for p in question.key_points))
