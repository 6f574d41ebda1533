import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from assistant.domain.errors import InvalidUse
from assistant.domain.register import RegisterEntry
from assistant.papers.draft import draft_paper, statements
from assistant.papers.drafts import Draft, approve
from assistant.papers.facts import Request
from assistant.render.paper_word import paper_docx
from tests.assistant.papers.conftest import (
    FRONT,
    UNTIL,
    a_library,
    a_version,
    request_of,  # noqa: F401 - a fixture
)
from tests.builders import an_entry

AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
HOSTILE = (
    "=cmd|' /C calc'!A0 {{ 7 * 7 }} {% for x in y %} <w:fldSimple w:instr='DATE'/> "
    '{ HYPERLINK "https://evil.example" } & < > \x07\x1b[31m \u202eevil https://evil.example'
)
REPORT = "Found safe: an inspection of missing children"
SECTIONS = [
    ("Summary", ["The police find children.", "They seldom learn why."]),
    ("Recommendations", ["Recommendation 1: Forces should mend it at once."]),
]
Maker = Callable[..., Request]


def a_draft(request_of: Maker, *entries: RegisterEntry, **given: object) -> Draft:  # noqa: F811
    library = a_library((REPORT, date(2026, 7, 16), SECTIONS))
    entry = an_entry(report=REPORT, text="Forces should mend it at once.", due=UNTIL)
    request = request_of(a_version(UNTIL, entries or [entry]), library=library, **given)
    return Draft("d1", draft_paper(request), AT, "Dilys Amblecote")


def opened(content: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(content))


def part(content: bytes, name: str) -> etree._Element:
    with ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def all_text(content: bytes) -> str:
    body = part(content, "word/document.xml")
    lines = []
    for paragraph in body.iter(qn("w:p")):
        pieces = paragraph.iter(qn("w:t"), qn("w:br"))
        lines.append("".join(p.text or "" if p.tag == qn("w:t") else "\n" for p in pieces))
    return "\n".join(lines)


def test_every_statement_of_the_paper_is_printed(request_of: Maker) -> None:  # noqa: F811
    draft = a_draft(request_of)

    text = all_text(paper_docx(draft, None))

    said = [each.text for section in draft.paper.sections for each in statements(section)]
    assert len(said) > 100
    assert [each for each in said if each not in text] == []


def test_headings_paragraphs_and_tables_are_real(request_of: Maker) -> None:  # noqa: F811
    document = opened(paper_docx(a_draft(request_of), None))

    styles = [p.style.name for p in document.paragraphs]
    assert styles.count("Heading 1") == 10
    assert styles.count("Heading 2") == 1
    assert styles.count("Annex heading") == 2
    assert styles.count("Paper paragraph") > 20
    assert document.styles["Heading 1"].element.find(f".//{qn('w:numPr')}") is not None
    for table in document.tables:
        first = table.rows[0]._tr
        assert first.find(f".//{qn('w:tblHeader')}") is not None


def test_footnotes_are_real_one_a_mark_with_report_page_and_quotation(
    request_of: Maker,  # noqa: F811
) -> None:
    content = paper_docx(a_draft(request_of), None)

    called = [
        each.get(qn("w:id"))
        for each in part(content, "word/document.xml").iter(qn("w:footnoteReference"))
    ]
    notes = {
        each.get(qn("w:id")): "".join(t.text for t in each.iter(qn("w:t")))
        for each in part(content, "word/footnotes.xml").iter(qn("w:footnote"))
        if each.get(qn("w:type")) is None
    }
    assert called == list(notes) == [str(n) for n in range(1, len(called) + 1)]
    assert len(called) >= 3
    assert f"{REPORT}, 16 July 2026, page 1: “The police find children.”" in notes["1"].strip()
    types = ZipFile(io.BytesIO(content)).read("[Content_Types].xml").decode()
    assert "wordprocessingml.footnotes+xml" in types
    kinds = part(content, "word/settings.xml").find(qn("w:footnotePr"))
    assert [each.get(qn("w:id")) for each in kinds] == ["-1", "0"]


def test_the_note_to_the_author_calls_no_footnote_of_the_papers(
    request_of: Maker,  # noqa: F811
) -> None:
    counted = [("Summary", ["We make two recommendations."]), SECTIONS[1]]
    library = a_library((REPORT, date(2026, 7, 16), counted))
    request = request_of(a_version(UNTIL, [an_entry(report=REPORT)]), library=library)
    draft = Draft("d1", draft_paper(request), AT, "Dilys Amblecote")
    assert any(each.quotes for each in draft.paper.notes)

    body = part(paper_docx(draft, None), "word/document.xml")

    called = [each.get(qn("w:id")) for each in body.iter(qn("w:footnoteReference"))]
    assert called == [str(number) for number in range(1, len(called) + 1)]


def test_what_reads_aloud_is_told_language_title_and_what_tables_are_of(
    request_of: Maker,  # noqa: F811
) -> None:
    content = paper_docx(a_draft(request_of), None)

    properties = opened(content).core_properties
    assert properties.language == "en-GB"
    assert properties.title == "Inspection update, Joint Audit Committee"
    languages = {
        each.get(qn("w:val")) for each in part(content, "word/styles.xml").iter(qn("w:lang"))
    }
    assert languages == {"en-GB"}
    body = part(content, "word/document.xml")
    for table in body.iter(qn("w:tbl")):
        look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        caption = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
        assert look.get(qn("w:firstRow")) == "1"
        assert caption.get(qn("w:val"))


