"""Whether a bank's samples are graded as they are marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from shlex import quote

from mlprep.bank.calibrate import GradeText, graded_samples
from mlprep.bank.checks import Finding, Severity
from mlprep.model.question import Bank

LEAST_AGREEMENT = 0.8
"""Share of decided verdicts, and of scores, that have to agree with the marks on a bank's samples."""

MARK_TOLERANCE = 0.35
"""How far a score may lie from a person's mark, both from 0 to 1: people differ by as much among themselves."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the decided verdicts on a bank's samples, those that credit a point just where a person did.

    Verdicts that are `unsure` stand apart: they neither agree nor disagree. `scores` are those of samples with a mark.
    """

    agreed: int
    verdicts: int
    unsure: int = 0
    agreed_scores: int = 0
    scores: int = 0


def agreement(bank: Bank, grade: GradeText) -> Agreement:
    samples = [sample for question in bank.questions for sample in graded_samples(question, grade)]
    decisions = [decision for sample in samples for decision in sample.decisions]
    decided = [decision for decision in decisions if decision.is_decided]
    marked = [(each.scored.score, each.scored.mark) for each in samples if each.scored.mark is not None]
    return Agreement(
        agreed=sum(decision.agrees for decision in decided),
        verdicts=len(decided),
        unsure=len(decisions) - len(decided),
        agreed_scores=sum(abs(score - mark) <= MARK_TOLERANCE for score, mark in marked),
        scores=len(marked),
    )


def disagreements(bank: Bank, found: Agreement) -> Iterator[Finding]:
    """One finding however many samples there are: a fault below `LEAST_AGREEMENT`, else a warning."""
    for agreed, of, what in (
        (found.agreed, found.verdicts, "decided verdicts on the samples agree with the marks"),
        (found.agreed_scores, found.scores, f"scores of the samples lie within {MARK_TOLERANCE} of the mark"),
    ):
        if agreed < of:
            is_fault = agreed < LEAST_AGREEMENT * of
            bound = f", less than {100 * LEAST_AGREEMENT:.0f} %" if is_fault else ""
            message = f"{agreed} of {of} {what}{bound}: see mlprep bank calibrate {quote(bank.topic.source)}"
            yield Finding("", Severity.FAULT if is_fault else Severity.WARNING, message)
