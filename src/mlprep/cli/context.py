"""The composition root: the only place that reads the clock, makes seeds and ids, and opens things."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from io import StringIO
from random import Random, SystemRandom
from typing import TYPE_CHECKING, TextIO

from mlprep.paths import Paths

if TYPE_CHECKING:
    import sqlite3

    from mlprep.bank.library import Library
    from mlprep.grading.graders import Grader
    from mlprep.model.settings import Setting
    from mlprep.session.ports import Ports, Screen
    from mlprep.store.history import History
    from mlprep.store.progress import Progress
    from mlprep.terminal.theme import Theme


def utc_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the one clock


def local_day(at: datetime) -> date:
    """The calendar day where the candidate is."""
    return at.astimezone().date()


def forgiving(stream: TextIO) -> TextIO:
    """The stream, made to replace bytes that are no text in its encoding instead of failing at them."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return stream


@dataclass
class Context:
    """What commands work with. Everything is opened when it is first needed; tests replace the fields."""

    paths: Paths
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    # a stream is None where the program was started with it closed
    stdin: TextIO = field(default_factory=lambda: forgiving(sys.stdin or StringIO()))
    stdout: TextIO = field(default_factory=lambda: sys.stdout or StringIO())
    stderr: TextIO = field(default_factory=lambda: sys.stderr or StringIO())
    now: Callable[[], datetime] = utc_now
    new_id: Callable[[], str] = field(default_factory=lambda: lambda: uuid.uuid4().hex)
    plain: bool = False

    @cached_property
    def library(self) -> Library:
        from mlprep.bank.library import Library

        return Library((self.paths.banks,), self.paths.cache, self.paths.overlay, self._warn, self.paths.built)

    @cached_property
    def connection(self) -> sqlite3.Connection:
        from mlprep.store.database import open_database

        return open_database(self.paths.database)

    @cached_property
    def progress(self) -> Progress:
        from mlprep.store.progress import Progress

        return Progress(self.connection)

    @cached_property
    def history(self) -> History:
        from mlprep.store.history import History

        return History(self.connection)

    def grader(self, name: str | None = None) -> Grader:
        """The grader of that name, else the one that is set. Raises `UsageError` where there is none."""
        from mlprep.cli.settings import GRADER
        from mlprep.grading.graders import make_grader

        if name is not None:
            return make_grader(GRADER.checked(name))
        return make_grader(GRADER.configured(self.stored(GRADER)).checked())

    def stored(self, setting: Setting) -> str | None:
        """The value that was set; None where none was. Makes no database where there is none."""
        from mlprep.store.settings import Settings

        return Settings(self.connection).value(setting.name) if self.paths.database.exists() else None

    def theme(self, *, stream: TextIO | None = None) -> Theme:
        from mlprep.terminal.theme import make_theme

        plain = self.plain or self.environ.get("TERM") == "dumb"
        return make_theme(stream or self.stdout, plain=plain)

    def rng(self, seed: int | None) -> tuple[Random, int]:
        """A random source and its seed: the given one, or a new one to be told to the user."""
        chosen = SystemRandom().randrange(10_000) if seed is None else seed
        return Random(chosen), chosen  # noqa: S311 - chooses questions, guards nothing

    def ports(self, *, stream: TextIO | None = None, grader: str | None = None) -> Ports:
        """The world for a flow; `stream` is where the screen writes, standard output unless told."""
        from mlprep.session.ports import Ports
        from mlprep.store.ledger import Ledger

        return Ports(
            screen=self._screen(stream or self.stdout),
            ledger=Ledger(self.connection),
            grade=self.grader(grader).grade,
            load=self.library.question,
            now=self.now,
            day=local_day,
            new_id=self.new_id,
        )

    def title(self, topic_id: str) -> str:
        return self.library.topic(topic_id).title

    def today(self) -> date:
        return local_day(self.now())

    def end_of_today(self) -> datetime:
        """The last moment of the candidate's day: what is due today is due until then."""
        tomorrow = self.today() + timedelta(days=1)
        return datetime.combine(tomorrow, time.min).astimezone() - timedelta(microseconds=1)

    def is_interactive(self, stream: TextIO) -> bool:
        return self.stdin.isatty() and stream.isatty()

    def _warn(self, message: str) -> None:
        from mlprep.terminal.safe import clean, make_encodable

        make_encodable(self.stderr)
        self.stderr.write(f"mlprep: {clean(message)}\n")

    def _screen(self, stream: TextIO) -> Screen:
        theme = self.theme(stream=stream)
        interactive = self.is_interactive(stream)
        if not interactive or theme.plain:
            from mlprep.terminal.line_screen import LineScreen

            return LineScreen(theme, self.stdin, self.now, interactive)
        from prompt_toolkit.output import create_output

        from mlprep.terminal.keys import Keyboard
        from mlprep.terminal.prompt_screen import PromptScreen

        # prompt_toolkit draws on standard output unless it is told
        output = None if stream is self.stdout else create_output(stdout=stream)
        return PromptScreen(theme, self.now, Keyboard(output=output, printable=theme.printable))
