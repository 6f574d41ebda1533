"""Whom and which publication findings belong to."""

from datetime import date

import pytest

from assistant.domain.documents import Block
from assistant.domain.sources import FindingKind
from tests.ingest.findings.written import FOOTNOTE, REPORT, found, heading, item, paragraph, texts


def test_paragraphs_under_a_heading_of_recommendations_count_up_to_the_next_heading() -> None:
    findings = found(
        heading("Recommendations"),
        paragraph("We make the following recommendations."),
        heading("To chief constables", 2),
        paragraph("Within three months, chief constables should review their policy."),
        heading("To the Home Office", 2),
        paragraph("By the end of March 2026, the Home Office should legislate."),
        heading("Introduction"),
        paragraph("Forces should know this."),
    )
    assert [finding.addressees[0] for finding in findings] == ["chief constables", "Home Office"]
    deadlines = [finding.deadline for finding in findings]
    assert [deadline.due for deadline in deadlines if deadline] == [
        date(2024, 4, 30),
        date(2026, 3, 31),
    ]


def test_a_heading_that_says_whom_it_addresses_speaks_for_its_items() -> None:
    findings = found(
        heading("Recommendations for the College of Policing"),
        item("1.", "Guidance should be made clear."),
        item("2.", "The Home Office should pay for it."),
    )
    assert [finding.addressees for finding in findings] == [
        ("College of Policing",),
        ("Home Office",),
    ]


def test_instructions_without_should_are_recommendations_too() -> None:
    assert texts(
        heading("Recommendations"),
        item("■", "Ensure that all children have a plan."),
        item("■", "Urgently review how cases were closed."),
        item("■", "The council has begun to do so."),
    ) == ["Ensure that all children have a plan.", "Urgently review how cases were closed."]


def test_a_paper_on_several_reports_ties_each_finding_to_its_heading_and_date() -> None:
    findings = found(
        heading("1. PUBLISHED REPORTS"),
        paragraph("A look at bail: part one – 5 July 2021"),
        paragraph("There were two recommendations:"),
        item("1.", "Chief constables should act at once."),
        item("2.", "The Home Office should act – now."),
        paragraph("Custody, ‘safe’ and well – A revisit – 6th August 2021"),
        paragraph("Recommendation 1:"),
        paragraph("Within six months, forces should check cells."),
    )
    assert [(finding.section, finding.published, finding.number) for finding in findings] == [
        ("A look at bail: part one", date(2021, 7, 5), "1"),
        ("A look at bail: part one", date(2021, 7, 5), "2"),
        ("Custody, ‘safe’ and well – A revisit", date(2021, 8, 6), "1"),
    ]
    assert findings[2].deadline is not None
    assert findings[2].deadline.due == date(2022, 2, 6)


def test_a_higher_heading_ends_what_stands_under_a_publication() -> None:
    (finding,) = found(
        heading("Reports"),
        heading("A look at bail – 5 July 2021", 2),
        paragraph("It was good."),
        heading("Other matters"),
        paragraph("Recommendation 1: Forces should act on this."),
    )
    assert (finding.section, finding.published) == (None, REPORT.published)


def test_a_letter_asks_a_named_body_for_a_statement_by_a_date() -> None:
    (action,) = found(
        heading("Next steps"),
        paragraph(
            "We have decided that Anytown Borough Council leads for its partners and should"
            " prepare a written statement of its actions. Partners should take part."
        ),
        Block(FOOTNOTE, "Under an Act.", (), marker="1"),
        paragraph("Anytown should send the written statement of action by Friday 5 May 2023."),
        paragraph("Yours sincerely"),
    )
    assert action.kind is FindingKind.ACTION
    assert action.addressees == ("Anytown", "Anytown Borough Council")
    assert action.deadline is not None
    assert (action.deadline.due, action.deadline.partial) == (date(2023, 5, 5), False)
    assert action.blocks == (1, 3)


def test_the_same_wording_at_the_front_and_in_a_chapter_is_one_finding() -> None:
    text = "By 1 May 2024, forces should act on this."
    findings = found(
        heading("Summary of recommendations"),
        item("1.", text),
        heading("Chapter"),
        paragraph(f"Recommendation 1: {text}"),
    )
    assert [finding.blocks for finding in findings] == [(1,)]


@pytest.mark.parametrize(
    ("preparing", "who"),
    [
        ("We decided that Eastham Council will lead and should prepare a written statement.",
         ("Eastham", "Eastham Council")),
        ("The inspectorates agreed that the local authority leads, and should write an action plan",
         ("Eastham", "local authority")),
        ("We are of the view, as before, that much is to be done and should see an action plan"
         " prepared.", ("Eastham",)),
        ("It is for partners to consider and they should make an improvement plan.", ("Eastham",)),
    ],
)  # fmt: skip
def test_who_prepares_a_statement_is_a_body_however_the_letter_leads_up_to_it(
    preparing: str, who: tuple[str, ...]
) -> None:
    (action,) = found(
        heading("Next steps"),
        paragraph(preparing),
        paragraph("Eastham should send its action plan to inspectors by 9 June 2025."),
    )
    assert action.addressees == who
