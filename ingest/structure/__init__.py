"""Structure: printed lines into headings, paragraphs, list items, tables and footnotes."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.domain.documents import Block
from ingest.structure.assembly import Assembler
from ingest.structure.contents import find_contents
from ingest.structure.furniture import find_furniture, printed_labels
from ingest.structure.headings import Heading, Style, cover_styles, find_headings
from ingest.structure.joining import Hyphens
from ingest.structure.lines import Line, PageLines
from ingest.structure.notes import Note, find_footnotes
from ingest.structure.plain import plain_lines
from ingest.structure.profile import Flowing, Profile, flowing, make_profile

__all__ = ["Line", "PageLines", "blocks", "document_title", "plain_lines", "printed_labels"]

TITLE_LARGER = 1.15
"""Times the body's size."""
FEWEST_TITLE_WORDS = 4


def blocks(pages: Sequence[PageLines]) -> list[Block]:
    """Return a document's blocks in reading order.

    Running heads, feet, page numbers, contents pages and text set at an angle are left out.
    """
    flow, notes, profile = _flow(pages)
    headings = find_headings(flow, profile)
    assembler = Assembler(
        pages, profile, Hyphens(pages), cover_styles(headings.values()), _levels(headings.values())
    )
    at = 0
    for index, page in groupby(range(len(flow)), key=lambda i: flow[i].page):
        for place in page:
            if place >= at:
                at = place + _add(assembler, flow, place, headings)
        assembler.notes(notes.get(index, []))
    assembler.close()
    return assembler.found


def document_title(pages: Sequence[PageLines]) -> str | None:
    """Return the title on the first page: its largest heading, and the next where that is short.

    A heading of the body's size counts where it is the page's first and long enough.
    """
    flow, _, profile = _flow(pages)
    headings = [one for one in find_headings(flow, profile).values() if one.lines[0].page == 0]
    if not headings or profile.plain:
        return None
    largest = max(headings, key=lambda one: one.lines[0].line.size)
    if largest.lines[0].line.size < TITLE_LARGER * profile.body:
        return largest.text if len(largest.text.split()) >= FEWEST_TITLE_WORDS else None
    after = headings[headings.index(largest) + 1 :][:1]
    if after and len(largest.text.split()) <= FEWEST_TITLE_WORDS:
        return f"{largest.text} – {after[0].text}"
    return largest.text


def _add(
    assembler: Assembler, flow: Sequence[Flowing], at: int, headings: dict[int, Heading]
) -> int:
    """Add what begins at a place, and return how many lines it takes."""
    if at in headings:
        assembler.heading(headings[at])
        return len(headings[at].lines)
    if flow[at].line.cell is not None:
        table = [flow[at]]
        while at + len(table) < len(flow) and _same_table(flow[at], flow[at + len(table)]):
            table.append(flow[at + len(table)])
        assembler.table(table)
        return len(table)
    assembler.line(flow[at])
    return 1


def _same_table(one: Flowing, other: Flowing) -> bool:
    cells = one.line.cell, other.line.cell
    return one.page == other.page and None not in cells and cells[0][:1] == cells[1][:1]  # type: ignore[index]


def _flow(
    pages: Sequence[PageLines],
) -> tuple[list[Flowing], dict[int, list[Note]], Profile]:
    """Return the running text's lines, the footnotes of each page, and the usual measures."""
    furniture = find_furniture(pages)
    skip = furniture | find_contents(pages, furniture)
    lines = [
        (index, at, line)
        for index, page in enumerate(pages)
        for at, line in enumerate(page.lines)
        if (index, at) not in skip and not line.sideways and line.text.strip()
    ]
    plain = all(page.height <= 0 for page in pages)
    profile = make_profile([line for _, _, line in lines], plain=plain)
    everything = flowing(lines)
    notes = {
        index: find_footnotes(list(page), profile, pages[index].height)
        for index, page in groupby(everything, key=lambda one: one.page)
    }
    taken = {id(one) for page in notes.values() for note in page for one in note}
    return [one for one in everything if id(one) not in taken], notes, profile


def _levels(headings: Iterable[Heading]) -> dict[Style, int]:
    """Return a level from 1 for every style of heading: larger, bolder, in capitals first."""
    return {style: level for level, style in enumerate(sorted({h.style for h in headings}), 1)}
