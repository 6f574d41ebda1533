"""What comes next: inspections that a source dates, and responses due under section 55."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from assistant.domain.sources import PassageKind
from assistant.language.dates import find_dates
from assistant.language.words import fold
from assistant.papers.facts import Facts
from assistant.papers.material import Material
from assistant.papers.paper import Block, Figure, Made, Row, Statement, Table
from assistant.papers.publications import Publication
from assistant.papers.wording import Part, as_printed, gap, name, paragraph, say, title
from assistant.register.wording import short_title
from assistant.reports.evidence.units import Unit

RESPONSE_DAYS = 56
"""Police Act 1996, section 55(5A): "before the end of the period of 56 days beginning with the day
on which the report is published". The day of publication is the first of them."""
SECTION = 55
_LOOKS_BACK = relativedelta(months=18)
_MOST_READ = 40
_MOST_SAID = 12
_WHOLE = 100
_INSPECTION = ("inspect", "fieldwork", "visit")
_ANNOUNCES = re.compile(
    r"\b(?:will|shall) (?:also |then )?(?:be )?(?:inspect|visit|revisit|reinspect|return to)"
    r"|\b(?:inspections?|fieldwork|revisit|re-?inspection)\b[^.]{0,60}"
    r"\b(?:will|is planned|are planned|is due|are due|is expected|are expected|anticipated)\b"
    r"|\b(?:planned|expected|due|anticipated)\b[^.]{0,60}\b(?:inspection|fieldwork|revisit)\b",
    re.IGNORECASE,
)
_PLANNED = ("planned", "upcoming", "expected", "programme", "to come")


def upcoming(material: Material) -> list[Block]:
    """Return the whole section."""
    return [*_inspections(material), *_responses(material)]


def _inspections(material: Material) -> list[Block]:
    announced = _announced(material)
    said = [
        paragraph(statement, bullet=True)
        for unit in announced
        if unit.passage.kind is not PassageKind.TABLE
        and (statement := material.reader.said([unit])) is not None
    ]
    tables = _tables(material, [u for u in announced if u.passage.kind is PassageKind.TABLE])
    if not said and not tables:
        return [
            paragraph(
                say(
                    "No source lists an inspection that is still to come. ",
                    gap("Upcoming inspections and their dates: author to add."),
                )
            )
        ]
    lead = paragraph(say("On inspections still to come, the reports say:"))
    return [*([lead, *said] if said else []), *tables]


