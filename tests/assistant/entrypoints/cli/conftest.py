from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.entrypoints.cli.app import build_app
from tests.homes import copy_home

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def cli_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample library that commands may write to."""
    copy = tmp_path_factory.mktemp("cli") / "home"
    return copy_home(sample_home, copy)


@pytest.fixture(scope="session")
def run(cli_home: Path) -> Run:
    """Run `liaison` with these words, on the day after the sample's last register."""

    def liaison(*words: str, **environment: str) -> Result:
        given = {"LIAISON_HOME": str(cli_home), "LIAISON_TODAY": "2026-10-01"} | environment
        return CliRunner().invoke(build_app(), list(words), env=given)

    return liaison
