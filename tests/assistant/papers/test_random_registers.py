from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from assistant.domain.register import DueBasis, RegisterEntry, Status
from assistant.domain.sources import Visibility
from assistant.grounding.quotations import quote_stands
from assistant.papers.draft import draft_paper, statements
from assistant.papers.facts import EVERY_CLASS, Request
from assistant.papers.ledger import ledger
from assistant.papers.paper import Made, Paper
from assistant.render.paper_ledger import ledger_document
from tests.assistant.papers.conftest import a_library, a_version, the_outline
from tests.assistant.papers.reference import World, expected
from tests.builders import an_entry
from tests.fakes_reports import MemoryLibrary

REGISTERS = 200
ANNEX = 8
"""Rows of an annex that counts by report what it doesn't list."""
FIRST = date(2024, 1, 1)
PORTFOLIOS = (None, "Crime", "Local Policing", "CRIME", "Not stated", "Crime; open")
AREAS = ((), ("Custody",), ("Custody", "Contact"), ("Public Protection",))
OWNERS = ((), ("Supt A Reed",), ("Insp B Moss", "DI C Hale"))
REPORTS = ("Found property", "A thematic inspection of lost dogs", "Night buses", "Bridges")


def a_random_entry(number: int, chance: Random) -> RegisterEntry:
    status = chance.choice(list(Status))
    due = FIRST + timedelta(days=chance.randrange(1200)) if chance.random() < 0.7 else None
    closed = FIRST + timedelta(days=chance.randrange(1200)) if chance.random() < 0.3 else None
    return an_entry(
        id=f"Register!{number}",
        row=number,
        ref=f"X-{number}",
        report=chance.choice(REPORTS),
        number=chance.choice([None, str(number)]),
        text=f"The force should do thing {number} by the usual means.",
        status=status,
        status_text=chance.choice([status.value, "", "5 of 7 done, and one of them twice over"]),
        due=due,
        due_basis=DueBasis.FORCE_TARGET if due else DueBasis.NONE,
        immediate=due is None and chance.random() < 0.3,
        portfolio=chance.choice(PORTFOLIOS),
        business_areas=chance.choice(AREAS),
        owners=chance.choice(OWNERS),
        closed_on=closed,
        notes=chance.choice(["", "3 of 4 officers trained.", "Waiting; 12 more to come."]),
        visibility=chance.choice(list(Visibility)),
    )


def two_registers(chance: Random) -> tuple[list[RegisterEntry], list[RegisterEntry] | None]:
    published = {r: FIRST + timedelta(days=chance.randrange(1000)) for r in REPORTS}
    published[chance.choice(REPORTS)] = None  # type: ignore[assignment]
    before = [a_random_entry(n, chance) for n in range(5, 5 + chance.randrange(40))]
    before = [replace(e, published=published[e.report]) for e in before]
    now = [e for e in before if chance.random() < 0.9]
    now = [_changed(e, chance) if chance.random() < 0.4 else e for e in now]
    come = [a_random_entry(n, chance) for n in range(100, 100 + chance.randrange(20))]
    now += [replace(e, published=published[e.report]) for e in come]
    return now, before if chance.random() < 0.8 else None


def _changed(entry: RegisterEntry, chance: Random) -> RegisterEntry:
    other = a_random_entry(entry.row, chance)
    names = chance.sample(["status", "due", "owners", "portfolio", "business_areas"], 2)
    return replace(entry, **{name: getattr(other, name) for name in names})


def a_random_library(chance: Random) -> dict[str, tuple[date | None, int]]:
    """Return reports by title: their day, and how many recommendations they set out."""
    titles = chance.sample([*REPORTS, "Loud music", "Custody: a visit"], chance.randrange(5))
    days = [FIRST + timedelta(days=chance.randrange(1000)) for _ in titles]
    return {
        title: (day if chance.random() < 0.8 else None, chance.randrange(9))
        for title, day in zip(titles, days, strict=True)
    }


def written(reports: dict[str, tuple[date | None, int]]) -> MemoryLibrary:
    return a_library(
        *(
            (title, day, [
                ("Summary", ["We found that 7 forces did well. Twelve of them did so twice."]),
                ("Recommendations",
                 [f"Recommendation {n + 1}: Forces should mend thing {n}." for n in range(number)]),
            ])
            for title, (day, number) in reports.items()
        )
    )  # fmt: skip


