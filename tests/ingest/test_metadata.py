import csv
from datetime import date
from pathlib import Path

import pytest

from assistant.domain.documents import BlockKind, Document
from assistant.domain.sources import Basis, Visibility
from assistant.language.dates import find_dates
from ingest.declared import Declared
from ingest.metadata import Description, describe
from ingest.opening import Limits
from ingest.readers.flow import Draft, Flow
from ingest.readers.text import read_text
from ingest.sandbox import read_many

BODY = "This report sets out what inspectors found when they visited the force. " * 4


def paper(*lines: str, title: str | None = None, media_type: str = "application/pdf") -> Document:
    """Return a document from lines; "# " and "## " begin headings."""
    flow = Flow()
    for line in (*lines, BODY):
        hashes = len(line) - len(line.lstrip("#"))
        kind = BlockKind.HEADING if hashes else BlockKind.PARAGRAPH
        flow.add(Draft(kind, line.lstrip("# "), None, hashes))
    return flow.document(media_type, title)


def said(*lines: str, title: str | None = None, media_type: str = "application/pdf") -> Description:
    return describe(paper(*lines, title=title, media_type=media_type), "file.pdf", None)


LETTER = (
    "3 May 2022",
    "Alex Example, Director of Children’s Services, Ambershire County Council",
    "Dear Ambershire Safeguarding Children Partnership",
)


def test_a_letter_says_who_what_where_and_when() -> None:
    found = said(
        *LETTER,
        "# Joint targeted area inspection of Ambershire",
        "Inspectors visited from 7 to 11 March 2022. They came from "
        "Ofsted, the Care Quality Commission (CQC) and Her Majesty’s Inspectorate of Constabulary "
        "and Fire & Rescue Services (HMICFRS).",
    )

    assert found.title == "Joint targeted area inspection of Ambershire"
    assert (found.place, found.published) == ("Ambershire", date(2022, 5, 3))
    assert found.kind == "joint targeted area inspection"
    assert found.inspectorate == "Ofsted, CQC and HMICFRS"
    assert {found.title_basis, found.published_basis, found.place_basis} == {Basis.DOCUMENT}
    assert found.visibility is Visibility.PUBLIC


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("Joint targeted area inspection of the shared response to cruelty and neglect in "
         "North Ambershire", "North Ambershire"),
        ("Joint targeted area inspection of the shared response to abuse in the "
         "family in Stoke-by-Mere", "Stoke-by-Mere"),
        ("Joint targeted area inspection of London Borough of Eastwick", "Eastwick"),
        ("Joint targeted area inspection of Royal Borough of Mere and Marsh", "Mere and Marsh"),
        ("Joint targeted area inspection of the shared response to neglect in Eastwick "
         "Metropolitan Borough", "Eastwick"),
        ("Joint targeted area inspection of the shared response to neglect in Eastwick City",
         "Eastwick"),
    ],
)  # fmt: skip
def test_the_area_is_named_without_its_kind_of_authority(heading: str, place: str) -> None:
    assert said(*LETTER[:2], "Dear local partnership", f"# {heading}").place == place


@pytest.mark.parametrize(
    ("lines", "title", "place"),
    [
        (("# Inspection of Ambershire local authority children’s services",),
         "Inspection of Ambershire local authority children’s services", "Ambershire"),
        (("# Ambershire Metropolitan Borough Council",
          "## Inspection of children’s social care services",
          "## Inspection dates: 4 June 2018 to 15 June 2018"),
         "Ambershire Metropolitan Borough Council: Inspection of children’s social care services",
         "Ambershire"),
        (("# Ambershire", "## Inspection of children’s social care services"),
         "Ambershire: Inspection of children’s social care services", "Ambershire"),
        (("# Inspection of looked after children services", "## Ambershire Council"),
         "Inspection of looked after children services: Ambershire Council", "Ambershire"),
        (("# PEEL 2021/22", "## An inspection of Ambershire Police"),
         "PEEL 2021/22: An inspection of Ambershire Police", "Ambershire Police"),
        (("# An inspection of the effectiveness of Mere and Marsh Constabulary",),
         "An inspection of the effectiveness of Mere and Marsh Constabulary",
         "Mere and Marsh Constabulary"),
        (("# A joint thematic inspection of the police response to burglary in England and Wales",),
         "A joint thematic inspection of the police response to burglary in England and Wales",
         None),
        (("# State of Policing: The annual assessment of policing in England and Wales",),
         "State of Policing: The annual assessment of policing in England and Wales", None),
        (("# BURGLARY: A THEMATIC INSPECTION BY HMICFRS",),
         "Burglary: a Thematic Inspection by HMICFRS", None),
    ],
)  # fmt: skip
def test_covers_give_a_readable_title_and_the_place(
    lines: tuple[str, ...], title: str, place: str | None
) -> None:
    found = said(*lines)

    assert (found.title, found.place) == (title, place)


@pytest.mark.parametrize(
    "made_by_a_program",
    ["Microsoft Word - Ambershire draft.doc", "ENTER LA NAME - report", "Untitled", "report_v2",
     "Report - Area Name - template", "final.indd"],
)  # fmt: skip
def test_titles_left_by_programs_are_not_believed(made_by_a_program: str) -> None:
    found = describe(paper(title=made_by_a_program), "burglary-2021_final.pdf", None)

    assert found.title == "Burglary 2021 final"
    assert found.title_basis is Basis.UNKNOWN


