"""Looks up where the evidence of a question on the reports stands, with readers of its own."""

import re
from functools import cache
from pathlib import Path

import pypdf
from docx import Document
from lxml import html

from eval.sample.build import LIBRARY

_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def pages_with(evidence: str, report: str) -> list[int]:
    """Physical pages of a report on which the words stand, from 1.

    Reports without pages (Word, HTML) count as one page.
    """
    wanted = _squeezed(evidence)
    return [n for n, text in enumerate(_pages(LIBRARY / report), 1) if wanted in text]


@cache
def _pages(path: Path) -> tuple[str, ...]:
    if path.suffix == ".pdf":
        return tuple(_squeezed(page.extract_text()) for page in pypdf.PdfReader(path).pages)
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return (_squeezed(" ".join([*(p.text for p in document.paragraphs), *cells])),)
    texts = html.document_fromstring(path.read_bytes()).itertext()
    return (_squeezed("".join(map(str, texts))),)


def _squeezed(text: str) -> str:
    """Without white space, and with straight quotation marks."""
    return re.sub(r"\s+", "", text.translate(_STRAIGHT))
