"""Make what the pages show of the program and its banks true again.

    python docs/refresh.py            rewrites README.md and docs/content.md
    python docs/refresh.py --check    exit code 1 where one of them shows something else

A block fenced as `console` holds commands after `$ ` and their output. They run one after another with an empty
history in 80 columns. Blocks fenced as `sh` or `text` are left alone. Between `<!-- topics -->` and `<!-- end -->`
stands a table of the shipped topics.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from mlprep.bank.library import Library
from mlprep.model.question import Topic
from mlprep.model.tier import Tier
from mlprep.paths import BUILT, shipped_banks

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "content.md")
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_TOPICS = re.compile(r"(<!-- topics -->\n).*?(<!-- end -->)", re.DOTALL)


def refreshed(text: str) -> str:
    """The text with the output of every command, and the topics, as they are now."""
    with tempfile.TemporaryDirectory() as home:
        environ = os.environ | {"MLPREP_HOME": home, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "TZ": "UTC"}
        # the program of the environment that runs this script
        environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environ["PATH"]])
        text = _BLOCK.sub(lambda block: f"```console\n{_run(block.group(1), environ)}```", text)
        topics = Library((shipped_banks(),), Path(home) / "cache", built=BUILT).topics
    return _TOPICS.sub(lambda found: f"{found.group(1)}{topic_table(topics)}\n{found.group(2)}", text)


def topic_table(topics: Sequence[Topic]) -> str:
    """By part, with what to know first and the number of questions in each tier."""
    lines = ["| part | topic | know first | " + " | ".join(Tier) + " | all |", "|---" * (4 + len(Tier)) + "|"]
    for topic in sorted(topics, key=lambda topic: (topic.part, topic.id)):
        bank = f"[{topic.title}](../questions/{topic.id}.yaml)"
        lines.append(f"| {topic.part} | {bank} | {', '.join(topic.prerequisites)} | {_counts([topic])} |")
    lines.append(f"| | **{len(topics)} topics** | | {_counts(topics)} |")
    return "\n".join(lines)


def _counts(topics: Sequence[Topic]) -> str:
    tiers = Counter(entry.tier for topic in topics for entry in topic.entries)
    return " | ".join(str(number) for number in (*(tiers[tier] for tier in Tier), tiers.total()))


def _run(block: str, environ: dict[str, str]) -> str:
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_output(command, environ)}" for command in commands)


def _output(command: str, environ: dict[str, str]) -> str:
    # the commands are this project's own documentation
    done = subprocess.run(command, shell=True, env=environ, capture_output=True, text=True, check=False)  # noqa: S602
    lines = (done.stdout + done.stderr).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines).rstrip("\n") + "\n"


def main() -> int:
    shown = {page: page.read_text(encoding="utf-8") for page in PAGES}
    now = {page: refreshed(text) for page, text in shown.items()}
    if "--check" in sys.argv:
        return int(shown != now)
    for page, text in now.items():
        page.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
