"""Opening a PDF with PDFium, and what the file carries besides pages."""

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pypdfium2.raw as pdfium

from assistant.domain.errors import InvalidInput

HEADER_WITHIN = 1024
"""Bytes; a PDF whose header comes later is several files in one."""
MOST_PAGES = 2_000
NO_TITLE = re.compile(
    r"^\(?(?:anonymous|untitled|microsoft \w+ - |document ?\d*$)|\.(?:docx?|pdf|indd|rtf)$",
    re.IGNORECASE,
)
"""What programs write as a title by themselves."""
CLOSING = re.compile(rb"startxref\s+\d+\s+%%EOF")
CLOSING_WITHIN = 4096
"""Bytes from the end."""
LONGEST_STRING = 2_000
"""Bytes of a title or label; a longer one is none."""
DAMAGED = "The PDF is damaged and can't be read; ask its publisher for a sound copy."
BOTTOMLESS = re.compile(rb"(?:\[\s*){1000}|(?:<<\s*/[!-~]{1,40}?\s*){1000}")
"""No program nests lists or dictionaries so deep; a library that follows them may fall."""
ACTIVE = re.compile(rb"/(?:JavaScript|Launch|RichMedia|XFA)\b")
STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
ACTIVE_NOTE = "The file holds active content (scripts or actions); none of it was run."


@contextmanager
def open_pdf(data: bytes) -> Iterator[object]:
    """Open a document; its pages must be done with before this ends.

    Raises:
        InvalidInput: it is no PDF, is encrypted, truncated or damaged, or has too many pages.
    """
    if data.find(b"%PDF-", 0, HEADER_WITHIN) < 0:
        raise InvalidInput("The file is not a PDF: it has no PDF header at its start.")
    if BOTTOMLESS.search(data) and BOTTOMLESS.search(STREAM.sub(b"", data)):
        raise InvalidInput("The file was refused: it is nested too deep.")
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    try:
        if not document:
            raise InvalidInput(_why_not(data))
        if CLOSING.search(data, max(0, len(data) - CLOSING_WITHIN)) is None:
            raise InvalidInput(_truncated())
        count = pdfium.FPDF_GetPageCount(document)
        if count > MOST_PAGES:
            raise InvalidInput(
                f"The PDF has {count:,} pages and at most {MOST_PAGES:,} are read; "
                "split it and add the parts."
            )
        if count == 0:
            raise InvalidInput(DAMAGED)
        yield document
    finally:
        if document:
            pdfium.FPDF_CloseDocument(document)


def _why_not(data: bytes) -> str:
    code = pdfium.FPDF_GetLastError()
    if code == pdfium.FPDF_ERR_PASSWORD:
        return "encrypted: the PDF needs a password; add a copy that opens without one."
    if code == pdfium.FPDF_ERR_SECURITY:
        return "encrypted: the PDF is protected in a way that can't be opened; add an open copy."
    return DAMAGED if CLOSING.search(data) else _truncated()


def _truncated() -> str:
    return "truncated: the PDF ends before its end; fetch the whole file again."


def carried_notes(document: object, data: bytes) -> list[str]:
    """Return notes on encryption without a password, attachments and active content."""
    notes = []
    if pdfium.FPDF_GetSecurityHandlerRevision(document) >= 0:
        notes.append("The file is encrypted with a blank password; it was opened with that.")
    attached = pdfium.FPDFDoc_GetAttachmentCount(document)
    if attached > 0:
        what = "file is" if attached == 1 else "files are"
        notes.append(f"{attached} {what} attached to it; none was opened.")
    scripts = pdfium.FPDFDoc_GetJavaScriptActionCount(document)
    if scripts > 0 or ACTIVE.search(STREAM.sub(b"", data)):
        notes.append(ACTIVE_NOTE)
    return notes


def meta_title(document: object) -> str | None:
    """Return the title in the file's properties, unless a program put it there."""
    title = _string(lambda buffer, size: pdfium.FPDF_GetMetaText(document, b"Title", buffer, size))
    return None if title is None or NO_TITLE.search(title) else title


def page_label(document: object, index: int) -> str | None:
    """Return the label that the file gives a page, if it gives any."""
    return _string(lambda buffer, size: pdfium.FPDF_GetPageLabel(document, index, buffer, size))


def _string(ask: Callable[[object, int], int]) -> str | None:
    """Return what PDFium writes into a buffer of the length that it first asks for."""
    length = ask(None, 0)
    if not 0 < length <= LONGEST_STRING:
        return None
    buffer = ctypes.create_string_buffer(length)
    ask(buffer, length)
    return buffer.raw.decode("utf-16-le", errors="replace").strip("\x00 ") or None
