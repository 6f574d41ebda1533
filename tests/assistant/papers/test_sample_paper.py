from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.bootstrap import open_generation
from assistant.domain.sources import Visibility
from assistant.grounding.quotations import quote_stands
from assistant.papers.draft import draft_paper, statements
from assistant.papers.facts import Request
from assistant.papers.ledger import ledger
from assistant.papers.paper import Front, Paper, Table
from assistant.ports import Library
from assistant.settings import Settings
from tests.assistant.papers.conftest import FRONT, the_outline

JULY, SEPTEMBER = date(2026, 7, 1), date(2026, 9, 30)


@pytest.fixture(scope="module")
def drafted(sample_settings: Settings) -> Iterator[tuple[Paper, Library]]:
    generation = open_generation(sample_settings)
    yield draft_paper(a_request(generation, JULY, SEPTEMBER)), generation.library
    generation.close()


def a_request(generation: Any, since: date, until: date, front: Front = FRONT) -> Request:
    return Request(
        generation.library,
        generation.register,
        generation.name,
        since,
        until,
        front,
        the_outline(),
        "t",
    )


def test_the_paper_has_every_section_of_a_committee_paper(
    drafted: tuple[Paper, Library],
) -> None:
    paper, _ = drafted
    assert [each.heading for each in paper.sections if each.level == 1 and not each.annex] == [
        "Purpose of report",
        "Inspection programme and timeline",
        "Thematic inspections",
        "Published inspection reports",
        "Position of the register",
        "Matters for attention",
        "Upcoming inspections and statutory responses",
        "Recommendation",
        "Contact officer",
        "Background documents",
    ]
    assert [each.heading.rsplit(" – ")[-1] for each in paper.sections if each.level == 2] == [
        "16 July 2026",
        "23 July 2026",
        "27 August 2026",
        "3 September 2026",
    ]


def test_the_newest_assessment_of_the_force_is_named_also_where_the_settings_do_not_name_it(
    sample_settings: Settings,
) -> None:
    generation = open_generation(sample_settings)
    try:
        for force in ("Wexmoor Police", "the force"):
            front = replace(FRONT, force=force)
            paper = draft_paper(a_request(generation, JULY, SEPTEMBER, front))
            programme = next(each for each in paper.sections if each.name == "programme")
            said = statements(programme)[0].text
            assert said.startswith(f"The newest PEEL assessment of {force} that is held is “PEEL")
            assert "published on 15 January 2026" in said
            unnamed = any("isn’t named in the settings" in each.text for each in paper.notes)
            assert unnamed == (force == "the force")
            assert "In Wexmoor, an officer was sent" in repr(paper)
    finally:
        generation.close()


@pytest.mark.parametrize(
    ("since", "until"),
    [("2026-06-25", "2026-09-30"), ("2026-06-30", "2026-09-30"), ("2026-01-01", "2026-03-31"),
     ("2026-04-01", "2026-06-30"), ("2026-07-16", "2026-07-16"), ("2026-08-01", "2026-08-15"),
     ("2026-10-01", "2026-12-31"), ("2024-01-01", "2024-12-31"), ("2020-01-01", "2026-12-31"),
     ("2026-09-01", "2026-09-30"), ("2026-05-01", "2026-07-31"), ("1999-01-01", "1999-03-31"),
     ("2026-03-31", "2026-04-01"), ("2026-06-23", "2027-03-31")],
)  # fmt: skip
def test_every_period_gives_a_paper_that_adds_up(
    sample_settings: Settings, since: str, until: str
) -> None:
    generation = open_generation(sample_settings)
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    try:
        paper = draft_paper(a_request(generation, first, last))
        reports = generation.library.reports((Visibility.PUBLIC,))
    finally:
        generation.close()

    # One is withdrawn, and the register holds entries of it all the same.
    published = [each for each in reports if each.published and first <= each.published <= last]
    assert len([each for each in paper.sections if each.level == 2]) == len(published)
    assert len(paper.sections) >= 12
    withdrawn = any(each.withdrawn for each in published)
    assert ("The report has been withdrawn, so that nothing is quoted" in repr(paper)) == withdrawn


def test_every_quotation_stands_on_its_page(drafted: tuple[Paper, Library]) -> None:
    paper, library = drafted
    quotes = [quote for claim in ledger(paper) for quote in claim.quotes]

    assert len(quotes) > 40
    for quote in quotes:
        page = library.page(quote.report_id, quote.page)
        assert page is not None
        assert quote_stands(quote.quote, page.text), quote


def test_the_planted_faults_are_told(drafted: tuple[Paper, Library]) -> None:
    paper, _ = drafted
    notes = "\n".join(each.text for each in paper.notes)
    attention = next(each for each in paper.sections if each.name == "attention")
    said = "\n".join(each.text for each in statements(attention))

    assert "It states 7 recommendations and sets out 8." in notes
    assert "SC26-iii has 31 January 2027" in notes
    assert "5 restricted entries" in notes
    assert "Without an owner: 2 open entries." in said
    assert "Parked" in said
    assert "list of people: 1 open entry" in said


def test_what_the_force_can_expect_next_is_quoted(drafted: tuple[Paper, Library]) -> None:
    paper, _ = drafted
    upcoming = next(each for each in paper.sections if each.name == "upcoming")

    said = "\n".join(each.text for each in statements(upcoming))
    assert "Wexmoor Police will be visited for the inspection of artificial intelligence" in said
    plan = next(each for each in upcoming.blocks if isinstance(each, Table))
    assert plan.header == ("Subject", "Fieldwork", "Report expected")
    assert plan.rows[0].cells[0].text == "Public order"


def test_the_same_generation_gives_the_same_paper(
    drafted: tuple[Paper, Library], sample_settings: Settings
) -> None:
    paper, _ = drafted
    generation = open_generation(sample_settings)
    try:
        again = draft_paper(a_request(generation, JULY, SEPTEMBER))
    finally:
        generation.close()

    assert again == paper
