"""Words of a PDF page with their place, type and colour, straight from PDFium."""

import ctypes
import re
import sys
from dataclasses import dataclass
from math import atan2, degrees, hypot

import pypdfium2.raw as pdfium

from ingest.readers.pdf.geometry import PageSpace

WORD = re.compile(r"[^\s\x00\x02\ufffe]+")
"""PDFium marks a hyphen at a line end as U+FFFE, or U+0002 when asked character by character."""
BREAK_MARKS = "\x02\ufffe"
BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
BOLD_WEIGHT = 600
NOTE_MARK = re.compile(r"(?<=.)(\d{1,3}|[*†‡]+)$", re.DOTALL)
RAISED = 0.15
"""A note mark stands at least this share of the font size above the baseline ..."""
SMALLER = 0.85
"""... or is set at most this share of the size."""
SURROGATE_BYTES = range(0xD8, 0xE0)
"""High bytes of characters that take two units."""
UPRIGHT_DEGREES = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One word as drawn. Lengths are points from the top left of the page as shown."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    colour: tuple[int, int, int]
    alpha: int
    mode: int
    """PDF text render mode; 3 is invisible."""
    drawn: int
    """Address of the text object, to look up when it was drawn."""
    turns: int = 0
    """Quarter turns that would make it upright; 0 also for text at odd angles."""
    sideways: bool = False
    note: int | None = None
    """Offset in `text` of a raised note mark that ends the word."""


@dataclass(frozen=True, slots=True)
class _Type:
    size: float
    bold: bool
    italic: bool
    mode: int
    angle: float


class WordReader:
    """Reads one page's words; holds the buffers that PDFium writes into."""

    def __init__(self, text_page: object, space: PageSpace) -> None:
        self._page = text_page
        self._space = space
        self._types: dict[int, _Type] = {}
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._rgba = tuple(ctypes.c_uint() for _ in range(4))

    def words(self) -> list[Word]:
        """Return the words in the order in which the page draws them."""
        text = page_characters(self._page)
        found = []
        for match in WORD.finditer(text):
            broken = match.end() < len(text) and text[match.end()] in BREAK_MARKS
            found.append(self._word(match.start(), match.group(), "-" if broken else ""))
        return found

    def _word(self, start: int, text: str, hyphen: str) -> Word:
        last = start + len(text) - 1
        address, kind = self._type(start)
        origin = self._origin(start)
        box = self._span(start, last)
        pdfium.FPDFText_GetFillColor(self._page, start, *self._rgba)
        red, green, blue, alpha = (part.value for part in self._rgba)
        off = (kind.angle - self._space.upright + 180.0) % 360.0 - 180.0
        sideways = abs(off) > UPRIGHT_DEGREES
        if sideways:
            x0, y0, x1, y1 = box
        else:
            x0, x1 = box[0], box[2]
            y0, y1 = origin[1] - 0.8 * kind.size, origin[1] + 0.2 * kind.size
        return Word(
            text=text + hyphen,
            x0=x0,
            y0=y0,
            x1=x1,
            y1=y1,
            baseline=origin[1],
            size=kind.size,
            bold=kind.bold,
            italic=kind.italic,
            colour=(red, green, blue),
            alpha=alpha,
            mode=kind.mode,
            drawn=address,
            turns=self._turns(kind.angle),
            sideways=sideways,
            note=None if sideways else self._note(start, text, origin[1], kind.size),
        )

    def _turns(self, angle: float) -> int:
        quarters = (angle - self._space.upright) / 90.0
        near = abs(quarters - round(quarters)) * 90.0 <= UPRIGHT_DEGREES
        return round(quarters) % 4 if near else 0

    def _span(self, first: int, last: int) -> tuple[float, float, float, float]:
        boxes = []
        for index in {first, last}:
            pdfium.FPDFText_GetLooseCharBox(self._page, index, self._box)
            box = self._box
            boxes.append(self._space.box(box.left, box.bottom, box.right, box.top))
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )

    def _origin(self, index: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        return self._space.point(self._x.value, self._y.value)

    def _note(self, start: int, text: str, baseline: float, size: float) -> int | None:
        match = NOTE_MARK.search(text)
        if match is None:
            return None
        index = start + match.start()
        _, kind = self._type(index)
        raised = baseline - self._origin(index)[1] > RAISED * size
        return match.start() if raised or kind.size < SMALLER * size else None

    def _type(self, index: int) -> tuple[int, _Type]:
        pointer = pdfium.FPDFText_GetTextObject(self._page, index)
        address = ctypes.addressof(pointer.contents) if pointer else 0
        if address not in self._types:
            self._types[address] = self._read_type(pointer, index)
        return address, self._types[address]

    def _read_type(self, pointer: object, index: int) -> _Type:
        pdfium.FPDFText_GetMatrix(self._page, index, self._matrix)
        matrix = self._matrix
        size = pdfium.FPDFText_GetFontSize(self._page, index) * hypot(matrix.c, matrix.d)
        angle = degrees(atan2(matrix.b, matrix.a))
        if not pointer:
            return _Type(size, False, False, 0, angle)
        font = pdfium.FPDFTextObj_GetFont(pointer)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(pointer)
        name = _font_name(font)
        bold = BOLD_NAME.search(name) is not None or _weight(font) >= BOLD_WEIGHT
        return _Type(size, bold, ITALIC_NAME.search(name) is not None, mode, angle)


def _font_name(font: object) -> str:
    if not font:
        return ""
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode("latin-1")


def _weight(font: object) -> int:
    weight: int = pdfium.FPDFFont_GetWeight(font) if font else 0
    return weight


def page_characters(text_page: object) -> str:
    """Return the page's characters, one a PDFium index, so that offsets can be looked up."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", errors="replace")[:count]
    if written == count + 1 and len(text) == count and not _has_surrogates(buffer):
        return text
    return "".join(_character(pdfium.FPDFText_GetUnicode(text_page, i)) for i in range(count))


def _has_surrogates(units: ctypes.Array[ctypes.c_ushort]) -> bool:
    return any(high in SURROGATE_BYTES for high in bytes(units)[1::2])


def _character(code: int) -> str:
    known = code <= sys.maxunicode and code >> 8 not in SURROGATE_BYTES
    return chr(code) if known else "\ufffd"
