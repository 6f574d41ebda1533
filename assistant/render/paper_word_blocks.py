"""Paragraphs and tables of a Word document, made as XML: text is only ever text."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assistant.papers.paper import PieceKind, Row, Statement, Table
from assistant.render.paper_text import Called, printable

_HEADER_FILL = "E4E8F0"
_TOTAL_FILL = "F3F5F9"
_BORDER = "A0A7B5"
_TWIPS_PER_EMU = 635
_LONG = 350
"""Characters of a cell from which its row may run over to the next page."""
_FEW = 20
"""Rows of a table that is kept on one page with its total."""
_WHOLE = 100
_FIFTIETHS = 50
"""Word counts a table's width in fiftieths of a per cent."""


class Writer:
    """Makes elements in the styles of a document."""

    def __init__(self, document: Document) -> None:
        self._styles = {style.name.lower(): style for style in document.styles if style.name}
        section = document.sections[-1]
        width = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
        self._width = int(width // _TWIPS_PER_EMU)

    def has(self, style: str) -> bool:
        """Whether the document has a style of the name."""
        return style.lower() in self._styles

    def is_numbered(self, style: str) -> bool:
        """Whether Word numbers paragraphs of the style by itself."""
        held = self._styles.get(style.lower())
        return held is not None and held.element.find(f".//{qn('w:numPr')}") is not None

    def style_id(self, name: str, instead: str = "Normal") -> str:
        """Return the id of a style, or of another one where the template lacks it."""
        held = self._styles.get(name.lower()) or self._styles.get(instead.lower())
        return str(held.style_id) if held is not None else "Normal"

    def paragraph(self, texts: Iterable[str], style: str, instead: str = "Normal") -> Any:
        """Return a paragraph of plain text."""
        element = _element("w:p")
        properties = _child(element, "w:pPr")
        _child(properties, "w:pStyle", val=self.style_id(style, instead))
        for text in texts:
            element.append(self.run(text))
        return element

    def statements(
        self, said: Sequence[Statement], style: str, called: Called, lead: str = ""
    ) -> Any:
        """Return a paragraph of statements, each followed by the marks of its footnotes."""
        element = self.paragraph([lead] if lead else [], style)
        for position, statement in enumerate(said):
            if position:
                element.append(self.run(" "))
            self._add(element, statement, called)
        return element

    def run(self, text: str, *, style: str | None = None, bold: bool = False) -> Any:
        """Return a run of text; line ends become line breaks."""
        element = _element("w:r")
        if style or bold:
            properties = _child(element, "w:rPr")
            if style and self.has(style):
                _child(properties, "w:rStyle", val=self.style_id(style))
            if bold:
                _child(properties, "w:b")
        for position, line in enumerate(printable(text).split("\n")):
            if position:
                _child(element, "w:br")
            written = _child(element, "w:t")
            written.text = line
            written.set(qn("xml:space"), "preserve")
        return element

    def footnote_mark(self, number: int) -> Any:
        """Return a run that calls a footnote."""
        element = _element("w:r")
        properties = _child(element, "w:rPr")
        if self.has("footnote reference"):
            _child(properties, "w:rStyle", val=self.style_id("footnote reference"))
        else:
            _child(properties, "w:vertAlign", val="superscript")
        _child(element, "w:footnoteReference", id=str(number))
        return element

    def keep_with_next(self, paragraph: Any) -> None:
        """Keep a paragraph on the page of what follows it."""
        style = paragraph.find(qn("w:pPr")).find(qn("w:pStyle"))
        style.addnext(_element("w:keepNext"))

    def page_break(self) -> Any:
        """Return a paragraph that ends the page."""
        element = _element("w:p")
        run = _child(element, "w:r")
        _child(run, "w:br", type="page")
        return element

    def table(self, table: Table, called: Called) -> Any:
        """Return a table whose header row stands again on every page."""
        element = _element("w:tbl")
        properties = _child(element, "w:tblPr")
        share = min(sum(table.widths), _WHOLE) if len(table.widths) > 1 else _WHOLE
        _child(properties, "w:tblW", w=str(share * _FIFTIETHS), type="pct")
        _borders(properties)
        _child(properties, "w:tblLayout", type="fixed")
        _margins(properties)
        # What reads tables aloud: the first row holds their headings, and what they are of.
        _child(properties, "w:tblLook", val="0020", firstRow="1")
        _child(properties, "w:tblCaption", val=printable(table.caption.text).replace("\n", " "))
        total = max(sum(table.widths), _WHOLE)
        widths = [self._width * each // total for each in table.widths]
        grid = _child(element, "w:tblGrid")
        for width in widths:
            _child(grid, "w:gridCol", w=str(width))
        element.append(self._header(table.header, widths))
        for row in table.rows:
            element.append(self._row(row, widths, called))
        self._keep_together(element, whole=table.sums and len(table.rows) <= _FEW)
        return element

    def _keep_together(self, table: Any, *, whole: bool) -> None:
        """Keep a header on the page of its first row, and a short sum on that of its lines."""
        rows = table.findall(qn("w:tr"))
        for row in rows[:-1] if whole else rows[:1]:
            for paragraph in row.iter(qn("w:p")):
                self.keep_with_next(paragraph)

    def _header(self, header: Sequence[str], widths: Sequence[int]) -> Any:
        element = _element("w:tr")
        properties = _child(element, "w:trPr")
        _child(properties, "w:cantSplit")
        _child(properties, "w:tblHeader")
        for text, width in zip(header, widths, strict=True):
            cell = _cell(element, width, _HEADER_FILL)
            cell.append(self.paragraph([text], "Table heading", instead="Table text"))
        return element

    def _row(self, row: Row, widths: Sequence[int], called: Called) -> Any:
        element = _element("w:tr")
        properties = _child(element, "w:trPr")
        if all(len(cell.text) < _LONG for cell in row.cells):
            _child(properties, "w:cantSplit")
        for statement, width in zip(row.cells, widths, strict=True):
            cell = _cell(element, width, _TOTAL_FILL if row.total else None)
            style = "Table heading" if row.total else "Table text"
            paragraph = self.statements((statement,), style, called)
            if _is_figure(statement):
                _align_right(paragraph)
            cell.append(paragraph)
        return element

    def _add(self, element: Any, statement: Statement, called: Called) -> None:
        for piece in statement.pieces:
            style = "Gap" if piece.kind is PieceKind.GAP else None
            element.append(self.run(piece.text, style=style))
        for number in called.numbers(statement):
            element.append(self.footnote_mark(number))


def _is_figure(statement: Statement) -> bool:
    return bool(statement.pieces) and all(p.kind is PieceKind.FIGURE for p in statement.pieces)


def _align_right(paragraph: Any) -> None:
    _child(paragraph.find(qn("w:pPr")), "w:jc", val="right")


def _cell(row: Any, width: int, fill: str | None) -> Any:
    cell = _child(row, "w:tc")
    properties = _child(cell, "w:tcPr")
    _child(properties, "w:tcW", w=str(width), type="dxa")
    if fill:
        _child(properties, "w:shd", val="clear", color="auto", fill=fill)
    return cell


def _borders(properties: Any) -> None:
    borders = _child(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _child(borders, f"w:{side}", val="single", sz="4", space="0", color=_BORDER)


def _margins(properties: Any) -> None:
    margins = _child(properties, "w:tblCellMar")
    for side, width in (("top", "40"), ("left", "70"), ("bottom", "40"), ("right", "70")):
        _child(margins, f"w:{side}", w=width, type="dxa")


def _element(tag: str) -> Any:
    return OxmlElement(tag)


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    child = _element(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child
