"""A register file as sheets of rows, whatever its format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose value the file doesn't hold."""

    reason: str
    """Completes "the cell ...": "holds the error #REF!"."""


Value = str | int | float | bool | datetime | date | time | timedelta | Unreadable | None


@dataclass(slots=True)
class Row:
    """One row with its cells from the first column on."""

    number: int
    """As spreadsheets count; in a CSV file the line on which the record begins."""
    values: list[Value]
    spans: tuple[tuple[int, int], ...] = ()
    """First and last column, from 0, of cells merged sideways that begin in this row."""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet. `rows` may be read more than once, and yields filled rows only."""

    name: str
    rows: Callable[[], Iterator[Row]]
    notes: tuple[str, ...] = ()
    """What a person should know of it: hidden rows left out and the like. Plain sentences."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """All that is read of a file."""

    sheets: tuple[Sheet, ...]
    notes: list[str] = field(default_factory=list)
    saved: date | None = None
    """When the file says that it was last saved."""
    close: Callable[[], None] = lambda: None
    """Lets go of the file; rows can't be read any more."""


def column_name(index: int) -> str:
    """Return the letters of a column counted from 0: "A", "Z", "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
