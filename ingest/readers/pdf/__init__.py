"""The PDF reader."""

from collections import Counter

import pypdfium2.raw as pdfium

from assistant.domain.documents import Document, Page, WordBox
from assistant.domain.errors import InvalidInput
from assistant.language.words import STOPWORDS
from assistant.language.words import words as words_of
from ingest.readers.pdf.drawing import SHAPES_IN_PICTURE, read_drawing
from ingest.readers.pdf.geometry import PageSpace, page_space
from ingest.readers.pdf.opening import carried_notes, meta_title, open_pdf, page_label
from ingest.readers.pdf.printed import PrintedPage, print_page
from ingest.readers.pdf.visible import CHARACTERS, OVERPRINT, visible_words
from ingest.readers.pdf.words import Word, WordReader
from ingest.structure import blocks, document_title, printed_labels
from ingest.structure.lines import PageLines

MEDIA_TYPE = "application/pdf"
MOST_CHARACTERS = 5_000_000
FEWEST_CHARACTERS = 20
"""A page with fewer is most likely a picture of a page."""
POOR_SHARE = 0.2
WORDS_TO_JUDGE = 150
PROSE_SHARE = 0.08
"""Of prose in English well over a third of the words are "the", "of" and the like."""

Sheet = tuple[PageSpace, PrintedPage]


def read_pdf(data: bytes) -> Document:
    """Read a PDF: the text that a reader of its pages sees, and its structure.

    Raises:
        InvalidInput: it is encrypted, damaged, truncated, too large, or holds no text.
    """
    hidden: Counter[str] = Counter()
    with open_pdf(data) as document:
        sheets = _read_sheets(document, hidden)
        notes = carried_notes(document, data)
        given = [page_label(document, index) for index in range(len(sheets))]
        title = meta_title(document)
    _require_text(sheets, hidden)
    lines = [
        PageLines(number, tuple(sheet.lines), sheet.height)
        for number, (_, sheet) in enumerate(sheets, 1)
    ]
    printed = printed_labels(lines)
    found = blocks(lines)
    pages = tuple(
        Page(
            number=number,
            label=printed[number - 1] or given[number - 1],
            text=sheet.text,
            width=space.width,
            height=space.height,
            words=tuple(sheet.words),
        )
        for number, (space, sheet) in enumerate(sheets, 1)
    )
    return Document(
        media_type=MEDIA_TYPE,
        pages=pages,
        blocks=tuple(found),
        title=document_title(lines) or title,
        notes=(*notes, *_hidden_notes(hidden), *_poor_notes(sheets), *_garbled_notes(sheets)),
    )


def _read_sheets(document: object, hidden: Counter[str]) -> list[Sheet]:
    sheets = []
    characters = 0
    for index in range(pdfium.FPDF_GetPageCount(document)):
        sheets.append(_read_sheet(document, index, hidden))
        characters += len(sheets[-1][1].text)
        if characters > MOST_CHARACTERS:
            raise InvalidInput(
                f"The PDF holds more than {MOST_CHARACTERS:,} characters of text; "
                "split it and add the parts."
            )
    return sheets


def _read_sheet(document: object, index: int, hidden: Counter[str]) -> Sheet:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        hidden["unreadable pages"] += 1
        return PageSpace(0, 0, 0, 0, 0), PrintedPage()
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        space = page_space(page)
        sheet = _print_sheet(page, text_page, space, hidden) if text_page else PrintedPage()
        return space, sheet
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def _print_sheet(
    page: object, text_page: object, space: PageSpace, hidden: Counter[str]
) -> PrintedPage:
    """Read a page, turned so that most of its text stands upright."""
    words = WordReader(text_page, space).words()
    turns = _turns(words)
    if turns:
        words = WordReader(text_page, space.turned(turns)).words()
    drawing = read_drawing(page, space.turned(turns))
    seen, left_out = visible_words(words, space.turned(turns), drawing)
    hidden.update(left_out)
    sheet = print_page(seen, drawing.rules)
    sheet.height = space.turned(turns).height
    sheet.needs_ocr = len(sheet.text) < FEWEST_CHARACTERS and drawing.shapes >= SHAPES_IN_PICTURE
    if turns:
        sheet.words = [_turned_back(word, space.turned(turns), turns) for word in sheet.words]
    return sheet


def _turns(words: list[Word]) -> int:
    """Return the clockwise quarter turns after which most words stand upright."""
    turns = Counter(word.turns for word in words)
    return turns.most_common(1)[0][0] if words else 0


def _turned_back(word: WordBox, space: PageSpace, turns: int) -> WordBox:
    box = space.unturned((word.x0, word.y0, word.x1, word.y1), turns)
    return WordBox(word.start, word.end, *box)


def _require_text(sheets: list[Sheet], hidden: Counter[str]) -> None:
    if any(char.isalnum() for _, sheet in sheets for char in sheet.text):
        return
    why = " (what text it holds can't be seen by a reader)" if hidden else ""
    raise InvalidInput(
        f"no text; needs OCR: the PDF's pages are pictures or empty{why}; "
        "add a copy with recognised text."
    )


def _hidden_notes(hidden: Counter[str]) -> list[str]:
    notes = []
    for what, count in sorted(hidden.items()):
        if count == 0:
            continue
        words = f"{count} word" + ("s" if count > 1 else "")
        if what == OVERPRINT:
            notes.append(f"Text is printed over other text ({words}): check what is seen there.")
        elif what == CHARACTERS:
            notes.append(f"Invisible characters were left out ({words}).")
        elif what == "unreadable pages":
            notes.append(f"{count} of the pages can't be read and were left out.")
        else:
            notes.append(f"Hidden text was left out: {what} ({words}).")
    return notes


def _poor_notes(sheets: list[Sheet]) -> list[str]:
    poor = [number for number, (_, sheet) in enumerate(sheets, 1) if sheet.needs_ocr]
    if len(poor) <= POOR_SHARE * len(sheets):
        return []
    return [
        f"{len(poor)} of {len(sheets)} pages hold next to no text and need OCR: "
        f"what they show can't be found (first: page {poor[0]})."
    ]


def _garbled_notes(sheets: list[Sheet]) -> list[str]:
    """Say when the text behind the page is no prose: its characters are mapped wrongly, say."""
    said = words_of(" ".join(sheet.text for _, sheet in sheets))
    plain = [word for word in said if word.isalpha()]
    if len(plain) < WORDS_TO_JUDGE:
        return []
    if sum(word in STOPWORDS for word in plain) >= PROSE_SHARE * len(plain):
        return []
    return [
        "Hardly any of its words are common English ones: its text layer may be garbled, or it is "
        "in another language. Compare a page with what is found on it."
    ]
