"""What checking a bank brings to light."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckedBank:
    """Faults have to be mended, warnings are for a person to judge. Both are sentences that say where.

    `agreed` of `verdicts` on the bank's marked answers are the grader's too; of `unsure` more it could not decide.
    """

    file: str
    questions: int
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    agreed: int = 0
    verdicts: int = 0
    unsure: int = 0
