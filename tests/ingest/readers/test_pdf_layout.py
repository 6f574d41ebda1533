"""Pages as printed: reading order, tables, labels, places of words."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)
from reportlab.platypus.flowables import Flowable

from assistant.domain.documents import Block, BlockKind, Document
from ingest.readers.pdf import read_pdf

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=8)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Helvetica-Bold", fontSize=14, leading=18)
NOTE = ParagraphStyle("note", parent=BODY, fontSize=8, leading=10)
LONG = (
    "Officers told us that they feel well supported by their supervisors and that demand is "
    "understood. The force keeps its plans under review and changes them where it must. "
)


def built(story: list[Flowable]) -> bytes:
    file = BytesIO()
    SimpleDocTemplate(file, pagesize=A4, invariant=1).build(story)
    return file.getvalue()


def of_kind(document: Document, kind: BlockKind) -> list[Block]:
    return [block for block in document.blocks if block.kind is kind]


def canvas_pages(*pages: list[tuple[float, float, str, float]]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for page in pages:
        for x, y, text, size in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_two_columns_are_read_one_after_the_other() -> None:
    file = BytesIO()
    columns = [Frame(60, 60, 225, 700, id="left"), Frame(310, 60, 225, 700, id="right")]
    template = BaseDocTemplate(file, pagesize=A4, invariant=1)
    template.addPageTemplates(PageTemplate(id="two", frames=columns))
    story = [
        Paragraph(f"Part {n} begins here. {LONG * 3} Part {n} ends here.", BODY) for n in range(8)
    ]
    template.build(story)
    document = read_pdf(file.getvalue())
    assert [block.text.split(" begins")[0] for block in document.blocks] == [
        f"Part {n}" for n in range(8)
    ]
    assert all(block.text.endswith("ends here.") for block in document.blocks)


def test_columns_drawn_line_by_line_across_the_page_are_still_read_apart() -> None:
    left = [f"left line {n} speaks of the victims and of" for n in range(12)]
    right = [f"right line {n} speaks of the offenders and" for n in range(12)]
    lines = [
        (x, 700 - 14.0 * n, side[n], 10.0)
        for n in range(12)
        for x, side in ((60.0, left), (320.0, right))
    ]
    title = [
        (60.0, 740.0, "A title that runs across both columns of this page, from side to side", 14.0)
    ]
    page = read_pdf(canvas_pages(title + lines)).pages[0]
    assert page.text.split("\n")[1:] == left + right


def test_ruled_tables_keep_their_cells() -> None:
    rows = [
        ["Area", "Grade", "Last inspected"],
        ["Investigating crime", "Requires improvement", "2019"],
        ["Managing offenders", "Good", "2021"],
    ]
    wrapped = [[Paragraph(cell, BODY) for cell in row] for row in rows]
    wrapped[1][0] = Paragraph(
        "Investigating crime, and bringing offenders to justice in time", BODY
    )
    table = Table(
        wrapped, colWidths=[150, 140, 100], style=[("GRID", (0, 0), (-1, -1), 1, colors.black)]
    )
    document = read_pdf(built([Paragraph(LONG, BODY), table, Paragraph("After. " + LONG, BODY)]))
    found = of_kind(document, BlockKind.TABLE)
    assert len(found) == 1
    assert found[0].cells[0] == ("Area", "Grade", "Last inspected")
    assert found[0].cells[1][0] == "Investigating crime, and bringing offenders to justice in time"
    assert found[0].text.split("\n")[2] == "Managing offenders | Good | 2021"
    assert [block.kind for block in document.blocks] == ["paragraph", "table", "paragraph"]


def test_columns_of_figures_without_rules_are_a_table() -> None:
    rows = [
        ["Year", "Recorded", "Solved"],
        *([str(y), str(y * 3), str(y * 2)] for y in range(2015, 2021)),
    ]
    lines = [
        (72.0 + 120 * column, 700.0 - 16 * row, cell, 11.0)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    found = of_kind(read_pdf(canvas_pages(lines)), BlockKind.TABLE)
    assert [list(row) for row in found[0].cells] == rows


def test_running_text_is_never_a_table() -> None:
    document = read_pdf(built([Paragraph(LONG * 4, BODY) for _ in range(5)]))
    assert not of_kind(document, BlockKind.TABLE)
    assert len(document.blocks) == 5


def numbered(canvas: Canvas, template: BaseDocTemplate) -> None:
    page = template.page
    label = ["i", "ii", "iii"][page - 1] if page <= 3 else str(page - 3)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(60, 800, "HM Inspectorate – An inspection of custody")
    canvas.drawCentredString(297, 30, label)


def test_page_numbers_as_printed_become_labels_and_running_heads_leave_the_text() -> None:
    file = BytesIO()
    template = SimpleDocTemplate(file, pagesize=A4, invariant=1)
    story: list[Flowable] = []
    for n in range(8):
        story += [Paragraph(f"Page body {n}. {LONG * 4}", BODY), PageBreak()]
    template.build(story, onFirstPage=numbered, onLaterPages=numbered)
    document = read_pdf(file.getvalue())
    assert [page.label for page in document.pages] == ["i", "ii", "iii", "1", "2", "3", "4", "5"]
    assert not any("Inspectorate" in block.text for block in document.blocks)
    assert all("Inspectorate" in page.text for page in document.pages)


def test_labels_of_the_form_page_3_of_12_and_numbers_at_an_end_are_found() -> None:
    pages = [
        [(72.0, 700.0, f"Text of page {n} says this.", 11.0), (72.0, 40.0, f"Page {n} of 4", 9.0)]
        for n in range(1, 5)
    ]
    assert [page.label for page in read_pdf(canvas_pages(*pages)).pages] == ["1", "2", "3", "4"]
    pages = [
        [
            (72.0, 700.0, f"Text number {n * 7} says this.", 11.0),
            (72.0, 40.0, f"Custody | {n + 4}", 9.0),
        ]
        for n in range(1, 5)
    ]
    document = read_pdf(canvas_pages(*pages))
    assert [page.label for page in document.pages] == ["5", "6", "7", "8"]
    assert [block.text for block in document.blocks] == [
        f"Text number {n * 7} says this." for n in range(1, 5)
    ]


def test_word_boxes_lie_where_the_words_are_drawn() -> None:
    page = read_pdf(canvas_pages([(72.0, 700.0, "Chief constables", 12.0)])).pages[0]
    chief, constables = page.words
    assert page.text[constables.start : constables.end] == "constables"
    assert chief.x0 == pytest.approx(72, abs=1)
    assert chief.y0 < 842 - 700 < chief.y1
    assert constables.x1 == pytest.approx(72 + 86, abs=6)
    assert (page.width, page.height) == pytest.approx(A4, abs=1)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_read_upright_with_boxes_as_shown(turn: int) -> None:
    plain = canvas_pages([(72.0, 700.0, "Chief constables should act.", 12.0)])
    writer = PdfWriter(clone_from=PdfReader(BytesIO(plain)))
    writer.pages[0].rotate(turn)
    file = BytesIO()
    writer.write(file)
    page = read_pdf(file.getvalue()).pages[0]
    assert page.text == "Chief constables should act."
    middle = (page.words[0].x0 + page.words[0].x1) / 2, (page.words[0].y0 + page.words[0].y1) / 2
    expected = {90: (700 + 3, 88), 180: (595 - 88, 703), 270: (842 - 703, 595 - 88)}[turn]
    assert middle == pytest.approx(expected, abs=6)


def test_text_set_sideways_on_a_whole_page_is_read() -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    canvas.translate(300, 100)
    canvas.rotate(90)
    canvas.drawString(0, 0, "Annex A lists every force.")
    canvas.drawString(0, -16, "It was drawn up in March.")
    canvas.save()
    document = read_pdf(file.getvalue())
    assert [block.text for block in document.blocks] == [
        "Annex A lists every force. It was drawn up in March."
    ]
    first = document.pages[0].words[0]
    assert 280 < first.x0 < first.x1 < 305
    assert first.y1 - first.y0 > 20


def test_footnotes_stand_apart_and_their_marks_end_no_sentence_wrongly() -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    for n in range(10):
        canvas.drawString(
            72, 760 - 14 * n, f"Line {n} of the body goes on and on until the page's margin is met"
        )
    text = canvas.beginText(72, 600)
    text.textOut("This was agreed by all agencies.")
    text.setRise(4)
    text.setFont("Helvetica", 7)
    text.textOut("2")
    text.setRise(0)
    text.setFont("Helvetica", 11)
    text.textOut(" The director leads. Some schools,")
    text.setRise(4)
    text.setFont("Helvetica", 7)
    text.textOut("3")
    text.setRise(0)
    text.setFont("Helvetica", 11)
    text.textOut(" but not all, did.")
    canvas.drawText(text)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, 80, "2 Agencies here means the police and the council.")
    canvas.drawString(72, 68, "3 Two schools were closed.")
    canvas.save()
    document = read_pdf(file.getvalue())
    notes = of_kind(document, BlockKind.FOOTNOTE)
    assert [(note.marker, note.text) for note in notes] == [
        ("2", "Agencies here means the police and the council."),
        ("3", "Two schools were closed."),
    ]
    paragraph = of_kind(document, BlockKind.PARAGRAPH)[-1]
    assert paragraph.text == (
        "This was agreed by all agencies.\nThe director leads. Some schools,3 but not all, did."
    )
    assert len(paragraph.parts) == 2


def test_a_title_comes_from_the_largest_type_of_the_first_page() -> None:
    title = ParagraphStyle("title", parent=HEAD, fontSize=26, leading=30)
    story = [Paragraph("An inspection of custody in Northshire", title), PageBreak()]
    for name in ("Findings", "Next steps"):
        story += [Paragraph(name, HEAD), Paragraph(LONG, BODY), Spacer(1, 8)]
    document = read_pdf(built(story))
    assert document.title == "An inspection of custody in Northshire"
    assert document.blocks[-1].heading == ("Next steps",)
