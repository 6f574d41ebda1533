"""Contents pages: lists of headings with page numbers, which would only mislead a search."""

import re
from collections.abc import Sequence

from ingest.structure.furniture import Place
from ingest.structure.lines import Line, PageLines

TITLE = re.compile(r"(?:table of |list of )?contents(?: page)?:?$", re.IGNORECASE)
LEADERS = re.compile(r"\.{4,}|(?:\.\s){4,}|…{2,}|_{6,}")
LEADER_ENTRY = re.compile(r"(?:\.{4,}|(?:\.\s){4,}|…{2,}|_{6,})\s*(?:\d{1,4}|[ivxlc]{1,7})?\s*$")
LAST_NUMBER = re.compile(r"(?:^|\s)(\d{1,4}|[ivxlc]{1,7})$")
FEWEST_ENTRIES = 3
MOSTLY = 0.5


def find_contents(pages: Sequence[PageLines], skip: set[Place]) -> set[Place]:
    """Return the places of contents titles and entries."""
    found: set[Place] = set()
    going_on = False
    for index, page in enumerate(pages):
        lines = [(at, line) for at, line in enumerate(page.lines) if (index, at) not in skip]
        titles = (i for i, (_, line) in enumerate(lines) if TITLE.match(line.text.strip()))
        begin = next(titles, None)
        if begin is None and going_on and _mostly_entries([line for _, line in lines]):
            begin = 0
        part = lines[begin:] if begin is not None else []
        entries = [i for i, (_, line) in enumerate(part) if is_entry(line)]
        going_on = len(entries) >= FEWEST_ENTRIES and _mostly_entries([line for _, line in part])
        if len(entries) >= FEWEST_ENTRIES:
            found.update((index, at) for at, _ in part[: entries[-1] + 1])
        found.update((index, at) for at, line in lines if LEADER_ENTRY.search(line.text))
    return found


def _mostly_entries(lines: list[Line]) -> bool:
    return bool(lines) and sum(map(is_entry, lines)) >= MOSTLY * len(lines)


def is_entry(line: Line) -> bool:
    """Say whether a line looks like an entry: a title, then leaders or a gap, then a number."""
    if LEADER_ENTRY.search(line.text):
        return True
    match = LAST_NUMBER.search(line.text.rstrip())
    if match is None:
        return False
    return match.start(1) in line.gaps or (line.cell is not None and match.start(1) == 0)
