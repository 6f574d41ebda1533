from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from assistant.adapters.state.database import open_database
from assistant.adapters.state.drafts import SqlDrafts, drafts
from assistant.domain.errors import Busy, StoreUnavailable
from assistant.papers.draft import draft_paper
from assistant.papers.drafts import Draft, Edit, approve, with_edit
from assistant.papers.facts import Request
from tests.assistant.papers.conftest import (
    UNTIL,
    a_library,
    a_version,
    request_of,  # noqa: F401 - a fixture
)
from tests.builders import an_entry

AT = datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.fixture
def draft(request_of: Callable[..., Request]) -> Draft:  # noqa: F811
    library = a_library(("Found safe", UNTIL, [("Summary", ["The police find children."])]))
    entry = an_entry(due=UNTIL, published=UNTIL, owners=("Insp B Moss",))
    paper = draft_paper(request_of(a_version(UNTIL, [entry]), library=library))
    return Draft("d1", paper, AT, "Dilys Amblecote")


@pytest.fixture
def store(tmp_path: Path) -> SqlDrafts:
    return SqlDrafts(open_database(None, tmp_path / "home"))


def edited(draft: Draft, text: str) -> Draft:
    return with_edit(draft, Edit("purpose", text, "Dilys Amblecote", AT))


def test_a_draft_comes_back_as_it_was_kept(store: SqlDrafts, draft: Draft) -> None:
    store.put(draft)
    changed = approve(edited(draft, "Because we must."), "Dilys Amblecote", AT)

    assert store.get("d1") == draft
    store.put(changed, draft)
    assert store.get("d1") == changed
    assert store.of_inputs(draft.made.inputs) == changed
    assert store.all() == [changed]


def test_there_is_none_where_none_was_kept(store: SqlDrafts) -> None:
    assert store.get("d1") is None
    assert store.of_inputs("x") is None
    assert store.all() == []


def test_drafts_are_listed_newest_first(store: SqlDrafts, draft: Draft) -> None:
    later = replace(draft, id="d2", made_at=AT.replace(hour=12))
    store.put(draft)
    store.put(later)

    assert [each.id for each in store.all()] == ["d2", "d1"]


def test_of_two_changes_made_at_once_the_second_is_told_to_look_again(
    store: SqlDrafts, draft: Draft
) -> None:
    store.put(draft)
    store.put(edited(draft, "First."), draft)

    with pytest.raises(Busy, match="has just changed"):
        store.put(edited(draft, "Second."), draft)
    kept = store.get("d1")
    assert kept is not None
    assert [each.text for each in kept.edits] == ["First."]


def test_a_draft_is_made_once(store: SqlDrafts, draft: Draft) -> None:
    store.put(draft)

    with pytest.raises(Busy):
        store.put(draft)


def test_a_draft_of_another_version_of_the_program_is_named_as_such(
    tmp_path: Path, draft: Draft
) -> None:
    engine = open_database(None, tmp_path / "home")
    store = SqlDrafts(engine)
    store.put(draft)
    with engine.begin() as connection:
        connection.execute(update(drafts).values(draft='{"id": "d1"}'))

    with pytest.raises(StoreUnavailable, match="another version of the program"):
        store.get("d1")
