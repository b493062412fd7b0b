"""What a user may settle once instead of at every call."""

from __future__ import annotations

from dataclasses import dataclass

from mlprep.errors import UsageError


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that may be set: the values it may have, and the one that holds until another is chosen."""

    name: str
    default: str
    choices: tuple[str, ...]
    meaning: str

    def checked(self, value: str) -> str:
        """The value, if it is one of the choices; else raises `UsageError`."""
        if value not in self.choices:
            raise UsageError(f"there is no {self.name} “{value}”", f"known: {', '.join(self.choices)}")
        return value

    def configured(self, stored: str | None) -> Configured:
        """How it stands where `stored` was set, or nothing."""
        value = self.default if stored is None else stored
        return Configured(self.name, value, self.default, self.choices, self.meaning)


@dataclass(frozen=True, slots=True)
class Configured:
    """A setting with the value that holds. An older or newer mlprep may have set one that this one does not know."""

    name: str
    value: str
    default: str
    choices: tuple[str, ...]
    meaning: str

    @property
    def known(self) -> bool:
        return self.value in self.choices

    @property
    def reset_command(self) -> str:
        return f"mlprep config {self.name} --reset"

    def checked(self) -> str:
        """The value; raises `UsageError` where it is not known."""
        if not self.known:
            known = ", ".join(self.choices)
            raise UsageError(
                f"{self.name} is set to “{self.value}”, which this mlprep does not know (known: {known})",
                f"`{self.reset_command}` goes back to the default, {self.default}",
            )
        return self.value
