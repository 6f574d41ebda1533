from collections.abc import Callable
from datetime import date, timedelta

from assistant.papers.paper import Paper, Table
from assistant.papers.section_upcoming import last_day
from tests.assistant.papers.conftest import SINCE, UNTIL, a_library, a_version
from tests.assistant.papers.looking import section, text
from tests.builders import an_entry

Drafter = Callable[..., Paper]
REPORT = "Found safe: an inspection of missing children"


def test_a_response_is_due_on_the_fifty_sixth_day_counting_that_of_publication() -> None:
    assert last_day(date(2021, 7, 7)) == date(2021, 8, 31)
    assert last_day(date(2021, 8, 5)) == date(2021, 9, 29)


def test_section_55_is_not_applied_to_a_super_complaint_unchecked(paper_of: Drafter) -> None:
    library = a_library(
        ("Calls: response to a super-complaint", date(2026, 8, 1), [("Summary", ["It was so."])]),
        ("Bridges", date(2026, 8, 2), [("Summary", ["It was so."])]),
    )

    found = section(paper_of(a_version(UNTIL, []), library=library), "upcoming")

    table = next(each for each in found.blocks if isinstance(each, Table))
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][2:] == ["Not applied", "Named as “super-complaint”: check whether it applies."]
    assert rows[1][1:] == ["2 August 2026", "26 September 2026", "Passed within the period"]


def test_a_response_to_a_report_from_before_the_period_is_due_in_it(paper_of: Drafter) -> None:
    entries = [
        an_entry(report="Bridges", published=SINCE - timedelta(days=55)),
        an_entry(
            id="R!6", row=6, ref="A-2", report="Ferries", published=SINCE - timedelta(days=56)
        ),
    ]

    found = section(paper_of(a_version(UNTIL, entries)), "upcoming")

    table = next(each for each in found.blocks if isinstance(each, Table))
    assert [[cell.text for cell in row.cells[:3]] for row in table.rows] == [
        ["Bridges", "7 May 2026", "1 July 2026"]
    ]


def test_nothing_is_due_where_the_last_report_is_long_past(paper_of: Drafter) -> None:
    said = text(
        section(paper_of(a_version(UNTIL, [an_entry(published=date(2026, 1, 5))])), "upcoming")
    )

    assert "No statutory response falls due" in said


def test_only_what_a_source_dates_is_said_to_be_upcoming(paper_of: Drafter) -> None:
    sections = [("Next", ["Fieldwork will begin in Wexmoor in October 2026.",
                          "An inspection is planned for next year.",
                          "Fieldwork will have ended in May 2026."])]  # fmt: skip
    library = a_library(("Bridges", date(2026, 8, 2), sections))

    said = text(section(paper_of(a_version(UNTIL, []), library=library), "upcoming"))

    assert "Fieldwork will begin in Wexmoor in October 2026." in said
    assert "next year" not in said
    assert "May 2026" not in said
