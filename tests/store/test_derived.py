"""Whatever is done, in whatever order: derived rows follow from the attempts, and what was written stays written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from mlprep.grading.score import with_verdict, with_verdicts
from mlprep.model.attempt import Attempt, Overruling
from mlprep.model.grade import Grade, Verdict
from mlprep.model.mode import Mode
from mlprep.model.regrade import Kept, Regrade
from mlprep.model.session import Draft
from mlprep.model.tier import Tier
from mlprep.store.database import open_database
from mlprep.store.ledger import Ledger
from mlprep.store.regrades import Regrades

from builders import AT, POINTS, a_grade, a_question, a_session, an_answer, an_attempt
from tables import KEPT_FOR_EVER, Row, contents, derived, derived_anew, rows

IN_MEMORY = Path(":memory:")

question_ids = st.sampled_from(["gd-learning-rate", "gd-momentum"])
verdicts = st.sampled_from(Verdict)
prompts = st.sampled_from([("", ""), ("", ""), ("schedules", ""), ("", "slow")])
"""Follow-up and probe; mostly the question itself."""


@dataclass
class Holds:
    """What must hold of an attempt: the latest grade, the candidate's verdicts on top, the score that was said last."""

    grade: Grade
    score: int
    passed: bool
    overruled: dict[str, Verdict] = field(default_factory=dict)


class History(RuleBasedStateMachine):
    """A candidate who answers, thinks better of it, takes things back, flags and regrades, over some weeks."""

    standing = Bundle("standing")
    """Attempts that were not taken back."""

    @initialize()
    def open(self) -> None:
        self.connection = open_database(IN_MEMORY)
        self.ledger = Ledger(self.connection)
        self.ledger.start(a_session())
        self.now = AT
        self.made = 0
        self.written: dict[str, Counter[Row]] = {}
        self.holds: dict[str, Holds] = {}

    def teardown(self) -> None:
        self.connection.close()

    @rule(
        target=standing,
        question_id=question_ids,
        prompt=prompts,
        mode=st.sampled_from(Mode),
        tier=st.sampled_from(Tier),
        graded=st.lists(verdicts, min_size=3, max_size=3),
        hints=st.integers(0, 2),
        back=st.integers(0, 40),
    )
    def answer(
        self,
        *,
        question_id: str,
        prompt: tuple[str, str],
        mode: Mode,
        tier: Tier,
        graded: list[Verdict],
        hints: int,
        back: int,
    ) -> Attempt:
        """`back` are hours into the past: another machine's attempts may come in late."""
        self.made += 1
        attempt = an_attempt(
            f"a{self.made}",
            question_id=question_id,
            follow_up_id=prompt[0],
            probe=prompt[1],
            mode=mode,
            tier=tier,
            answer=an_answer(shown_at=self.now - timedelta(hours=back), hints=hints),
            grade=a_grade({point.id: verdict for point, verdict in zip(POINTS, graded, strict=True)}),
        )
        self.ledger.record(attempt)
        self.holds[attempt.id] = Holds(attempt.grade, attempt.grade.score, attempt.grade.passed)
        return attempt

    @rule(attempt=standing, point_id=st.sampled_from([point.id for point in POINTS]), verdict=verdicts)
    def overrule(self, attempt: Attempt, point_id: str, verdict: Verdict) -> None:
        grade = with_verdict(attempt.grade, a_question(), point_id, verdict)
        self.ledger.overrule(Overruling(attempt.id, point_id, verdict, grade.score, grade.passed, self.now))
        holds = self.holds[attempt.id]
        holds.overruled[point_id] = verdict
        holds.score, holds.passed = grade.score, grade.passed

    @rule(attempt=consumes(standing))
    def undo(self, attempt: Attempt) -> None:
        self.ledger.undo(attempt.id, self.now)
        del self.holds[attempt.id]

    @rule(graded=st.lists(verdicts, min_size=3, max_size=3), every=st.integers(1, 3))
    def regrade(self, graded: list[Verdict], every: int) -> None:
        """Every so many attempts get these verdicts from now on."""
        regrades = Regrades(self.connection)
        grade = a_grade({point.id: verdict for point, verdict in zip(POINTS, graded, strict=True)})
        new = [self.graded_again(kept, grade) for batch in regrades.batches() for kept in batch][::every]
        assert regrades.keep(new) == frozenset()
        for each in new:
            holds = self.holds[each.kept.attempt.id]
            assert each.kept.overruled == holds.overruled
            holds.grade, holds.score, holds.passed = grade, each.final.score, each.final.passed

    def graded_again(self, kept: Kept, grade: Grade) -> Regrade:
        return Regrade(kept, grade, with_verdicts(grade, a_question(), kept.overruled), "f2", self.now)

    @rule(question_id=question_ids, flagged=st.booleans())
    def flag(self, question_id: str, flagged: bool) -> None:
        self.ledger.flag(question_id, self.now, flagged=flagged)

    @rule(question_id=question_ids, text=st.text(max_size=5))
    def type_on(self, question_id: str, text: str) -> None:
        self.ledger.save_draft(Draft("s1", question_id, "", text, self.now))

    @rule(hours=st.integers(1, 200))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @invariant()
    def the_candidate_beats_the_latest_regrade_which_beats_the_first_grade(self) -> None:
        scores = rows(self.connection, "SELECT id, final_score, final_passed FROM final_attempts")
        assert set(scores) == {(i, holds.score, holds.passed) for i, holds in self.holds.items()}
        finals = rows(
            self.connection,
            "SELECT attempt_id, point_id, verdict FROM final_verdicts"
            " WHERE attempt_id IN (SELECT id FROM final_attempts)",
        )
        assert Counter(finals) == Counter(
            (attempt_id, point_id, verdict)
            for attempt_id, holds in self.holds.items()
            for point_id, verdict in (holds.grade.verdicts() | holds.overruled).items()
        )

    @invariant()
    def derived_rows_are_what_the_attempts_say(self) -> None:
        assert derived(self.connection) == derived_anew(self.connection)

    @invariant()
    def what_was_written_stays_written(self) -> None:
        now = contents(self.connection, *KEPT_FOR_EVER)
        changed = {table: before - now[table] for table, before in self.written.items() if before - now[table]}
        assert changed == {}
        self.written = now


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=40, stateful_step_count=20, deadline=None, derandomize=True)
