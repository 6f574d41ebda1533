import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.bootstrap import build_assistant
from assistant.entrypoints.api.app import build_app
from assistant.service import Assistant
from assistant.settings import Settings, read_settings
from ingest.job import Request, ingest
from tests.assistant.entrypoints.conftest import Roles
from tests.assistant.entrypoints.visibility.marked import (
    DAY,
    OPEN_REPORT,
    REPORT_CANARIES,
    ROWS,
    SHUT_REPORT,
    Row,
    register_csv,
    report_md,
)


def _ingest(folder: Path, models: Path, rows: list[Row], reports: dict[str, str]) -> Settings:
    papers = folder / "papers"
    papers.mkdir(parents=True)
    for name, text in reports.items():
        (papers / name).write_text(text, encoding="utf-8")
    register = folder / "register-2026-09-30.csv"
    register.write_text(register_csv(rows), encoding="utf-8")
    home = folder / "home"
    shutil.copytree(models, home / "models")
    settings = read_settings(home=home, today=DAY, rate_per_minute=1_000_000)
    ingest(Request(paths=(papers,), register=register, as_at=date(2026, 9, 30)), settings)
    return settings


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, sample_home: Path) -> Settings:
    """A library with everything in it."""
    reports = {
        "open.md": report_md(OPEN_REPORT, ["found", "lost"]),
        "shut.md": report_md(SHUT_REPORT, REPORT_CANARIES),
        "odd.md": report_md(f"{SHUT_REPORT} too", REPORT_CANARIES),
        "reports.yaml": "reports:\n- file: shut.md\n  visibility: restricted\n"
        "- file: odd.md\n  visibility: tru\n",
    }
    return _ingest(tmp_path_factory.mktemp("whole"), sample_home / "models", ROWS, reports)


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Assistant]:
    made = build_assistant(settings)
    yield made
    made.close()


@pytest.fixture(scope="session")
def without(tmp_path_factory: pytest.TempPathFactory, sample_home: Path) -> Iterator[Assistant]:
    """The assistant over a library in which nothing restricted ever was."""
    rows = [row for row in ROWS if row.marking in {"public", "force"}]
    reports = {"open.md": report_md(OPEN_REPORT, ["found", "lost"])}
    folder = tmp_path_factory.mktemp("without")
    made = build_assistant(_ingest(folder, sample_home / "models", rows, reports))
    yield made
    made.close()


@pytest.fixture(scope="session")
def app(assistant: Assistant, settings: Settings) -> Any:
    return build_app(assistant, settings.model_copy(update={"auth_keys": True}), Roles())
