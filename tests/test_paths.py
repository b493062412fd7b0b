"""Where data, caches and banks live."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlprep import paths
from mlprep.paths import Paths, shipped_banks


def test_mlprep_home_holds_everything_that_is_written(tmp_path: Path) -> None:
    found = Paths.from_environment({"MLPREP_HOME": str(tmp_path)})
    assert found.home == tmp_path
    assert found.cache == tmp_path / "cache"
    assert found.database == tmp_path / "mlprep.db"


def test_a_tilde_in_mlprep_home_is_the_users_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert Paths.from_environment({"MLPREP_HOME": "~/study"}).home == tmp_path / "study"


@pytest.mark.parametrize("environ", [{}, {"MLPREP_HOME": ""}], ids=["unset", "empty"])
def test_without_it_the_platform_decides(environ: dict[str, str]) -> None:
    found = Paths.from_environment(environ)
    assert found.home.is_absolute()
    assert "mlprep" in found.home.parts
    assert "mlprep" in found.cache.parts
    assert found.home != found.cache


def test_finding_paths_makes_no_folder(tmp_path: Path) -> None:
    Paths.from_environment({"MLPREP_HOME": str(tmp_path / "new")})
    assert list(tmp_path.iterdir()) == []


def test_banks_are_shipped() -> None:
    assert list(shipped_banks().glob("*.yaml"))


def test_banks_inside_the_package_come_before_those_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "mlprep"
    package.mkdir(parents=True)
    monkeypatch.setattr(paths, "PACKAGE", package)
    assert shipped_banks() == tmp_path / "questions"
    (package / "questions").mkdir()
    assert shipped_banks() == package / "questions"
