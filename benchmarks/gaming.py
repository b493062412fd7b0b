"""What answers earn that try to get points without stating them: every shipped question, the default grader.

python benchmarks/gaming.py
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path
from random import Random

from mlprep.bank.calibrate import read_banks
from mlprep.grading.graders import make_grader
from mlprep.grading.tokens import tokenise
from mlprep.grading.words import STOP_WORDS
from mlprep.model.grade import Verdict
from mlprep.model.question import Question

BANKS = Path(__file__).parent.parent / "questions"
FLUFF = "That is a very good and important question which I would answer with care."


def main() -> None:
    questions = [question for bank in read_banks(sorted(BANKS.glob("*.yaml"))) for question in bank.questions]
    rng = Random(0)
    others = {question.id: _other(questions, question, rng) for question in questions}
    tries: dict[str, Callable[[Question], str]] = {
        "the model answer": lambda q: q.answer,
        "its sentences in another order": lambda q: ". ".join(_shuffled(q.answer.rstrip(".").split(". "), rng)),
        "its words shuffled": lambda q: " ".join(_shuffled(q.answer.split(), rng)),
        "its key words, with commas": lambda q: ", ".join(_key_words(q.answer)),
        "its key words, without": lambda q: " ".join(_key_words(q.answer)),
        "the question pasted": lambda q: q.question,
        "the question with fluff": lambda q: f"{q.question} {FLUFF}",
        "I don't know": lambda _: "I don't know",
        "a model answer of another topic": lambda q: others[q.id].answer,
        "the model answer and every wrong statement": lambda q: " ".join(
            [q.answer, *(f"{wrong}." for point in q.key_points for wrong in point.reject)]
        ),
    }
    grader = make_grader()
    print(f"{len(questions)} questions\n{'':44}{'score':>7}{'found':>7}{'unsure':>8}{'wrong':>7}")
    for name, text in tries.items():
        grades = [grader.grade(question, text(question)) for question in questions]
        verdicts = [point.verdict for grade in grades for point in grade.points]
        shares = [verdicts.count(v) / len(verdicts) for v in (Verdict.FOUND, Verdict.UNSURE, Verdict.WRONG)]
        score = statistics.fmean(grade.score for grade in grades)
        print(f"{name:44}{score:7.1f}{shares[0]:7.1%}{shares[1]:8.1%}{shares[2]:7.1%}")


def _other(questions: list[Question], question: Question, rng: Random) -> Question:
    return rng.choice([other for other in questions if other.topic != question.topic])


def _shuffled(parts: list[str], rng: Random) -> list[str]:
    return rng.sample(parts, len(parts))


def _key_words(text: str) -> list[str]:
    words = (token.text for token in tokenise(text) if token.text not in STOP_WORDS and token.text[-1].isalnum())
    return list(dict.fromkeys(words))


if __name__ == "__main__":
    main()
