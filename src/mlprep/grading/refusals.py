"""Whether an answer says what the bank rejects: the `reject` statements of its points."""

from __future__ import annotations

from collections.abc import Iterator

from mlprep.grading.answer import Answer, Hit
from mlprep.grading.by_words import quote
from mlprep.grading.coverage import contradiction
from mlprep.grading.evidence import Reading, best_reading
from mlprep.grading.rulebook import Hits
from mlprep.grading.wordings import PointWordings, Wording, compile_wordings
from mlprep.model.grade import Span
from mlprep.model.question import Gradable

REJECT = 0.6
"""The strength from which a wrong statement is said: it has to be clear."""

CLEARLY = 0.1
"""How much better it has to be said than the point itself."""


def refusals(question: Gradable, text: str) -> Iterator[Span | None]:
    """Where the answer says something that the bank rejects, for each key point of the question in order."""
    if not any(point.reject for point in question.key_points):
        yield from (None for _ in question.key_points)
        return
    compiled = compile_wordings(question)
    answer = compiled.vocabulary.listen(text)
    hits: Hits = {(stem,): tuple(Hit(at, at) for at in places) for stem, places in answer.where.items()}
    for point in compiled.points:
        refused = _refused(point, answer, hits)
        yield quote(answer, refused.heard) if refused else None


def _refused(point: PointWordings, answer: Answer, hits: Hits) -> Reading | None:
    """The wrong statement that is said, clearly better than the point itself, and neither denied nor turned round.

    Only the very words count here, and typing errors of them: other words for a wrong statement may be right ones.
    """
    said = [
        reading
        for wording in point.refused
        if _is_there(wording, hits)
        and (reading := best_reading(wording.rule, answer, hits)) is not None
        and reading.strength >= REJECT
        and not contradiction(wording, answer, reading.hits)
    ]
    if not said:
        return None
    wrong = max(said, key=lambda reading: reading.strength)
    right = ((wording, best_reading(wording.rule, answer, hits)) for wording in point.stated)
    stands = (r.strength * (1 - contradiction(wording, answer, r.hits)) for wording, r in right if r)
    return wrong if wrong.strength >= max(stands, default=0.0) + CLEARLY else None


def _is_there(wording: Wording, hits: Hits) -> bool:
    """Whether enough of a wording's words are in the answer, wherever they stand."""
    return sum(worth for stem, worth in wording.worth.items() if (stem,) in hits) >= REJECT * wording.rule.total
