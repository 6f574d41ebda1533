"""A committee paper as a Word document, from a template that the force may replace.

The template holds letterhead, header, footer and styles. Its places are {{ force }} (with a
capital) and {{ force_in_text }}, {{ committee }}, {{ agenda_item }}, {{ meeting }}, {{ marking }},
{{ title }}, {{ status }} (DRAFT, or nothing once approved), {{ author }} and {{ author_title }}; a
paragraph that says {{ body }} is replaced by the paper, one that says {{ note }} by the note to the
author.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from assistant.domain.errors import InvalidUse
from assistant.language.wording import say_day
from assistant.papers.drafts import Draft
from assistant.papers.layout import headings, placed
from assistant.papers.outline import TEMPLATES
from assistant.papers.paper import Block, Front, Paper, Paragraph, Section, Statement, Table
from assistant.render.paper_footnotes import Footnotes
from assistant.render.paper_package import repacked
from assistant.render.paper_text import DRAFT, NOTE, Called, printable
from assistant.render.paper_word_blocks import Writer

_BODY, _NOTE = "⁂body⁂", "⁂note⁂"
"""What stands in the places of body and note until they are filled."""


_UNUSABLE = (
    BadZipFile,
    etree.XMLSyntaxError,
    PackageNotFoundError,
    KeyError,
    ValueError,
    TemplateError,
)
"""What a file that is no Word template, or holds a slip, makes the libraries raise."""
_LANGUAGE = "en-GB"
_SHORT = 200
"""Characters of a paragraph that is kept on one page with the table it leads to."""


def paper_docx(draft: Draft, template: Path | None) -> bytes:
    """Return the draft as a Word document; the same draft always gives the same bytes.

    Raises:
        InvalidUse: the template can't be used.
    """
    paper = draft.paper
    document = _filled_template(template or TEMPLATES / "paper.docx", paper, draft.approved)
    called = Called(once=False)
    writer = Writer(document)
    note = [] if draft.approved else list(_note(writer, paper))
    _put(document, _NOTE, note, first=True)
    _put(document, _BODY, list(_body(writer, paper, called)), first=False)
    Footnotes(document, writer).add(called)
    _properties(document, paper, draft.made_at.replace(tzinfo=None))
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _filled_template(path: Path, paper: Paper, approved: bool) -> Document:
    # What is not one of the places is printed as nothing, so that a typing slip can't stop a paper.
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=Undefined)
    try:
        template = DocxTemplate(io.BytesIO(path.read_bytes()))
        template.render(_places(paper.front, approved), environment)
    except OSError as error:
        raise InvalidUse(f"The template {path} can't be read: {error.strerror}.") from error
    except _UNUSABLE as error:
        raise InvalidUse(f"The template {path} is no Word template that can be used.") from error
    document: Document = template.docx
    return document


def _places(front: Front, approved: bool) -> dict[str, str]:
    return {
        "force": _capital(front.force),
        "force_in_text": front.force,
        "committee": front.committee,
        "agenda_item": front.agenda_item or "[number]",
        "meeting": say_day(front.meeting) if front.meeting else "[date of the meeting]",
        "marking": front.marking,
        "title": front.title,
        "status": "" if approved else DRAFT,
        "author": front.author,
        "author_title": front.author_title,
        "body": _BODY,
        "note": _NOTE,
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _put(document: Document, mark: str, elements: list[Any], *, first: bool) -> None:
    """Put elements in the place of the marked paragraph, else at the start or the end."""
    body = document.element.body
    found = [each for each in document.paragraphs if each.text.strip() == mark]
    if found:
        place = found[0]._p
        for each in elements:
            place.addprevious(each)
        body.remove(place)
    elif first:
        for position, each in enumerate(elements):
            body.insert(position, each)
    else:
        end = body.sectPr
        for each in elements:
            end.addprevious(each)


def _note(writer: Writer, paper: Paper) -> Iterator[Any]:
    yield writer.paragraph([NOTE], "Author note heading")
    for statement in paper.notes:
        # It names report and page itself; a footnote would outlive it.
        said = replace(statement, quotes=())
        yield writer.statements((said,), "Author note", Called(once=False), lead="– ")
    yield writer.page_break()


def _body(writer: Writer, paper: Paper, called: Called) -> Iterator[Any]:
    numbers = dict(zip((s.name for s in paper.sections), headings(paper.sections), strict=True))
    shown: set[str] = set()
    blocks = list(placed(paper.sections))
    for (section, number, block), follows in zip(blocks, [*blocks[1:], None], strict=True):
        if section.name not in shown:
            shown.add(section.name)
            yield _heading(writer, section, numbers[section.name])
        if isinstance(block, Table):
            yield writer.statements((block.caption,), "Caption", called, lead=f"{number}. ")
            yield writer.table(block, called)
            yield writer.paragraph([""], "Table text")
        else:
            paragraph = _paragraph(writer, section, number, block, called)
            if follows and _leads_on(block, follows.block):
                writer.keep_with_next(paragraph)
            yield paragraph


def _leads_on(block: Paragraph, follows: Block) -> bool:
    """Whether a paragraph would stand forlorn at a page's end without what follows it."""
    text = block.statements[-1].text if block.statements else ""
    return text.endswith(":") or (isinstance(follows, Table) and len(text) < _SHORT)


def _heading(writer: Writer, section: Section, number: str) -> Any:
    text = printable(section.heading)
    if section.annex:
        return writer.paragraph([f"{number}: {text}"], "Annex heading", instead="Heading 1")
    if section.level > 1:
        return writer.paragraph([text], "Heading 2")
    lead = "" if writer.is_numbered("Heading 1") else f"{number}. "
    return writer.paragraph([lead + text], "Heading 1")


def _paragraph(
    writer: Writer, section: Section, number: str, block: Paragraph, called: Called
) -> Any:
    said: tuple[Statement, ...] = block.statements
    if block.bullet:
        return writer.statements(said, "List Bullet", called)
    if section.annex:
        return writer.statements(said, "Normal", called)
    lead = "" if writer.has("Paper paragraph") else f"{number}  "
    return writer.statements(said, "Paper paragraph", called, lead=lead)


def _properties(document: Document, paper: Paper, made: datetime) -> None:
    properties = document.core_properties
    properties.title = f"{paper.front.title}, {paper.front.committee}"
    properties.author = paper.front.author or _capital(paper.front.force)
    properties.last_modified_by = properties.author
    properties.created = properties.modified = made
    properties.revision = 1
    properties.language = _LANGUAGE
