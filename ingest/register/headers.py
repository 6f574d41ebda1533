"""Finds the header of a sheet, and which field each column fills. Nothing is guessed silently."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from assistant.domain.errors import InvalidInput
from ingest.register.cells import plain_text
from ingest.register.columns import Column, plain_header
from ingest.register.limits import HEADER_WITHIN
from ingest.register.mapping import HeaderMap, map_headers, meanings
from ingest.register.profile import Headers, Profile
from ingest.register.tables import Row, column_name

_SAMPLED = 200
"""Rows below a header that are looked at for what its columns hold."""


@dataclass(frozen=True, slots=True)
class Header:
    """A sheet's header."""

    names: tuple[str, ...]
    map: HeaderMap
    last_row: int
    """Its (last) row as the sheet counts; entries begin after it."""
    above: tuple[str, ...]
    """What is written above it: titles and markings."""

    def is_repeated(self, row: Row) -> bool:
        """Tell whether a row says nothing but the header once more."""
        filled = [(place, value) for place, value in enumerate(row.values) if value is not None]
        return len(filled) > 1 and all(
            place < len(self.names) and plain_text(value) == self.names[place]
            for place, value in filled
        )


def find_header(rows: Iterable[Row], profile: Profile) -> Header | None:
    """Return the header among the first rows of a sheet: the row that names most fields.

    A header of two rows is one whose second row divides merged cells of the first.

    Raises:
        InvalidInput: two of its columns have one name or fill one field.
    """
    first = list(islice(rows, HEADER_WITHIN + _SAMPLED))
    best: tuple[int, Header] | None = None
    for place, row in enumerate(first[:HEADER_WITHIN]):
        if profile.header_row not in {None, row.number}:
            continue
        below = first[place + 1] if place + 1 < len(first) else None
        header = _header(row, below, profile, _above(first[:place]))
        score = len(header.map.columns)
        if header.map.usable and (best is None or score > best[0]):
            best = (score, header)
    if best is None:
        return None
    header = _borne_out(best[1], first, profile)
    _refuse_clashes(header, profile)
    return header if header.map.usable else None


def propose_profile(headers: Iterable[Header]) -> Profile:
    """Return a profile that reads these headers as they were read, to be edited."""
    names: dict[Column, list[str]] = defaultdict(list)
    for header in headers:
        for place, column in header.map.columns.items():
            if header.names[place] not in names[column]:
                names[column].append(header.names[place])
    return Profile(
        columns={column: Headers(names=tuple(names[column])) for column in Column if names[column]}
    )


def _header(row: Row, below: Row | None, profile: Profile, above: tuple[str, ...]) -> Header:
    names = tuple(plain_text(value) for value in row.values)
    single = Header(names, map_headers(names, profile), row.number, above)
    if below is None or not row.spans or any(not _is_text(value) for value in below.values):
        return single
    names = _joined(row, below, profile)
    double = Header(names, map_headers(names, profile), below.number, above)
    return double if len(double.map.columns) > len(single.map.columns) else single


def _borne_out(header: Header, rows: Sequence[Row], profile: Profile) -> Header:
    """Return a header as the values below it bear out that its columns are meant."""
    filled = [
        row.values
        for row in rows
        if row.number > header.last_row
        and sum(value is not None for value in row.values) > 1
        and not header.is_repeated(row)
    ]
    found = map_headers(header.names, profile, list(zip_longest(*filled)))
    return replace(header, map=found)


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _joined(row: Row, below: Row, profile: Profile) -> tuple[str, ...]:
    """Return the names of a header of two rows."""
    above = [plain_text(value) for value in row.values]
    for first, last in row.spans:
        for place in range(first + 1, last + 1):
            above[place] = above[place] or above[first]
    known = meanings(profile)
    names = []
    for over, value in zip(above, below.values, strict=False):
        under = plain_text(value)
        if not under or not over or under == over:
            names.append(under or over)
            continue
        choices = (f"{over} {under}", under)
        names.append(next((c for c in choices if plain_header(c) in known), choices[0]))
    return tuple(names)


def _above(rows: Sequence[Row]) -> tuple[str, ...]:
    # A merged title is repeated in each row that it covers.
    texts = [plain_text(value) for row in rows for value in row.values if value is not None]
    return tuple(dict.fromkeys(text for text in texts if text))


def _refuse_clashes(header: Header, profile: Profile) -> None:
    same: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(header.names):
        if plain_header(name):
            same[plain_header(name)].append(place)
    for column in Column:
        if column is Column.NOTES:
            continue
        places = [place for place, found in header.map.columns.items() if found is column]
        if len(places) > 1:
            _refuse(header, places, f"for “{column.value}”")
    for places in same.values():
        if len(places) > 1:
            _refuse(header, places, "of one name")


def _refuse(header: Header, places: Sequence[int], what: str) -> None:
    named = " and ".join(
        f"“{header.names[place]}” (column {column_name(place)})" for place in places
    )
    raise InvalidInput(
        f"The header in row {header.last_row} has {len(places)} columns {what}: {named}. "
        "Rename one in the file, or say in a profile which of them is meant (--profile FILE)."
    )
