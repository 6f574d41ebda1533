"""A library with one report that holds tables."""

from datetime import date

from assistant.domain.documents import Block, BlockKind, Page, Part
from assistant.domain.sources import Passage, PassageKind
from tests.fakes_reports import MemoryLibrary, report, stores_of

WAITING = (
    "Force | Waiting | A year before | Median wait in days\n"
    "Tarnbrook | 1,388 | 1,040 | 161\n"
    "Force 1 | 6,210 | 5,480 | 140\n"
    "Force 2 | 712 | 1,604 | 21\n"
    "Force 3 | 4,917 | 3,702 | 133\n"
    "All | 13,227 | 11,826 | 118"
)
SUITES = (
    " | Alderholt | Merrow | Stane\n"
    "Cells | 24 | 18 | 8\n"
    "Strip searches | 402 | 371 | 22\n"
    "Detainees in the year | 7,912 | 6,044 | 1,187"
)
TITLES = ("Table 1: Devices waiting to be examined", "Table 2: Custody suites of the force")


def stores_with_tables():
    library = MemoryLibrary()
    own = report("forensics", "Waiting for answers: digital devices", published=date(2026, 9, 3))
    passages, blocks, lines = [], [], []
    for ordinal, (title, text) in enumerate(zip(TITLES, (WAITING, SUITES), strict=True)):
        parts = (Part(0, len(text), 1, 0, 0),)
        passages.append(
            Passage(f"t{ordinal}", own.id, ordinal, PassageKind.TABLE, text, (title,), parts,
                    visibility=own.visibility)
        )  # fmt: skip
        blocks.append(Block(BlockKind.TABLE, text, parts, (title,)))
        lines += [title, *(row.replace(" | ", " ") for row in text.split("\n"))]
    library.add(own, [Page(1, "1", "\n".join(lines))], blocks, passages, [])
    return stores_of(library)
