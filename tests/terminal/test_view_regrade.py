"""What `mlprep regrade` says in the end."""

from __future__ import annotations

from textwrap import dedent

from mlprep.model.grade import Verdict
from mlprep.model.regrade import Regraded, Skipped, VerdictChange
from mlprep.terminal.regrade import REASONS, render_regraded

from screens import painted

FOUND, PARTIAL, MISSED, WRONG, UNSURE = Verdict


def done(
    *changes: VerdictChange,
    regraded: int = 3,
    changed: int = 2,
    skipped: dict[Skipped, int] | None = None,
    dry_run: bool = False,
    finished: bool = True,
) -> Regraded:
    before, after = (50.0, 61.25) if regraded else (None, None)
    return Regraded("rules", 4, regraded, changed, skipped or {}, changes, before, after, dry_run, finished)


def test_what_changed_and_what_was_left_alone_are_counted() -> None:
    changes = (VerdictChange(MISSED, FOUND, 12), VerdictChange(FOUND, UNSURE, 3))
    skipped = {Skipped.CURRENT: 0, Skipped.SELF_GRADED: 2, Skipped.POINT_GONE: 10}
    assert painted(render_regraded, done(*changes, skipped=skipped)) == dedent("""\
        Regraded 3 answers with rules 4, 2 changed.
        Mean score 50.0 before, 61.2 after.

        Verdicts
          12  missed → found
           3  found → unsure

        Left as they are
           2  graded by yourself
          10  the question has lost a point of theirs""")


def test_nothing_to_do_is_one_line() -> None:
    assert painted(render_regraded, done(regraded=0, changed=0)) == "Regraded 0 answers with rules 4, 0 changed."


def test_a_dry_run_says_that_nothing_was_kept() -> None:
    shown = painted(render_regraded, done(dry_run=True))
    assert shown.startswith("Would regrade 3 answers")
    assert shown.endswith("Nothing was kept. Without --dry-run it is.")


def test_an_interruption_says_what_became_of_it() -> None:
    assert painted(render_regraded, done(finished=False)).endswith(
        "Interrupted: what was done is kept; run it again to go on."
    )
    assert painted(render_regraded, done(finished=False, dry_run=True)).endswith("Interrupted: nothing was to be kept.")


def test_every_reason_has_words() -> None:
    assert set(REASONS) == set(Skipped)


def test_it_fits_a_narrow_terminal() -> None:
    skipped = dict.fromkeys(Skipped, 1_000_000)
    assert max(map(len, painted(render_regraded, done(skipped=skipped), width=40).splitlines())) <= 40
