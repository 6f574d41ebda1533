from collections.abc import Iterator
from datetime import date

import pytest

from assistant.bootstrap import open_generation
from assistant.grounding.quotations import quote_stands
from assistant.papers.draft import draft_paper, statements
from assistant.papers.facts import Request
from assistant.papers.ledger import ledger
from assistant.papers.outline import read_outline
from assistant.papers.paper import Paper, Table
from assistant.ports import Library
from assistant.settings import Settings
from tests.assistant.papers.conftest import FRONT


@pytest.fixture(scope="module")
def drafted(sample_settings: Settings) -> Iterator[tuple[Paper, Library]]:
    generation = open_generation(sample_settings)
    request = Request(
        generation.library,
        generation.register,
        generation.name,
        date(2026, 7, 1),
        date(2026, 9, 30),
        FRONT,
        read_outline(None),
        "t",
    )
    yield draft_paper(request), generation.library
    generation.close()


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
        again = draft_paper(
            Request(
                generation.library,
                generation.register,
                generation.name,
                date(2026, 7, 1),
                date(2026, 9, 30),
                FRONT,
                read_outline(None),
                "t",
            )
        )
    finally:
        generation.close()

    assert again == paper
