"""What was heard of a question's rules in an answer: the readings of every point, and the term behind each hit."""

from __future__ import annotations

from dataclasses import dataclass

from mlprep.grading.answer import Answer, Hit, listen
from mlprep.grading.features import Evidence, gather, how_astray
from mlprep.grading.rulebook import Group, compile_rulebook, single_terms
from mlprep.model.question import Gradable

BETWEEN = 2
"""Content words that may stand between the words of a term in an `against` rule."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer, the evidence on each key point of the question, in order, and how far it is `astray`, from 0 to 1."""

    answer: Answer
    evidence: tuple[Evidence, ...]
    astray: float

    def words(self, hit: Hit) -> str:
        """The answer's own words, in their plainest form."""
        return " ".join(token.text for token in self.answer.tokens[hit.first : hit.last + 1])


def hear(question: Gradable, text: str) -> Heard:
    """The text as the question's rules hear it."""
    rulebook = compile_rulebook(question)
    answer = listen(text, rulebook.vocabulary)
    hits, loose = rulebook.hits(answer), rulebook.hits(answer, between=BETWEEN)
    evidence = tuple(gather(point, answer, hits, loose) for point in rulebook.points)
    return Heard(answer, evidence, how_astray(answer, rulebook.subject))


def term_heard(group: Group, answer: Answer, hit: Hit, *, between: int = 0) -> str:
    """The first of the group's terms that was heard there."""
    heard = single_terms(group).hits(answer, between=between)
    return next(term for term in group if hit in heard.get((term,), ()))
