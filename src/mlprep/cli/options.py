"""Options that several commands share, so that a flag means the same thing everywhere."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mlprep.cli.context import Context
from mlprep.errors import NothingToAskError, UsageError
from mlprep.model.tier import Tier
from mlprep.paths import Paths

if TYPE_CHECKING:
    from mlprep.model.question import Entry, Gradable, Question
    from mlprep.session.choose import Filters


def context_of(ctx: typer.Context, *, plain: bool = False) -> Context:
    """The context that the root command made, or that a test put in its place."""
    context = ctx.find_object(Context)
    if context is None:
        raise RuntimeError("the root command did not run")
    context.plain = context.plain or plain
    return context


def _complete_topics(incomplete: str) -> list[tuple[str, str]]:
    library = Context(Paths.from_environment(os.environ)).library
    return [(topic.id, topic.title) for topic in library.topics if topic.id.startswith(incomplete)]


def _complete_ids(incomplete: str) -> list[str]:
    library = Context(Paths.from_environment(os.environ)).library
    return [entry.id for entry in library.entries if entry.id.startswith(incomplete)]


def _complete_tags(incomplete: str) -> list[str]:
    library = Context(Paths.from_environment(os.environ)).library
    return sorted({tag for entry in library.entries for tag in entry.tags if tag.startswith(incomplete)})


def _complete_graders(incomplete: str) -> list[str]:
    from mlprep.grading.graders import GRADERS

    return [name for name in GRADERS if name.startswith(incomplete)]


Topics = Annotated[
    list[str] | None,
    typer.Option("--topic", help="Only this topic; may be repeated.", autocompletion=_complete_topics),
]
Tiers = Annotated[list[Tier] | None, typer.Option("--tier", help="Only this tier; may be repeated.")]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", help="Only questions with this tag.", autocompletion=_complete_tags)
]
QuestionId = Annotated[
    str, typer.Argument(metavar="ID", help="The question's id.", autocompletion=_complete_ids, show_default=False)
]

AnswerText = Annotated[
    str | None, typer.Option("--answer", help="The answer; standard input where it is not given.", show_default=False)
]
FollowUpId = Annotated[
    str | None, typer.Option("--follow-up", help="Grade against this follow-up of the question.", show_default=False)
]


def finite(minutes: float | None) -> float | None:
    """Refuses `nan`, which passes every bound."""
    if minutes is not None and not math.isfinite(minutes):
        raise typer.BadParameter("give a number of minutes")
    return minutes


MOST_MINUTES = 24 * 60

Seed = Annotated[int | None, typer.Option(help="Choose the same questions again.", show_default=False)]
GraderName = Annotated[
    str | None,
    typer.Option(
        "--grader",
        metavar="NAME",
        help="Which grader grades; else the one that `mlprep config` shows.",
        autocompletion=_complete_graders,
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Plain = Annotated[bool, typer.Option("--plain", help="Words for signs, no colours, one line at a time.")]


def asked_of(question: Question, follow_up_id: str | None) -> Gradable:
    """The question, or that follow-up of it; raises `UsageError` where it has none of that id."""
    if follow_up_id is None:
        return question
    for follow_up in question.follow_ups:
        if follow_up.id == follow_up_id:
            return follow_up
    known = ", ".join(f.id for f in question.follow_ups) or "none"
    raise UsageError(f"{question.id} has no follow-up “{follow_up_id}”", f"it has: {known}")


def filters(
    context: Context, topics: Sequence[str] | None, tiers: Sequence[Tier] | None, tags: Sequence[str] | None
) -> Filters:
    """The filters that the options ask for; raises `UsageError` for a topic or tag that no bank has."""
    from mlprep.session.choose import Filters

    for topic in topics or ():
        context.library.topic(topic)
    known = {tag for entry in context.library.entries for tag in entry.tags} if tags else set()
    for tag in tags or ():
        if tag not in known:
            from mlprep.bank.faults import did_you_mean

            raise UsageError(f"no question has the tag “{tag}”", did_you_mean(tag, known))
    return Filters(frozenset(topics or ()), frozenset(tiers or ()), frozenset(tags or ()))


def admitted(context: Context, wanted: Filters) -> list[Entry]:
    """The questions that the filters admit; raises `NothingToAskError` where there is none."""
    entries = [entry for entry in context.library.entries if wanted.admit(entry)]
    if not entries:
        raise NothingToAskError("no question fits all these filters", "`mlprep bank list` shows what there is")
    return entries


def title_of(context: Context, wanted: Filters) -> str:
    """What a session with these filters is about, in words."""
    names = [context.title(topic) for topic in sorted(wanted.topics)] or ["all topics"]
    return ", ".join(names + [tier.value for tier in Tier if tier in wanted.tiers])
