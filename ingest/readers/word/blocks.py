"""Turns a Word body into drafts: headings by style and look, list items, tables, text boxes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain.documents import BlockKind
from ingest.readers.flow import PAGE_BREAK, Draft
from ingest.readers.nesting import Nesting, typed_mark
from ingest.readers.word.names import MC, Element, child, value, w, whole
from ingest.readers.word.numbering import Numbering
from ingest.readers.word.runs import LeftOut, RunReader, Runs, breaks_page_before
from ingest.readers.word.styles import Look, Styles
from ingest.structure.markers import Mark

Reference = tuple[str, str]
_LONGEST_HEADING = 150
_MOST_COLUMNS = 500
_WRAPPERS = {w(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_DROPPED = {w("del"), w("moveFrom")}
_SECTION_PAGES = {None, "nextPage", "oddPage", "evenPage"}


@dataclass(slots=True)
class _Place:
    """Where in the body we are."""

    on_white: bool = True
    in_box: bool = False


class BlockReader:
    """Walks the body once, in order; numbering counts as it goes."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        runs: RunReader,
        left_out: Counter[LeftOut],
    ) -> None:
        self._styles, self._numbering, self._runs = styles, numbering, runs
        self._left_out = left_out
        self._nesting = Nesting()
        self._styled_level = 0
        self._looks: list[tuple[int, bool, bool]] = []

    def blocks(self, top: Element) -> Iterator[tuple[Draft, list[Reference]]]:
        """Yield drafts with the notes they refer to."""
        yield from self._container(top, _Place())

    def plain(self, top: Element) -> str:
        """Return all visible text below an element, such as a note's or a cell's."""
        pieces = [self._runs.read(paragraph, on_white=False).text for paragraph in top.iter(w("p"))]
        return "\n".join(piece for piece in pieces if piece.strip())

    def _container(self, top: Element, place: _Place) -> Iterator[tuple[Draft, list[Reference]]]:
        stack = list(reversed(top))
        while stack:
            node = stack.pop()
            if node.tag == w("p"):
                yield from self._paragraph(node, place)
            elif node.tag == w("tbl"):
                yield from self._table(node, place)
            elif node.tag == w("altChunk"):
                self._left_out[LeftOut.CHUNK] += 1
            elif node.tag in _DROPPED:
                self._left_out[LeftOut.DELETED] += 1
            elif node.tag == f"{{{MC}}}AlternateContent":
                chosen = node.find(f"{{{MC}}}Choice")
                stack.extend(reversed(list(chosen if chosen is not None else ())))
            elif node.tag in _WRAPPERS:
                stack.extend(reversed(node))

    def _paragraph(self, node: Element, place: _Place) -> Iterator[tuple[Draft, list[Reference]]]:
        properties = child(node, "pPr")
        runs = self._runs.read(node, on_white=place.on_white)
        if breaks_page_before(properties) and not place.in_box:
            runs.text = PAGE_BREAK + runs.text
        section = child(properties, "sectPr")
        if section is not None and value(section, "type") in _SECTION_PAGES:
            runs.text += PAGE_BREAK
        # The break at a paragraph's end starts the next page, and must not stand in its text.
        text = runs.text.rstrip(PAGE_BREAK + " \t\n")
        tail = runs.text[len(text) :]
        if text.strip():
            runs.text = text
            yield self._draft(runs), runs.notes
        if PAGE_BREAK in tail:
            yield Draft(BlockKind.PARAGRAPH, "".join(c for c in tail if c == PAGE_BREAK)), []
        for box in runs.boxes:
            yield from self._container(box, _Place(on_white=False, in_box=True))

    def _draft(self, runs: Runs) -> Draft:
        look = runs.look
        marker, level = self._automatic(look)
        if look.outline:
            self._styled_level, self._looks = look.outline, []
            self._nesting.close()
            return Draft(BlockKind.HEADING, runs.text, marker, look.outline)
        if look.style.startswith("toc ") or look.style == "table of contents":
            return Draft(BlockKind.PARAGRAPH, runs.text, aside=True)
        if marker is not None:
            return _listed(runs.text, marker, level)
        return self._typed(runs)

    def _automatic(self, look: Look) -> tuple[str | None, int]:
        if look.numbering is None or look.numbering[0] == 0:
            return None, 0
        list_id, level = look.numbering
        return self._numbering.mark(list_id, level), level + 1

    def _typed(self, runs: Runs) -> Draft:
        lead = runs.text[: len(runs.text) - len(runs.text.lstrip(PAGE_BREAK + " \t\n"))]
        text = runs.text[len(lead) :]
        breaks = "".join(sign for sign in lead if sign == PAGE_BREAK)
        mark = typed_mark(text)
        looks_like_heading = _looks_like_heading(text, runs.look)
        if looks_like_heading and (mark is None or mark.kind is not Mark.BULLET):
            self._nesting.close()
            number = mark.text if mark else None
            rest = text[mark.length :] if mark else text
            return Draft(BlockKind.HEADING, breaks + rest, number, self._level(runs.look))
        if mark is not None:
            depth = self._nesting.depth(mark)
            return _listed(breaks + text[mark.length :], mark.text, depth)
        self._nesting.close()
        return Draft(BlockKind.PARAGRAPH, runs.text)

    def _level(self, look: Look) -> int:
        """Rank headings made by hand by size, then capitals, below the last styled heading."""
        kind = (-look.size, not look.capitals, not look.bold)
        if kind not in self._looks:
            self._looks.append(kind)
            self._looks.sort()
        return min(self._styled_level + 1 + self._looks.index(kind), 9)

    def _table(self, node: Element, place: _Place) -> Iterator[tuple[Draft, list[Reference]]]:
        rows = [list(_cells(row)) for row in _rows(node)]
        if all(len(row) <= 1 for row in rows):
            # A frame around text, as inspectorates put around their findings.
            inside = _Place(on_white=False, in_box=place.in_box)
            for row in rows:
                for cell in row:
                    yield from self._container(cell, inside)
            return
        self._nesting.close()
        notes: list[Reference] = []
        yield Draft(BlockKind.TABLE, "", rows=[self._row(row, notes) for row in rows]), notes

    def _row(self, cells: list[Element], notes: list[Reference]) -> list[str]:
        row: list[str] = []
        for cell in cells:
            properties = child(cell, "tcPr")
            merge = child(properties, "vMerge")
            goes_on = merge is not None and merge.get(w("val")) != "restart"
            row.append("" if goes_on else self._cell(cell, notes))
            span = whole(value(properties, "gridSpan")) or 1
            row.extend([""] * (min(max(span, 1), _MOST_COLUMNS) - 1))
        return row[:_MOST_COLUMNS]

    def _cell(self, cell: Element, notes: list[Reference]) -> str:
        pieces = []
        for draft, references in self._container(cell, _Place(on_white=False, in_box=True)):
            notes.extend(references)
            texts = [" ".join(row) for row in draft.rows] if draft.rows else [draft.text]
            lead = f"{draft.marker} " if draft.marker else ""
            pieces.append(lead + " ".join(texts))
        return "\n".join(pieces)


def _rows(table: Element) -> Iterator[Element]:
    for node in table.iterchildren():
        if node.tag == w("tr"):
            yield node
        elif node.tag in _WRAPPERS:
            yield from node.iterdescendants(w("tr"))


def _cells(row: Element) -> Iterator[Element]:
    for node in row.iterchildren():
        if node.tag == w("tc"):
            yield node
        elif node.tag in _WRAPPERS:
            yield from node.iterdescendants(w("tc"))


def _listed(text: str, marker: str, level: int) -> Draft:
    number = marker.rstrip(".")
    if number.replace(".", "").isdigit() and "." in number:
        return Draft(BlockKind.PARAGRAPH, text, marker)
    return Draft(BlockKind.LIST_ITEM, text, marker, max(level, 1))


def _looks_like_heading(text: str, look: Look) -> bool:
    """Bold or capital lines that are no sentence are headings that someone made by hand."""
    if not (look.bold or look.capitals) or len(text) > _LONGEST_HEADING:
        return False
    return text.rstrip()[-1:] not in ".;," and any(sign.isalpha() for sign in text)
