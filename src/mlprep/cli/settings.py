"""The settings there are. The graders' names are known no lower than here."""

from __future__ import annotations

from mlprep.errors import UsageError
from mlprep.grading.graders import DEFAULT, GRADERS
from mlprep.model.settings import Setting

GRADER = Setting("grader", DEFAULT, tuple(GRADERS), "Which grader grades, where --grader names no other.")

SETTINGS = (GRADER,)


def setting_named(name: str) -> Setting:
    """Raises `UsageError` where there is none."""
    for setting in SETTINGS:
        if setting.name == name:
            return setting
    raise UsageError(f"there is no setting “{name}”", f"known: {', '.join(each.name for each in SETTINGS)}")
