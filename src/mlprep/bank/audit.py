"""A check of bank files: form first, and where that holds, everything else a bank promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from mlprep.bank.agreement import agreement, disagreements
from mlprep.bank.calibrate import GradeText
from mlprep.bank.checks import Finding, Severity, check_bank
from mlprep.bank.design import read_design
from mlprep.bank.design_checks import check_design
from mlprep.bank.faults import BankFaults, Fault
from mlprep.bank.library import Library, doubles
from mlprep.bank.reader import read_bank
from mlprep.bank.rule_checks import check_rules
from mlprep.grading.graders import make_grader
from mlprep.model.check import CheckedBank
from mlprep.model.question import Bank


def audit(files: Iterable[Path], beside: Library, grade: GradeText) -> tuple[CheckedBank, ...]:
    """Check the files, as they would be used together with the banks of a library."""
    wanted = {file.resolve(): file for file in files}
    banks: dict[Path, Bank] = {}
    faults: dict[Path, list[Fault]] = defaultdict(list)
    # those beside come first, so that an id that is used twice is a fault of the file that is checked
    for path in (file.resolve() for file in beside.files()):
        with suppress(BankFaults):  # of a bank that nobody asked about
            if path not in wanted:
                banks[path] = beside.bank(path)
    for path, file in wanted.items():
        try:
            banks[path] = read_bank(file)
        except BankFaults as broken:
            faults[path] += broken.faults
    for fault in doubles([bank.topic for bank in banks.values()]):
        faults[fault.path.resolve()].append(fault)
    checked = []
    for path, file in wanted.items():
        if path in faults:
            checked.append(CheckedBank(str(file), 0, tuple(str(fault) for fault in faults[path]), ()))
        else:
            checked.append(_checked(file, banks[path], [bank for other, bank in banks.items() if other != path], grade))
    return tuple(checked)


def audit_at_once(files: Iterable[Path], beside: Library, grader: str) -> tuple[CheckedBank, ...]:
    """As `audit`, of the library's own files on all processors: to check them all is to grade ten thousand answers.

    Files from elsewhere have to be seen together, since one may use the ids of another.
    """
    wanted = list(files)
    own = {file.resolve() for file in beside.files()}
    if len(wanted) == 1 or not own.issuperset(file.resolve() for file in wanted):
        return audit(wanted, beside, make_grader(grader).grade)
    # started afresh: a fork of a process with threads may hang
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        # a library itself may hold what cannot be sent to another process
        library = (beside.folders, beside.cache, beside.built)
        return tuple(pool.map(_audit_one, wanted, repeat(library), repeat(grader)))


def _audit_one(file: Path, library: tuple[tuple[Path, ...], Path, Path | None], grader: str) -> CheckedBank:
    folders, cache, built = library
    (checked,) = audit([file], Library(folders, cache, built=built), make_grader(grader).grade)
    return checked


def audit_design(folder: Path, grade: GradeText) -> CheckedBank:
    """A check of the checklist and the scenarios in a folder; what it counts are the scenarios."""
    try:
        design = read_design(folder)
    except BankFaults as broken:
        return CheckedBank(str(folder), 0, tuple(str(fault) for fault in broken.faults), ())
    sentences = _sentences(check_design(design, grade))
    return CheckedBank(str(folder), len(design.scenarios), sentences[Severity.FAULT], sentences[Severity.WARNING])


def _checked(file: Path, bank: Bank, others: list[Bank], grade: GradeText) -> CheckedBank:
    marked = agreement(bank, grade)
    findings = (*check_bank(bank, others, grade), *check_rules(bank), *disagreements(bank, marked))
    sentences = _sentences(findings)
    return CheckedBank(
        str(file),
        len(bank.questions),
        sentences[Severity.FAULT],
        sentences[Severity.WARNING],
        marked.agreed,
        marked.verdicts,
        marked.unsure,
    )


def _sentences(findings: Iterable[Finding]) -> dict[Severity, tuple[str, ...]]:
    told = [(finding.severity, f"{finding.question_id}: {finding.message}".removeprefix(": ")) for finding in findings]
    return {severity: tuple(sentence for kind, sentence in told if kind is severity) for severity in Severity}
