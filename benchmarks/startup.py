"""How long a user waits: --help, stats, and the first question of a quiz, beside importing Typer and Rich.

    python benchmarks/startup.py [--runs 15]

Runs are interleaved, so that a busy moment of the machine falls on all of them; the median and the best are shown.
The limit is 2.5 times the import for --help and stats, and half a second for the first question.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BASE = "import typer, rich.console"
LIMIT = 2.5
FIRST_QUESTION_LIMIT = 0.5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as home:
        environ = os.environ | {"MLPREP_HOME": home}
        mlprep = [sys.executable, "-m", "mlprep"]
        answers = "the gradient points uphill\n" * 3
        # a history and a warm cache, as on every day but the first
        subprocess.run([*mlprep, "quiz", "--count", "3"], env=environ, input=answers, text=True, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        commands = {
            BASE: [sys.executable, "-c", BASE],
            "mlprep --help": [*mlprep, "--help"],
            "mlprep stats": [*mlprep, "stats"],
        }
        times: dict[str, list[float]] = {name: [] for name in [*commands, "first question", "first run ever"]}
        for number in range(runs):
            for name, command in commands.items():
                times[name].append(_whole(command, environ))
            times["first question"].append(_until_question([*mlprep, "quiz", "--all"], environ))
            fresh = environ | {"MLPREP_HOME": str(Path(home) / f"fresh-{number}")}
            times["first run ever"].append(_until_question([*mlprep, "quiz"], fresh))
    base = statistics.median(times[BASE])
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:32} median {median * 1000:6.0f} ms   best {min(taken) * 1000:6.0f} ms   {median / base:4.2f} x")
    kept = all(statistics.median(times[name]) <= LIMIT * base for name in ("mlprep --help", "mlprep stats"))
    return 0 if kept and statistics.median(times["first question"]) <= FIRST_QUESTION_LIMIT else 1


def _whole(command: list[str], environ: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _until_question(command: list[str], environ: dict[str, str]) -> float:
    """From the start of the program to the editor that waits for an answer, in a real terminal."""
    import pexpect

    # pexpect does not answer when it is asked where the cursor is, as a terminal does at once
    environ = environ | {"PROMPT_TOOLKIT_NO_CPR": "1"}
    start = time.perf_counter()
    child = pexpect.spawn(command[0], command[1:], env=environ, dimensions=(24, 80), encoding="utf-8", timeout=20)
    child.expect("›")
    taken = time.perf_counter() - start
    child.close(force=True)
    return taken


if __name__ == "__main__":
    sys.exit(main())
