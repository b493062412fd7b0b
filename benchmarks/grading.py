"""How fast the grader grades: answers of 200 words to 22 interview questions, with rules on every point.

    python benchmarks/grading.py [NAME]

NAME is a grader, the default one unless told. How well it grades is for `mlprep bank calibrate` to say.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from mlprep.bank.reader import read_bank
from mlprep.grading.graders import DEFAULT, Grader, make_grader
from mlprep.model.question import Question

DATA = Path(__file__).parent / "grading"
WORDS = 200
ROUNDS = 5


def main() -> None:
    grader = make_grader(sys.argv[1] if len(sys.argv) > 1 else DEFAULT)
    questions = read_bank(DATA / "bench-dev.yaml", DATA / "bench-dev-rules.yaml").questions
    first = [_milliseconds(grader, question) for question in questions]
    again = [_milliseconds(grader, question) for _ in range(ROUNDS) for question in questions]
    print(f"{grader.name} grader, version {grader.version}: an answer of {WORDS} words")
    print(f"first answer to a question: median {statistics.median(first):.1f} ms, slowest {max(first):.1f} ms")
    print(f"further answers: median {statistics.median(again):.1f} ms, slowest {max(again):.1f} ms")


def _milliseconds(grader: Grader, question: Question) -> float:
    """For an answer made of the samples, so that it is about the question."""
    text = " ".join(" ".join(sample.text for sample in question.samples).split()[:WORDS])
    start = time.perf_counter()
    grader.grade(question, text)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
