"""Finds the header of a sheet, and which field each column fills. Nothing is guessed silently."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rapidfuzz import fuzz, process

from assistant.domain.errors import InvalidInput
from ingest.register.cells import plain_text
from ingest.register.columns import Column, plain_header
from ingest.register.limits import HEADER_WITHIN
from ingest.register.profile import Headers, Profile
from ingest.register.tables import Row, column_name

_ALIKE = 90
"""Per cent of a header's letters from which a misspelling is taken for it, and said so."""
_WORD_ALIKE = 82
"""The same of each word on its own."""
_SHORTEST_MISSPELT = 5
_BODYS_DEADLINE = re.compile(r"[A-Z]{3,}(?:'s|’s)? (?:[Dd]eadline|[Dd]ue date)")
"""The deadline of a body that is named by its initials."""
_KEYS = frozenset((Column.REF, Column.NUMBER))
_TRACKED = frozenset(
    (Column.OWNER, Column.STATUS, Column.DEADLINE, Column.FORCE_TARGET, Column.REVISED_TARGET)
)
"""Where the wording has no column, a register names what an entry is and what becomes of it."""


@dataclass(frozen=True, slots=True)
class HeaderMap:
    """Which columns, from 0, fill which field."""

    columns: dict[int, Column] = field(default_factory=dict)
    guesses: tuple[str, ...] = ()
    """Headers taken for another, as sentences."""

    @property
    def usable(self) -> bool:
        """Tell whether this can be a register's header."""
        fields = set(self.columns.values())
        if Column.TEXT in fields:
            return len(fields) > 1
        return bool(_KEYS & fields and _TRACKED & fields)


@dataclass(frozen=True, slots=True)
class Header:
    """A sheet's header."""

    names: tuple[str, ...]
    map: HeaderMap
    last_row: int
    """Its (last) row as the sheet counts; entries begin after it."""
    above: tuple[str, ...]
    """What is written above it: titles and markings."""


def find_header(rows: Iterable[Row], profile: Profile) -> Header | None:
    """Return the header among the first rows of a sheet: the row that names most fields.

    A header of two rows is one whose second row divides merged cells of the first.

    Raises:
        InvalidInput: two of its columns have one name or fill one field.
    """
    first = list(islice(rows, HEADER_WITHIN))
    best: tuple[int, Header] | None = None
    for place, row in enumerate(first):
        if profile.header_row not in {None, row.number}:
            continue
        below = first[place + 1] if place + 1 < len(first) else None
        header = _header(row, below, profile, _above(first[:place]))
        score = len(header.map.columns)
        if header.map.usable and (best is None or score > best[0]):
            best = (score, header)
    if best is None:
        return None
    _refuse_clashes(best[1], profile)
    return best[1]


def map_headers(names: Sequence[str], profile: Profile) -> HeaderMap:
    """Return which columns fill which field, best headers first, each field once.

    Args:
        names: headers in order; blank ones are no field.
        profile: what headers mean.
    """
    strong = _meanings(profile, "names")
    weak = _meanings(profile, "otherwise")
    found: dict[int, Column] = {}
    guesses = []
    for place, name in enumerate(names):
        plain = plain_header(name)
        if plain in strong:
            found[place] = strong[plain]
    for place, name in enumerate(names):
        if place not in found and _BODYS_DEADLINE.fullmatch(name.strip()):
            if Column.DEADLINE not in found.values():
                found[place] = Column.DEADLINE
                guesses.append(f"The header “{name}” was taken for an inspectorate's deadline.")
            continue
        plain = plain_header(name)
        alike = None if place in found or plain in weak else _misspelt(plain, strong)
        if alike and (strong[alike] is Column.NOTES or strong[alike] not in found.values()):
            found[place] = strong[alike]
            guesses.append(f"The header “{name}” was taken for “{strong[alike].value}”.")
    _add_otherwise(names, profile, found)
    return HeaderMap(dict(sorted(found.items())), tuple(guesses))


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


def _meanings(profile: Profile, part: str) -> dict[str, Column]:
    return {
        plain_header(name): column
        for column, headers in profile.columns.items()
        for name in getattr(headers, part)
    }


def _misspelt(plain: str, known: dict[str, Column]) -> str | None:
    if len(plain) < _SHORTEST_MISSPELT:
        return None
    # A word more or less is another header ("recommendation id"), not a misspelling.
    choices = [name for name in known if name.count(" ") == plain.count(" ")]
    found = process.extractOne(plain, choices, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    # "Review deadline" is as a whole much like "revised deadline", but its first word isn't.
    if found is None or any(
        fuzz.ratio(one, other) < _WORD_ALIKE
        for one, other in zip(plain.split(), found[0].split(), strict=True)
    ):
        return None
    return found[0]


def _add_otherwise(names: Sequence[str], profile: Profile, found: dict[int, Column]) -> None:
    for column, headers in profile.columns.items():
        if column in found.values():
            continue
        plain = [plain_header(name) for name in headers.otherwise]
        fitting = [
            (plain.index(plain_header(name)), place)
            for place, name in enumerate(names)
            if place not in found and plain_header(name) in plain
        ]
        if fitting:
            found[min(fitting)[1]] = column


def _header(row: Row, below: Row | None, profile: Profile, above: tuple[str, ...]) -> Header:
    names = tuple(plain_text(value) for value in row.values)
    single = Header(names, map_headers(names, profile), row.number, above)
    if below is None or not row.spans or any(not _is_text(value) for value in below.values):
        return single
    names = _joined(row, below, profile)
    double = Header(names, map_headers(names, profile), below.number, above)
    return double if len(double.map.columns) > len(single.map.columns) else single


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _joined(row: Row, below: Row, profile: Profile) -> tuple[str, ...]:
    """Return the names of a header of two rows."""
    above = [plain_text(value) for value in row.values]
    for first, last in row.spans:
        for place in range(first + 1, last + 1):
            above[place] = above[place] or above[first]
    known = _meanings(profile, "names")
    names = []
    for over, value in zip(above, below.values, strict=False):
        under = plain_text(value)
        if not under or not over or under == over:
            names.append(under or over)
            continue
        choices = (f"{over} {under}", under, over)
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
