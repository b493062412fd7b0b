"""A check of bank files: form first, and where that holds, everything else a bank promises."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mlprep.bank.checks import Grader, Severity, agreement, check_bank
from mlprep.bank.faults import BankFaults, Fault
from mlprep.bank.reader import read_bank
from mlprep.model.check import CheckedBank
from mlprep.model.question import Bank


def audit(files: Iterable[Path], beside: Iterable[Path], grade: Grader) -> tuple[CheckedBank, ...]:
    """Check the files, as they would be used beside the banks at `beside`."""
    wanted = {file.resolve(): file for file in files}
    banks: dict[Path, Bank] = {}
    broken: dict[Path, tuple[Fault, ...]] = {}
    for path in dict.fromkeys([*wanted, *(file.resolve() for file in beside)]):
        try:
            banks[path] = read_bank(wanted.get(path, path))
        except BankFaults as faults:
            broken[path] = faults.faults
    checked = []
    for path, file in wanted.items():
        if path in broken:
            checked.append(CheckedBank(str(file), 0, tuple(str(fault) for fault in broken[path]), ()))
        else:
            checked.append(_checked(file, banks[path], [bank for other, bank in banks.items() if other != path], grade))
    return tuple(checked)


def _checked(file: Path, bank: Bank, others: list[Bank], grade: Grader) -> CheckedBank:
    findings = check_bank(bank, others, grade)
    sentences = {
        severity: tuple(f"{f.question_id}: {f.message}".removeprefix(": ") for f in findings if f.severity is severity)
        for severity in Severity
    }
    marked = agreement(bank, grade)
    return CheckedBank(
        str(file),
        len(bank.questions),
        sentences[Severity.FAULT],
        sentences[Severity.WARNING],
        marked.agreed,
        marked.verdicts,
    )
