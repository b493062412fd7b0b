"""Grading kept answers again: by today's question, with the candidate's verdicts on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from mlprep.errors import UsageError
from mlprep.grading.score import score
from mlprep.model.attempt import Attempt
from mlprep.model.grade import Grade, PointGrade, Verdict
from mlprep.model.question import Gradable, Question
from mlprep.model.regrade import Kept, Regrade, Regraded, Skipped, VerdictChange
from mlprep.session.asking import self_grade
from mlprep.session.regrade import grade_again, regrade

from builders import AT, POINTS, a_follow_up, a_grade, a_point, a_question, an_answer, an_attempt

FOUND, PARTIAL, MISSED, WRONG, UNSURE = Verdict

FULL = a_question(follow_ups=(a_follow_up(),))
SETTLE = a_follow_up().key_points


@dataclass(frozen=True)
class Literal:
    """A grader that finds the points whose ids the answer names."""

    name: str = "literal"
    version: int = 1

    def grade(self, question: Gradable, text: str) -> Grade:
        points = tuple(PointGrade(p.id, FOUND if p.id in text else MISSED) for p in question.key_points)
        number, passed = score(question.key_points, {p.point_id: p.verdict for p in points})
        return Grade(number, passed, points, None, self.name, self.version)


@dataclass
class Shelf:
    """Where new grades go; what `busy` names cannot be kept."""

    busy: frozenset[str] = frozenset()
    kept: list[Regrade] = field(default_factory=list)

    def keep(self, regrades: Sequence[Regrade]) -> frozenset[str]:
        self.kept += [each for each in regrades if each.kept.attempt.id not in self.busy]
        return self.busy & {each.kept.attempt.id for each in regrades}


def load(question_id: str) -> Question:
    if question_id != FULL.id:
        raise UsageError("there is no such question")
    return FULL


def run(*batches: Sequence[Attempt], shelf: Shelf | None = None, undone: int = 0) -> Regraded:
    """Without a shelf it is a dry run."""
    return regrade(
        [[Kept(attempt, {}) for attempt in batch] for batch in batches],
        Literal(),
        load=load,
        now=lambda: AT,
        keep=shelf.keep if shelf else None,
        progress=lambda _: None,
        undone=undone,
    )


def again(attempt: Attempt, question: Question | None = FULL, **overruled: Verdict) -> Regrade | Skipped:
    return grade_again(Kept(attempt, overruled), Literal(), lambda _: question, AT)


def regraded(attempt: Attempt, question: Question = FULL, **overruled: Verdict) -> Regrade:
    result = again(attempt, question, **overruled)
    assert isinstance(result, Regrade)
    return result


def said(text: str, attempt: Attempt | None = None) -> Attempt:
    return replace(attempt or an_attempt(), answer=an_answer(text))


def test_an_answer_is_graded_by_the_question_of_today() -> None:
    today = replace(FULL, key_points=(*POINTS, a_point("new", weight=2)), fingerprint="f2")
    result = regraded(said("size and new"), today)
    assert result.grade.verdicts() == {"size": FOUND, "overshoot": MISSED, "slow": MISSED, "new": FOUND}
    assert (result.grade.score, result.final, result.fingerprint) == (67, result.grade, "f2")


def test_a_follow_up_and_a_probe_are_graded_by_their_own_points() -> None:
    follow_up = said("settle", an_attempt(follow_up_id="schedules", grade=a_grade(key_points=SETTLE)))
    assert regraded(follow_up).grade.verdicts() == {"settle": FOUND}
    probe = said("slow", an_attempt(probe="slow", grade=a_grade(key_points=(POINTS[2],))))
    assert regraded(probe).grade.verdicts() == {"slow": FOUND}
    assert regraded(probe).grade.score == 100


def test_overruled_verdicts_lie_on_top() -> None:
    result = regraded(said("size"), slow=FOUND, size=WRONG)
    assert (result.grade.score, result.final.score) == (50, 0)
    assert result.grade.verdicts() == {"size": FOUND, "overshoot": MISSED, "slow": MISSED}
    assert result.final.verdicts() == {"size": WRONG, "overshoot": MISSED, "slow": FOUND}


@pytest.mark.parametrize(
    ("attempt", "question", "reason"),
    [
        (an_attempt(grade=self_grade(FULL, frozenset())), FULL, Skipped.SELF_GRADED),
        (an_attempt(), None, Skipped.QUESTION_GONE),
        (an_attempt(follow_up_id="momentum", grade=a_grade(key_points=SETTLE)), FULL, Skipped.QUESTION_GONE),
        (an_attempt(), replace(FULL, key_points=POINTS[:2]), Skipped.POINT_GONE),
        (an_attempt(probe="slow"), replace(FULL, key_points=POINTS[:2]), Skipped.POINT_GONE),
        (an_attempt(grade=Literal().grade(FULL, "size")), FULL, Skipped.CURRENT),
    ],
    ids=["self", "question", "follow-up", "point", "probe", "current"],
)
def test_some_attempts_keep_their_grade(attempt: Attempt, question: Question | None, reason: Skipped) -> None:
    assert again(attempt, question) is reason


@pytest.mark.parametrize(
    ("version", "fingerprint"), [(0, "f1"), (1, "f0")], ids=["another version", "an edited question"]
)
def test_an_answer_graded_otherwise_is_graded_again(version: int, fingerprint: str) -> None:
    grade = replace(Literal().grade(FULL, "size"), grader_version=version)
    assert isinstance(again(an_attempt(grade=grade, fingerprint=fingerprint)), Regrade)


def test_what_came_of_it_is_summed_up() -> None:
    batches = [
        [said("size, slow", an_attempt("a1")), said("size", an_attempt("a2"))],
        [said("nothing", an_attempt("a3")), an_attempt("a4", question_id="gone")],
    ]
    shelf = Shelf()
    assert run(*batches, shelf=shelf, undone=2) == Regraded(
        grader="literal",
        grader_version=1,
        regraded=3,
        changed=2,
        skipped={reason: {Skipped.UNDONE: 2, Skipped.QUESTION_GONE: 1}.get(reason, 0) for reason in Skipped},
        verdicts=(VerdictChange(FOUND, MISSED, 1), VerdictChange(MISSED, FOUND, 1)),
        mean_before=50.0,
        mean_after=125 / 3,
    )
    assert [each.kept.attempt.id for each in shelf.kept] == ["a1", "a2", "a3"]


def test_a_dry_run_says_the_same_and_keeps_nothing() -> None:
    batch = [said("slow", an_attempt("a1"))]
    assert run(batch) == replace(run(batch, shelf=Shelf()), dry_run=True)


def test_without_answers_there_is_no_mean() -> None:
    done = run(shelf=Shelf())
    assert (done.regraded, done.mean_before, done.mean_after, done.finished) == (0, None, None, True)


def test_what_could_not_be_kept_does_not_count() -> None:
    batch = [said("slow", an_attempt("a1")), said("size", an_attempt("a2"))]
    done = run(batch, shelf=Shelf(busy=frozenset({"a1"})))
    assert (done.regraded, done.changed, done.skipped[Skipped.BUSY]) == (1, 0, 1)


def test_an_interruption_keeps_what_was_done() -> None:
    def batches() -> Iterator[list[Kept]]:
        yield [Kept(said("slow", an_attempt("a1")), {})]
        raise KeyboardInterrupt

    shelf = Shelf()
    progress: list[int] = []
    done = regrade(batches(), Literal(), load=load, now=lambda: AT, keep=shelf.keep, progress=progress.append)
    assert (done.regraded, done.finished, len(shelf.kept), progress) == (1, False, 1, [1])
