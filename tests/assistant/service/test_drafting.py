from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.adapters.register_sqlite import SqliteRegister
from assistant.adapters.register_sqlite_build import build
from assistant.domain.audit import AuditEvent
from assistant.domain.people import LOCAL
from assistant.papers.drafts import Draft
from assistant.papers.ledger import ledger
from assistant.papers.model_findings import FindingsWriter
from assistant.papers.paper import Made
from assistant.service.drafting import Drafting
from assistant.settings import read_settings
from tests.assistant.papers.conftest import SINCE, UNTIL, a_library, a_version
from tests.assistant.reports.model_fakes import ScriptedModel, honest
from tests.builders import an_entry

SECTIONS = [("Summary", ["Forces seldom ask children why they left.",
                         "Officers were sent within an hour in most cases."])]  # fmt: skip


class KeptInMemory:
    """Drafts by id."""

    def __init__(self) -> None:
        self.drafts: dict[str, Draft] = {}

    def get(self, draft_id: str) -> Draft | None:
        return self.drafts.get(draft_id)

    def of_inputs(self, inputs: str) -> Draft | None:
        return next((each for each in self.drafts.values() if each.made.inputs == inputs), None)

    def put(self, draft: Draft, was: Draft | None = None) -> None:
        assert (self.drafts.get(draft.id)) == was
        self.drafts[draft.id] = draft

    def all(self) -> list[Draft]:
        return list(self.drafts.values())


class Heard:
    """Keeps what is recorded."""

    def __init__(self) -> None:
        self.events: list[AuditEvent] = []

    def record(self, event: AuditEvent) -> None:
        self.events.append(event)


@pytest.fixture
def model() -> ScriptedModel:
    return ScriptedModel(honest)


@pytest.fixture
def drafting(tmp_path: Path, model: ScriptedModel) -> Drafting:
    path = tmp_path / "register.sqlite"
    build(path, [a_version(UNTIL, [an_entry()])])
    library = a_library(
        ("Found safe", date(2026, 7, 16), SECTIONS), ("Bridges", date(2026, 8, 2), SECTIONS)
    )
    generation: Any = SimpleNamespace(library=library, register=SqliteRegister(path), name="g1")

    @contextmanager
    def serving() -> Iterator[Any]:
        yield generation

    audit: Any = Heard()
    settings = read_settings(home=tmp_path, force_name="Wexmoor Police")
    writer = FindingsWriter(model, "scripted")
    return Drafting(serving, KeptInMemory(), settings, audit, writer)


def test_the_model_is_asked_once_a_report_and_not_again_for_the_same_inputs(
    drafting: Drafting, model: ScriptedModel
) -> None:
    one = drafting.make(SINCE, UNTIL, LOCAL)
    again = drafting.make(SINCE, UNTIL, LOCAL)

    assert again == one
    assert len(model.prompts) == 2
    assert [each.made for each in ledger(one.paper)].count(Made.MODEL) == 4
    assert one.paper.model == "scripted"


def test_drafting_a_section_again_from_the_same_inputs_asks_no_model_and_keeps_edits(
    drafting: Drafting, model: ScriptedModel
) -> None:
    made = drafting.make(SINCE, UNTIL, LOCAL)
    drafting.edit(made.id, "purpose", "Because we must.", LOCAL)
    drafting.edit(made.id, "position", "All is well.", LOCAL)

    again = drafting.regenerate(made.id, LOCAL, "position")

    assert len(model.prompts) == 2
    assert [each.section for each in again.edits] == ["purpose"]
    assert again.made == made.made


def test_a_paper_of_another_period_is_another_draft(drafting: Drafting) -> None:
    one = drafting.make(SINCE, UNTIL, LOCAL)
    other = drafting.make(date(2026, 8, 1), UNTIL, LOCAL)

    assert one.id != other.id
    assert {each.id for each in drafting.all(LOCAL)} == {one.id, other.id}
