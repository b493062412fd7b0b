"""The rules grader, the default: it looks for what people who know the field wrote down as stating a point.

Where a point has no rules, its own words have to do, with wider doubt. Every verdict comes from a probability that
was fitted on marked answers; between the zones it is unsure, and the candidate settles it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from mlprep.grading.by_words import NOTHING, by_words, quote
from mlprep.grading.confidence import Parameters, probability, shipped
from mlprep.grading.evidence import Reading
from mlprep.grading.features import Evidence, features
from mlprep.grading.heard import hear
from mlprep.grading.refusals import refusals
from mlprep.grading.remarks import is_echo, is_endless, nothing_said
from mlprep.grading.score import score
from mlprep.grading.tokens import stems
from mlprep.model.grade import Grade, PointGrade, Remark, Span, Verdict
from mlprep.model.question import Gradable

FULL = 0.9
"""The strength from which a statement is said in full."""

CLEAR = 0.75
"""The certainty of a contradiction from which a statement that has all of a rule's words is wrong, not missed."""


@dataclass(frozen=True, slots=True)
class RulesGrader:
    name: str = "rules"
    version: int = 1
    parameters: Parameters = field(default_factory=shipped)

    def grade(self, question: Gradable, text: str) -> Grade:
        """Which key points of the question the text states, misses or gets wrong, with evidence and probabilities."""
        asked = stems(question.question)
        remark = nothing_said(text, asked)
        points: tuple[PointGrade, ...] = ()
        if remark is None:
            points = tuple(self._judge(known) for known in weigh(question, text))
            if is_echo(stems(text), asked, states_something=any(p.verdict is Verdict.FOUND for p in points)):
                remark = Remark.ECHO
        if remark is not None:
            points = tuple(PointGrade(point.id, Verdict.MISSED) for point in question.key_points)
        elif is_endless(text):
            remark = Remark.ENDLESS
        number, passed = score(question.key_points, {p.point_id: p.verdict for p in points})
        return Grade(number, passed, points, remark, self.name, self.version)

    def _judge(self, known: Known) -> PointGrade:
        weights = self.parameters.rules if known.has_rules else self.parameters.words
        likely = probability(known.features, weights) if known.has_rules or known.stated else 0.0
        if likely >= self.parameters.found_from:
            verdict = Verdict.UNSURE if known.is_wrong else Verdict.FOUND
        elif known.is_wrong:
            verdict = Verdict.WRONG
        else:
            verdict = Verdict.MISSED if likely <= self.parameters.missed_up_to else Verdict.UNSURE
        shown = {Verdict.WRONG: known.wrong, Verdict.MISSED: None}.get(verdict, known.stated)
        return PointGrade(known.point_id, verdict, round(likely, 3), shown)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one point in an answer, before a verdict: features, and where it is stated or got wrong."""

    point_id: str
    has_rules: bool
    features: Mapping[str, float]
    stated: Span | None
    wrong: Span | None

    @property
    def is_wrong(self) -> bool:
        return self.wrong is not None


def weigh(question: Gradable, text: str) -> Iterator[Known]:
    """What the answer has on each key point of the question, in order."""
    heard = hear(question, text)
    words = () if all(point.rules for point in question.key_points) else tuple(by_words(question, text))
    refused = tuple(refusals(question, text))
    for place, (point, own) in enumerate(zip(question.key_points, heard.evidence, strict=True)):
        if point.rules:
            found = features(own, [other for other in heard.evidence if other is not own], heard.astray)
            wrong = _contradiction(own)
            shown = quote(heard.answer, own.best.heard) if own.best else None
            yield Known(
                point.id, True, asdict(found), shown, quote(heard.answer, wrong.heard) if wrong else refused[place]
            )
        else:
            spoken = NOTHING if refused[place] else words[place]
            yield Known(point.id, False, asdict(spoken.features), spoken.stated, refused[place])


def _contradiction(evidence: Evidence) -> Reading | None:
    """A statement that gets the point wrong beyond doubt."""
    if evidence.against and evidence.against.strength >= FULL:
        return evidence.against
    best = evidence.best
    return best if best and best.strength >= FULL and best.contradiction >= CLEAR else None
