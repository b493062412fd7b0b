from __future__ import annotations

from pathlib import Path

from mlprep.bank.faults import BankFaults, Fault, Place, did_you_mean, quote
from mlprep.errors import BankError

HILLS = Path("hills.yaml")


def test_a_fault_reads_as_place_message_and_remedy() -> None:
    assert str(Fault(HILLS, 3, 1, "unknown key 'titel'")) == "hills.yaml:3:1: unknown key 'titel'"
    assert str(Place(HILLS, 3, 1).fault("unknown key", "take it out")) == "hills.yaml:3:1: unknown key (take it out)"


def test_faults_come_by_place_and_each_once() -> None:
    faults = [Fault(HILLS, 10, 2, "late"), Fault(HILLS, 9, 30, "early"), Fault(HILLS, 10, 2, "late")]
    error = BankFaults(faults)
    assert [fault.message for fault in error.faults] == ["early", "late"]
    assert str(error) == "hills.yaml:9:30: early\nhills.yaml:10:2: late"


def test_faults_end_the_program_as_other_bank_errors_do() -> None:
    assert BankFaults([]).exit_code == BankError.exit_code


def test_quoted_text_stays_on_one_short_line() -> None:
    assert quote("a\nb\x1b[2J") == r"'a\nb\x1b[2J'"
    assert len(quote("a" * 10_000)) == 62


def test_the_closest_word_is_suggested_and_nothing_far_off() -> None:
    assert did_you_mean("titel", ["topic", "title", "tier"]) == "did you mean 'title'?"
    assert did_you_mean("zzz", ["topic", "title"]) == ""
