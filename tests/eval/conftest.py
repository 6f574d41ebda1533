"""One run of the fast part, shared by the tests of the gate."""

import shutil
from pathlib import Path

import pytest

from assistant.settings import read_settings
from eval.datasets.attacks import write_attacks
from eval.session import Result, Session
from ingest.job import Request, ingest


@pytest.fixture(scope="session")
def libraries(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the sample library is indexed together with attacks."""
    folder = tmp_path_factory.mktemp("libraries")
    write_attacks(folder / "attacks")
    shutil.copytree(sample_home, folder / "attacked")
    ingest(Request(paths=(folder / "attacks",)), read_settings(home=folder / "attacked"))
    return folder


@pytest.fixture(scope="session")
def fast_run(
    sample_home: Path, libraries: Path, tmp_path_factory: pytest.TempPathFactory
) -> Result:
    """The fast part, asked once and kept."""
    folder = tmp_path_factory.mktemp("fast") / "run"
    return Session(fast=True, home=sample_home, libraries=libraries, out=folder).carry_out()