def test_an_honest_property_is_the_title_where_no_heading_is() -> None:
    assert said(title="Time to act: burglary").title == "Time to act: burglary"


def test_a_web_pages_title_loses_the_site_and_yields_to_its_heading() -> None:
    assert (
        said(title="Burglary - Reports - Inspectorate", media_type="text/html").title == "Burglary"
    )
    assert (
        said("# The heading", title="Burglary - Site", media_type="text/html").title
        == "The heading"
    )


def test_a_committee_paper_is_about_no_place_and_by_no_inspectorate() -> None:
    found = said(
        "Agenda Item 04", "# JOINT AUDIT COMMITTEE", "## 14 March 2024", "## HMICFRS UPDATE"
    )

    assert (found.kind, found.place, found.inspectorate) == ("committee paper", None, None)
    assert found.title == "Joint Audit Committee: HMICFRS Update"
    assert found.published == date(2024, 3, 14)


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("# Title of report", "Published on: 8 March 2023"), date(2023, 3, 8)),
        (("# Title of report", "Report published: 23 May 2014"), date(2014, 5, 23)),
        (("# Title of report", "Inspection date: 18 March 2014 – 9 April 2014"), None),
        (("# Title of report", "Inspection dates: 4 June 2018 to 15 June 2018"), None),
        (("# Title of report – 7 July 2021",), date(2021, 7, 7)),
        (
            ("# Title of report", "It follows a review published on 7 July 2020 by another body."),
            None,
        ),
        (("# Title of report", "## 5 August 2021", "Published on: 8 March 2023"), date(2021, 8, 5)),
        (("# Title of report", "## August 2021", "Published on: 5 August 2021"), date(2021, 8, 5)),
        (("# Title of report", "## April 2019", "Published on: 8 March 2023"), None),
        (("# Title of report", "Published: July 2021"), None),
    ],
)
def test_the_date_is_the_reports_own_or_unknown(lines: tuple[str, ...], day: date | None) -> None:
    found = said(*lines)

    assert found.published == day
    assert found.published_basis is (Basis.DOCUMENT if day else Basis.UNKNOWN)


def test_a_date_that_was_passed_over_is_noted() -> None:
    moved = said("# Title of report", "## April 2019", "Published on: 8 March 2023").notes
    month = said("# Title of report", "Published: July 2021").notes

    assert "moved" in moved[0]
    assert "July 2021" in month[0]


def test_what_is_declared_comes_first_and_says_so() -> None:
    declared = Declared(
        title="A better title", published=date(2021, 8, 5), kind="revisit", place="Ambershire",
        inspectorate="HMIC", supersedes="Older", withdrawn=True, visibility=Visibility.RESTRICTED,
    )  # fmt: skip

    found = describe(
        paper("# Own title of report", "Published on: 8 March 2023"), "a.pdf", declared
    )

    assert found.title == "A better title"
    assert found.published == date(2021, 8, 5)
    assert {found.title_basis, found.published_basis, found.kind_basis, found.place_basis} == {
        Basis.DECLARED
    }
    assert (found.withdrawn, found.supersedes) == (True, "Older")
    assert found.visibility is Visibility.RESTRICTED
    assert any("2023-03-08" in note for note in found.notes)


def test_a_report_that_names_one_inspectorate_throughout_is_by_it() -> None:
    assert said("# A thematic inspection", "HMI Probation", "www.example.org").inspectorate == (
        "HMI Probation"
    )
    assert said("# A study of something", "Nothing to see").inspectorate is None


def test_every_real_letter_names_its_area_and_day(shared_data: Path) -> None:
    with (shared_data / "jtai-letters" / "answers.csv").open(encoding="utf-8") as file:
        answers = {row["file"]: row for row in csv.DictReader(file)}
    paths = [shared_data / "jtai-letters" / name for name in sorted(answers)]
    wrong_place, other_day, titles = [], [], set()

    for path, outcome, _ in read_many(paths, Limits()):
        assert isinstance(outcome, Document), (path, outcome)
        found = describe(outcome, path.name, None)
        area = answers[path.name]["area"].replace("&", "and")
        if (found.place or "").lower() != area:
            wrong_place.append((path.name, found.place))
        # The day that is printed at the letter's head; the list's own comes from a web site.
        listed = find_dates(answers[path.name]["letter_date"])[0].day
        if found.published != listed:
            other_day.append((path.name, found.published))
        assert found.kind == "joint targeted area inspection"
        assert found.inspectorate is not None
        titles.add(found.title)

    assert wrong_place == []
    assert len(other_day) <= 2
    assert len(titles) == len(paths)


def test_who_inspected_is_never_the_place() -> None:
    # Regression: "An inspection by HM Inspectorate of X" gave the inspectorate as the place.
    lines = ("Found safe?", "An inspection by HM Inspectorate of Bridges", "16 July 2026")
    text = "\n\n".join(lines) + "\n\nWe inspected six bridges.\n"
    described = describe(read_text(text.encode()), "found-safe.txt", None)

    assert described.place is None
