"""Turns a page's elements into drafts: headings, paragraphs, list items, tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from assistant.domain.documents import BlockKind
from ingest.readers.flow import Draft
from ingest.readers.nesting import typed_mark
from ingest.readers.web.nodes import Skip, attribute, below, whole
from ingest.readers.word.numbering import written

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
    ]
)
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINE = "\x1e"
"""Stands for a line break that the page shows, until its own line ends are folded."""
_LAYOUT = "table, h1, h2, h3, h4, h5, h6"
_LONG_CELL = 1_500
_MOST_SPAN = 100


@dataclass(slots=True)
class _List:
    format: str | None
    """None for bullets."""
    number: int
    step: int = 1


class BlockWalk:
    """One pass over the part of a page that holds the report."""

    def __init__(self, skip: Skip) -> None:
        self._skip = skip
        self._pieces: list[str] = []
        self._lists: list[_List] = []
        self._marker: str | None = None
        self._depth = 0
        self._heading = 0
        self._done: list[Draft] = []
        self._within = 0
        """Elements to leave before we are out of a table that was read whole."""

    def drafts(self, top: LexborNode) -> Iterator[Draft]:
        """Yield the drafts below an element in the order in which they are read."""
        for node, entering in below(top, self._skip):
            if self._within:
                self._within += (1 if entering else -1) if node.is_element_node else 0
                continue
            if node.is_text_node:
                self._pieces.append(node.text_content or "")
            elif entering:
                self._enter(node)
            else:
                self._leave(node)
            if self._done:
                yield from self._done
                self._done = []
        self._flush()
        yield from self._done

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "br":
            self._pieces.append(_LINE)
        elif tag not in _BLOCKS:
            return
        else:
            self._flush()
            if tag in _HEADINGS:
                self._heading = _HEADINGS[tag]
            elif tag in _LISTS:
                self._lists.append(_opened(node))
            elif tag == "li":
                self._marker, self._depth = self._mark(node), max(len(self._lists), 1)
            elif tag in {"table", "dl"}:
                self._table(node)

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag not in _BLOCKS:
            return
        self._flush()
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in _LISTS and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._marker, self._depth = None, 0

    def _mark(self, node: LexborNode) -> str:
        current = self._lists[-1] if self._lists else None
        if current is None or current.format is None:
            return "•"
        set_to = whole(attribute(node, "value"))
        number = current.number if set_to is None else set_to
        current.number = number + current.step
        return f"{written(number, current.format)}."

    def _flush(self) -> None:
        text = _SPACES.sub(" ", "".join(self._pieces)).replace(_LINE, "\n").strip()
        self._pieces = []
        if not text:
            return
        if self._heading:
            self._done.append(Draft(BlockKind.HEADING, text, None, self._heading))
        elif self._marker is not None:
            self._done.append(_item(text, self._marker, self._depth))
            # What follows in the same item is a paragraph of its own, without a mark.
            self._marker = None
        else:
            self._done.append(_paragraph(text))

    def _table(self, node: LexborNode) -> None:
        rows = self._definitions(node) if node.tag == "dl" else self._rows(node)
        if rows:
            self._done.append(Draft(BlockKind.TABLE, "", rows=rows))
            self._within = 1

    def _rows(self, table: LexborNode) -> list[list[str]]:
        """Return the rows, or none where the table only lays the page out."""
        if table.css_first(_LAYOUT) is not None and _nested(table):
            return []
        rows: list[list[str]] = []
        for node, entering in below(table, self._skip):
            if not entering:
                continue
            if node.tag == "tr":
                rows.append([])
            elif node.tag in {"td", "th"} and rows:
                text = self._text(node)
                if len(text) > _LONG_CELL:
                    return []
                rows[-1].append(text)
                span = min(max(whole(attribute(node, "colspan")) or 1, 1), _MOST_SPAN)
                rows[-1].extend([""] * (span - 1))
        return rows if any(len(row) > 1 for row in rows) else []

    def _definitions(self, top: LexborNode) -> list[list[str]]:
        rows: list[list[str]] = []
        for node, entering in below(top, self._skip):
            if not entering or node.tag not in {"dt", "dd"}:
                continue
            text = self._text(node)
            if node.tag == "dt":
                rows.append([text])
            elif rows:
                rows[-1].append(text)
        return [row for row in rows if len(row) > 1]

    def _text(self, top: LexborNode) -> str:
        pieces = []
        for node, entering in below(top, self._skip):
            if node.is_text_node:
                pieces.append(node.text_content or "")
            elif node.tag == "br" or node.tag in _BLOCKS or (node.tag in {"td", "th"} and entering):
                pieces.append(" ")
        return " ".join("".join(pieces).split())


def _nested(table: LexborNode) -> bool:
    return any(node.mem_id != table.mem_id for node in table.css(_LAYOUT))


def _opened(node: LexborNode) -> _List:
    if node.tag != "ol":
        return _List(None, 1)
    start = whole(attribute(node, "start"))
    backwards = "reversed" in node.attributes
    if start is None:
        start = sum(1 for child in node.iter() if child.tag == "li") if backwards else 1
    form = _FORMATS.get(attribute(node, "type"), "decimal")
    return _List(form, start, -1 if backwards else 1)


def _item(text: str, marker: str, depth: int) -> Draft:
    inner = typed_mark(text) if marker == "•" else None
    if inner is not None:
        return Draft(BlockKind.LIST_ITEM, text[inner.length :], inner.text, depth)
    return Draft(BlockKind.LIST_ITEM, text, marker, depth)


def _paragraph(text: str) -> Draft:
    mark = typed_mark(text)
    if mark is None:
        return Draft(BlockKind.PARAGRAPH, text)
    kind = BlockKind.PARAGRAPH if "." in mark.text.rstrip(".") else BlockKind.LIST_ITEM
    level = 0 if kind is BlockKind.PARAGRAPH else 1
    return Draft(kind, text[mark.length :], mark.text, level)
