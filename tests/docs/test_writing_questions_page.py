"""The page on writing questions shows a question as it stands in its bank."""

from __future__ import annotations

import re

from mlprep.paths import shipped_banks

from pages import DOCS


def test_the_question_in_full_is_the_one_in_the_bank() -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", (DOCS / "writing-questions.md").read_text(encoding="utf-8"), re.DOTALL)
    bank = (shipped_banks() / "gradient-descent.yaml").read_text(encoding="utf-8")
    after = bank[bank.index(shown) + len(shown) :]
    assert shown.startswith("  - id: gd-learning-rate\n")
    assert after.startswith(("  - id:", "\n"))
