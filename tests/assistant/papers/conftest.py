from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant.adapters.register_sqlite import SqliteRegister
from assistant.adapters.register_sqlite_build import build
from assistant.domain.register import Person, RegisterEntry, RegisterVersion
from assistant.papers.draft import draft_paper
from assistant.papers.facts import Request
from assistant.papers.outline import Outline, read_outline
from assistant.papers.paper import Front, Paper
from tests.fakes_reports import MemoryLibrary, report, write

FRONT = Front(
    title="Inspection update",
    force="Wexmoor Police",
    committee="Joint Audit Committee",
    agenda_item="6",
    meeting=date(2026, 10, 14),
    marking="OFFICIAL",
    author="Ch Insp Dilys Amblecote",
    author_title="Force Liaison Officer",
)
SINCE, UNTIL = date(2026, 7, 1), date(2026, 9, 30)


@cache
def the_outline() -> Outline:
    """Return the outline that comes with the program, read once."""
    return read_outline(None)


def a_library(*reports: tuple[str, date | None, Sequence[tuple[str, list[str]]]]) -> MemoryLibrary:
    """Make a library of reports: (title, day, sections as `write` takes them)."""
    library = MemoryLibrary()
    for number, (title, published, sections) in enumerate(reports):
        own = report(
            f"r{number}", title, published=published, kind="thematic inspection",
            inspectorate="HM Inspectorate of Policing Standards",
        )  # fmt: skip
        write(library, own, sections)
    library._findings = [replace(each, section=None) for each in library._findings]
    return library


def a_version(
    day: date, entries: Sequence[RegisterEntry], people: Sequence[Person] = ()
) -> RegisterVersion:
    return RegisterVersion(
        f"{day.isoformat()}-0", day, "register.xlsx", "0" * 64, tuple(entries), tuple(people)
    )


Maker = Callable[..., Request]


@pytest.fixture
def request_of(tmp_path: Path) -> Maker:
    """Make a request over registers given as versions, and a library."""
    made = 0

    def make(
        *versions: RegisterVersion,
        library: MemoryLibrary | None = None,
        since: date = SINCE,
        until: date = UNTIL,
        outline: Outline | None = None,
        front: Front = FRONT,
    ) -> Request:
        nonlocal made
        made += 1
        path = tmp_path / f"register-{made}.sqlite"
        build(path, list(versions))
        return Request(
            library or MemoryLibrary(),
            SqliteRegister(path),
            "g1",
            since,
            until,
            front,
            outline or the_outline(),
            "template",
        )

    return make


@pytest.fixture
def paper_of(request_of: Maker) -> Callable[..., Paper]:
    """Draft a paper; takes what `request_of` takes."""
    return lambda *versions, **given: draft_paper(request_of(*versions, **given))
