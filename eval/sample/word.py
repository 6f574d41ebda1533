"""Sets a report's source as a Word document with real headings, tables and page numbers."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from eval.sample.markup import Element, Fence, Heading, Item, PageBreak, Paragraph, Source, Table

EPOCH = (1980, 1, 1, 0, 0, 0)
"""Every part of the zip file carries this time, so that building again gives the same bytes."""


def write_docx(source: Source, target: Path) -> None:
    """Set one report and write it to `target`."""
    document = Document()
    _furnish(document, source)
    document.add_paragraph(source.inspectorate.replace("; ", "\n"))
    document.add_paragraph(source.title, style="Title")
    if subtitle := source.extra.get("subtitle"):
        document.add_paragraph(subtitle, style="Subtitle")
    document.add_paragraph(f"Published {source.day}")
    _page_break(document)
    for element in (*source.front, *source.elements):
        _add(document, element)
    if source.notes:
        document.add_heading("Notes", level=1)
        for key, text in source.notes.items():
            _runs(document.add_paragraph(), f"{key} {text}")
    buffer = io.BytesIO()
    document.save(buffer)
    target.write_bytes(settled(buffer.getvalue(), source.published.isoformat()))


def settled(archive: bytes, day: str) -> bytes:
    """The same Office file with its parts in order, at a fixed time, last changed on `day`."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            data = old.read(name)
            if name == "docProps/core.xml":
                stamp = rb"\g<1>" + day.encode() + rb"T09:00:00Z\g<2>"
                data = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)", stamp, data)
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, data)
    return out.getvalue()


def _furnish(document: Any, source: Source) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = source.extra.get("running", source.title)
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = foot.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    properties = document.core_properties
    properties.title, properties.author = source.title, source.inspectorate
    properties.subject = "Invented: part of a sample library. No real force, person or place."
    noon = datetime(source.published.year, source.published.month, source.published.day)  # noqa: DTZ001 - Word keeps no zone
    properties.created = properties.modified = noon


def _add(document: Any, element: Element) -> None:
    if isinstance(element, Heading):
        document.add_heading(element.text, level=element.level)
    elif isinstance(element, Paragraph):
        marker = f"{element.marker}\t" if element.marker else ""
        _runs(document.add_paragraph(), marker + element.text)
    elif isinstance(element, Item):
        _item(document, element)
    elif isinstance(element, Table):
        _table(document, element)
    elif isinstance(element, PageBreak):
        _page_break(document)
    else:
        _fence(document, element)


def _fence(document: Any, element: Fence) -> None:
    if element.label:
        label = document.add_paragraph()
        label.add_run(element.label).bold = True
        label.paragraph_format.keep_with_next = True
    for part in element.parts:
        _add(document, part)


def _item(document: Any, element: Item) -> None:
    suffix = "" if element.depth == 1 else f" {element.depth}"
    if element.marker == "-":
        _runs(document.add_paragraph(style=f"List Bullet{suffix}"), element.text)
        return
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Mm(8 * element.depth)
    _runs(paragraph, f"{element.marker}\t{element.text}")


def _table(document: Any, element: Table) -> None:
    if element.caption:
        document.add_paragraph(element.caption, style="Caption")
    table = document.add_table(rows=0, cols=len(element.rows[0]), style="Table Grid")
    for number, row in enumerate(element.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
            if number == 0:
                cell.paragraphs[0].runs[0].bold = True
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    document.add_paragraph()


def _page_break(document: Any) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _runs(paragraph: Any, text: str) -> None:
    text = re.sub(r"\[\^(\w+)\]", r"[\1]", text)
    for piece in re.split(r"(\*\*.+?\*\*|\*[^*]+\*)", text):
        run = paragraph.add_run(piece.strip("*") if piece.startswith("*") else piece)
        run.bold = piece.startswith("**") or None
        run.italic = (piece.startswith("*") and not piece.startswith("**")) or None
