"""Banks compiled when the program is built (`hatch_build.py`), so that not even the first run has to read YAML.

Times of files do not survive an installation, so what such a bank was made from is told by content.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from mlprep.bank import compiled
from mlprep.bank.compiled import Compiled, StaleError
from mlprep.bank.faults import BankFaults
from mlprep.bank.files import Files


def prepare(banks: Path, built: Path) -> None:
    """Compiles all banks of a folder into the folder `built`.

    A faulty one is left out, since a checkout with a bank half written must still install; whoever starts the program
    is told of its faults. Raises `OSError` where nothing can be written.
    """
    from mlprep.bank.reader import read_bank

    built.mkdir(parents=True, exist_ok=True)
    for bank in sorted(banks.glob("*.yaml")):
        file = _file_of(bank, built)
        with suppress(BankFaults):
            compiled.write(file, _header(bank), Compiled.of(read_bank(bank)))
            file.chmod(0o644)  # whoever uses an installation reads it; a cache is its owner's alone


def prepared(bank: Path, built: Path) -> Compiled | None:
    """The bank as it was built; None if it has changed since or was not there."""
    with suppress(OSError, StaleError):
        return compiled.read(_file_of(bank, built), _header(bank))
    return None


def _file_of(bank: Path, built: Path) -> Path:
    return built / f"{bank.stem}.bank"


def _header(bank: Path) -> bytes:
    own = Files.of(bank)
    return compiled.header([_digest(file) for file in (own.bank, own.rules, own.concepts)])


def _digest(file: Path) -> str:
    """Empty for a file that is not there."""
    from hashlib import blake2b

    try:
        return blake2b(file.read_bytes(), digest_size=16).hexdigest()
    except FileNotFoundError:
        return ""
