"""Tells what a file is from its content; the name only settles plain text and Markdown."""

import re
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from assistant.domain.errors import InvalidInput


class MediaType(StrEnum):
    """The kinds of file that can be read."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    HTML = "text/html"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"


_USUAL_ENDINGS = {
    MediaType.PDF: (".pdf",),
    MediaType.DOCX: (".docx", ".docm", ".dotx", ".dotm"),
    MediaType.HTML: (".html", ".htm", ".xhtml"),
    MediaType.TEXT: (".txt", ".text", ""),
    MediaType.MARKDOWN: (".md", ".markdown"),
}
_SPOKEN = {
    MediaType.PDF: "a PDF",
    MediaType.DOCX: "a Word document",
    MediaType.HTML: "a web page",
    MediaType.TEXT: "plain text",
    MediaType.MARKDOWN: "Markdown",
}
_PDF = re.compile(rb"%PDF-\d")
_PDF_HEADER_WITHIN = 1024
"""Bytes within which readers look for the header (ISO 32000-1, annex H)."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HTML = re.compile(r"<(!doctype\s+html|html|head|body)[\s>]", re.I)
_TAG = re.compile(r"<[a-z][a-z0-9]*[\s>/]", re.I)
_BEFORE_MARKUP = re.compile(r"\s*(?:<\?xml[^>]*\?>|<!--.*?-->|\s+)*", re.S)
_OTHER_MAGIC = (
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a Rich Text file; save it as .docx"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
)
_HEAD = 8192


def media_type(data: bytes, name: str) -> MediaType:
    """Return what the file is.

    Args:
        data: the whole file.
        name: its name, which tells Markdown from text and excuses odd web pages.

    Raises:
        InvalidInput: it is empty, encrypted, or of a kind that can't be read.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise InvalidInput("The file is empty.")
    if data.startswith(_OLE):
        raise InvalidInput(_legacy(data))
    if data.startswith(_ZIP):
        return _in_zip(data)
    for magic, what in _OTHER_MAGIC:
        if data.startswith(magic):
            raise InvalidInput(f"The file is {what}, not a report.")
    ending = PurePath(name).suffix.lower()
    page = _is_web_page(data, ending)
    if _PDF.search(data[: _PDF_HEADER_WITHIN + 8]) and not (page and b"%%EOF" not in data[-2048:]):
        return MediaType.PDF
    return MediaType.HTML if page else _text(data, ending)


def mismatch(kind: MediaType, name: str) -> str | None:
    """Return a sentence where the name says something else than the content."""
    ending = PurePath(name).suffix.lower()
    if ending in _USUAL_ENDINGS[kind]:
        return None
    return f"The name ends with “{ending}”, but the file is {_SPOKEN[kind]} and was read as that."


def _legacy(data: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "The file is encrypted with a password; save it without one and try again."
    if holds("WordDocument"):
        return "The file is in the old Word format (.doc); convert it to .docx."
    if holds("Workbook") or holds("Book"):
        return "The file is in the old Excel format (.xls); convert it to .xlsx."
    return "The file is in an old Office format; convert it to .docx or .xlsx."


def _in_zip(data: bytes) -> MediaType:
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError, IndexError) as error:
        raise InvalidInput("The file is damaged: its ZIP directory can't be read.") from error
    names = {info.filename.lower() for info in infos}
    if "word/document.xml" in names or any(
        name.startswith("word/document") and name.endswith(".xml") for name in names
    ):
        return MediaType.DOCX
    if any(info.flag_bits & 1 for info in infos):
        raise InvalidInput("The file is an encrypted archive; unpack it first.")
    if any(name.startswith("xl/") for name in names):
        raise InvalidInput(
            "The file is a spreadsheet, not a report; load a register with --register."
        )
    if any(name.startswith("ppt/") for name in names):
        raise InvalidInput("The file is a presentation; save it as PDF.")
    if "[content_types].xml" in names:
        raise InvalidInput("The file is an Office file without a Word document inside.")
    raise InvalidInput("The file is a ZIP archive, not a report; unpack it first.")


def _is_web_page(data: bytes, ending: str) -> bool:
    head = _readable(data[:_HEAD])
    body = head[_BEFORE_MARKUP.match(head).end() :]  # type: ignore[union-attr]
    found = _HTML.match(body) or (
        _HTML.search(head) and body.startswith("<") and not head.lstrip().startswith("<?xml")
    )
    if found or (head.lstrip().startswith("<?xml") and re.search(r"<html[\s>]", head, re.I)):
        return True
    by_name = ending in _USUAL_ENDINGS[MediaType.HTML]
    return by_name and bool(_TAG.search(_readable(data[: 16 * _HEAD])))


def _readable(data: bytes) -> str:
    """Markup is ASCII; dropping NULs makes the two-byte encodings look the same."""
    return data.replace(b"\x00", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe")


def _text(data: bytes, ending: str) -> MediaType:
    if _is_binary(data):
        if _PDF.search(data):
            raise InvalidInput(_LATE_HEADER)
        raise InvalidInput("The file is of no kind that can be read (PDF, DOCX, HTML, TXT, MD).")
    if _PDF.search(data):
        raise InvalidInput(_LATE_HEADER)
    if ending in _USUAL_ENDINGS[MediaType.MARKDOWN]:
        return MediaType.MARKDOWN
    if ending in _USUAL_ENDINGS[MediaType.TEXT]:
        return MediaType.TEXT
    if ending in {".csv", ".tsv"}:
        raise InvalidInput("The file is a table, not a report; load a register with --register.")
    if ending in {".pdf", ".docx"}:
        raise InvalidInput(
            f"The file is damaged, or no {ending[1:].upper()}: it isn't what its name says."
        )
    raise InvalidInput("The file is of no kind that can be read (PDF, DOCX, HTML, TXT, MD).")


_LATE_HEADER = (
    f"The file is a damaged PDF: its header doesn't stand within the first {_PDF_HEADER_WITHIN} "
    "bytes."
)


def _is_binary(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    sample = data[:65_536]
    odd = sum(sample.count(bytes([code])) for code in range(32) if code not in b"\t\n\r\f\x1b\x0b")
    return b"\x00" in sample or odd * 20 > len(sample)
