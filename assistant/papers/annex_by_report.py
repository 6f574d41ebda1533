"""The open entries of a large register by report, where they are too many to list."""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.domain.register import RegisterEntry
from assistant.papers.material import Material
from assistant.papers.measures import NO_DATE, NO_OWNER, OPEN, Measure, overdue
from assistant.papers.paper import Figure, Row, Table
from assistant.papers.publications import Publication
from assistant.papers.wording import name, row, say
from assistant.register.wording import short_title

_MOST = 30
"""Reports with a line of their own; the others share one."""


class _Column(NamedTuple):
    head: str
    measures: tuple[Measure, ...]


def by_report(material: Material) -> Table:
    """Return the open entries by report, those with most overdue first, adding up to all."""
    columns = _columns(material)
    held = [one for one in material.facts.everything if _open_of(material, one, OPEN)]
    late = overdue(material.facts.until)
    held.sort(
        key=lambda one: (
            -len(_open_of(material, one, late)),
            -len(_open_of(material, one, OPEN)),
            one.title,
        )
    )
    rows = [_line(material, one, columns) for one in held[:_MOST]]
    if len(held) > _MOST:
        rows.append(_rest(material, held[_MOST:], columns))
    totals = (material.figure(*each.measures) for each in columns)
    rows.append(row("All", *totals, total=True))
    header = ("Report", *(each.head for each in columns))
    return Table(
        say("Open entries by report."), header, (48, 12, 13, 13, 13), tuple(rows), sums=True
    )


def _columns(material: Material) -> list[_Column]:
    return [
        _Column("Open", (OPEN,)),
        _Column("Overdue", (overdue(material.facts.until),)),
        _Column("No owner", (OPEN, NO_OWNER)),
        _Column("No date", (OPEN, NO_DATE)),
    ]


def _open_of(material: Material, one: Publication, *measures: Measure) -> list[RegisterEntry]:
    own = material.entries_of(one)
    return material.now.of(own, *measures) if own else []


def _line(material: Material, one: Publication, columns: Sequence[_Column]) -> Row:
    own = material.entries_of(one)
    measures = [own] if own else []
    figures = (material.figure(*measures, *each.measures) for each in columns)
    return row(say(name(short_title(one.title))), *figures)


def _rest(material: Material, held: Sequence[Publication], columns: Sequence[_Column]) -> Row:
    figures = []
    for each in columns:
        found = [e for one in held for e in _open_of(material, one, *each.measures)]
        what = f"annex: other reports, {each.head.lower()}"
        figures.append(Figure(what, len(found), what, entries=material.handles(found)))
    return row("All other reports", *figures)
