"""Sections of a sheet that a lone cell between the rows heads: the report, in most registers."""

from itertools import pairwise

from assistant.language.words import words
from ingest.register.columns import Column
from ingest.register.headers import Header
from ingest.register.tables import Row, Sheet

_FEWEST = 2
"""Headings from which a sheet is taken to be in sections: one may be an instruction."""
_SHORTEST_WORD = 4
_NO_HEADINGS = frozenset(
    words("total totals subtotal note notes please source key end updated complete contact version")
)


def headings_at(sheet: Sheet, header: Header) -> int | None:
    """Return the column, from 0, of the headings of a sheet that is in sections throughout.

    Its first row below the header is a heading, further ones follow, and rows stand between them.
    """
    below = (row for row in sheet.rows() if row.number > header.last_row)
    first = next((heading_place(row) for row in below), None)
    if first is None or header.map.columns.get(first) is Column.TEXT:
        return None
    places = [first, *map(heading_place, below)]
    close = any(one == other == first for one, other in pairwise(places))
    return None if close or places[-1] == first or places.count(first) < _FEWEST else first


def heading_place(row: Row) -> int | None:
    """Return where the only cell of a row stands, if it can be a heading."""
    filled = [(place, value) for place, value in enumerate(row.values) if value is not None]
    if len(filled) != 1 or not isinstance(filled[0][1], str):
        return None
    said = words(filled[0][1])
    worded = any(word.isalpha() and len(word) >= _SHORTEST_WORD for word in said)
    return filled[0][0] if len(said) > 1 and worded and _NO_HEADINGS.isdisjoint(said) else None
