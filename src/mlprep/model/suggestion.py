"""What overruled verdicts teach: where candidate and grader parted, and the rules that would help."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mlprep.model.grade import PointGrade, Verdict
from mlprep.model.question import Rule


@dataclass(frozen=True, slots=True)
class Overruled:
    """A point of a kept answer on which the candidate gave a verdict: `own` beside `graded`, the latest grader's.

    `follow_up_id` is empty where the question itself was asked.
    """

    topic: str
    question_id: str
    follow_up_id: str
    answer: str
    graded: PointGrade
    own: Verdict


class RuleKind(StrEnum):
    """What a rule speaks for: the point, or the opposite of it."""

    RULES = "rules"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Rules of the candidate's own words for one point, or for its opposite; none where the words do not suffice.

    `times` is how often the candidate overruled the point this way, `quotes` the sentences it was about.
    """

    topic: str
    question_id: str
    follow_up_id: str
    point_id: str
    point: str
    kind: RuleKind
    times: int
    quotes: tuple[str, ...]
    rules: tuple[Rule, ...]

    @property
    def point_name(self) -> str:
        """The point as rules files name it."""
        return f"{self.follow_up_id}/{self.point_id}" if self.follow_up_id else self.point_id


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What all overruled verdicts suggest, and the unified diff that would put it into the overlay's `files`.

    Of `overruled` verdicts `heard` are what the grader would say by now. `written` says whether the files were
    changed; `warnings` are what is wrong with them and therefore left out.
    """

    overruled: int
    heard: int
    suggestions: tuple[Suggestion, ...]
    files: tuple[str, ...]
    diff: str
    written: bool
    warnings: tuple[str, ...] = ()
