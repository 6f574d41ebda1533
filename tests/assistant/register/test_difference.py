from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from assistant.domain.queries import Change
from assistant.domain.register import RegisterEntry, Status
from assistant.register.difference import differences
from tests.builders import an_entry


def entry(row: int, **more: object) -> RegisterEntry:
    basics = {
        "id": f"S!{row}", "ref": f"A-{row}", "row": row, "number": str(row),
        "text": f"Do thing {row}.", "due": date(2026, 6, 30), "owners": ("A Person",),
        "portfolio": "Crime",
    }  # fmt: skip
    return an_entry(**basics | more)


@pytest.mark.parametrize(
    ("more", "change"),
    [
        ({"status": Status.CLOSED}, Change.CLOSED),
        ({"status": Status.AWAITING_SIGN_OFF}, Change.STATUS),
        ({"status": Status.NO_FURTHER_ACTION}, Change.STATUS),
        ({"due": date(2026, 7, 1)}, Change.LATER),
        ({"due": None}, Change.LATER),
        ({"due": date(2026, 6, 29)}, Change.EARLIER),
        ({"owners": ("B Person",)}, Change.REASSIGNED),
        ({"portfolio": "Security"}, Change.REASSIGNED),
        ({"text": "Do another thing."}, Change.REWORDED),
    ],
)
def test_each_kind_of_change_is_told(more: dict[str, object], change: Change) -> None:
    [found] = differences([entry(1)], [entry(1, **more)])
    assert found.change is change


def test_reopening_is_no_mere_change_of_status() -> None:
    [found] = differences([entry(1, status=Status.CLOSED)], [entry(1)])
    assert found.change is Change.REOPENED


def test_one_entry_can_change_in_several_ways() -> None:
    found = differences([entry(1)], [entry(1, due=date(2027, 1, 1), owners=("B",))])
    assert {each.change for each in found} == {Change.LATER, Change.REASSIGNED}


def test_new_and_removed_entries_are_told_apart() -> None:
    found = differences([entry(1), entry(2)], [entry(2), entry(3)])
    assert [(each.change, each.entry.ref) for each in found] == [
        (Change.NEW, "A-3"),
        (Change.REMOVED, "A-1"),
    ]


def test_rows_that_moved_are_the_same_entries() -> None:
    before = [entry(1), entry(2)]
    after = [replace(entry(2), id="S!9", row=9), replace(entry(1), id="S!8", row=8)]
    assert differences(before, after) == []


def test_without_printed_references_report_and_number_match() -> None:
    before = entry(1, ref="made-1", ref_made=True, number="IV")
    after = replace(before, id="S!7", ref="made-2", number="4", due=date(2026, 8, 1))
    [found] = differences([before], [after])
    assert found.change is Change.LATER


def test_a_duplicate_reference_is_matched_by_number_instead() -> None:
    before = [entry(1, ref="DUP"), entry(2, ref="DUP")]
    after = [entry(1, ref="DUP"), entry(2, ref="DUP", status=Status.CLOSED)]
    [found] = differences(before, after)
    assert (found.change, found.entry.number) == (Change.CLOSED, "2")


ENTRIES = st.lists(
    st.builds(
        entry,
        st.integers(1, 30),
        status=st.sampled_from(Status),
        due=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    ),
    unique_by=lambda each: each.row,
)


@given_settings(deadline=None)
@given(entries=ENTRIES)
def test_a_register_does_not_differ_from_itself(entries: list[RegisterEntry]) -> None:
    assert differences(entries, list(reversed(entries))) == []


@given_settings(deadline=None)
@given(before=ENTRIES, after=ENTRIES)
def test_new_and_removed_are_what_only_one_side_has(
    before: list[RegisterEntry], after: list[RegisterEntry]
) -> None:
    found = differences(before, after)
    refs = {change: {e.entry.ref for e in found if e.change is change} for change in Change}
    old, new = ({each.ref for each in side} for side in (before, after))
    assert refs[Change.NEW] == new - old
    assert refs[Change.REMOVED] == old - new
