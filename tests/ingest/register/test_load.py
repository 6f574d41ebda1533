"""A register becomes a version: every row an entry or named, every doubt listed."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain.errors import InvalidInput
from assistant.domain.register import DueBasis, Person, Status
from assistant.domain.sources import Visibility
from ingest.register.load import load_register

HEADER = "Ref,Report,Published,Rec no,Recommendation,Owner,Due date,Status\n"


def test_the_date_that_counts_is_the_revised_one_then_the_force_s_then_the_inspectorate_s(
    load_csv,
) -> None:
    version = load_csv(
        "Ref,Recommendation,Deadline,Target date,Revised date,Status\n"
        "1,a,By 31 March 2024,01/05/2024,01/06/2024,Open\n"
        "2,b,By 31 March 2024,01/05/2024,,Open\n"
        "3,c,By 31 March 2024,,,Open\n"
        "4,d,Immediately,,,Open\n"
        "5,e,No deadline set by HMICFRS,,,Open\n"
        "6,f,By March 2024,,,Open\n"
        "7,g,March 2024,,,Open\n"
        "8,h,immediately (first sentence only),,,Open\n"
    )
    found = [(str(e.due), e.due_basis.value, e.immediate) for e in version.entries]
    assert found == [
        ("2024-06-01", "revised target", False),
        ("2024-05-01", "force target", False),
        ("2024-03-31", "inspectorate", False),
        ("None", "none", True),
        ("None", "none", False),
        ("2024-03-31", "inspectorate", False),
        ("None", "none", False),
        ("None", "none", False),
    ]
    assert version.entries[0].deadline_text == "By 31 March 2024"
    assert [bool(entry.doubts) for entry in version.entries] == [
        False, False, False, False, True, True, True, False,
    ]  # fmt: skip


def test_a_deadline_and_its_own_date_that_differ_are_named(load_csv) -> None:
    version = load_csv(
        "Ref,Recommendation,Deadline,Deadline date,Status\n1,a,By 31 March 2024,01/04/2024,Open\n"
    )
    assert "By 31 March 2024” and its date 2024-04-01" in version.entries[0].doubts[0]


def test_owners_addresses_and_aliases_are_tied_and_doubts_about_them_named(load_book, book) -> None:
    sheet = book["Register"]
    sheet.cell(1, 8, "Owner email")
    owners = [
        ("Ann Lee", "Ann@Force.example"),
        ("Ann Lee; Bo Ek", "ann@force.example; bo@force.example"),
        ("Cy Dee <cy@force.example>", None),
        ("DCI A Lee", None),
        ("Cyril Dee", "cy@force.example"),
        ("TBC", None),
    ]
    for number, (owner, email) in enumerate(owners):
        sheet.append([f"A-{number}", "Fraud", str(number), "Text", owner, None, "Open", email])
    people = book.create_sheet("People")
    people.append(["Name", "Email", "Aliases"])
    people.append(["Ann Lee", "ann@force.example", "A. Lee; Sgt Lee"])
    version = load_book(book)
    entries = version.entries
    assert entries[0].owner_emails == ("ann@force.example",)
    assert entries[1].owners == ("Ann Lee", "Bo Ek")
    assert (entries[2].owners, entries[2].owner_emails) == (("Cy Dee",), ("cy@force.example",))
    assert entries[5].owners == ()
    ann = Person("Ann Lee", ("A. Lee", "Sgt Lee"), ("ann@force.example",), listed=True)
    assert ann in version.people
    assert Person("Bo Ek", (), ("bo@force.example",)) in version.people
    said = "\n".join(version.issues)
    assert "cy@force.example stands beside 2 names: “Cy Dee”, “Cyril Dee”" in said
    assert "“Ann Lee” and “DCI A Lee” may be one person" in said
    assert "“Bo Ek” owns entries but is not in the register's list of people" in said
    assert "says “TBC”, so it is blank" in said
    assert "The owner is blank (Register row 7)" in said


def test_and_parts_values_only_where_each_side_stands_alone_elsewhere(load_csv) -> None:
    version = load_csv(
        "Ref,Recommendation,Business area,Owner\n"
        "1,a,Custody,Ann\n2,b,Digital,Bo\n3,c,Custody and Digital,Ann & Bo\n"
        "4,d,Drugs and Alcohol,Cy / Bo\n5,e,Custody/Digital,Head of Drugs and Alcohol\n"
    )
    assert [entry.business_areas for entry in version.entries] == [
        ("Custody",), ("Digital",), ("Custody", "Digital"), ("Drugs and Alcohol",),
        ("Custody", "Digital"),
    ]  # fmt: skip
    assert [entry.owners for entry in version.entries][2:4] == [("Ann", "Bo"), ("Cy / Bo",)]


def test_a_marking_that_is_missing_or_odd_restricts_and_no_column_takes_the_setting(
    load_csv,
) -> None:
    head = "Ref,Recommendation,Marking\n"
    cells = ("Public", "OFFICIAL", " Restricted ", "", "true", "null", "Official Sensitive", "P")
    version = load_csv(head + "".join(f"{n},t,{cell}\n" for n, cell in enumerate(cells)))
    assert [entry.visibility.value for entry in version.entries] == [
        "public", "force", "restricted", "restricted", "restricted", "restricted", "restricted",
        "restricted",
    ]  # fmt: skip
    for visibility in Visibility:
        plain = load_csv("Ref,Recommendation\n1,t\n", visibility=visibility)
        assert plain.entries[0].visibility is visibility


def test_no_row_is_more_visible_than_the_sheet_is_marked(load_csv) -> None:
    version = load_csv("OFFICIAL-SENSITIVE,,\nRef,Recommendation,Marking\n1,t,Public\n")
    assert version.entries[0].visibility is Visibility.RESTRICTED
    plain = load_csv("OFFICIAL,\nRef,Recommendation\n1,t\n", visibility=Visibility.PUBLIC)
    assert plain.entries[0].visibility is Visibility.FORCE


@pytest.mark.parametrize(
    ("title", "name", "day"),
    [
        ("Register as at 21 November 2025", "register_2024-01-01", date(2025, 11, 21)),
        ("Position at: 21/11/2025", "register", date(2025, 11, 21)),
        ("Register of recommendations", "register_2025-06-30", date(2025, 6, 30)),
        ("Register of recommendations", "Register 30 June 2025", date(2025, 6, 30)),
        ("Register of recommendations", "20250630-register", date(2025, 6, 30)),
        ("Register of recommendations", "register_30-06-2025", date(2025, 6, 30)),
        ("Register of 12/13/2025", "register_2025-13-45", date(2023, 5, 4)),
    ],
)
def test_the_day_a_register_shows_is_found_in_title_name_or_file(
    tmp_path: Path, title: str, name: str, day: date
) -> None:
    path = tmp_path / f"{name}.csv"
    path.write_text(f"{title},\nRef,Recommendation\n1,t\n", encoding="utf-8")
    os.utime(path, (1683201600, 1683201600))
    version = load_register(
        path, as_at=None, profile=None, default_visibility=Visibility.FORCE
    ).version
    assert version.as_at == day
    assert version.id.startswith(day.isoformat())
    assert any("--as-at" in issue for issue in version.issues) == (day.year == 2023)


def test_the_version_s_id_tells_day_bytes_and_profile(load_csv) -> None:
    content = "Ref,Recommendation\n1,t\n"
    same = load_csv(content).id
    assert load_csv(content).id == same
    others = {
        load_csv(content, as_at=date(2024, 1, 2)).id,
        load_csv(content + "2,u\n").id,
        load_csv(content, profile="titles: [pc]").id,
    }
    assert same not in others
    assert len(others) == 3


def test_a_repeated_header_and_lone_cells_are_named_and_are_no_entries(load_csv) -> None:
    version = load_csv(
        HEADER + "1,Fraud,,1,Text,Ann,,Open\n" + HEADER + ",,,,,Ann,,\n,,,,Only text,,,\n,,,,,,,\n"
    )
    assert [entry.text for entry in version.entries] == ["Text", "Only text"]
    said = "\n".join(version.issues)
    assert "The header is repeated and was passed over (CSV row 3)" in said
    assert "“Ann” and nothing else is no entry (CSV row 4)" in said


def test_progress_is_told_while_a_long_register_is_read(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Ref,Recommendation\n" + "1,t\n" * 2_500, encoding="utf-8")
    told: list[int] = []
    load_register(
        path, as_at=None, profile=None, default_visibility=Visibility.FORCE, progress=told.append
    )
    assert told == [1_000, 2_000]


CELL = st.text(
    st.characters(blacklist_characters="\r\n\0", blacklist_categories=("Cs",)), max_size=15
)


@given(st.lists(st.tuples(*[CELL] * 8), min_size=1, max_size=5))
@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_cells_at_all_become_entries_or_are_named(tmp_path: Path, rows) -> None:
    path = tmp_path / "fuzz.csv"
    quoted = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    path.write_text(HEADER + "\n".join(quoted) + "\n", encoding="utf-8", newline="")
    try:
        version = load_register(
            path, as_at=None, profile=None, default_visibility=Visibility.FORCE
        ).version
    except InvalidInput:
        return
    assert len(version.entries) <= len(rows)
    for entry in version.entries:
        assert entry.ref
        assert entry.due_basis is DueBasis.NONE or entry.due
        assert entry.status is not Status.CLOSED or entry.status_text