def a_world(seed: int, request_of: Callable[..., Request]) -> tuple[World, Request]:
    chance = Random(seed)
    now, before = two_registers(chance)
    since = FIRST + timedelta(days=200 + chance.randrange(500))
    until = since + timedelta(days=chance.randrange(200))
    versions = [a_version(until - timedelta(days=chance.choice([0, 0, 1, 30])), now)]
    if before is not None:
        gap = chance.choice([1, 1, 2, 45, 400])
        versions.insert(0, a_version(min(since - timedelta(days=gap), versions[0].as_at), before))
    if len({each.as_at for each in versions}) < len(versions):
        versions, before = versions[1:], None
    if versions[0].as_at >= since:
        before = None
    names = (versions[-1].id, versions[0].id)
    library = a_random_library(chance)
    outline = the_outline()
    rows = outline.rows.model_copy(update={"annex": chance.choice([ANNEX, outline.rows.annex])})
    outline = outline.model_copy(update={"rows": rows})
    given = {"library": written(library), "since": since, "until": until, "outline": outline}
    return World(now, before, since, until, names, library), request_of(*versions, **given)


@pytest.mark.parametrize("batch", range(8))
def test_every_figure_of_a_draft_is_what_an_independent_count_gives(
    batch: int, request_of: Callable[..., Request]
) -> None:
    for seed in range(batch, REGISTERS, 8):
        world, request = a_world(seed, request_of)

        paper = draft_paper(request)

        claims = ledger(paper)
        figures = [figure for claim in claims for figure in claim.figures]
        wrong = [
            (seed, figure.key, figure.value, expected(figure.key, world))
            for figure in figures
            if figure.value != expected(figure.key, world)
        ]
        assert not wrong
        assert len(figures) > 20
        assert _all_figures(paper) == len(figures), f"a figure of {seed} has no ledger row"
        assert not _unopened(paper, request), f"sources of {seed} don't open"
        bare = [each["text"] for each in ledger_document(paper) if not each["sources"]]
        assert not [each for each in bare if each not in _written_by_the_force(paper)]


def _written_by_the_force(paper: Paper) -> set[str]:
    return {each.text for each in ledger(paper) if each.made is Made.TEMPLATE}


def _all_figures(paper: Paper) -> int:
    said = [each for section in paper.sections for each in statements(section)]
    return sum(len(each.figures) for each in (*said, *paper.notes))


def _unopened(paper: Paper, request: Request) -> list[str]:
    rows = {row.handle: row for row in paper.rows}
    held = {
        f"{version.id}/{entry.id}": entry
        for version in paper.versions
        for entry in request.register.select(
            (), classes=EVERY_CLASS, email=None, today=paper.until, version_id=version.id
        )
    }
    wrong = []
    for claim in ledger(paper):
        for handle in claim.entries:
            row, entry = rows.get(handle), held.get(handle)
            if row is None or entry is None or (row.ref, row.row) != (entry.ref, entry.row):
                wrong.append(f"{claim.text}: {handle}")
        for quote in claim.quotes:
            page = request.library.page(quote.report_id, quote.page)
            if page is None or not quote_stands(quote.quote, page.text):
                wrong.append(f"{claim.text}: {quote.quote}")
        wrong += [each for each in claim.reports if request.library.report(each) is None]
        if claim.made is Made.QUOTED and not (claim.entries or claim.quotes):
            wrong.append(claim.text)
    return wrong


def test_what_is_restricted_is_counted_and_never_printed(
    request_of: Callable[..., Request],
) -> None:
    secret = an_entry(
        ref="SECRET-1",
        text="The zebra operation should end.",
        owners=("Insp Zebra",),
        notes="Zebra is late.",
        status_text="Zebra pending with the bureau abroad",
        visibility=Visibility.RESTRICTED,
        published=date(2026, 8, 1),
    )
    paper = draft_paper(request_of(a_version(date(2026, 9, 30), [secret])))

    assert "zebra" not in repr(paper).lower()
    assert "SECRET-1" in repr(paper)
    assert any("restricted" in each.text for each in paper.notes)