def _tables(material: Material, units: Sequence[Unit]) -> list[Block]:
    """Return the rows of each table that lists what is to come, under the table's own header."""
    by_passage: dict[str, list[Unit]] = {}
    for unit in sorted(units, key=lambda u: (u.report.title, u.place)):
        by_passage.setdefault(unit.passage.id, []).append(unit)
    tables: list[Block] = []
    for held in by_passage.values():
        first = held[0].passage
        header = tuple(_cells(first.text.split("\n", 1)[0]))
        rows = [row for unit in held if (row := _row(material, unit, len(header))) is not None]
        if rows:
            caption = say("From ", title(held[0].report.title), ": ", name(first.heading[-1]), ".")
            tables.append(
                Table(caption, header, (max(1, _WHOLE // len(header)),) * len(header), tuple(rows))
            )
    return tables


def _row(material: Material, unit: Unit, columns: int) -> Row | None:
    said, cells = material.reader.said([unit]), _cells(unit.text)
    if said is None or len(cells) != columns:
        return None
    shown = [say(as_printed(cell), made=Made.QUOTED) for cell in cells]
    return Row((replace(shown[0], quotes=said.quotes), *shown[1:]))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split(" | ")]


def _announced(material: Material) -> list[Unit]:
    facts = material.facts
    recent = [one for one in facts.everything if one.section is None and _is_recent(one, facts)]
    units = [
        unit
        for one in recent[-_MOST_READ:]
        for unit in material.reader.own(one)
        if _announces(unit, facts.until)
    ]
    # What names the force comes first; then the reports' own order.
    units.sort(key=lambda unit: not material.reader.names_force(unit.text))
    return units[:_MOST_SAID]


def _is_recent(one: Publication, facts: Facts) -> bool:
    if one.report is None or one.published is None:
        return False
    return facts.until - _LOOKS_BACK <= one.published <= facts.until


def _announces(unit: Unit, until: date) -> bool:
    if unit.passage.kind is PassageKind.FINDING or not _is_after(unit.text, until):
        return False
    if unit.passage.kind is PassageKind.TABLE:
        heading = fold(" ".join(unit.passage.heading))
        return any(w in heading for w in _PLANNED) and any(w in heading for w in _INSPECTION)
    return _ANNOUNCES.search(unit.text) is not None


def _is_after(text: str, until: date) -> bool:
    for each in find_dates(text):
        if each.day and each.day > until:
            return True
        if each.month and each.day is None and each.month > (until.year, until.month):
            return True
    return False


def _responses(material: Material) -> list[Block]:
    found = _answerable(material.facts)
    if not found:
        return [
            paragraph(
                say(
                    "No statutory response falls due in the period or after it, for the reports"
                    " that are known."
                )
            )
        ]
    rules = material.facts.outline.statutory
    days = Figure("rule: days to respond", RESPONSE_DAYS, "Police Act 1996, section 55(5A)")
    section = Figure("rule: section", SECTION, "Police Act 1996")
    lead = say(
        "Under section ",
        section,
        " of the Police Act ",
        name("1996"),
        ", ",
        name(rules.duty_of),
        " must publish comments on a report of an inspection of the force within ",
        days,
        " days beginning with the day of its publication, saying of each recommendation what has"
        " been or will be done, or why nothing will be. It is not the force’s own duty. The table"
        " gives the last day. ",
        gap("Whether each response was published: author to add."),
    )
    rows = tuple(_response_row(material, one) for one in found)
    header = ("Report", "Published", "Last day to respond", "Remark")
    caption = say("Statutory responses that fall due in the period or after it.")
    return [paragraph(lead), Table(caption, header, (42, 17, 20, 30), rows)]


def _answerable(facts: Facts) -> list[Publication]:
    """Return the reports published by the end of the period that could still be answered in it."""
    return [
        one
        for one in facts.everything
        if one.published and one.published <= facts.until and last_day(one.published) >= facts.since
    ]


def _response_row(material: Material, one: Publication) -> Row:
    day = one.published
    ids = (one.report.id,) if one.report else ()
    held = material.handles(one.entries) if not ids else ()
    cells: list[Statement] = [say(name(short_title(one.title)), entries=held, reports=ids)]
    cells.append(say(day or gap("date")))
    apart = _apart(material, one)
    if apart:
        cells += [
            say("Not applied"),
            say("Named as “", name(apart), "”: check whether it applies."),
        ]
    elif day:
        last = last_day(day)
        cells += [say(last), say(_remark(material, one, last))]
    return Row(tuple(cells))


def last_day(published: date) -> date:
    """Return the last day on which a response is in time."""
    return published + timedelta(days=RESPONSE_DAYS - 1)


def _remark(material: Material, one: Publication, last: date) -> Part:
    if one.report is None or one.section:
        return gap("The kind of report isn’t known: check that it applies.")
    if last < material.facts.until:
        return "Passed within the period"
    return "Still to come" if last > material.facts.until else "The last day of the period"


def _apart(material: Material, one: Publication) -> str | None:
    """Return the words that put a report apart from those that section 55 is applied to."""
    kind = one.report.kind if one.report and not one.section else ""
    said = fold(f"{one.title} {kind or ''}")
    if one.section:
        said += fold(" ".join(unit.text for unit in material.reader.own(one)[:8]))
    return next((w for w in material.facts.outline.statutory.not_for if fold(w) in said), None)
