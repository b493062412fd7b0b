"""Why the rules grader decided as it did: which groups of which rule were heard where, and what that weighed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mlprep.grading.evidence import Reading
from mlprep.grading.heard import BETWEEN, Heard, hear, term_heard
from mlprep.grading.rules import Known, RulesGrader, weigh
from mlprep.model.grade import Grade, Span, Verdict
from mlprep.model.question import Gradable, KeyPoint, Rule


@dataclass(frozen=True, slots=True)
class FeatureShare:
    """What a feature adds to the log-odds that the point was stated: its value (0 to 1) times its fitted weight."""

    name: str
    value: float
    weight: float
    contribution: float


@dataclass(frozen=True, slots=True)
class GroupExplanation:
    """A group of a rule. `term` is the one that was heard, and `words` are the answer's own; None where none was."""

    terms: tuple[str, ...]
    term: str | None
    words: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """A rule as it was heard best. `number` counts the point's rules from 1, or its `against` rules.

    `strength` (0 to 1) is how much of it was said, and how close together; `contradiction` (0 to 1) how certainly the
    opposite was said, by `signs`; `standing` what is left of the strength.
    """

    number: int
    groups: tuple[GroupExplanation, ...]
    strength: float
    contradiction: float
    standing: float
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointExplanation:
    """The verdict on a point with its reasons.

    The probability is the logistic function of `intercept` and all contributions, unless the whole answer earned a
    remark. `heard` are the rules of which something was heard, best first, out of `rules`; `against` is the strongest
    wrong statement.
    """

    point_id: str
    point: str
    verdict: Verdict
    probability: float
    intercept: float
    features: tuple[FeatureShare, ...]
    rules: int
    heard: tuple[RuleExplanation, ...]
    against: RuleExplanation | None


@dataclass(frozen=True, slots=True)
class Explanation:
    grade: Grade
    points: tuple[PointExplanation, ...]


def explain(question: Gradable, text: str, grader: RulesGrader | None = None) -> Explanation:
    """The grade of an answer, and for each key point what it rests on, in the bank's order."""
    chosen = grader or RulesGrader()
    return Explanation(chosen.grade(question, text), tuple(_points(question, text, chosen)))


def _points(question: Gradable, text: str, grader: RulesGrader) -> Iterator[PointExplanation]:
    verdicts = {point.point_id: point for point in grader.grade(question, text).points}
    heard = hear(question, text)
    for place, (point, known) in enumerate(zip(question.key_points, weigh(question, text), strict=True)):
        weights = grader.parameters.rules if known.has_rules else grader.parameters.words
        evidence, graded = heard.evidence[place], verdicts[point.id]
        yield PointExplanation(
            point_id=point.id,
            point=point.point,
            verdict=graded.verdict,
            probability=graded.probability,
            intercept=weights["intercept"],
            features=tuple(_shares(known, weights)),
            rules=len(point.rules),
            heard=tuple(_explained(reading, point.rules, heard, text) for reading in evidence.readings),
            against=_against(evidence.against, point, heard, text),
        )


def _shares(known: Known, weights: Mapping[str, float]) -> Iterator[FeatureShare]:
    for name, value in known.features.items():
        yield FeatureShare(name, round(value, 3), weights[name], round(weights[name] * value, 3) + 0.0)


def _against(reading: Reading | None, point: KeyPoint, heard: Heard, text: str) -> RuleExplanation | None:
    return _explained(reading, point.against, heard, text, between=BETWEEN) if reading else None


def _explained(
    reading: Reading, rules: Sequence[Rule], heard: Heard, text: str, *, between: int = 0
) -> RuleExplanation:
    return RuleExplanation(
        number=next(number for number, rule in enumerate(rules, start=1) if rule.groups == reading.groups),
        groups=tuple(_groups(reading, heard, text, between)),
        strength=round(reading.strength, 3),
        contradiction=round(reading.contradiction, 3),
        standing=round(reading.standing, 3),
        signs=reading.signs,
    )


def _groups(reading: Reading, heard: Heard, text: str, between: int) -> Iterator[GroupExplanation]:
    for group, hit in zip(reading.groups, reading.hits, strict=True):
        if hit is None:
            yield GroupExplanation(group, None, None, None)
            continue
        span = Span(heard.answer.tokens[hit.first].start, heard.answer.tokens[hit.last].end)
        term = term_heard(group, heard.answer, hit, between=between)
        yield GroupExplanation(group, term, " ".join(text[span.start : span.end].split()), span)
