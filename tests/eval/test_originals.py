"""The independent reading of the original files."""

from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from eval.libraries import SAMPLE
from eval.originals import Originals


def a_pdf(path: Path) -> None:
    canvas = Canvas(str(path))
    for words in ("The first page speaks of custody.", "The second page speaks of vetting."):
        canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()


def a_word_file(path: Path) -> None:
    document = Document()
    document.add_paragraph("Before the break.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("After the break.")
    document.save(str(path))


def a_workbook(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Register"
    sheet.append(["Ref", "Text"])
    sheet.append(["A-1", "Do this\nat once"])
    book.save(path)


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    a_pdf(tmp_path / "a.pdf")
    a_word_file(tmp_path / "b.docx")
    a_workbook(tmp_path / "r.xlsx")
    (tmp_path / "c.html").write_text("<p>Bold <b>wo</b>rds</p>", encoding="utf-8")
    (tmp_path / "d.txt").write_text("It “is” so – they\nsay", encoding="utf-8")
    (tmp_path / "r.csv").write_text("ref,text\nA-1,Do this\n", encoding="utf-8")
    return Originals.under([tmp_path])


@pytest.mark.parametrize(
    ("quote", "name", "page", "stands"),
    [
        ("The second page speaks of vetting.", "a.pdf", 2, True),
        ("The second  page\nspeaks", "a.pdf", 2, True),
        ("The second page speaks of vetting.", "a.pdf", 1, False),
        ("The second page speaks of custody.", "a.pdf", 2, False),
        ("The first page", "a.pdf", 3, False),
        ("The first page", "a.pdf", 0, False),
        ("After the break.", "b.docx", 2, True),
        ("After the break.", "b.docx", 1, False),
        ("Bold words", "c.html", 1, True),
        ('It "is" so - they say', "d.txt", 1, True),
        ("It is so", "d.txt", 1, False),
    ],
)
def test_words_stand_on_the_page_named_or_they_dont(
    originals: Originals, quote: str, name: str, page: int, stands: bool
) -> None:
    assert originals.stands_on(quote, name, page) is stands


@pytest.mark.parametrize(
    ("quote", "name", "sheet", "row", "stands"),
    [
        ("Do this at once", "r.xlsx", "Register", 2, True),
        ("Do this at once", "r.xlsx", "Register", 1, False),
        ("Do this at once", "r.xlsx", "Other", 2, False),
        ("Do that", "r.xlsx", "Register", 2, False),
        ("Do this", "r.csv", None, 2, True),
        ("Do this", "r.csv", None, 1, False),
    ],
)
def test_words_stand_in_the_row_named_or_they_dont(
    originals: Originals, quote: str, name: str, sheet: str | None, row: int, stands: bool
) -> None:
    assert originals.stands_in_row(quote, name, sheet, row) is stands


def test_only_files_that_are_there_are_known(originals: Originals) -> None:
    assert "a.pdf" in originals
    assert "z.pdf" not in originals


def test_the_sample_library_can_be_read() -> None:
    sample = Originals.under([SAMPLE])

    assert sample.stands_on("hand cash, cards or valuables", "fraud-2023.pdf", 13)
