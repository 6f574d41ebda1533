"""A running service is evaluated over its socket as the assistant is in process."""

from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import build_assistant
from assistant.entrypoints.api.app import build_app
from assistant.settings import read_settings
from eval.libraries import COMMITTEE_DATES
from eval.session import Session
from tests.serving import served


@pytest.fixture
def thin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.fast.SIZES", {"register": (6, 2), "retrieval": (4, 0)})


@pytest.mark.usefixtures("thin")
def test_a_service_has_the_figures_that_the_assistant_has_in_process(
    sample_home: Path, tmp_path: Path
) -> None:
    settings = read_settings(
        home=sample_home,
        database_url=f"sqlite:///{tmp_path / 'state.sqlite'}",
        committee_dates=COMMITTEE_DATES,
        today=date(2026, 10, 1),
    )
    inside = Session(fast=True, home=sample_home, out=tmp_path / "inside").carry_out()
    assistant = build_assistant(settings)
    try:
        with served(build_app(assistant, settings)) as address:
            outside = Session(fast=True, against=address, out=tmp_path / "outside").carry_out()
    finally:
        assistant.close()

    assert {key: a.error for key, a in outside.run.answers.items() if a.error} == {}
    assert outside.run.figures == inside.run.figures
    assert outside.run.scores == inside.run.scores
    assert address in outside.run.config["door"]
