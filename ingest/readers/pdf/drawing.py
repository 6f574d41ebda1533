"""What a page draws besides text: fills to see text against, and rules of tables."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from ingest.readers.pdf.geometry import Box, PageSpace

MOST_OBJECTS = 20_000
MOST_SEGMENTS = 6_000
"""A map or chart may hold a million; a page of tables needs a few hundred."""
SHAPES_IN_PICTURE = 20
"""A picture shows as much as so many paths: letters, perhaps."""
THIN = 2.5
SHORTEST_RULE = 6.0
OPAQUE = 230


@dataclass(frozen=True, slots=True)
class Fill:
    """An opaque area, and when it is drawn among the page's objects."""

    box: Box
    colour: tuple[int, int, int] | None
    """None for an image or shading, whose colour is not looked at."""
    order: int


@dataclass(slots=True)
class Drawing:
    """The graphics of one page."""

    fills: list[Fill] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    """Thin lines, level or upright."""
    shapes: int = 0
    """How many pictures and paths there are."""
    orders: dict[int, int] = field(default_factory=dict)
    """Address of each text object on the page itself, with its place in drawing order."""


def read_drawing(page: object, space: PageSpace) -> Drawing:
    """Return the fills and rules of a page; what is drawn inside forms counts as one fill."""
    drawing = Drawing()
    left = MOST_SEGMENTS
    for order in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        shape = pdfium.FPDFPage_GetObject(page, order)
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            drawing.orders[ctypes.addressof(shape.contents)] = order
            continue
        drawing.shapes += SHAPES_IN_PICTURE if kind != pdfium.FPDF_PAGEOBJ_PATH else 1
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            left -= _add_path(drawing, shape, space, order, left)
        elif kind != pdfium.FPDF_PAGEOBJ_FORM or _draws_areas(shape):
            drawing.fills.append(Fill(_bounds(shape, space), None, order))
    return drawing


def _draws_areas(form: object) -> bool:
    count = min(pdfium.FPDFFormObj_CountObjects(form), 200)
    kinds = {
        pdfium.FPDFPageObj_GetType(pdfium.FPDFFormObj_GetObject(form, index))
        for index in range(count)
    }
    return bool(kinds - {pdfium.FPDF_PAGEOBJ_TEXT})


def _bounds(shape: object, space: PageSpace) -> Box:
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(shape, *edges)
    return space.box(*(edge.value for edge in edges))


def _add_path(
    drawing: Drawing, shape: object, space: PageSpace, order: int, segments_left: int
) -> int:
    """Note a path's fill and rules; return how many segments were looked at."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape, mode, stroke)
    box = _bounds(shape, space)
    if mode.value:
        _add_fill(drawing, shape, box, order)
    if not (mode.value or stroke.value):
        return 0
    count: int = pdfium.FPDFPath_CountSegments(shape)
    if count > segments_left:
        return 0
    for one in _rectangles(shape, space) if mode.value else _strokes(shape, space):
        _add_rule(drawing, one)
    return count


def _add_fill(drawing: Drawing, shape: object, box: Box, order: int) -> None:
    if min(box[2] - box[0], box[3] - box[1]) <= THIN or pdfium.FPDFPageObj_HasTransparency(shape):
        return
    rgba = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(shape, *rgba):
        drawing.fills.append(Fill(box, None, order))
        return
    red, green, blue, alpha = (part.value for part in rgba)
    if alpha >= OPAQUE:
        drawing.fills.append(Fill(box, (red, green, blue), order))


def _add_rule(drawing: Drawing, box: Box) -> None:
    width, height = box[2] - box[0], box[3] - box[1]
    if (width <= THIN and height >= SHORTEST_RULE) or (height <= THIN and width >= SHORTEST_RULE):
        drawing.rules.append(box)


def _points(shape: object, space: PageSpace) -> Iterator[tuple[int, float, float, bool]]:
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(shape, matrix)
    for index in range(pdfium.FPDFPath_CountSegments(shape)):
        segment = pdfium.FPDFPath_GetPathSegment(shape, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        shown = space.point(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        yield kind, *shown, bool(pdfium.FPDFPathSegment_GetClose(segment))


def _strokes(shape: object, space: PageSpace) -> Iterator[Box]:
    """Each straight piece of a stroked path."""
    began = before = (0.0, 0.0)
    for kind, x, y, closes in _points(shape, space):
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            began = before = (x, y)
            continue
        yield _between(before, (x, y))
        before = (x, y)
        if closes:
            yield _between(before, began)


def _rectangles(shape: object, space: PageSpace) -> Iterator[Box]:
    """The bounds of each piece of a filled path: rules are often drawn as thin rectangles."""
    corners: list[tuple[float, float]] = []
    for kind, x, y, _ in _points(shape, space):
        if kind == pdfium.FPDF_SEGMENT_MOVETO and corners:
            yield _around(corners)
            corners = []
        corners.append((x, y))
    if corners:
        yield _around(corners)


def _between(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return _around([one, other])


def _around(points: list[tuple[float, float]]) -> Box:
    return (
        min(x for x, _ in points),
        min(y for _, y in points),
        max(x for x, _ in points),
        max(y for _, y in points),
    )
