"""Entries come back from JSON as they were."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.adapters.register_codec import (
    decode_entry,
    decode_version,
    encode_entry,
    encode_version,
)
from assistant.domain.register import DueBasis, Person, RegisterEntry, RegisterVersion, Status
from assistant.domain.sources import Visibility

TEXT = st.text(max_size=20)
DAY = st.none() | st.dates()
SEVERAL = st.lists(TEXT, max_size=3).map(tuple)

ENTRIES = st.builds(
    RegisterEntry,
    id=TEXT, ref=TEXT, ref_made=st.booleans(), report=TEXT, number=st.none() | TEXT, kind=TEXT,
    text=TEXT, status=st.sampled_from(Status), status_text=TEXT, sheet=TEXT, row=st.integers(1),
    published=DAY, addressees=SEVERAL, due=DAY, due_basis=st.sampled_from(DueBasis),
    deadline_text=TEXT, deadline=DAY, force_target=DAY, revised_target=DAY,
    immediate=st.booleans(), portfolio=st.none() | TEXT, business_areas=SEVERAL, boards=SEVERAL,
    owners=SEVERAL, owner_emails=SEVERAL, delegates=SEVERAL, delegate_emails=SEVERAL,
    priority=st.none() | TEXT, closed_on=DAY, updated=DAY, notes=TEXT,
    visibility=st.sampled_from(Visibility),
    extra=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple), doubts=SEVERAL,
)  # fmt: skip


@given(ENTRIES)
@settings(deadline=None, max_examples=300)
def test_an_entry_comes_back_with_every_field_and_type(entry: RegisterEntry) -> None:
    line = encode_entry(entry)
    assert "\n" not in line
    found = decode_entry(line)
    assert found == entry
    assert repr(found) == repr(entry)


@given(SEVERAL, SEVERAL, TEXT)
@settings(deadline=None, max_examples=100)
def test_a_version_comes_back_without_its_entries(
    aliases: tuple[str, ...], issues: tuple[str, ...], name: str
) -> None:
    people = (Person(name, aliases, aliases), Person("Ann Lee", listed=True))
    version = RegisterVersion(name, date(2024, 2, 29), name, "0", (), people, issues)
    assert decode_version(json.loads(json.dumps(encode_version(version)))) == version


@pytest.mark.parametrize(
    "line", ["", "{}", "[]", '{"id": "x"}', '{"id": "x", "unknown": 1}', "not json"]
)
def test_what_is_no_entry_is_refused(line: str) -> None:
    with pytest.raises((TypeError, ValueError, AttributeError)):
        decode_entry(line)
