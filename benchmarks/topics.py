"""How the default grader does on the marked answers of each shipped topic.

    python benchmarks/topics.py            # the table
    python benchmarks/topics.py --write    # and into docs/content.md

The open half are the answers to every second question, which may be looked at while rules are written; those to the
others are sealed. What is shown of them is nothing but these sums.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from fit import half

from mlprep.bank.calibrate import calibrate, read_banks
from mlprep.grading.rules import RulesGrader
from mlprep.model.calibration import Figures
from mlprep.model.question import Bank

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "content.md"
TABLE = re.compile(r"(<!-- figures -->\n).*?(<!-- end -->)", re.DOTALL)
HEAD = """\
| topic | answers | open: right | unsure | sealed: right | unsure | found precision | recall |
|---|---|---|---|---|---|---|---|"""


def main(arguments: Sequence[str]) -> None:
    banks = [bank for bank in read_banks(sorted((ROOT / "questions").glob("*.yaml"))) if _is_marked(bank)]
    table = "\n".join([HEAD, *(_row(bank.topic.id, [bank]) for bank in banks), _row("**all**", banks)])
    print(table)
    if "--write" in arguments:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(TABLE.sub(lambda found: f"{found.group(1)}{table}\n{found.group(2)}", page), encoding="utf-8")


def _is_marked(bank: Bank) -> bool:
    return any(question.samples for question in bank.questions)


def _row(name: str, banks: Sequence[Bank]) -> str:
    grader = RulesGrader()
    looked_at, sealed = (calibrate([half(bank, first) for bank in banks], grader).overall for first in (0, 1))
    answers = looked_at.answers + sealed.answers
    return f"| {name} | {answers} | {_shares(looked_at)} | {_shares(sealed)} | {_found(sealed)} |"


def _shares(figures: Figures) -> str:
    return f"{_percent(figures.accuracy)} | {_percent(figures.unsure)}"


def _found(figures: Figures) -> str:
    return f"{_percent(figures.found_precision)} | {_percent(figures.found_recall)}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


if __name__ == "__main__":
    main(sys.argv[1:])
