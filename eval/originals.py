"""The files that were indexed, read by short code of their own, to check quotations against."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pypdf
from docx import Document
from lxml import etree, html
from openpyxl import load_workbook

_PLAIN = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‐": "-", "‑": "-",
    "\u00ad": "", "•": "", "…": "...",
}  # fmt: skip
_BREAK = "\f"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRANSLATION = str.maketrans(_PLAIN)


class Originals:
    """Pages and rows of the original files, by file name."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files

    @classmethod
    def under(cls, folders: Iterable[Path]) -> "Originals":
        """All files under some folders."""
        found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return cls({path.name: path for path in found})

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def stands_on(self, quote: str, name: str, page: int) -> bool:
        """Whether the words stand on a page (from 1), space and hyphens at line ends aside."""
        pages = _pages(self._files[name])
        if not 1 <= page <= len(pages):
            return False
        wanted, text = squeezed(quote), pages[page - 1]
        return wanted in text or wanted.replace("-", "") in text.replace("-", "")

    def stands_in_row(self, quote: str, name: str, sheet: str | None, row: int) -> bool:
        """Whether the words are those of a cell in a row (from 1) of a sheet."""
        cells = _rows(self._files[name]).get((sheet or "", row), ())
        wanted = squeezed(quote)
        return any(wanted in cell for cell in cells)


def squeezed(text: str) -> str:
    """Without white space and letters that can't be seen, with plain quotation marks and dashes."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_TRANSLATION))
    if plain.isascii():
        return plain
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")


@cache
def _pages(path: Path) -> tuple[str, ...]:
    return tuple(squeezed(text) for text in page_texts(path))


def page_texts(path: Path) -> tuple[str, ...]:
    """The words of each page of a file; one that has no pages is a single page."""
    if path.suffix == ".pdf":
        return tuple(page.extract_text() for page in pypdf.PdfReader(path).pages)
    if path.suffix == ".docx":
        return _word_pages(path)
    if path.suffix in {".html", ".htm"}:
        return ("".join(map(str, html.document_fromstring(path.read_bytes()).itertext())),)
    return (path.read_text(encoding="utf-8"),)


def _word_pages(path: Path) -> tuple[str, ...]:
    """A Word file's pages as its author broke them; its notes stand on each of them."""
    parts = {str(part.partname): part.blob for part in Document(str(path)).part.package.parts}
    body = _word_text(parts["/word/document.xml"])
    notes = "".join(
        _word_text(parts[name])
        for name in ("/word/footnotes.xml", "/word/endnotes.xml")
        if name in parts
    )
    return tuple(f"{page}\n{notes}" for page in body.split(_BREAK))


def _word_text(blob: bytes) -> str:
    texts = []
    for node in etree.fromstring(blob, etree.XMLParser(resolve_entities=False)).iter():
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name == "t":
            texts.append(node.text or "")
        elif name == "pageBreakBefore" or (name == "br" and node.get(f"{_W}type") == "page"):
            texts.append(_BREAK)
        elif name == "p":
            texts.append("\n")
    return "".join(texts)


@cache
def _rows(path: Path) -> dict[tuple[str, int], tuple[str, ...]]:
    if path.suffix == ".csv":
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        return {("", n): (squeezed(line),) for n, line in enumerate(lines, 1)}
    book = load_workbook(path, data_only=True)
    return {
        (sheet.title, int(row[0].row or 0)): tuple(
            squeezed(str(c.value)) for c in row if c.value is not None
        )
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        if row and row[0].row
    }
