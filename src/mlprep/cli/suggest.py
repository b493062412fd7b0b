"""`mlprep bank suggest`: rules from the verdicts that the candidate overruled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mlprep.cli.context import Context
from mlprep.cli.options import Json, Plain, asked_of, context_of
from mlprep.cli.render import render
from mlprep.errors import UsageError

if TYPE_CHECKING:
    from mlprep.bank.patch import Patch
    from mlprep.model.question import Gradable
    from mlprep.model.suggestion import Overruled, Suggestion


def suggest(
    ctx: typer.Context,
    *,
    write: Annotated[bool, typer.Option("--write", help="Put the rules into your own files.")] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """Suggest rules from verdicts that you overruled, in your own words, as a diff to review.

    They go into files of your own in $MLPREP_HOME/rules, on top of those of the banks. Nothing leaves the machine.
    """
    from mlprep.grading.rules import RulesGrader
    from mlprep.grading.suggest import parted, still_parted
    from mlprep.grading.suggest import suggest as suggestions_of
    from mlprep.model.suggestion import Suggestions
    from mlprep.terminal.suggestions import render_suggestions

    context = context_of(ctx, plain=plain)
    overruled = [each for each in context.history.overruled() if parted(each.own, each.graded)]
    known = still = 0
    suggestions: list[Suggestion] = []
    for asked, about in _by_question(context, overruled):
        unheard = still_parted(asked, about, RulesGrader())
        known, still = known + len(about), still + len(unheard)
        suggestions += suggestions_of(asked, unheard)
    patches = _patches(context.paths.overlay, suggestions)
    if write:
        for patch in patches:
            patch.write()
    result = Suggestions(
        overruled=known,
        heard=known - still,
        suggestions=tuple(suggestions),
        files=tuple(str(patch.file) for patch in patches),
        diff="".join(patch.diff(context.paths.home) for patch in patches),
        written=write and bool(patches),
        warnings=context.library.overlay_warnings(),
    )
    render(context, result, render_suggestions, as_json=as_json)


def _by_question(context: Context, overruled: Sequence[Overruled]) -> list[tuple[Gradable, list[Overruled]]]:
    """The verdicts by what was asked, without those on questions that are no longer in the banks."""
    by_id: dict[tuple[str, str], list[Overruled]] = defaultdict(list)
    for each in overruled:
        by_id[each.question_id, each.follow_up_id].append(each)
    found = []
    for (question_id, follow_up_id), about in sorted(by_id.items()):
        try:
            asked = asked_of(context.library.question(question_id), follow_up_id or None)
        except UsageError:
            continue
        found.append((asked, about))
    return found


def _patches(folder: Path, suggestions: Sequence[Suggestion]) -> list[Patch]:
    """A patch for each topic whose file would change."""
    from mlprep.bank.files import overlay_file
    from mlprep.bank.patch import Addition, patch
    from mlprep.bank.rules import notation

    by_topic: dict[str, list[Addition]] = defaultdict(list)
    for each in suggestions:
        # each is put before those that are there
        for rule in reversed(each.rules):
            keys = (each.question_id, each.point_name, each.kind.value)
            by_topic[each.topic].append(Addition(keys, notation(rule)))
    patches = (patch(overlay_file(folder, topic), additions) for topic, additions in sorted(by_topic.items()))
    return [each for each in patches if each.after != each.before]
