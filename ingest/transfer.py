"""A document as bytes and back, for handing it from one process to another.

Plain JSON with rows of numbers: what comes from a process that read a hostile file must not be
able to run anything here.
"""

import json
from collections.abc import Iterable
from typing import Any

from assistant.domain.documents import Block, BlockKind, Document, Page, Part, WordBox
from assistant.domain.errors import InvalidInput

_TENTHS = 10
"""Boxes are kept to a tenth of a point."""


def encode(document: Document) -> bytes:
    """Return the document as bytes."""
    packed = {
        "media_type": document.media_type,
        "title": document.title,
        "notes": document.notes,
        "pages": [_pack_page(page) for page in document.pages],
        "blocks": [_pack_block(block) for block in document.blocks],
    }
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def decode(data: bytes) -> Document:
    """Return the document that was encoded.

    Raises:
        InvalidInput: the bytes are no document.
    """
    try:
        packed = json.loads(data.decode("utf-8"))
        document = Document(
            media_type=_text(packed["media_type"]),
            pages=tuple(_unpack_page(page) for page in packed["pages"]),
            blocks=tuple(_unpack_block(block) for block in packed["blocks"]),
            title=None if packed["title"] is None else _text(packed["title"]),
            notes=tuple(_text(note) for note in packed["notes"]),
        )
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise InvalidInput(
            "The process that read the file gave an answer that makes no sense."
        ) from error
    _check_places(document)
    return document


def _pack_page(page: Page) -> list[Any]:
    words: list[int] = []
    for box in page.words:
        words.extend((box.start, box.end, *(round(_TENTHS * side) for side in _sides(box))))
    return [page.number, page.label, page.text, page.width, page.height, words]


def _sides(box: WordBox) -> tuple[float, float, float, float]:
    return box.x0, box.y0, box.x1, box.y1


def _unpack_page(packed: list[Any]) -> Page:
    number, label, text, width, height, words = packed
    numbers = _numbers(words)
    boxes = tuple(
        WordBox(start, end, x0 / _TENTHS, y0 / _TENTHS, x1 / _TENTHS, y1 / _TENTHS)
        for start, end, x0, y0, x1, y1 in zip(*[iter(numbers)] * 6, strict=True)
    )
    label = None if label is None else _text(label)
    return Page(_whole(number), label, _text(text), float(width), float(height), boxes)


def _pack_block(block: Block) -> list[Any]:
    parts: list[int] = []
    for part in block.parts:
        parts.extend((part.start, part.end, part.page, part.page_start, part.page_end))
    return [
        block.kind.value,
        block.text,
        parts,
        block.heading,
        block.marker,
        block.level,
        block.cells,
    ]


def _unpack_block(packed: list[Any]) -> Block:
    kind, text, parts, heading, marker, level, cells = packed
    return Block(
        kind=BlockKind(kind),
        text=_text(text),
        parts=tuple(Part(*five) for five in zip(*[iter(_numbers(parts))] * 5, strict=True)),
        heading=tuple(_text(part) for part in heading),
        marker=None if marker is None else _text(marker),
        level=_whole(level),
        cells=tuple(tuple(_text(cell) for cell in row) for row in cells),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("not a whole number")
    return value


def _numbers(values: Iterable[object]) -> list[int]:
    return [_whole(value) for value in values]


def _check_places(document: Document) -> None:
    """Every part must lie on a page that there is."""
    lengths = {page.number: len(page.text) for page in document.pages}
    for block in document.blocks:
        for part in block.parts:
            fits = 0 <= part.page_start <= part.page_end <= lengths.get(part.page, -1)
            if not (fits and 0 <= part.start <= part.end <= len(block.text)):
                raise InvalidInput("The process that read the file gave places that don't exist.")
        if not block.parts:
            raise InvalidInput("The process that read the file gave a text without a place.")
