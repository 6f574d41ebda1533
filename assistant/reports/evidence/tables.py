"""Tables as rows and columns with names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.sources import PassageKind, Report
from assistant.language.numbers import find_numbers
from assistant.reports.evidence.units import Unit

_BETWEEN = re.compile(r"\s*\|\s*")
_TOTALS = frozenset({"all", "total", "totals", "overall", "england and wales", "average"})
_HOURS = re.compile(r"(\d[\d.]*)\s*(h|hr|hours?|m|min|minutes?|d|days?|weeks?|months?|years?)\b")
_IN_MINUTES = {"h": 60.0, "m": 1.0, "d": 1440.0, "w": 10080.0, "mo": 43800.0, "y": 525600.0}
_LONGEST_CELL = 90
"""Characters beyond which a cell holds prose: then the table is two columns of text."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is named, and a cell for each column."""

    unit: Unit
    name: str
    cells: tuple[str, ...]

    @property
    def is_total(self) -> bool:
        """Whether it sums the others up."""
        return self.name.lower().strip() in _TOTALS


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row."""

    head: Unit
    corner: str
    """What the names of the rows are: "Force"."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """The heading that it stands under."""
        heading = self.head.passage.heading
        return heading[-1] if heading else ""

    @property
    def report(self) -> Report:
        """The report that it stands in."""
        return self.head.report

    def said(self, row: Row, columns: Sequence[int] = ()) -> str:
        """Return a row as a line that reads without the table: "Force B – Median days: 34"."""
        chosen = columns or range(len(self.columns))
        cells = [
            f"{self.columns[at]}: {row.cells[at]}" if self.columns[at] else row.cells[at]
            for at in chosen
            if row.cells[at]
        ]
        return f"{row.name} – {'; '.join(cells)}" if row.name else "; ".join(cells)


def read_table(units: Sequence[Unit]) -> Table | None:
    """Return the rows of a table's passage as a table; none where they are no table of cells."""
    if len(units) < 2 or units[0].passage.kind is not PassageKind.TABLE:  # noqa: PLR2004 - a head, a row
        return None
    head, *body = [tuple(_BETWEEN.split(unit.text.replace("\n", " "))) for unit in units]
    width = max(len(cells) for cells in body)
    if len(head) == width - 1:
        head = ("", *head)
    alike = len(head) == width and all(len(cells) == width for cells in body)
    if width < 2 or not alike or any(len(cell) > _LONGEST_CELL for c in body for cell in c):  # noqa: PLR2004
        return None
    rows = tuple(
        Row(unit, cells[0].strip(), tuple(cell.strip(" |") for cell in cells[1:]))
        for unit, cells in zip(units[1:], body, strict=True)
    )
    return Table(units[0], head[0].strip(" |"), tuple(c.strip(" |") for c in head[1:]), rows)


def measured(cell: str) -> float | None:
    """Return the number in a cell, a length of time in minutes; none where it has none or words."""
    lengths = _HOURS.findall(cell.lower())
    if lengths:
        return sum(float(n) * _IN_MINUTES[_unit(unit)] for n, unit in lengths)
    numbers = find_numbers(cell)
    rest = re.sub(r"[\d.,%£\s]|million|per cent", "", cell)
    return numbers[0].value if len(numbers) == 1 and len(rest) <= 1 else None


def _unit(written: str) -> str:
    return "mo" if written.startswith("mo") else written[0]
