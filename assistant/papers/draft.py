"""Drafts a paper: gathers the facts, writes every section of the outline, and reconciles."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from hashlib import sha256

from assistant.language.wording import say_day
from assistant.papers.annexes import annexes
from assistant.papers.facts import Facts, Request, gather, is_restricted
from assistant.papers.material import Material
from assistant.papers.measures import Held
from assistant.papers.notes import author_notes
from assistant.papers.outline import MANDATORY, OutlineSection, filled
from assistant.papers.paper import (
    Block,
    Made,
    Paper,
    Paragraph,
    ReportRef,
    RowRef,
    Section,
    Statement,
    Table,
    VersionRef,
)
from assistant.papers.quoting import Reader
from assistant.papers.reconcile import reconcile
from assistant.papers.section_attention import attention
from assistant.papers.section_front import background, contact, published_figure, purpose, thematic
from assistant.papers.section_position import position
from assistant.papers.section_programme import programme
from assistant.papers.section_reports import report_sections
from assistant.papers.section_upcoming import upcoming
from assistant.papers.wording import counted, none, paragraph, say, verb

FORMAT = "3"
"""Version of the way papers are written: part of a draft's inputs."""


def draft_paper(request: Request, facts: Facts | None = None) -> Paper:
    """Return the paper of a period, which adds up.

    Args:
        request: What is drafted.
        facts: Its facts, where they are gathered already.

    Raises:
        NotFound: no register is loaded.
        InvalidInput: two figures disagree, so that nothing is to be written.
    """
    facts = facts or gather(request)
    reader = Reader(request.library, request.outline, facts.force_words, request.writer)
    material = Material(facts, reader)
    sections = [section for each in request.outline.whole() for section in _section(material, each)]
    sections += annexes(material, sections)
    notes = author_notes(material, sections)
    paper = Paper(
        front=request.front,
        since=request.since,
        until=request.until,
        generation=request.generation,
        inputs=inputs_of(request, facts),
        sections=tuple(sections),
        notes=tuple(notes),
        rows=_rows(facts, [*(s for each in sections for s in statements(each)), *notes]),
        reports=_reports(facts),
        versions=tuple(_version(each) for each in _registers(facts)),
        model=_model(request, sections),
    )
    reconcile(paper, request.register)
    return paper


def inputs_of(request: Request, facts: Facts) -> str:
    """Return the digest of all that a paper is made from: what has the same one is the same."""
    held = facts.request.front
    parts = [
        FORMAT,
        request.generation,
        *(each.version.id for each in _registers(facts)),
        request.since.isoformat(),
        request.until.isoformat(),
        request.outline.digest,
        request.template,
        *(str(getattr(held, each.name)) for each in fields(held)),
        *(request.writer.inputs if request.writer else ()),
    ]
    return sha256("\n".join(parts).encode()).hexdigest()


def _model(request: Request, sections: list[Section]) -> str | None:
    said = (each.made for section in sections for each in statements(section))
    return request.writer.identity if request.writer and Made.MODEL in said else None


def _section(material: Material, each: OutlineSection) -> list[Section]:
    blocks: list[Block] = [paragraph(_own_text(material, text)) for text in each.text]
    if each.name == "published":
        reports = report_sections(material)
        return [Section(each.name, each.heading, (*blocks, *_introduction(material))), *reports]
    writer = _WRITERS.get(each.name)
    blocks += writer(material) if writer else []
    return [Section(each.name, each.heading, tuple(blocks), mandatory=each.name == MANDATORY)]


_WRITERS: dict[str, Callable[[Material], list[Block]]] = {
    "purpose": purpose,
    "programme": programme,
    "thematic": thematic,
    "position": position,
    MANDATORY: attention,
    "upcoming": upcoming,
    "contact": contact,
    "background": background,
}


def _own_text(material: Material, text: str) -> Statement:
    front = material.facts.request.front
    values = {
        "force": front.force,
        "committee": front.committee,
        "since": say_day(material.facts.since),
        "until": say_day(material.facts.until),
    }
    return say(filled(text, values), made=Made.TEMPLATE)


def _introduction(material: Material) -> list[Block]:
    figure = published_figure(material)
    if not figure.value:
        return [
            paragraph(
                say(
                    none(figure, "No"),
                    " inspection report was published in the period, as far as the library and"
                    " the register know.",
                )
            )
        ]
    said = say(
        *counted(figure, "report"),
        f" {verb(figure, 'was', 'were')} published in the period. "
        f"{verb(figure, 'It follows', 'They follow in order of date')}.",
        reports=figure.reports,
        entries=material.handles([e for one in material.facts.published for e in one.entries]),
    )
    return [paragraph(said)]


def _registers(facts: Facts) -> list[Held]:
    return [facts.now, *([facts.before] if facts.before else [])]


def _version(held: Held) -> VersionRef:
    version = held.version
    return VersionRef(version.id, version.as_at, version.source, version.digest)


def _rows(facts: Facts, said: list[Statement]) -> tuple[RowRef, ...]:
    """Return where every row that the paper leans on stands."""
    used = {handle for each in said for handle in _handles(each)}
    return tuple(
        RowRef(
            held.handle(entry),
            entry.ref,
            held.version.source,
            entry.sheet,
            entry.row,
            held.version.id,
            "" if is_restricted(entry) else entry.text,
        )
        for held in _registers(facts)
        for entry in held.entries
        if held.handle(entry) in used
    )


def _handles(statement: Statement) -> set[str]:
    counted = (handle for figure in statement.figures for handle in figure.entries)
    return {*statement.entries, *counted}


def statements(section: Section) -> list[Statement]:
    """Return every statement of a section, captions and cells included."""
    said: list[Statement] = []
    for block in section.blocks:
        if isinstance(block, Paragraph):
            said.extend(block.statements)
        elif isinstance(block, Table):
            said.append(block.caption)
            said.extend(cell for row in block.rows for cell in row.cells)
    return said


def _reports(facts: Facts) -> tuple[ReportRef, ...]:
    found = {one.report.id: one.report for one in facts.everything if one.report}
    found.update({each.id: each for each in facts.digests})
    return tuple(
        ReportRef(each.id, each.title, each.source, each.published, each.digest)
        for each in sorted(found.values(), key=lambda r: (r.published or date.max, r.title))
    )
