"""`mlprep config`: see and change settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mlprep.cli.options import Json, Plain, context_of
from mlprep.cli.render import render
from mlprep.errors import UsageError

if TYPE_CHECKING:
    from mlprep.cli.context import Context
    from mlprep.model.settings import Setting


def _complete_names(incomplete: str) -> list[tuple[str, str]]:
    from mlprep.cli.settings import SETTINGS

    return [(setting.name, setting.meaning) for setting in SETTINGS if setting.name.startswith(incomplete)]


def _complete_values(ctx: typer.Context, incomplete: str) -> list[str]:
    from mlprep.cli.settings import SETTINGS

    choices = (choice for s in SETTINGS if s.name == ctx.params.get("name") for choice in s.choices)
    return [choice for choice in choices if choice.startswith(incomplete)]


def config(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="The setting; all of them where none is named.", autocompletion=_complete_names)
    ] = None,
    value: Annotated[
        str | None, typer.Argument(help="Its new value.", autocompletion=_complete_values, show_default=False)
    ] = None,
    *,
    reset: Annotated[bool, typer.Option("--reset", help="Go back to the setting's default.")] = False,
    as_json: Json = False,
    plain: Plain = False,
) -> None:
    """See the settings, or change one."""
    from mlprep.cli.settings import SETTINGS, setting_named
    from mlprep.terminal.tables import render_settings

    context = context_of(ctx, plain=plain)
    if reset and (name is None or value is not None):
        raise UsageError("--reset goes with the name of one setting", "for instance `mlprep config grader --reset`")
    settings = SETTINGS if name is None else (setting_named(name),)
    for setting in settings:
        if reset:
            _reset(context, setting)
        elif value is not None:
            _set(context, setting, value)
    configured = tuple(setting.configured(context.stored(setting)) for setting in settings)
    render(context, configured, render_settings, as_json=as_json)


def _set(context: Context, setting: Setting, value: str) -> None:
    from mlprep.store.settings import Settings

    Settings(context.connection).set(setting.name, setting.checked(value))


def _reset(context: Context, setting: Setting) -> None:
    from mlprep.store.settings import Settings

    if context.paths.database.exists():
        Settings(context.connection).reset(setting.name)
