"""How well and how fast the grader grades: marked answers to 22 interview questions, and 110 minimal pairs.

    python benchmarks/grading.py

The figure to judge by is the within-answer AUC: of two points of the same answer, one stated and one not, how often
the stated one has the higher probability. AUC over all answers rewards knowing good answers from bad ones as wholes.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from mlprep.bank.reader import read_bank
from mlprep.grading.lexical import LexicalGrader
from mlprep.model.grade import Verdict
from mlprep.model.question import Question

GRADER = LexicalGrader()
DATA = Path(__file__).parent / "grading"


@dataclass(frozen=True, slots=True)
class Decision:
    """One point of one answer: the person's verdict, the grader's, and the probability the grader saw."""

    question_id: str
    note: str
    marked: Verdict
    graded: Verdict
    probability: float


def main() -> None:
    questions = read_bank(DATA / "bench-dev.yaml").questions
    decisions = [decision for question in questions for decision in _decisions(question)]
    print(f"{GRADER.name} grader, version {GRADER.version}: {len(decisions)} decisions on {len(questions)} questions")
    honest = [d for d in decisions if d.note != "misconception"]
    print(f"within-answer AUC {_within(decisions):.3f}   AUC {_auc(decisions):.3f}   "
          f"without misconceptions {_auc(honest):.3f}")  # fmt: skip
    _verdicts(decisions)
    _pairs(questions)
    _foreign(questions)
    _speed(questions)


def _decisions(question: Question) -> Iterable[Decision]:
    for sample in question.samples:
        for point in GRADER.grade(question, sample.text).points:
            marked = Verdict.FOUND if point.point_id in sample.found else Verdict.MISSED
            marked = Verdict.WRONG if point.point_id in sample.wrong else marked
            yield Decision(question.id, sample.note, marked, point.verdict, point.probability)


def _within(decisions: Iterable[Decision]) -> float:
    answers: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in decisions:
        answers[decision.question_id, decision.note].append(decision)
    wins = [win for answer in answers.values() for win in _wins(answer)]
    return statistics.fmean(wins)


def _auc(decisions: Iterable[Decision]) -> float:
    return statistics.fmean(_wins(list(decisions)))


def _wins(decisions: list[Decision]) -> list[float]:
    stated = [d.probability for d in decisions if d.marked is Verdict.FOUND]
    others = [d.probability for d in decisions if d.marked is not Verdict.FOUND]
    return [_win(high, low) for high in stated for low in others]


def _win(high: float, low: float) -> float:
    return 1.0 if high > low else 0.5 if high == low else 0.0


def _verdicts(decisions: list[Decision]) -> None:
    table = Counter((d.marked, d.graded) for d in decisions)
    print("marked \\ graded " + "".join(f"{verdict:>9}" for verdict in Verdict))
    for marked in (Verdict.FOUND, Verdict.MISSED, Verdict.WRONG):
        print(f"{marked:>15} " + "".join(f"{table[marked, graded]:9}" for graded in Verdict))
    # a partial verdict is half right on a point that was stated, and half wrong on one that was not
    stated = sum((d.marked is Verdict.FOUND) == (d.graded in (Verdict.FOUND, Verdict.PARTIAL)) for d in decisions)
    print(f"stated or not, right: {stated / len(decisions):.1%}")
    for note in dict.fromkeys(d.note for d in decisions):
        chosen = [d for d in decisions if d.note == note]
        found = sum(d.graded in (Verdict.FOUND, Verdict.PARTIAL) for d in chosen) / len(chosen)
        truth = sum(d.marked is Verdict.FOUND for d in chosen) / len(chosen)
        print(f"  {note:14} points credited {found:5.1%}   truly stated {truth:5.1%}")


def _pairs(questions: Iterable[Question]) -> None:
    by_id = {question.id: question for question in questions}
    outcomes: dict[str, list[float]] = defaultdict(list)
    for pair in yaml.safe_load((DATA / "bench-dev-pairs.yaml").read_text(encoding="utf-8")):
        question = by_id[pair["question"]]
        original = next(s.text for s in question.samples if s.note == pair["base"])
        high, low = (_probability(question, pair["point"], text) for text in (original, pair["text"]))
        outcomes[pair["kind"]].append(_win(high, low))
    for kind, wins in outcomes.items():
        print(f"minimal pairs, {kind}: the original scores higher in {statistics.fmean(wins):.2f} of {len(wins)}")


def _probability(question: Question, point_id: str, text: str) -> float:
    point = next(p for p in GRADER.grade(question, text).points if p.point_id == point_id)
    return 0.0 if point.verdict is Verdict.WRONG else point.probability


def _foreign(questions: tuple[Question, ...]) -> None:
    found = total = 0
    for question in questions:
        for other in questions:
            if other is not question:
                expert = next(s.text for s in other.samples if s.note == "expert")
                verdicts = GRADER.grade(question, expert).verdicts().values()
                found += sum(v is Verdict.FOUND for v in verdicts)
                total += len(verdicts)
    print(f"another question's expert answer: {found / total:.1%} of the points found")


def _speed(questions: Iterable[Question]) -> None:
    taken = []
    for question in questions:
        text = " ".join((question.answer + " ").split() * 4)
        words = " ".join(text.split()[:200])
        start = time.perf_counter()
        GRADER.grade(question, words)
        taken.append((time.perf_counter() - start) * 1000)
    print(f"an answer of 200 words: median {statistics.median(taken):.1f} ms, slowest {max(taken):.1f} ms")


if __name__ == "__main__":
    main()
