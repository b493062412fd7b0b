"""The program as a candidate runs it, with a clock that moves only while the candidate types."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from typer.testing import CliRunner

from mlprep.cli.app import app
from mlprep.cli.context import Context
from mlprep.errors import MlprepError
from mlprep.grading.graders import Grader
from mlprep.paths import Paths
from mlprep.store.database import open_database

from builders import AT
from screens import trimmed

SECONDS_A_LINE = 30


@dataclass
class Typed(io.StringIO):
    """Lines that the candidate types, each of which takes its time."""

    text: str
    program: Program

    def __post_init__(self) -> None:
        super().__init__(self.text)

    def readline(self, *_: object) -> str:  # type: ignore[override]  # as typeshed's StringIO
        line = super().readline()
        if line:
            self.program.wait(seconds=SECONDS_A_LINE)
        return line


@dataclass(frozen=True)
class Done:
    """What came of a command."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def shown(self) -> str:
        return trimmed(self.stdout)

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever was printed
        return json.loads(self.stdout)


@dataclass
class _Surroundings(Context):
    """A context whose grader may be a test's own."""

    own: Grader | None = None

    def grader(self, name: str | None = None) -> Grader:
        return self.own or super().grader(name)


@dataclass
class Program:
    """mlprep as the candidate finds it: `run("quiz", "--seed", "1", typed="the lines that are typed")`.

    `grader` takes the place of mlprep's own.
    """

    paths: Paths
    at: datetime = AT
    grader: Grader | None = None
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def wait(self, *, days: float = 0, seconds: float = 0) -> None:
        self.at += timedelta(days=days, seconds=seconds)

    def run(self, *args: str, typed: str = "") -> Done:
        out, err = io.StringIO(), io.StringIO()
        context = _Surroundings(
            paths=self.paths,
            environ={},
            stdin=Typed(typed, self),
            stdout=out,
            stderr=err,
            now=lambda: self.at,
            new_id=lambda: f"id-{next(self.ids)}",
            own=self.grader,
        )
        # Typer prints help and usage errors on streams of its own
        result = CliRunner().invoke(app, args, obj=context)
        if "connection" in vars(context):
            context.connection.close()
        if result.exception and not isinstance(result.exception, SystemExit | MlprepError):
            raise result.exception
        if isinstance(result.exception, MlprepError):
            return Done(result.exception.exit_code, out.getvalue(), str(result.exception))
        return Done(result.exit_code, out.getvalue() + result.stdout, err.getvalue() + result.stderr)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the database holds."""
        connection = open_database(self.paths.database)
        try:
            return [tuple(row) for row in connection.execute(query)]
        finally:
            connection.close()
