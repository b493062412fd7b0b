"""Run the commands shown in README.md and put what they print below them.

    python docs/refresh.py            rewrites README.md
    python docs/refresh.py --check    exit code 1 where README.md shows something else

A block fenced as `console` holds commands after `$ ` and their output. They run one after another with an empty
history in 80 columns. Blocks fenced as `sh` or `text` are left alone.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def refreshed(text: str) -> str:
    """The text with the output of every command as it is now."""
    with tempfile.TemporaryDirectory() as home:
        environ = os.environ | {"MLPREP_HOME": home, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "TZ": "UTC"}
        # the program of the environment that runs this script
        environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environ["PATH"]])
        return _BLOCK.sub(lambda block: f"```console\n{_run(block.group(1), environ)}```", text)


def _run(block: str, environ: dict[str, str]) -> str:
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_output(command, environ)}" for command in commands)


def _output(command: str, environ: dict[str, str]) -> str:
    # the commands are this project's own documentation
    done = subprocess.run(command, shell=True, env=environ, capture_output=True, text=True, check=False)  # noqa: S602
    lines = (done.stdout + done.stderr).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines).rstrip("\n") + "\n"


def main() -> int:
    shown = README.read_text(encoding="utf-8")
    now = refreshed(shown)
    if "--check" in sys.argv:
        return int(shown != now)
    README.write_text(now, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
