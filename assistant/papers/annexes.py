"""The annexes: the entries that the paper counts as open, and the sources."""

from assistant.domain.register import RegisterEntry, Status
from assistant.papers.entry_words import (
    due_cell,
    owner_cell,
    portfolio_cell,
    ref_cell,
    report_cell,
    status_cell,
)
from assistant.papers.material import Material
from assistant.papers.measures import NO_OWNER, OPEN, Held, overdue
from assistant.papers.paper import Block, Figure, Row, Section, Table
from assistant.papers.wording import Part, counted, name, paragraph, row, say, verb
from assistant.register.order import in_order

ENTRIES = "annex-entries"
ALL_OPEN = "Open entries of the register"
_DIGEST_SHOWN = 12


def annexes(material: Material) -> list[Section]:
    """Return the annexes."""
    return [
        Section(ENTRIES, ALL_OPEN, tuple(_entries(material)), annex=True, mandatory=True),
        Section("annex-sources", "Sources", tuple(_sources(material)), annex=True, mandatory=True),
    ]


def _entries(material: Material) -> list[Block]:
    still_open = material.figure(OPEN)
    until = material.facts.until
    found = material.now.of(OPEN)
    lead: list[Part] = ["The register holds ", *counted(still_open, "open entry", "open entries")]
    if material.annex_is_whole:
        said = say(*lead, f"{', which the table lists' if found else ''}.")
    else:
        found = [each for each in found if _needs_attention(material, each)]
        figure = Figure(
            "annex: need attention",
            len(found),
            "open entries that are overdue, without an owner or doubtful in status",
            entries=material.handles(found),
        )
        said = say(
            *lead,
            ". The table lists the ",
            figure,
            f" of them that {verb(figure)} overdue, {verb(figure, 'has', 'have')} no owner or"
            f" {verb(figure)} doubtful in status; the register holds the others.",
        )
    rows = tuple(_row(material, each) for each in in_order(found, (), until))
    header = ("Ref.", "Report and number", "Due", "Status", "Lead", "Portfolio")
    table = Table(say("Open entries, those overdue first."), header, (13, 33, 17, 15, 17, 15), rows)
    return [paragraph(said), *([table] if rows else [])]


def _needs_attention(material: Material, entry: RegisterEntry) -> bool:
    return (
        overdue(material.facts.until).holds(entry)
        or NO_OWNER.holds(entry)
        or entry.status is Status.UNKNOWN
        or (entry.status.is_open and entry.closed_on is not None)
    )


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


def _sources(material: Material) -> list[Block]:
    facts = material.facts
    blocks: list[Block] = []
    shown = {one.report.id: one.report for one in facts.published if one.report}
    if shown:
        rows = tuple(
            row(
                say(name(each.title), reports=(each.id,)),
                name(each.source),
                each.published or "Not stated",
                name(each.digest[:_DIGEST_SHOWN]),
            )
            for each in shown.values()
        )
        header = ("Report", "File", "Published", "SHA-256")
        blocks.append(Table(say("Reports quoted."), header, (46, 30, 17, 16), rows))
    held = [facts.now, *([facts.before] if facts.before else [])]
    header = ("Register", "As at", "Entries", "SHA-256")
    rows = tuple(_version(each) for each in held)
    blocks.append(Table(say("Versions of the register."), header, (46, 20, 12, 16), rows))
    return blocks


def _version(held: Held) -> Row:
    version = held.version
    digest = name(version.digest[:_DIGEST_SHOWN])
    return row(name(version.source), version.as_at, held.figure(), digest)
