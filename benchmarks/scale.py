"""How long things take with 10,000 questions and 1,000,000 attempts.

python benchmarks/scale.py [--attempts 1000000] [--questions 10000]
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from random import Random

from mlprep.bank.library import Library
from mlprep.bank.search import search
from mlprep.cli.app import app
from mlprep.cli.context import Context
from mlprep.paths import Paths
from mlprep.store.database import open_database, to_text
from mlprep.store.derived import rebuild

TOPICS = 100
POINTS = ("one", "two", "three", "four", "five")
DAYS = 365


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attempts", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=10_000)
    sizes = parser.parse_args()
    rng = Random(1)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        paths = Paths(home=home, cache=home / "cache", banks=home / "banks")
        write_banks(paths.banks, sizes.questions)
        timed("compile all banks", lambda: len(Library((paths.banks,), paths.cache).entries))
        timed("list all questions, compiled", lambda: len(Library((paths.banks,), paths.cache).entries))
        timed("search them", lambda: len(search(Library((paths.banks,), paths.cache), "gradient overshoot")))
        db = open_database(paths.database)
        timed(f"write {sizes.attempts:,} attempts", lambda: write_attempts(db, sizes.attempts, sizes.questions, rng))
        timed("derive everything from them", lambda: derive(db))
        db.close()
        for words in (["stats"], ["quiz", "--count", "1"], ["quiz", "--count", "1", "--weak"]):
            timed(f"mlprep {' '.join(words)}, one answer", partial(run, paths, words))


def timed(name: str, action: Callable[[], object]) -> None:
    start = time.perf_counter()
    action()
    print(f"{name:44} {time.perf_counter() - start:8.3f} s")


def run(paths: Paths, words: list[str]) -> None:
    context = Context(paths, stdin=StringIO("the step is too long\n"), stdout=StringIO())
    app(words, standalone_mode=False, obj=context)


def write_banks(folder: Path, questions: int) -> None:
    folder.mkdir()
    for topic in range(TOPICS):
        bank = {
            "format": 1,
            "topic": f"topic-{topic}",
            "title": f"Topic {topic}",
            "part": "modelling",
            "questions": [question(f"q-{topic}-{n}") for n in range(questions // TOPICS)],
        }
        (folder / f"topic-{topic}.yaml").write_text(json.dumps(bank))  # JSON is YAML


def question(name: str) -> dict[str, object]:
    points = [{"id": p, "point": f"Point {p} of {name}: a large step overshoots the minimum"} for p in POINTS]
    return {"id": name, "tier": "core", "question": f"What does a large step do in {name}?",
            "answer": "It overshoots the minimum along the gradient. " * 10, "key_points": points}  # fmt: skip


def write_attempts(db: sqlite3.Connection, attempts: int, questions: int, rng: Random) -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    db.execute("INSERT INTO sessions VALUES ('s', 'quiz', ?, ?)", (to_text(begin), json.dumps(
        {"title": "t", "questions": [], "minutes": None, "seed": 1})))  # fmt: skip
    for number in range(attempts):
        at = begin + timedelta(days=DAYS * number / attempts)
        name = rng.randrange(questions)
        topic, place = name % TOPICS, name // TOPICS
        key, score = uuid.UUID(int=rng.getrandbits(128)).hex, rng.randrange(101)
        db.execute(
            "INSERT INTO attempts VALUES (?, 's', ?, '', '', ?, 'core', 'quiz', ?, ?, NULL, ?, ?, 0, 0, ?, ?, NULL, "
            "'rules', 1, '')",
            (key, f"q-{topic}-{place}", f"topic-{topic}", at.date().isoformat(), to_text(at),
             to_text(at + timedelta(minutes=1)), "it overshoots " * 20, score, score >= 50),
        )  # fmt: skip
        db.executemany(
            "INSERT INTO verdicts VALUES (?, ?, ?, 0.5, NULL, NULL)",
            [(key, point, rng.choice(("found", "missed", "partial"))) for point in POINTS],
        )
    db.commit()


def derive(db: sqlite3.Connection) -> None:
    rebuild(db)
    db.commit()


if __name__ == "__main__":
    main()
