"""Start mlprep on the banks in a folder: `python launch.py BANKS ARGUMENTS...`.

The grader goes by the very words and is never unsure; with `UNSURE=crawl=0.3,overshoot=0.7` in the environment it is
unsure of these points.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from unittest.mock import patch

from mlprep import paths
from mlprep.__main__ import main
from mlprep.grading import graders

from fakes import Hesitant

if __name__ == "__main__":
    banks = Path(sys.argv.pop(1))
    pairs = [pair.split("=") for pair in os.environ.get("UNSURE", "").split(",") if pair]
    own = Hesitant({point: float(probability) for point, probability in pairs})
    graded = patch.dict(graders.GRADERS, {graders.DEFAULT: lambda: own})
    with patch.object(paths, "shipped_banks", lambda: banks), graded:
        main()
