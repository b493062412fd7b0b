"""What each part of the rules grader gives: bench-dev with its rules, one part taken out at a time.

    python benchmarks/ablation.py

Every row is fitted anew and cross-validated by question, as in fit.py. It takes a few minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from fit import BANKS, DATA, Folded, Marked, folds, half, marked_answers, questions_of

from mlprep.bank.calibrate import calibrate, read_banks
from mlprep.bank.pairs import read_pairs
from mlprep.grading import contradiction, evidence, rulebook
from mlprep.model.question import Bank, KeyPoint, Question

FAR_APART = 1e9


def main() -> None:
    bench = list(read_banks([DATA / "bench-dev.yaml"], DATA / "bench-dev-rules.yaml"))
    seen = [half(bank, 0) for bank in read_banks(sorted(BANKS.glob("*.yaml")))]
    print("| | within-answer AUC | AUC | right outside unsure | unsure | omit | swap | foreign |")
    print("|---|---|---|---|---|---|---|---|")
    row("everything", bench, seen)
    with changed(evidence, "TOGETHER", FAR_APART):
        row("a rule's groups may stand anywhere", bench, seen)
    with changed(evidence, "TURNED", 0.0):
        row("no signs of contradiction", bench, seen)
    row("no `against` rules", [without_against(bank) for bank in bench], [without_against(bank) for bank in seen])
    for feature, name in (
        ("second", "the best rule alone"),
        ("shared", "no competition for words"),
        ("opposed", "no opposite words in the clause"),
        ("astray", "no regard for the subject"),
    ):
        row(name, bench, seen, partial(ignoring, feature=feature))
    with changed(rulebook, "IN_QUESTION", 1.0), changed(rulebook, "IN_OTHERS", 0.0):
        row("all groups worth the same", bench, seen)
    with changed(contradiction, "NEAR", 1e-9):
        row("no directions and rivals, negations alone", bench, seen)
    row("one rule a point", [first_rules(bank) for bank in bench], [first_rules(bank) for bank in seen])


def row(name: str, bench: list[Bank], seen: list[Bank], change: Callable[[Marked], Marked] = lambda each: each) -> None:
    rulebook.compile_rulebook.cache_clear()
    marked = [change(each) for each in marked_answers(questions_of(bench))]
    always = [change(each) for each in marked_answers(questions_of(seen))]
    pairs = read_pairs(DATA / "bench-dev-pairs.yaml", {q.id: q for q in questions_of(bench)})
    result = calibrate(bench, Folded(folds(marked, always)), pairs)
    figures = result.overall
    values = (
        figures.within_answer_auc, figures.auc, figures.accuracy, figures.unsure,
        result.by_kind["omit"].accuracy, result.by_kind["swap"].accuracy, figures.foreign_point_rate,
    )  # fmt: skip
    print(f"| {name} | " + " | ".join("–" if v is None else f"{v:.3f}".lstrip("0") for v in values) + " |", flush=True)


@contextmanager
def changed(module: object, name: str, value: float) -> Iterator[None]:
    """A constant of the grader set to another value for a while."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def ignoring(each: Marked, feature: str) -> Marked:
    features = {name: 0.0 if name == feature else value for name, value in each.known.features.items()}
    return replace(each, known=replace(each.known, features=features))


def without_against(bank: Bank) -> Bank:
    return _with_points(bank, lambda q: tuple(replace(p, against=()) for p in q.key_points))


def first_rules(bank: Bank) -> Bank:
    return _with_points(bank, lambda q: tuple(replace(p, rules=p.rules[:1]) for p in q.key_points))


def _with_points(bank: Bank, change: Callable[[Question], tuple[KeyPoint, ...]]) -> Bank:
    questions = tuple(replace(question, key_points=change(question)) for question in bank.questions)
    return replace(bank, questions=questions)


if __name__ == "__main__":
    main()
