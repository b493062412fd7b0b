"""Start mlprep on the banks in a folder: `python launch.py BANKS ARGUMENTS...`."""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import patch

from mlprep import paths
from mlprep.__main__ import main

if __name__ == "__main__":
    banks = Path(sys.argv.pop(1))
    with patch.object(paths, "shipped_banks", lambda: banks):
        main()
