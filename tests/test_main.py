"""The program from outside: exit codes, streams, encodings."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mlprep import __main__, paths
from mlprep.errors import BankError, MlprepError, NothingToAskError, StoreError, UsageError

from hills import write_banks

ESCAPE_CODE = re.compile("\x1b")


def mlprep(*args: str, typed: str | bytes = "", **environ: str) -> subprocess.CompletedProcess[bytes]:
    """A process of its own, all pipes."""
    return subprocess.run(
        [sys.executable, "-m", "mlprep", *args],
        input=typed.encode() if isinstance(typed, str) else typed,
        env={**os.environ, **environ},
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The banks that the program in this process finds."""
    banks = write_banks(tmp_path / "banks")
    monkeypatch.setattr(paths, "shipped_banks", lambda: banks)
    return banks


def exit_code_of(monkeypatch: pytest.MonkeyPatch, *args: str) -> object:
    monkeypatch.setattr(sys, "argv", ["mlprep", *args])
    with pytest.raises(SystemExit) as left:
        __main__.main()
    return left.value.code


def a_broken_bank(shipped: Path, _: Path) -> None:
    (shipped / "descent.yaml").write_text("format: 2\n")


def a_broken_database(_: Path, home: Path) -> None:
    home.mkdir()
    (home / "mlprep.db").write_bytes(b"no database" * 1000)


def nothing_broken(_: Path, __: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("breaks", "args", "code", "message"),
    [
        (nothing_broken, ("topics",), 0, ""),
        (nothing_broken, ("bank", "check", "nowhere.yaml"), 1, ""),
        (nothing_broken, ("show", "descent-rta"), 2, "mlprep: there is no question 'descent-rta'\ndid you mean"),
        (nothing_broken, ("show",), 2, "Usage: mlprep show"),
        (a_broken_bank, ("topics",), 3, "descent.yaml:1:"),
        (nothing_broken, ("quiz", "--topic", "splits", "--tier", "advanced"), 4, "mlprep: no question fits"),
        (a_broken_database, ("stats",), 5, "mlprep.db cannot be used: file is not a database."),
    ],
    ids=["done", "failed check", "usage", "no argument", "bank", "nothing to ask", "database"],
)
def test_the_exit_code_says_what_went_wrong_and_standard_error_how_to_mend_it(
    *,
    breaks: Callable[[Path, Path], None],
    args: tuple[str, ...],
    code: int,
    message: str,
    shipped: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    breaks(shipped, home)
    assert exit_code_of(monkeypatch, *args) == code
    said = capsys.readouterr()
    assert message in said.err
    assert bool(said.err) == (code > 1)
    assert bool(said.out) == (code <= 1)


@pytest.mark.parametrize(
    ("error", "code"), [(MlprepError, 1), (UsageError, 2), (BankError, 3), (NothingToAskError, 4), (StoreError, 5)]
)
def test_the_documented_exit_codes_are_those_of_the_errors(error: type[MlprepError], code: int) -> None:
    assert error.exit_code == code


@pytest.mark.usefixtures("shipped")
def test_debug_shows_where_it_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["mlprep", "--debug", "show", "descent-rta"])
    with pytest.raises(UsageError):
        __main__.main()


@pytest.mark.usefixtures("shipped")
def test_control_characters_in_a_message_are_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    exit_code_of(monkeypatch, "quiz", "--tag", "\x1b[2Jclear")
    assert "no question has the tag “␛[2Jclear”" in capsys.readouterr().err


class Interrupted(io.StringIO):
    """Somebody presses Ctrl-C."""

    def read(self, *_: object) -> str:
        raise KeyboardInterrupt


@pytest.mark.usefixtures("shipped")
def test_ctrl_c_is_130_without_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", Interrupted())
    assert exit_code_of(monkeypatch, "grade", "descent-rate") == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_piped_quiz_ends_well_and_says_nothing_on_standard_error() -> None:
    done = mlprep("quiz", "--topic", "gradient-descent", "--seed", "1", typed="it follows the slope\n\n")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"2 answered" in done.stdout


@pytest.mark.parametrize(
    "environ",
    [{}, {"NO_COLOR": "1"}, {"TERM": "xterm-256color", "COLORTERM": "truecolor"}],
    ids=["usual", "NO_COLOR", "colourful"],
)
def test_a_pipe_gets_no_escape_codes(environ: dict[str, str]) -> None:
    done = mlprep("quiz", "--topic", "gradient-descent", "--seed", "1", typed="it follows the slope\n", **environ)
    assert not ESCAPE_CODE.search(done.stdout.decode())


@pytest.mark.parametrize(
    "environ",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1252"},
    ],
    ids=["ASCII", "C", "C and no UTF-8 mode", "Windows"],
)
def test_a_terminal_that_knows_few_characters_gets_an_answer_all_the_same(environ: dict[str, str]) -> None:
    answer = "θ moves against ∇J, “downhill” – café\n".encode()
    done = mlprep("quiz", "--topic", "gradient-descent", "--seed", "1", typed=answer, **environ)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"1 answered" in done.stdout
    if "LC_ALL" not in environ or "PYTHONUTF8" in environ:
        assert done.stdout.isascii() or "1252" in environ["PYTHONIOENCODING"]


def test_an_error_in_ascii_is_an_error_all_the_same() -> None:
    done = mlprep("quiz", "--tag", "no-such-tag", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b'mlprep: no question has the tag "no-such-tag"' in done.stderr


def test_bytes_that_are_no_text_are_an_answer_all_the_same() -> None:
    done = mlprep(
        "quiz",
        "--topic",
        "gradient-descent",
        "--seed",
        "1",
        typed=b"caf\xe9\n",
        PYTHONUTF8="0",
        PYTHONIOENCODING="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="a broken pipe looks different on Windows")
def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    command = [sys.executable, "-m", "mlprep", "bank", "list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
