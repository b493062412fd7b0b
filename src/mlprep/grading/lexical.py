"""The lexical grader: matches the words of each key point, and says where. It knows nothing of rules.

Method and constants follow what was measured on marked answers (see benchmarks/README.md): stems, guarded typing
errors, words of the question demoted, best over a point's wordings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mlprep.grading.match import NO_MATCH, Match, Statement, listen, match
from mlprep.grading.rubric import PointRubric, Rubric, Wording, compile_rubric, content
from mlprep.grading.score import score
from mlprep.model.grade import Grade, PointGrade, Remark, Verdict
from mlprep.model.question import Gradable

FOUND = 0.35
PARTIAL = 0.22
REJECT = 0.6
"""Least coverage of a wording for each verdict; a wrong statement has to be clear."""

_DONT_KNOW = re.compile(
    r"\b(i\s+)?((really\s+|honestly\s+)?do\s*n[o'’]?t\s+(really\s+)?(know|remember|recall)|dunno|idk|no\s+(idea|clue)|"
    r"not\s+sure|have\s+no\s+(idea|clue)|can(['’]?|no)t\s+(remember|recall))\b|\A\W*(pass|skip)\W*\Z",
    re.IGNORECASE,
)
_ECHO = 0.8
_FEW_WORDS = 2


@dataclass(frozen=True, slots=True)
class LexicalGrader:
    """Its `probability` is the coverage of the point's words, which orders points but is not calibrated."""

    name: str = "lexical"
    version: int = 1

    def grade(self, question: Gradable, text: str) -> Grade:
        """Which key points of the question the text states, with evidence. Takes a millisecond or two."""
        points, remark = _points(question, text)
        number, passed = score(question.key_points, {p.point_id: p.verdict for p in points})
        return Grade(number, passed, points, remark, self.name, self.version)


def _points(question: Gradable, text: str) -> tuple[tuple[PointGrade, ...], Remark | None]:
    rubric = compile_rubric(question)
    statements = listen(text, rubric.vocabulary)
    remark = _nothing_said(text, rubric, statements)
    if remark is not None:
        points = tuple(PointGrade(point.id, Verdict.MISSED) for point in question.key_points)
    else:
        repeats = _repeats_question(rubric, statements)
        if repeats:
            rubric = compile_rubric(question, in_question=0.0)
        points = tuple(_judge(point, statements) for point in rubric.points)
        if repeats and len(_news(rubric, statements)) <= _FEW_WORDS and _all_missed(points):
            remark = Remark.ECHO
    return points, remark


def _judge(rubric: PointRubric, statements: Sequence[Statement]) -> PointGrade:
    stated = _best(rubric.accept, statements)
    refused = _best(rubric.reject, statements)
    verdict, shown = Verdict.MISSED, stated
    if refused.coverage >= REJECT and refused.coverage > stated.coverage and not (refused.negated or refused.turned):
        verdict, shown = Verdict.WRONG, refused
    elif stated.coverage >= FOUND and stated.turned:
        verdict = Verdict.WRONG
    elif stated.coverage >= FOUND:
        verdict = Verdict.FOUND if stated.more_than_chance and not stated.other_figure else Verdict.PARTIAL
    elif stated.coverage >= PARTIAL and stated.more_than_chance:
        verdict = Verdict.PARTIAL
    evidence = None if verdict is Verdict.MISSED else shown.evidence
    return PointGrade(rubric.point.id, verdict, round(stated.coverage, 3), evidence)


def _best(wordings: Sequence[Wording], statements: Sequence[Statement]) -> Match:
    return max((match(w, statements) for w in wordings), key=lambda m: m.coverage, default=NO_MATCH)


def _nothing_said(text: str, rubric: Rubric, statements: Sequence[Statement]) -> Remark | None:
    if not any(content(s.tokens) for s in statements) and not _DONT_KNOW.search(text):
        return Remark.EMPTY
    without = _DONT_KNOW.sub(" ", text)
    if without != text and len(_news(rubric, listen(without, rubric.vocabulary))) <= _FEW_WORDS:
        return Remark.DONT_KNOW
    return None


def _all_missed(points: Sequence[PointGrade]) -> bool:
    return all(point.verdict is Verdict.MISSED for point in points)


def _news(rubric: Rubric, statements: Sequence[Statement]) -> set[str]:
    """What the answer says that the question did not."""
    return {t.stem for s in statements for t in content(s.tokens)} - rubric.question


def _repeats_question(rubric: Rubric, statements: Sequence[Statement]) -> bool:
    said = {stem for statement in statements for stem in statement.heard}
    return bool(rubric.question) and len(rubric.question & said) >= _ECHO * len(rubric.question)
