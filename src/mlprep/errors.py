"""What can go wrong in a way that a user can mend: what happened, where, and what to do."""

from __future__ import annotations


class MlprepError(Exception):
    """Base of all errors that are shown without a traceback.

    `remedy` is a sentence that says what to do; `exit_code` is what the program returns.
    """

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message}\n{self.remedy}" if self.remedy else message


class UsageError(MlprepError):
    """The command line asks for something that does not exist or does not go together."""

    exit_code = 2


class BankError(MlprepError):
    """A question bank cannot be read or breaks the format."""

    exit_code = 3


class NothingToAskError(MlprepError):
    """The filters leave no question."""

    exit_code = 4


class StoreError(MlprepError):
    """The database cannot be opened, read or written."""

    exit_code = 5
