"""From PDF user space to points from the top left of the page as shown."""

from dataclasses import dataclass

import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 from the top left."""


@dataclass(frozen=True, slots=True)
class PageSpace:
    """The visible part of a page and how far it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    quarter_turns: int
    """Clockwise, 0 to 3."""

    @property
    def width(self) -> float:
        """Width as shown."""
        return self._height if self.quarter_turns % 2 else self._width

    @property
    def height(self) -> float:
        """Height as shown."""
        return self._width if self.quarter_turns % 2 else self._height

    @property
    def _width(self) -> float:
        return self.right - self.left

    @property
    def _height(self) -> float:
        return self.top - self.bottom

    @property
    def upright(self) -> float:
        """Angle in degrees, in user space, of text that stands upright on the page as shown."""
        return 90.0 * self.quarter_turns

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of user space is shown."""
        right, up = x - self.left, y - self.bottom
        match self.quarter_turns:
            case 1:
                return up, right
            case 2:
                return self._width - right, up
            case 3:
                return self._height - up, self._width - right
            case _:
                return right, self._height - up

    def turned(self, quarters: int) -> "PageSpace":
        """Return the same page turned further clockwise."""
        turns = (self.quarter_turns + quarters) % 4
        return PageSpace(self.left, self.bottom, self.right, self.top, turns)

    def unturned(self, box: Box, quarters: int) -> Box:
        """Return where a box of this page is, once the page is turned back by quarters."""
        space, x0, y0, x1, y1 = self, *box
        for _ in range(quarters % 4):
            x0, y0, x1, y1 = y0, space.width - x1, y1, space.width - x0
            space = space.turned(-1)
        return x0, y0, x1, y1

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return where a rectangle of user space is shown."""
        xa, ya = self.point(left, bottom)
        xb, yb = self.point(right, top)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def page_space(page: object) -> PageSpace:
    """Return the page's visible rectangle and turn."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return PageSpace(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page))
