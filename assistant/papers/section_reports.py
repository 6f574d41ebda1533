"""One section a report published in the period: why, what was found, what is recommended."""

from collections import Counter
from collections.abc import Sequence

from assistant.domain.answers import PassageSource
from assistant.domain.register import RegisterEntry, Status
from assistant.domain.sources import FindingKind
from assistant.papers.entry_words import (
    due_cell,
    holder_cell,
    owner_cell,
    ref_cell,
    status_cell,
    wording_cell,
)
from assistant.papers.facts import is_restricted
from assistant.papers.material import Material
from assistant.papers.measures import CONCERNS, has_status
from assistant.papers.paper import Block, Figure, Made, Row, Section, Statement, Table
from assistant.papers.publications import Publication
from assistant.papers.section_ownership import ownership, progress
from assistant.papers.wording import (
    Part,
    counted,
    gap,
    in_list,
    name,
    paragraph,
    row,
    say,
    title,
    verb,
)
from assistant.register.wording import plural, short_title

_OURS = "†"
"""Marks wording that is the register's and not the report's."""


def report_sections(material: Material) -> list[Section]:
    """Return a section for each report of the period, in order of date."""
    sections: list[Section] = []
    taken: Counter[str] = Counter()
    for one in material.facts.published:
        taken[one.name] += 1
        suffix = f"-{taken[one.name]}" if taken[one.name] > 1 else ""
        day = say(one.published or "").text
        heading = f"{' '.join(one.title.split())} – {day}"
        sections.append(Section(one.name + suffix, heading, tuple(_blocks(material, one)), level=2))
    return sections


def _blocks(material: Material, one: Publication) -> list[Block]:
    return [
        paragraph(_published(material, one)),
        *_quoted(material, one),
        *_stated(material, one),
        paragraph(*_counts(material, one)),
        *_table(material, one),
        *ownership(material, one),
        *progress(material, one),
    ]


def _published(material: Material, one: Publication) -> Statement:
    day: Part = one.published or gap("date")
    if one.report is None:
        withheld = material.facts.withheld_of(one)
        why = "is not held"
        if withheld:
            why = "has been withdrawn" if withheld.withdrawn else "is not public"
        return say(
            "Published on ",
            day,
            f", as the register has it. The report {why}, so that nothing is quoted from it. ",
            gap("Why it was made and what it found: author to add."),
            entries=material.handles(one.entries),
        )
    ids = (one.report.id,)
    if one.section:
        return say("Published on ", day, ", as ", title(one.report.title), " has it.", reports=ids)
    by: list[Part] = [" by ", name(one.report.inspectorate)] if one.report.inspectorate else []
    kind: list[Part] = [" Kind of report: ", name(one.report.kind), "."] if one.report.kind else []
    return say("Published on ", day, *by, ".", *kind, reports=ids)


def _quoted(material: Material, one: Publication) -> list[Block]:
    if one.report is None:
        return []
    said = material.quotations(one)
    blocks = _bullets(say("On why it was made and what was inspected:"), said.scope)
    if not said.scope:
        blocks.append(paragraph(say(gap("Why it was made and what was inspected: author to add."))))
    if said.findings:
        lead = say("Its main findings:" if said.summarised else "From its chapters:")
        blocks += _bullets(lead, said.findings)
    else:
        blocks.append(paragraph(say(gap("Main findings: author to add."))))
    return blocks + _bullets(say("Of ", name(material.force), " it says:"), said.force)


def _bullets(lead: Statement, said: Sequence[Statement]) -> list[Block]:
    if not said:
        return []
    return [paragraph(lead), *(paragraph(each, bullet=True) for each in said)]


def _stated(material: Material, one: Publication) -> list[Block]:
    said = material.quotations(one).stated
    return _bullets(say("On how many recommendations there are:"), said)


def _counts(material: Material, one: Publication) -> list[Statement]:
    out = _set_out(one)
    return [*([out] if out else []), _held(material, one)]


def _set_out(one: Publication) -> Statement | None:
    if one.report is None:
        return None
    where: Part = title(one.report.title) if one.section else "The report"
    ids = (one.report.id,)
    items = [counted(each, noun, plural(noun)) for noun, each in set_out(one)]
    if not items:
        said = " sets out no recommendation, cause of concern or area for improvement."
        return say(where, said, reports=ids)
    of: list[Part] = [" of ", title(short_title(one.title))] if one.section else []
    return say(where, " sets out ", *in_list(items), *of, ".", reports=ids)


def set_out(one: Publication) -> list[tuple[str, Figure]]:
    """Return how many findings of each kind a publication sets out, where it has some."""
    found = []
    for kind in FindingKind:
        number = sum(each.kind is kind for each in one.findings)
        if number and one.report:
            key = f"set out in {one.report.id}, {one.title}: {kind.value}"
            basis = f"{plural(kind.value)} set out in “{one.title}”"
            found.append((kind.value, Figure(key, number, basis, reports=(one.report.id,))))
    return found


def _held(material: Material, one: Publication) -> Statement:
    measure = material.entries_of(one)
    if measure is None:
        return say("The register holds no entry from it.")
    everything = material.figure(measure)
    concern = material.figure(measure, CONCERNS)
    apart = material.figure(measure, has_status(Status.NOT_APPLICABLE))
    lead: list[Part] = ["The register holds ", *counted(everything, "entry", "entries"), " from it"]
    concerns: list[Part] = [verb(concern, "concerns ", "concern "), name(material.force), "."]
    if apart.value == 0:
        which = "which " if everything.value == 1 else "all of which "
        return say(*lead, f", {which}", *concerns)
    marked = f" {verb(apart)} marked as not applicable; "
    return say(*lead, ", of which ", apart, marked, concern, " ", *concerns)


def _table(material: Material, one: Publication) -> list[Block]:
    if not one.entries:
        return []
    rows = [_row(material, one, entry) for entry in one.entries]
    ours = any(each.cells[1].text.partition(":")[0].endswith(_OURS) for each in rows)
    mark: list[Part] = []
    if one.report and ours:
        mark = [f" Wording marked {_OURS} is the register’s own."]
    elif one.report is None:
        mark = [" The wording is the register’s."]
    caption = say("Recommendations of ", title(short_title(one.title)), " in the register.", *mark)
    header = ("Ref.", "Wording", "Deadline", "Portfolio and business area", "Lead", "Status")
    return [Table(caption, header, (11, 37, 14, 16, 15, 14), tuple(rows))]


def _row(material: Material, one: Publication, entry: RegisterEntry) -> Row:
    held = material.now
    tied = one.ties.get(entry.id)
    if tied and sum(each.finding.id == tied.finding.id for each in one.ties.values()) > 1:
        # The report's words hold more than this entry; the register says which part it is.
        tied = None
    sources: tuple[PassageSource, ...] = ()
    if tied and not is_restricted(entry):
        sources = material.reader.finding(tied.finding, one)
    if tied and sources:
        cell = wording_cell(held, entry, tied.finding.text)
        cell = Statement(cell.pieces, Made.QUOTED, sources, cell.entries)
    else:
        cell = wording_cell(held, entry, mark=_OURS if one.report else "")
    return row(
        ref_cell(held, entry),
        cell,
        due_cell(entry),
        holder_cell(entry),
        owner_cell(entry),
        status_cell(entry),
    )
