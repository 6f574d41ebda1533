"""The values of a workbook's cells, as openpyxl makes them of its XML.

Of openpyxl this takes what reads strings, styles and cells, and leaves what goes through each
sheet once more for its size, or gathers what isn't a value. Its parts were checked before: see
`package`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, BinaryIO
from xml.etree.ElementTree import Element, iterparse

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

_ROW, _CELL, _VALUE, _INLINE, _STRING, _TEXT, _ROWS = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("row", "c", "v", "is", "si", "t", "sheetData")
)
_WITHIN_ROWS = frozenset(
    (_CELL, _VALUE, _INLINE, _TEXT, *(f"{{{SHEET_MAIN_NS}}}{name}" for name in ("f", "r", "rPr")))
)


@dataclass(frozen=True, slots=True)
class NamedSheet:
    """A worksheet as the workbook names it."""

    title: str
    visible: bool
    part: str
    """Its path in the package."""


class Values(ExcelReader):
    """A workbook opened for its values."""

    package: Any
    wb: Any

    def __init__(self, file: BinaryIO) -> None:
        """Read what all sheets share. Errors are openpyxl's."""
        super().__init__(file, read_only=True, data_only=True, keep_links=False)
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        self.read_properties()
        apply_stylesheet(self.archive, self.wb)

    def read_strings(self) -> None:
        """Read the strings that cells point at."""
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as content:
            for _, element in iterparse(content):  # noqa: S314 - `package` refused definitions
                if element.tag == _STRING:
                    self.shared_strings.append(_string(element).replace("x005F_", ""))
                    element.clear()

    def sheets(self) -> Iterator[NamedSheet]:
        """Yield the worksheets in order; a chart on a sheet of its own is none."""
        for sheet, relation in self.parser.find_sheets():
            if "chartsheet" not in relation.Type:
                yield NamedSheet(sheet.name, sheet.state == "visible", relation.target)

    def rows(self, part: str, width: int) -> Iterator[tuple[int, list[Any]]]:
        """Yield the number and the first `width` values of each row that a worksheet holds."""
        with self.archive.open(part) as content:
            cells = _Cells(
                content,
                self.shared_strings,
                data_only=True,
                epoch=self.wb.epoch,
                date_formats=self.wb._date_formats,
                timedelta_formats=self.wb._timedelta_formats,
            )
            for element in _row_elements(content):
                number, found = cells.parse_row(element)
                element.clear()
                cells.row_dimensions.clear()
                values: list[Any] = [None] * width
                for cell in found:
                    if cell["column"] <= width:
                        values[cell["column"] - 1] = cell["value"]
                yield number, values


class _Cells(WorkSheetParser):
    """Reads inline strings without formats by a shorter way, as most of them are."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        if element.get("t") == "inlineStr":
            inline = element.find(_INLINE)
            if inline is not None and _is_plain(inline):
                element.attrib["t"] = "str"
                value = Element(_VALUE)
                value.text = inline[0].text
                element.append(value)
        return super().parse_cell(element)


def _row_elements(content: IO[bytes]) -> Iterator[Any]:
    for _, element in iterparse(content):  # noqa: S314 - as above
        if element.tag == _ROW:
            yield element
        elif element.tag == _ROWS:
            return
        elif element.tag not in _WITHIN_ROWS:
            # What isn't read of a sheet isn't to pile up either.
            element.clear()


def _string(element: Any) -> str:
    if _is_plain(element):
        return element[0].text or ""
    read: Any = Text.from_tree(element)
    return str(read.content)


def _is_plain(element: Element) -> bool:
    return len(element) == 1 and element[0].tag == _TEXT
