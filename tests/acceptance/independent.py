"""Whether a quotation stands on a page, told by code that shares nothing with the product's."""

import re
import unicodedata
from functools import cache
from pathlib import Path

from pypdf import PdfReader

_APART = re.compile(r"[\s‐‑‒–—\-­]+")


@cache
def page_texts(path: Path) -> tuple[str, ...]:
    """The squeezed text of each page, as pypdf reads it."""
    return tuple(squeezed(page.extract_text()) for page in PdfReader(path).pages)


def squeezed(text: str) -> str:
    """Text without white space and hyphens, quotes made plain."""
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans("‘’“”", "''\"\""))
    return _APART.sub("", plain)


def stands(quote: str, path: Path, page: int) -> bool:
    """Whether the quotation stands on the page."""
    return squeezed(quote) in page_texts(path)[page - 1]
