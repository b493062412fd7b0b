"""Fits the rules grader's few parameters to marked answers, and measures them on questions they were not fitted to.

    python benchmarks/fit.py            # figures, cross-validated by question
    python benchmarks/fit.py --write    # and src/mlprep/grading/parameters.toml

It needs scikit-learn: pip install --group fit. Answers come from benchmarks/grading/bench-dev.yaml and from every
second question of the shipped banks; the samples of the other half are sealed, and measured by --sealed alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mlprep.bank.calibrate import calibrate, read_banks
from mlprep.bank.pairs import read_pairs
from mlprep.grading.confidence import Parameters
from mlprep.grading.rules import Known, RulesGrader, weigh
from mlprep.model.calibration import Calibration
from mlprep.model.grade import Grade
from mlprep.model.question import Bank, Gradable, Question

HERE = Path(__file__).parent
DATA = HERE / "grading"
BANKS = HERE.parent / "questions"
TARGET = HERE.parent / "src" / "mlprep" / "grading" / "parameters.toml"

SHOWN = (
    "within_answer_auc", "auc", "auc_without_misconceptions", "foreign_point_rate", "accuracy", "unsure",
    "found_precision", "found_recall", "wrong_precision", "wrong_recall", "brier",
)  # fmt: skip
FOLDS = 10
PENALTY = 1 / 3.0
"""The L2 penalty. The figures are the same from 0.03 to 3."""

MISSED_UP_TO = 0.25
FOUND_FROM = 0.6
"""The zones: between them lie less than a fifth of the points of answers that were looked at."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One point of one answer: what is known of it, and whether a person found it there."""

    question_id: str
    known: Known
    found: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """A grader that grades each question with parameters fitted to other questions."""

    parameters: Mapping[str, Parameters]
    name: str = "rules"
    version: int = 1

    def grade(self, question: Gradable, text: str) -> Grade:
        return RulesGrader(parameters=self.parameters[question.id]).grade(question, text)


def main(arguments: Sequence[str]) -> None:
    bench = read_banks([DATA / "bench-dev.yaml"], DATA / "bench-dev-rules.yaml")
    shipped = read_banks(sorted(BANKS.glob("*.yaml")))
    bench_marked = list(marked_answers(questions_of(bench)))
    seen = [half(bank, 0) for bank in shipped]
    seen_marked = list(marked_answers(questions_of(seen)))
    chosen = fit([*bench_marked, *seen_marked])
    print(as_toml(chosen))
    if "--sealed" in arguments:
        sealed = [half(bank, 1) for bank in shipped]
        _show("shipped banks, the sealed half", calibrate(sealed, RulesGrader(parameters=chosen)))
        return
    folded = Folded(folds(bench_marked, seen_marked))
    for title, banks in (("with", bench), ("without", without_rules(bench))):
        pairs = read_pairs(DATA / "bench-dev-pairs.yaml", {q.id: q for q in questions_of(banks)})
        _show(f"bench-dev {title} rules", calibrate(banks, folded, pairs))
    _show("shipped banks, the half that was looked at", calibrate(seen, Folded(folds(seen_marked, bench_marked))))
    if "--write" in arguments:
        TARGET.write_text(as_toml(chosen), encoding="utf-8")


def fit(marked: Sequence[Marked]) -> Parameters:
    """A logistic regression for points with rules, and another for the same points without."""
    rules = [each for each in marked if each.known.has_rules]
    words = [each for each in marked if not each.known.has_rules]
    return Parameters(_regression(rules), _regression(words), MISSED_UP_TO, FOUND_FROM)


def _regression(marked: Sequence[Marked]) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression

    names = list(marked[0].known.features)
    rows = [[each.known.features[name] for name in names] for each in marked]
    model = LogisticRegression(C=1 / PENALTY, max_iter=5000).fit(rows, [each.found for each in marked])
    weights = {"intercept": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}
    return {name: round(value, 3) for name, value in weights.items()}


def as_toml(parameters: Parameters) -> str:
    lines = ["# Written by benchmarks/fit.py: weights of a logistic regression, and the zones of verdicts.", ""]
    for name, weights in (("rules", parameters.rules), ("words", parameters.words)):
        lines += [f"[{name}]", *(f"{feature} = {value}" for feature, value in weights.items()), ""]
    zones = ["[zones]", f"missed_up_to = {parameters.missed_up_to}", f"found_from = {parameters.found_from}", ""]
    return "\n".join([*lines, *zones])


def marked_answers(questions: Iterable[Question]) -> Iterable[Marked]:
    """Every decision twice: with the rules there are, and as if there were none."""
    for question in questions:
        for version in (question, _bare(question)):
            for sample in version.samples:
                for known in weigh(version, sample.text):
                    yield Marked(question.id, known, known.point_id in sample.found)


def folds(marked: Sequence[Marked], always: Sequence[Marked]) -> dict[str, Parameters]:
    """Parameters for each question, fitted without the questions of its fold; `always` is in every fit."""
    names = sorted({each.question_id for each in marked})
    parameters: dict[str, Parameters] = {}
    for fold in range(FOLDS):
        held_out = set(names[fold::FOLDS])
        fitted = fit([*(each for each in marked if each.question_id not in held_out), *always])
        parameters |= dict.fromkeys(held_out, fitted)
    return parameters


def questions_of(banks: Iterable[Bank]) -> list[Question]:
    return [question for bank in banks for question in bank.questions]


def half(bank: Bank, first: int) -> Bank:
    """Every second question, of those that have marked answers."""
    return replace(bank, questions=tuple(question for question in bank.questions[first::2] if question.samples))


def without_rules(banks: Iterable[Bank]) -> list[Bank]:
    return [replace(bank, questions=tuple(_bare(question) for question in bank.questions)) for bank in banks]


def _bare(question: Question) -> Question:
    return replace(question, key_points=tuple(replace(p, rules=(), against=()) for p in question.key_points))


def _show(title: str, result: Calibration) -> None:
    print(f"\n== {title}")
    for note, figures in (("all", result.overall), *result.by_note.items()):
        shown = {name: getattr(figures, name) for name in SHOWN}
        print(f"{note:>14}  " + "  ".join(f"{name} {value:.3f}" for name, value in shown.items() if value is not None))
    for kind, pairs in result.by_kind.items():
        print(f"{kind:>14}  pairs {pairs.pairs}  accuracy {pairs.accuracy:.3f}  accepted {pairs.accepted:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
