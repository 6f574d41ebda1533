"""The paper that a real committee was given, drafted again from its own register."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import open_generation
from assistant.papers.draft import draft_paper, statements
from assistant.papers.facts import Request
from assistant.papers.ledger import ledger
from assistant.papers.outline import read_outline
from assistant.papers.paper import Paper, Section, Table
from assistant.settings import read_settings
from ingest.job import Request as Ingest
from ingest.job import ingest
from tests.assistant.papers.conftest import FRONT

SINCE, UNTIL = date(2021, 7, 1), date(2021, 9, 29)
DAYS = ["7 July", "13 July", "15 July", "16 July", "29 July", "5 August", "24 August"]
HELD = [3, 2, 5, 11, 2, 2, 7]
"""Recommendations of each report, as the real paper sets them out (32 in all)."""


def drafted(home: Path, register: Path, documents: tuple[Path, ...]) -> Paper:
    settings = read_settings(home=home)
    ingest(Ingest(paths=documents, register=register, as_at=UNTIL), settings)
    generation = open_generation(settings)
    try:
        return draft_paper(
            Request(
                generation.library,
                generation.register,
                generation.name,
                SINCE,
                UNTIL,
                replace(FRONT, force="the force"),
                read_outline(None),
                "t",
            )
        )
    finally:
        generation.close()


@pytest.fixture(scope="module")
def alone(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """Return the paper drafted from the register alone."""
    home = tmp_path_factory.mktemp("alone")
    return drafted(home, shared_data / "committee-paper" / "register.csv", ())


@pytest.fixture(scope="module")
def informed(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """Return the paper drafted with the real one indexed."""
    folder = shared_data / "committee-paper"
    home = tmp_path_factory.mktemp("informed")
    documents = home / "documents"
    documents.mkdir()
    shutil.copy(next(folder.glob("*.docx")), documents)
    return drafted(home / "home", folder / "register.csv", (documents,))


@pytest.fixture(params=["alone", "informed"])
def paper(request: pytest.FixtureRequest) -> Paper:
    found: Paper = request.getfixturevalue(request.param)
    return found


def reports(paper: Paper) -> list[Section]:
    return [each for each in paper.sections if each.level == 2]


def rows(section: Section) -> list[list[str]]:
    tables = [each for each in section.blocks if isinstance(each, Table)]
    return [[cell.text for cell in row.cells] for row in tables[0].rows]


def text(section: Section) -> str:
    return "\n".join(each.text for each in statements(section))


def test_the_seven_reports_come_in_order_of_date_with_their_recommendations(paper: Paper) -> None:
    assert [each.heading.rsplit(" – ", 1)[1] for each in reports(paper)] == [
        f"{day} 2021" for day in DAYS
    ]
    assert [len(rows(each)) for each in reports(paper)] == HELD
    for section, number in zip(reports(paper), HELD, strict=True):
        assert f"The register holds {number} entries from it" in text(section)


def test_deadlines_and_ownership_are_those_of_the_real_paper(paper: Paper) -> None:
    women, agency, neuro, rape, shared, fraud, protect = reports(paper)

    assert [row[2] for row in rows(agency)] == ["30 November 2021", "Immediately"]
    assert [row[2] for row in rows(shared)] == ["31 December 2021", "1 July 2022"]
    assert [row[2] for row in rows(fraud)] == ["30 September 2021", "31 October 2021"]
    assert [number for number, row in enumerate(rows(rape), 1) if row[2] == "Immediately"] == [
        1, 4, 8,
    ]  # fmt: skip
    assert "sit under the Security portfolio and are held within ROCU" in text(shared)
    assert "sit under the Crime portfolio" in text(neuro)
    assert "The lead is Head of the Public Protection Unit." in text(rape)
    assert "Criminal Justice and Public Protection Unit (PPU) (business areas)" in text(protect)
    for unowned in (women, fraud):
        assert "The register states no portfolio for them." in text(unowned)
        assert "[Portfolio: author to add.]" in text(unowned)


def test_the_position_is_counted_by_portfolio_and_business_area(paper: Paper) -> None:
    position = next(each for each in paper.sections if each.name == "position")
    tables = {each.caption.text: each for each in position.blocks if isinstance(each, Table)}

    def last_column(caption: str) -> dict[str, str]:
        return {row.cells[0].text: row.cells[-1].text for row in tables[caption].rows}

    assert last_column("The register by portfolio.") == {
        "Crime": "23", "Security": "4", "None stated": "5", "All": "32",
    }  # fmt: skip
    areas = last_column("The register by business area.")
    assert areas["ROCU"] == "4"
    assert areas["Criminal Justice"] == "12"
    assert areas["Public Protection Unit (PPU)"] == "18"


def test_responses_are_due_on_the_days_that_the_law_gives(paper: Paper) -> None:
    upcoming = next(each for each in paper.sections if each.name == "upcoming")
    table = next(
        each for each in upcoming.blocks
        if isinstance(each, Table) and each.header[0] == "Report"
    )  # fmt: skip

    last = [row.cells[2].text for row in table.rows]
    assert last[0] == "31 August 2021"
    assert last[1] == "Not applied"
    assert last[2:6] == ["8 September 2021", "9 September 2021", "22 September 2021",
                         "29 September 2021"]  # fmt: skip


def test_the_author_is_told_what_the_paper_itself_does_not_add_up(informed: Paper) -> None:
    notes = [each.text for each in informed.notes]
    assert any("It says 6, and tells of 7:" in each for each in notes)
    for stated, set_out in ((13, 2), (6, 5), (13, 11), (14, 2)):
        said = f"It states {stated} recommendations and sets out {set_out}."
        assert any(said in each for each in notes), said
    assert any(each.endswith("1 and 3; 2 isn’t among them.") for each in notes)
    protect = reports(informed)[-1]
    assert "in response to a super-complaint" in text(protect)


def test_the_author_is_shown_where_the_paper_contradicts_itself_in_words(informed: Paper) -> None:
    inspected = the_note(informed, "Both are shown")
    assert "only inspected" in inspected
    assert "was an inspected force" in inspected
    assert "been published" in the_note(informed, "has no section, date")
    assert "two causes" in the_note(informed, "sets out none of these causes")
    assert "is as follows:" in the_note(informed, "No list or table follows")
    others = the_note(informed, "addresses these to others than police forces")
    for ref in ("NCACRF-2021-3", "CPSR-2021-VIII", "CPSR-2021-IX", "CPSR-2021-XI"):
        assert ref in others
    assert "CPSR-2021-X " not in others


def test_what_the_author_is_told_of_a_source_opens_on_it(informed: Paper) -> None:
    told = [each for each in ledger(informed) if each.section == "note" and "says:" in each.text]

    assert len(told) > 7
    for each in told:
        assert each.quotes, each.text
        assert all(" ".join(quote.quote.split()) in each.text for quote in each.quotes)


def the_note(paper: Paper, words: str) -> str:
    return next(each.text for each in paper.notes if words in each.text)
