"""Registers as they are found, odd and hostile ones among them."""

from datetime import date
from pathlib import Path

import pytest

from assistant.domain.errors import InvalidInput
from assistant.domain.register import DueBasis, Status
from assistant.domain.sources import Visibility
from ingest.register.load import load_register


def test_the_committee_paper_s_register_loads_whole(shared_data: Path) -> None:
    version = load_register(
        shared_data / "committee-paper" / "register.csv",
        as_at=date(2021, 9, 29),
        profile=None,
        default_visibility=Visibility.FORCE,
    ).version
    entries = version.entries
    assert len(entries) == 32
    assert len({entry.report for entry in entries}) == 7
    assert len({entry.ref for entry in entries}) == 32
    assert all(entry.ref_made and entry.published and not entry.extra for entry in entries)
    assert sum(entry.portfolio == "Crime" for entry in entries) == 23
    assert sum(entry.portfolio == "Security" for entry in entries) == 4
    assert sum("ROCU" in entry.business_areas for entry in entries) == 4
    assert sum("Intelligence" in entry.business_areas for entry in entries) == 2
    assert sum("Criminal Justice" in entry.business_areas for entry in entries) == 12
    assert sum(bool(entry.owners) for entry in entries) == 11
    due = sorted(entry.due for entry in entries if entry.due)
    assert [day.isoformat() for day in due] == [
        "2021-09-30", "2021-10-31", "2021-11-30", "2021-12-31", "2022-07-01",
    ]  # fmt: skip
    assert {entry.due_basis for entry in entries if entry.due} == {DueBasis.INSPECTORATE}
    # One says "immediately" of its last sentence only.
    assert sum(entry.immediate for entry in entries) == 4
    assert {status: sum(e.status is status for e in entries) for status in Status} == {
        Status.IN_PROGRESS: 8, Status.AWAITING_SIGN_OFF: 2, Status.NOT_STATED: 22,
        Status.NOT_ALLOCATED: 0, Status.CLOSED: 0, Status.NO_FURTHER_ACTION: 0,
        Status.NOT_APPLICABLE: 0, Status.UNKNOWN: 0,
    }  # fmt: skip
    assert sum("Home Office" in entry.addressees for entry in entries) == 2


@pytest.mark.parametrize("folder", ["hostile/synthetic", "hostile/public", "registers"])
def test_every_odd_table_is_read_with_its_doubts_or_refused_with_a_reason(
    shared_data: Path, folder: str
) -> None:
    files = [
        path
        for path in sorted((shared_data / folder).rglob("*"))
        if path.suffix in {".xlsx", ".xlsm", ".xls", ".csv"}
    ]
    assert files
    for path in files:
        try:
            version = load_register(
                path, as_at=None, profile=None, default_visibility=Visibility.FORCE
            ).version
        except InvalidInput as error:
            assert len(str(error)) > 20, path
            assert str(path.parent) not in str(error), path
        else:
            assert version.entries, path
            assert "root:" not in repr(version), path


def test_the_made_traps_end_as_expected(shared_data: Path) -> None:
    folder = shared_data / "hostile" / "synthetic"

    def loaded(name: str):  # type: ignore[no-untyped-def]
        return load_register(
            folder / name, as_at=None, profile=None, default_visibility=Visibility.FORCE
        ).version

    for name in ("xlsx_billion_laughs", "xlsx_xxe", "xlsx_shared_string_oob", "empty"):
        with pytest.raises(InvalidInput):
            loaded(f"{name}.xlsx")
    with pytest.raises(InvalidInput, match="columns for"):
        loaded("xlsx_duplicate_headers.xlsx")
    assert loaded("xlsx_1904_dates.xlsx").entries[0].due == date(2024, 4, 3)
    assert len(loaded("xlsx_huge_cell_32767.xlsx").entries[0].text) == 32_767
    assert loaded("xlsx_formula_no_cached_value.xlsx").entries[0].due is None
    ambiguous = loaded("xlsx_date_ambiguity.xlsx")
    assert len(ambiguous.entries) == 20
    assert [entry.row for entry in ambiguous.entries if entry.due is None] == [
        4, 7, 8, 9, 10, 11, 12, 13, 17, 18,
    ]  # fmt: skip
    assert {entry.due for entry in ambiguous.entries if entry.due} == {
        date(2024, 4, 3),
        date(2024, 4, 13),
    }
    assert len(loaded("csv_unbalanced_quote.csv").entries) == 501
