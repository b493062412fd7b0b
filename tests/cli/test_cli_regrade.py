"""`mlprep regrade`."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from textwrap import dedent

import pytest
from typer.testing import CliRunner

from mlprep.cli.app import app
from mlprep.cli.context import Context
from mlprep.store import regrades

from program import Program
from screens import trimmed

STEP_RULES = "rules: [length | size + step | stride, scale | multiply + gradient]"
STEP = "it sets the length of each step and too large a rate overshoots the minimum"


def practised(program: Program) -> None:
    """An answer in a quiz and one in an interview with what follows it."""
    program.run("quiz", "--topic", "splits", "--count", "1", "--seed", "1", typed="x\nx\n")
    program.run("mock", "--topic", "descent", "--tier", "core", "--seed", "1", typed=f"{STEP}\nno idea\n")


def edit(banks: Path, old: str, new: str) -> None:
    bank = banks / "descent.yaml"
    text = bank.read_text()
    assert old in text
    bank.write_text(text.replace(old, new))


def test_nothing_is_graded_twice(program: Program) -> None:
    assert program.run("regrade").shown == "Regraded 0 answers with rules 1, 0 changed."
    practised(program)
    for _ in range(2):
        assert program.run("regrade").shown == dedent("""\
            Regraded 0 answers with rules 1, 0 changed.

            Left as they are
              4  graded so already""")
    assert program.rows("SELECT count(*) FROM regrades") == [(0,)]


def test_answers_are_graded_by_the_question_as_it_is_now(program: Program, banks: Path) -> None:
    practised(program)
    before = program.rows("SELECT * FROM attempts")
    edit(banks, STEP_RULES, "rules: [multiply | scale + gradient]")
    shown = dedent("""\
        regrade 2 answers with rules 1, 1 changed.
        Mean score 37.5 before, 12.5 after.

        Verdicts
          1  found → missed

        Left as they are
          2  graded so already""")
    assert program.run("regrade", "--dry-run").shown == (f"Would {shown}\n\nNothing was kept. Without --dry-run it is.")
    assert program.rows("SELECT count(*) FROM regrades") == [(0,)]
    assert program.run("regrade").shown == shown.replace("regrade", "Regraded", 1)
    assert program.rows("SELECT * FROM attempts") == before
    assert program.rows("SELECT score, final_score FROM final_attempts WHERE question_id = 'descent-rate'") == [
        (75, 25),
        (0, 0),
    ]
    assert "your mean score is 6." in program.run("stats").shown


def test_topics_narrow_it_down(program: Program, banks: Path) -> None:
    practised(program)
    edit(banks, STEP_RULES, "rules: [multiply | scale + gradient]")
    assert program.run("regrade", "--topic", "splits", "--json").json["regraded"] == 0
    assert program.run("regrade", "--topic", "descent", "--json").json["regraded"] == 2
    done = program.run("regrade", "--topic", "decent")
    assert (done.exit_code, done.stderr) == (2, "there is no topic 'decent'\ndid you mean 'descent'?")


def test_the_same_as_json(program: Program, banks: Path) -> None:
    practised(program)
    edit(banks, STEP_RULES, "rules: [multiply | scale + gradient]")
    edit(banks, "- id: decay", "- id: decays")
    assert program.run("regrade", "--json").json == {
        "format": 1,
        "grader": "rules",
        "grader_version": 1,
        "regraded": 1,
        "changed": 1,
        "skipped": {
            "current": 2,
            "self-graded": 0,
            "undone": 0,
            "question-gone": 1,
            "point-gone": 0,
            "busy": 0,
        },
        "verdicts": [{"before": "found", "after": "missed", "count": 1}],
        "mean_before": 75.0,
        "mean_after": 25.0,
        "dry_run": False,
        "finished": True,
    }


def test_answers_that_the_candidate_graded_are_left_alone(program: Program) -> None:
    program.run("quiz", "--topic", "splits", "--count", "1", "--seed", "1", "--reveal", typed="\n1\n")
    assert "graded by yourself" in program.run("regrade").shown


def test_an_interruption_keeps_what_was_done_and_says_so(
    program: Program, banks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practised(program)
    edit(banks, STEP_RULES, "rules: [multiply | scale + gradient]")
    monkeypatch.setattr(regrades, "BATCH", 1)
    moments = iter([program.at])

    def now() -> datetime:
        """The candidate presses Ctrl-C while the second answer is graded."""
        for moment in moments:
            return moment
        raise KeyboardInterrupt

    out = io.StringIO()
    context = Context(program.paths, environ={}, stdout=out, stderr=io.StringIO(), now=now)
    assert CliRunner().invoke(app, ["regrade"], obj=context).exit_code == 130
    context.connection.close()
    assert trimmed(out.getvalue()).startswith("Regraded 1 answer with rules 1")
    assert trimmed(out.getvalue()).endswith("Interrupted: what was done is kept; run it again to go on.")
    assert program.rows("SELECT count(*) FROM regrades") == [(1,)]
    assert program.run("regrade", "--json").json["regraded"] == 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("plain", "shown"), [(False, True), (True, False)])
def test_progress_is_shown_on_a_terminal_only(program: Program, plain: bool, shown: bool) -> None:
    practised(program)
    out, err = io.StringIO(), Terminal()
    context = Context(program.paths, environ={}, stdout=out, stderr=err, now=lambda: program.at, plain=plain)
    assert CliRunner().invoke(app, ["regrade"], obj=context).exit_code == 0
    context.connection.close()
    assert ("Grading" in err.getvalue()) == shown
    assert "Grading" not in out.getvalue()