def test_a_short_sum_stays_on_the_page_of_its_lines(request_of: Maker) -> None:  # noqa: F811
    body = part(paper_docx(a_draft(request_of), None), "word/document.xml")

    summed = next(
        table for table in body.iter(qn("w:tbl"))
        if table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))
        == "The register by status."
    )  # fmt: skip
    kept = [row.find(f".//{qn('w:keepNext')}") is not None for row in summed.iter(qn("w:tr"))]
    assert kept == [True] * (len(kept) - 1) + [False]


def test_a_draft_says_so_on_every_page_and_carries_the_note_to_the_author(
    request_of: Maker,  # noqa: F811
) -> None:
    draft = a_draft(request_of)

    content = paper_docx(draft, None)

    header = opened(content).sections[0].header.paragraphs[0].text
    assert header == "Wexmoor Police\tOFFICIAL\tDRAFT"
    assert all_text(content).startswith("NOTE TO THE AUTHOR")


def test_once_approved_neither_draft_nor_note_is_left(request_of: Maker) -> None:  # noqa: F811
    content = paper_docx(approve(a_draft(request_of), "Dilys Amblecote", AT), None)

    assert opened(content).sections[0].header.paragraphs[0].text.endswith("OFFICIAL\t")
    assert "NOTE TO THE AUTHOR" not in all_text(content)
    assert all_text(content).startswith("Agenda item 6")


def test_the_footer_counts_pages_and_the_front_names_the_meeting(
    request_of: Maker,  # noqa: F811
) -> None:
    content = paper_docx(a_draft(request_of), None)

    footer = opened(content).sections[0].footer._element
    codes = [each.text for each in footer.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert "Joint Audit Committee\n14 October 2026\nReport of Wexmoor Police" in all_text(content)


def test_the_same_draft_gives_the_same_bytes_and_another_time_changes_its_dates_alone(
    request_of: Maker,  # noqa: F811
) -> None:
    draft = a_draft(request_of)
    later = replace(draft, made_at=AT.replace(hour=17))

    one, again, other = (paper_docx(each, None) for each in (draft, draft, later))

    assert one == again
    with ZipFile(io.BytesIO(one)) as first, ZipFile(io.BytesIO(other)) as second:
        names = first.namelist()
        assert names == second.namelist()
        differing = [name for name in names if first.read(name) != second.read(name)]
    assert differing == ["docProps/core.xml"]


def test_text_from_sources_never_becomes_a_field_a_link_or_markup(
    request_of: Maker,  # noqa: F811
) -> None:
    entry = an_entry(
        report=f"Report {HOSTILE}", published=date(2026, 8, 1), text=HOSTILE, notes=HOSTILE,
        ref="=1+1", owners=(HOSTILE,), portfolio=HOSTILE, status_text=HOSTILE[:50],
        deadline_text="{{ force }}", business_areas=("{{ body }}",),
    )  # fmt: skip
    front = replace(FRONT, force="The <b>Force</b> & {{ title }}", committee="{{ title }} & Co")

    content = paper_docx(a_draft(request_of, entry, front=front), None)

    body = part(content, "word/document.xml")
    for tag in ("w:fldSimple", "w:instrText", "w:fldChar", "w:hyperlink"):
        assert body.find(f".//{qn(tag)}") is None
    text = all_text(content)
    assert "{{ 7 * 7 }}" in text
    assert "49" not in text
    assert "The <b>Force</b> & {{ title }}" in text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e]", text)


def test_a_force_may_bring_its_own_template(request_of: Maker, tmp_path: Path) -> None:  # noqa: F811
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = "Letterhead of {{ force }} {{ unknown }}"
    own.add_paragraph("Before")
    own.add_paragraph("{{ body }}")
    own.add_paragraph("After")
    path = tmp_path / "own.docx"
    own.save(path)

    content = paper_docx(a_draft(request_of), path)

    document = opened(content)
    assert document.sections[0].header.paragraphs[0].text.startswith("Letterhead of Wexmoor Police")
    text = all_text(content)
    assert text.index("NOTE TO THE AUTHOR") < text.index("Before") < text.index("1. Purpose")
    assert text.rstrip().endswith("After")
    assert "1.1  To give members" in text


@pytest.mark.parametrize("content", [b"", b"no package at all", None])
def test_a_template_that_is_none_is_refused(
    request_of: Maker,  # noqa: F811
    tmp_path: Path,
    content: bytes | None,
) -> None:
    path = tmp_path / "own.docx"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InvalidUse, match=r"own\.docx"):
        paper_docx(a_draft(request_of), path)


def test_a_template_that_tries_to_run_code_is_refused(
    request_of: Maker,  # noqa: F811
    tmp_path: Path,
) -> None:
    own = docx.Document()
    own.add_paragraph("{{ ''.__class__.__mro__[1].__subclasses__() }}")
    path = tmp_path / "own.docx"
    own.save(path)

    with pytest.raises(InvalidUse, match="can be used"):
        paper_docx(a_draft(request_of), path)
