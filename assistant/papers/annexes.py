"""The annexes: the entries that the paper counts as open, and the sources."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from assistant.domain.answers import PassageSource
from assistant.domain.register import RegisterEntry
from assistant.papers.annex_by_report import by_report
from assistant.papers.entry_words import (
    due_cell,
    owner_cell,
    portfolio_cell,
    ref_cell,
    report_cell,
    status_cell,
)
from assistant.papers.material import Material
from assistant.papers.measures import OPEN
from assistant.papers.paper import Block, Figure, Row, Section, Table
from assistant.papers.wording import Part, counted, name, paragraph, row, say, verb
from assistant.register.order import in_order

ENTRIES, SOURCES = "annex-entries", "annex-sources"
LISTED = "annex: listed"
"""Key of the number of rows listed, where that isn't all that there are."""
ALL_OPEN = "Open entries of the register"


def annexes(material: Material, sections: Sequence[Section]) -> list[Section]:
    """Return the annexes to the sections."""
    quoted = {quote.report_id for each in sections for quote in _quotes(each)}
    return [
        Section(ENTRIES, ALL_OPEN, tuple(_entries(material)), annex=True, mandatory=True),
        Section(
            "annex-sources",
            "Sources",
            tuple(_sources(material, quoted)),
            annex=True,
            mandatory=True,
        ),
    ]


def _quotes(section: Section) -> Iterator[PassageSource]:
    for block in section.blocks:
        cells = (
            [cell for row in block.rows for cell in row.cells] if isinstance(block, Table) else []
        )
        said = cells if isinstance(block, Table) else block.statements
        yield from (quote for each in said for quote in each.quotes)


def _entries(material: Material) -> list[Block]:
    still_open = material.figure(OPEN)
    lead: list[Part] = ["The register holds ", *counted(still_open, "open entry", "open entries")]
    found = material.now.of(OPEN)
    if material.annex_is_whole:
        said = say(*lead, f"{', which the table lists' if found else ''}.")
        return [paragraph(said), *_listed(material, found, found)]
    said = say(*lead, ", more than are listed here. The table counts them by report.")
    return [paragraph(said), by_report(material), *_attention(material)]


def _attention(material: Material) -> list[Block]:
    found = material.needing_attention
    handles = material.handles(found)
    what = "open entries that are overdue, without an owner or doubtful in status"
    figure = Figure("annex: need attention", len(found), what, entries=handles)
    shown = in_order(found, (), material.facts.until)[: material.facts.outline.rows.annex]
    lead: list[Part] = [
        *counted(figure, "open entry", "open entries"),
        f" {verb(figure)} overdue, {verb(figure, 'has', 'have')} no owner or {verb(figure)}"
        " doubtful in status",
    ]
    if len(shown) == len(found):
        tail: list[Part] = [", which the next table lists." if found else "."]
    else:
        number = Figure(LISTED, len(shown), "rows listed", entries=material.handles(shown))
        tail = [". The next table lists ", number, " of them; the register holds the others."]
    return [paragraph(say(*lead, *tail)), *_listed(material, shown, found)]


def _listed(
    material: Material, shown: Sequence[RegisterEntry], found: Sequence[RegisterEntry]
) -> list[Block]:
    rows = tuple(_row(material, each) for each in in_order(shown, (), material.facts.until))
    header = ("Ref.", "Report and number", "Due", "Status", "Lead", "Portfolio")
    first = "Open entries, those overdue first."
    caption = say(
        first if len(shown) == len(found) else "Open entries, those longest overdue first."
    )
    return [Table(caption, header, (13, 31, 19, 14, 17, 15), rows)] if rows else []


def _row(material: Material, entry: RegisterEntry) -> Row:
    return Row(
        (
            ref_cell(material.now, entry),
            report_cell(entry),
            due_cell(entry),
            status_cell(entry),
            owner_cell(entry),
            portfolio_cell(entry),
        )
    )


def _sources(material: Material, quoted: Collection[str]) -> list[Block]:
    facts = material.facts
    blocks: list[Block] = []
    known = {one.report.id: one.report for one in facts.everything if one.report}
    known.update({each.id: each for each in facts.digests})
    shown = [each for each in known.values() if each.id in quoted]
    if shown:
        rows = tuple(
            row(
                say(name(each.title), reports=(each.id,)),
                name(each.source),
                each.published or "Not stated",
            )
            for each in sorted(shown, key=lambda r: (r.published or date.max, r.title))
        )
        header = ("Report", "File", "Published")
        blocks.append(Table(say("Reports quoted."), header, (48, 33, 19), rows))
    held = [facts.now, *([facts.before] if facts.before else [])]
    header = ("Register", "As at", "Entries")
    rows = tuple(row(name(h.version.source), h.version.as_at, h.figure()) for h in held)
    blocks.append(Table(say("Versions of the register."), header, (48, 20, 12), rows))
    return blocks
