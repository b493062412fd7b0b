"""What was heard of a question's rules in an answer: the readings of every point, and the term behind each hit."""

from __future__ import annotations

from dataclasses import dataclass

from mlprep.grading.answer import Answer, Hit, listen
from mlprep.grading.features import Evidence, gather
from mlprep.grading.rulebook import Group, compile_rulebook, single_terms
from mlprep.grading.rules import BETWEEN
from mlprep.model.question import Gradable


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer, and the evidence on each key point of the question, in order."""

    answer: Answer
    evidence: tuple[Evidence, ...]

    def words(self, hit: Hit) -> str:
        """The answer's own words, in their plainest form."""
        return " ".join(token.text for token in self.answer.tokens[hit.first : hit.last + 1])


def hear(question: Gradable, text: str) -> Heard:
    """The text as the question's rules hear it."""
    rulebook = compile_rulebook(question)
    answer = listen(text, rulebook.vocabulary)
    hits, loose = rulebook.hits(answer), rulebook.hits(answer, between=BETWEEN)
    return Heard(answer, tuple(gather(point, answer, hits, loose) for point in rulebook.points))


def term_heard(group: Group, answer: Answer, hit: Hit, *, between: int = 0) -> str:
    """The first of the group's terms that was heard there."""
    heard = single_terms(group).hits(answer, between=between)
    return next(term for term in group if hit in heard.get((term,), ()))
