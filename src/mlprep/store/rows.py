"""Between model and rows: what a dataclass looks like in the database, both ways."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date

from mlprep.model.attempt import Answer, Attempt
from mlprep.model.grade import Grade, PointGrade, Remark, Span, Verdict
from mlprep.model.mode import Mode
from mlprep.model.regrade import Regrade
from mlprep.model.session import Paper, Session
from mlprep.model.suggestion import Overruled
from mlprep.model.tier import Tier
from mlprep.store.database import to_text, to_time


def attempt_row(attempt: Attempt) -> dict[str, object]:
    answer, grade = attempt.answer, attempt.grade
    return {
        "id": attempt.id,
        "session_id": attempt.session_id,
        "question_id": attempt.question_id,
        "follow_up_id": attempt.follow_up_id,
        "probe": attempt.probe,
        "topic": attempt.topic,
        "tier": attempt.tier,
        "mode": attempt.mode,
        "day": attempt.day.isoformat(),
        "shown_at": to_text(answer.shown_at),
        "first_key_at": to_text(answer.first_key_at) if answer.first_key_at else None,
        "submitted_at": to_text(answer.submitted_at),
        "answer": answer.text,
        "hints": answer.hints,
        "timed_out": int(answer.timed_out),
        "score": grade.score,
        "passed": int(grade.passed),
        "remark": grade.remark,
        "grader": grade.grader,
        "grader_version": grade.grader_version,
        "fingerprint": attempt.fingerprint,
    }


def verdict_rows(attempt: Attempt) -> Iterator[dict[str, object]]:
    for point in attempt.grade.points:
        yield {"attempt_id": attempt.id, **_point_row(point)}


def regrade_row(regrade: Regrade) -> dict[str, object]:
    """Without its id, which the database gives it."""
    grade, final = regrade.grade, regrade.final
    return {
        "attempt_id": regrade.kept.attempt.id,
        "at": to_text(regrade.at),
        "score": grade.score,
        "passed": int(grade.passed),
        "remark": grade.remark,
        "final_score": final.score,
        "final_passed": int(final.passed),
        "overruling_id": regrade.kept.overruling_id,
        "grader": grade.grader,
        "grader_version": grade.grader_version,
        "fingerprint": regrade.fingerprint,
    }


def regraded_verdict_rows(regrade: Regrade) -> Iterator[dict[str, object]]:
    """Without the id of the regrade."""
    return (_point_row(point) for point in regrade.grade.points)


def _point_row(point: PointGrade) -> dict[str, object]:
    return {
        "point_id": point.point_id,
        "verdict": point.verdict,
        "probability": point.probability,
        "evidence_start": point.evidence.start if point.evidence else None,
        "evidence_end": point.evidence.end if point.evidence else None,
    }


def attempt_from(row: sqlite3.Row, verdicts: Iterable[sqlite3.Row]) -> Attempt:
    """An attempt as it stands in the end: `row` is of `final_attempts`, `verdicts` of `final_verdicts`."""
    first_key = row["first_key_at"]
    return Attempt(
        id=row["id"],
        session_id=row["session_id"],
        question_id=row["question_id"],
        follow_up_id=row["follow_up_id"],
        probe=row["probe"],
        topic=row["topic"],
        tier=Tier(row["tier"]),
        mode=Mode(row["mode"]),
        day=date.fromisoformat(row["day"]),
        answer=Answer(
            text=row["answer"],
            shown_at=to_time(row["shown_at"]),
            submitted_at=to_time(row["submitted_at"]),
            first_key_at=to_time(first_key) if first_key else None,
            hints=row["hints"],
            timed_out=bool(row["timed_out"]),
        ),
        grade=Grade(
            score=row["final_score"],
            passed=bool(row["final_passed"]),
            points=tuple(_point_grade(verdict) for verdict in verdicts),
            remark=Remark(row["final_remark"]) if row["final_remark"] else None,
            grader=row["final_grader"],
            grader_version=row["final_grader_version"],
        ),
        fingerprint=row["final_fingerprint"],
    )


def _point_grade(row: sqlite3.Row) -> PointGrade:
    start, end = row["evidence_start"], row["evidence_end"]
    evidence = Span(start, end) if start is not None else None
    return PointGrade(row["point_id"], Verdict(row["verdict"]), row["probability"], evidence)


def overruled_from(row: sqlite3.Row) -> Overruled:
    """A row of a verdict with `own`, the candidate's, and of the answer that it is about."""
    place = (row["topic"], row["question_id"], row["follow_up_id"])
    return Overruled(*place, row["answer"], _point_grade(row), Verdict(row["own"]))


def paper_text(paper: Paper) -> str:
    return json.dumps(
        {"title": paper.title, "questions": paper.question_ids, "minutes": paper.minutes, "seed": paper.seed}
    )


def session_from(row: sqlite3.Row) -> Session:
    paper = json.loads(row["paper"])
    return Session(
        id=row["id"],
        mode=Mode(row["mode"]),
        started_at=to_time(row["started_at"]),
        paper=Paper(paper["title"], tuple(paper["questions"]), paper["minutes"], paper["seed"]),
    )
