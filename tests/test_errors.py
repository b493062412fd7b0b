"""Errors that a user can mend."""

from __future__ import annotations

import pytest

from mlprep.errors import BankError, MlprepError, NothingToAskError, StoreError, UsageError

FAMILY = (MlprepError, UsageError, BankError, NothingToAskError, StoreError)


def test_an_error_says_what_happened_and_what_to_do() -> None:
    error = MlprepError("There is no topic 'graident'.", "Run `mlprep topics`.")
    assert str(error) == "There is no topic 'graident'.\nRun `mlprep topics`."
    assert error.remedy == "Run `mlprep topics`."


def test_an_error_without_a_remedy_is_its_message() -> None:
    assert str(MlprepError("That is that.")) == "That is that."


@pytest.mark.parametrize("kind", FAMILY)
def test_one_handler_catches_the_family(kind: type[MlprepError]) -> None:
    with pytest.raises(MlprepError):
        raise kind("no")


def test_scripts_can_tell_the_kinds_apart_by_exit_code() -> None:
    assert [kind.exit_code for kind in FAMILY] == [1, 2, 3, 4, 5]
