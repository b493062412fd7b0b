"""Files of minimal pairs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mlprep.bank.faults import BankFaults
from mlprep.bank.pairs import Pair, read_pairs
from mlprep.model.question import Sample

from builders import a_point, a_question

QUESTION = replace(
    a_question("gd-rate", key_points=(a_point("size"),)),
    samples=(Sample("short", note="expert"), Sample("long", note="expert"), Sample("plain one", note="plain")),
)
PAIR = "- {question: gd-rate, base: expert, kind: omit, point: size, text: shorter}\n"


def read(file: Path, content: str) -> tuple[Pair, ...]:
    file.write_text(content)
    return read_pairs(file, {QUESTION.id: QUESTION})


def test_a_pair_finds_the_first_sample_with_its_note(tmp_path: Path) -> None:
    assert read(tmp_path / "pairs.yaml", PAIR) == (Pair(QUESTION, "expert", "omit", "size", "short", "shorter"),)


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (PAIR.replace("gd-rate", "gd-rat"), ["1:14: no question 'gd-rat' (did you mean 'gd-rate'?)"]),
        (PAIR.replace("expert", "exprt"), ["1:29: no sample with the note 'exprt' (did you mean 'expert'?)"]),
        (PAIR + PAIR.replace("size", "siz"), ["2:56: no key point 'siz' (did you mean 'size'?)"]),
        (PAIR.replace(", text: shorter", ""), ["1:3: a pair lacks 'text' (add it: the edited text)"]),
        ("question: gd-rate\n", ["1:1: a file of pairs must be a list, not a mapping"]),
    ],
    ids=["question", "base", "point", "missing key", "no list"],
)
def test_faults_have_their_place(tmp_path: Path, content: str, faults: list[str]) -> None:
    file = tmp_path / "pairs.yaml"
    with pytest.raises(BankFaults) as raised:
        read(file, content)
    assert [str(fault).removeprefix(f"{file}:") for fault in raised.value.faults] == faults
