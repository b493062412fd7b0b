"""Grading kept answers again with the grader and the questions of today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from mlprep.errors import UsageError
from mlprep.grading.graders import Grader
from mlprep.grading.score import with_verdicts
from mlprep.model.grade import Verdict
from mlprep.model.question import Question
from mlprep.model.regrade import Kept, Regrade, Regraded, Skipped, VerdictChange
from mlprep.session.asking import SELF, again


def regrade(
    batches: Iterable[Sequence[Kept]],
    grader: Grader,
    *,
    load: Callable[[str], Question],
    now: Callable[[], datetime],
    keep: Callable[[Sequence[Regrade]], frozenset[str]] | None,
    progress: Callable[[int], None],
    undone: int = 0,
) -> Regraded:
    """Grade batch after batch, and keep what is new of each before the next; an interruption loses its own batch only.

    `keep` commits new grades and returns the ids of the attempts that others changed meanwhile; None for a dry run.
    `progress` hears how many attempts each batch had. `undone` were left out of the batches.
    """
    tally = _Tally(Counter({Skipped.UNDONE: undone} if undone else {}))

    # attempts come by question, so that the one that was found last is asked for again
    @lru_cache(maxsize=1)
    def find(question_id: str) -> Question | None:
        try:
            return load(question_id)
        except UsageError:
            return None

    finished = True
    try:
        for batch in batches:
            results = [grade_again(kept, grader, find, now()) for kept in batch]
            new = [result for result in results if isinstance(result, Regrade)]
            busy = keep(new) if keep and new else frozenset()
            for result in results:
                if isinstance(result, Regrade) and result.kept.attempt.id in busy:
                    tally.skipped[Skipped.BUSY] += 1
                else:
                    tally.add(result)
            progress(len(batch))
    except KeyboardInterrupt:
        finished = False
    return tally.summary(grader, dry_run=keep is None, finished=finished)


def grade_again(kept: Kept, grader: Grader, find: Callable[[str], Question | None], at: datetime) -> Regrade | Skipped:
    """The grade that an attempt gets now, or why it keeps its own; `find` gives its question, or None.

    It is graded against its question as it is today if that still has every point that the attempt was graded on: a
    point that was added since counts, and none that the candidate was told of is lost.
    """
    attempt = kept.attempt
    if attempt.grade.grader == SELF:
        return Skipped.SELF_GRADED
    question = find(attempt.question_id)
    if question is None:
        return Skipped.QUESTION_GONE
    now = (grader.name, grader.version, question.fingerprint)
    if now == (attempt.grade.grader, attempt.grade.grader_version, attempt.fingerprint):
        return Skipped.CURRENT
    answered = again(question, attempt)
    if answered is None:
        return Skipped.POINT_GONE if attempt.probe else Skipped.QUESTION_GONE
    asked = answered.asked
    if not attempt.grade.verdicts().keys() <= {point.id for point in asked.key_points}:
        return Skipped.POINT_GONE
    grade = grader.grade(asked, attempt.answer.text)
    return Regrade(kept, grade, with_verdicts(grade, asked, kept.overruled), question.fingerprint, at)


@dataclass(slots=True)
class _Tally:
    """Sums as they grow: as small for a million attempts as for one."""

    skipped: Counter[Skipped]
    verdicts: Counter[tuple[Verdict, Verdict]] = field(default_factory=Counter)
    regraded: int = 0
    changed: int = 0
    before: int = 0
    after: int = 0

    def add(self, result: Regrade | Skipped) -> None:
        if isinstance(result, Skipped):
            self.skipped[result] += 1
            return
        old, new = result.kept.attempt.grade, result.final
        was, holds = old.verdicts(), new.verdicts()
        self.regraded += 1
        self.changed += (old.score, was) != (new.score, holds)
        self.before += old.score
        self.after += new.score
        self.verdicts.update((was[point], holds[point]) for point in was if was[point] != holds[point])

    def summary(self, grader: Grader, *, dry_run: bool, finished: bool) -> Regraded:
        order = list(Verdict)
        changes = sorted(self.verdicts.items(), key=lambda each: (-each[1], *map(order.index, each[0])))
        return Regraded(
            grader=grader.name,
            grader_version=grader.version,
            regraded=self.regraded,
            changed=self.changed,
            skipped={reason: self.skipped[reason] for reason in Skipped},
            verdicts=tuple(VerdictChange(before, after, count) for (before, after), count in changes),
            mean_before=self.before / self.regraded if self.regraded else None,
            mean_after=self.after / self.regraded if self.regraded else None,
            dry_run=dry_run,
            finished=finished,
        )
