"""The schema, as append-only steps. A step that was released is never edited: add another."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("mlprep")


@migrations()
def m001_sessions(db: Database) -> None:
    db.execute("""
        CREATE TABLE sessions (
            id TEXT PRIMARY KEY,
            mode TEXT NOT NULL,
            started_at TEXT NOT NULL,
            paper TEXT NOT NULL
        ) STRICT
    """)
    db.execute("""
        CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            session_id TEXT NOT NULL REFERENCES sessions (id),
            at TEXT NOT NULL,
            kind TEXT NOT NULL,
            question_id TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX events_of_session ON events (session_id)")
    db.execute("""
        CREATE TABLE drafts (
            question_id TEXT NOT NULL,
            prompt TEXT NOT NULL,
            session_id TEXT NOT NULL,
            text TEXT NOT NULL,
            saved_at TEXT NOT NULL,
            PRIMARY KEY (question_id, prompt)
        ) STRICT
    """)


@migrations()
def m002_attempts(db: Database) -> None:
    db.execute("""
        CREATE TABLE attempts (
            id TEXT PRIMARY KEY,
            session_id TEXT NOT NULL REFERENCES sessions (id),
            question_id TEXT NOT NULL,
            follow_up_id TEXT NOT NULL,
            probe TEXT NOT NULL,
            topic TEXT NOT NULL,
            tier TEXT NOT NULL,
            mode TEXT NOT NULL,
            day TEXT NOT NULL,
            shown_at TEXT NOT NULL,
            first_key_at TEXT,
            submitted_at TEXT NOT NULL,
            answer TEXT NOT NULL,
            hints INTEGER NOT NULL,
            timed_out INTEGER NOT NULL,
            score INTEGER NOT NULL,
            passed INTEGER NOT NULL,
            remark TEXT,
            grader TEXT NOT NULL,
            grader_version INTEGER NOT NULL,
            fingerprint TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX attempts_of_question ON attempts (question_id, submitted_at)")
    db.execute("CREATE INDEX attempts_of_session ON attempts (session_id)")
    db.execute("CREATE INDEX attempts_of_day ON attempts (day, topic, tier, mode)")
    db.execute("""
        CREATE TABLE verdicts (
            attempt_id TEXT NOT NULL REFERENCES attempts (id),
            point_id TEXT NOT NULL,
            verdict TEXT NOT NULL,
            strength REAL NOT NULL,
            evidence_start INTEGER,
            evidence_end INTEGER,
            PRIMARY KEY (attempt_id, point_id)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("""
        CREATE TABLE overrulings (
            id INTEGER PRIMARY KEY,
            attempt_id TEXT NOT NULL REFERENCES attempts (id),
            point_id TEXT NOT NULL,
            verdict TEXT NOT NULL,
            score INTEGER NOT NULL,
            passed INTEGER NOT NULL,
            at TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX overrulings_of_attempt ON overrulings (attempt_id, point_id)")
    db.execute("""
        CREATE TABLE undos (
            attempt_id TEXT PRIMARY KEY REFERENCES attempts (id),
            at TEXT NOT NULL
        ) STRICT
    """)
    db.execute("""
        CREATE TABLE flags (
            id INTEGER PRIMARY KEY,
            question_id TEXT NOT NULL,
            flagged INTEGER NOT NULL,
            at TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX flags_of_question ON flags (question_id)")


@migrations()
def m003_final_views(db: Database) -> None:
    """What holds in the end: the latest overruling wins, an undone attempt never was."""
    db.execute("""
        CREATE VIEW final_attempts AS
        SELECT a.*, coalesce(o.score, a.score) AS final_score, coalesce(o.passed, a.passed) AS final_passed
        FROM attempts a
        LEFT JOIN overrulings o ON o.id = (SELECT max(id) FROM overrulings WHERE attempt_id = a.id)
        WHERE a.id NOT IN (SELECT attempt_id FROM undos)
    """)
    db.execute("""
        CREATE VIEW final_verdicts AS
        SELECT v.attempt_id, v.point_id, v.strength, v.evidence_start, v.evidence_end,
               coalesce(o.verdict, v.verdict) AS verdict
        FROM verdicts v
        LEFT JOIN overrulings o ON o.id = (
            SELECT max(id) FROM overrulings WHERE attempt_id = v.attempt_id AND point_id = v.point_id)
    """)


@migrations()
def m004_derived(db: Database) -> None:
    db.execute("""
        CREATE TABLE standings (
            question_id TEXT PRIMARY KEY,
            answers INTEGER NOT NULL,
            last_score INTEGER NOT NULL,
            last_day TEXT NOT NULL,
            due TEXT,
            last_review TEXT,
            stability REAL,
            difficulty REAL,
            reviews INTEGER NOT NULL,
            lapses INTEGER NOT NULL
        ) STRICT
    """)
    db.execute("""
        CREATE TABLE days (
            day TEXT NOT NULL,
            topic TEXT NOT NULL,
            tier TEXT NOT NULL,
            mode TEXT NOT NULL,
            answers INTEGER NOT NULL,
            passed INTEGER NOT NULL,
            score_sum INTEGER NOT NULL,
            score_squares INTEGER NOT NULL,
            seconds REAL NOT NULL,
            PRIMARY KEY (day, topic, tier, mode)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("""
        CREATE TABLE points (
            question_id TEXT NOT NULL,
            follow_up_id TEXT NOT NULL,
            point_id TEXT NOT NULL,
            found INTEGER NOT NULL,
            partial INTEGER NOT NULL,
            missed INTEGER NOT NULL,
            wrong INTEGER NOT NULL,
            PRIMARY KEY (question_id, follow_up_id, point_id)
        ) STRICT, WITHOUT ROWID
    """)


@migrations()
def m005_probability(db: Database) -> None:
    """What was kept as a strength is now the probability that the point was stated, and a verdict may be unsure."""
    db.execute("ALTER TABLE verdicts RENAME COLUMN strength TO probability")
    db.execute("ALTER TABLE points ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0")


@migrations()
def m006_settings(db: Database) -> None:
    db.execute("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")


@migrations()
def m007_regrades(db: Database) -> None:
    """Attempts may be graded again. The candidate's verdicts beat the latest regrade, which beats the first grade.

    A regrade knows the latest overruling that its final score heeds, so that an overruling is newer where its id is
    higher; clocks may be set back.
    """
    db.execute("""
        CREATE TABLE regrades (
            id INTEGER PRIMARY KEY,
            attempt_id TEXT NOT NULL REFERENCES attempts (id),
            at TEXT NOT NULL,
            score INTEGER NOT NULL,
            passed INTEGER NOT NULL,
            remark TEXT,
            final_score INTEGER NOT NULL,
            final_passed INTEGER NOT NULL,
            overruling_id INTEGER REFERENCES overrulings (id),
            grader TEXT NOT NULL,
            grader_version INTEGER NOT NULL,
            fingerprint TEXT NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX regrades_of_attempt ON regrades (attempt_id)")
    db.execute("""
        CREATE TABLE regraded_verdicts (
            regrade_id INTEGER NOT NULL REFERENCES regrades (id),
            point_id TEXT NOT NULL,
            verdict TEXT NOT NULL,
            probability REAL NOT NULL,
            evidence_start INTEGER,
            evidence_end INTEGER,
            PRIMARY KEY (regrade_id, point_id)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("DROP VIEW final_attempts")
    db.execute("""
        CREATE VIEW final_attempts AS
        SELECT a.*,
               CASE WHEN o.id > coalesce(r.overruling_id, 0) THEN o.score ELSE coalesce(r.final_score, a.score)
               END AS final_score,
               CASE WHEN o.id > coalesce(r.overruling_id, 0) THEN o.passed ELSE coalesce(r.final_passed, a.passed)
               END AS final_passed,
               CASE WHEN o.id IS NOT NULL THEN NULL WHEN r.id IS NOT NULL THEN r.remark ELSE a.remark
               END AS final_remark,
               coalesce(r.grader, a.grader) AS final_grader,
               coalesce(r.grader_version, a.grader_version) AS final_grader_version,
               coalesce(r.fingerprint, a.fingerprint) AS final_fingerprint,
               r.id AS regrade_id,
               o.id AS overruling_id
        FROM attempts a
        LEFT JOIN regrades r ON r.id = (SELECT max(id) FROM regrades WHERE attempt_id = a.id)
        LEFT JOIN overrulings o ON o.id = (SELECT max(id) FROM overrulings WHERE attempt_id = a.id)
        WHERE a.id NOT IN (SELECT attempt_id FROM undos)
    """)
    db.execute("DROP VIEW final_verdicts")
    db.execute("""
        CREATE VIEW final_verdicts AS
        SELECT v.attempt_id, v.point_id, v.probability, v.evidence_start, v.evidence_end,
               coalesce(o.verdict, v.verdict) AS verdict
        FROM verdicts v
        LEFT JOIN overrulings o ON o.id = (
            SELECT max(id) FROM overrulings WHERE attempt_id = v.attempt_id AND point_id = v.point_id)
        WHERE NOT EXISTS (SELECT 1 FROM regrades WHERE attempt_id = v.attempt_id)
        UNION ALL
        SELECT r.attempt_id, v.point_id, v.probability, v.evidence_start, v.evidence_end,
               coalesce(o.verdict, v.verdict) AS verdict
        FROM regrades r
        JOIN regraded_verdicts v ON v.regrade_id = r.id
        LEFT JOIN overrulings o ON o.id = (
            SELECT max(id) FROM overrulings WHERE attempt_id = r.attempt_id AND point_id = v.point_id)
        WHERE r.id = (SELECT max(id) FROM regrades WHERE attempt_id = r.attempt_id)
    """)
