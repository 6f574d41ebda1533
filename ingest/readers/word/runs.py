"""The visible text of a paragraph, and what stands in it that isn't text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ingest.readers.flow import PAGE_BREAK
from ingest.readers.word.names import MC, Element, child, switch, w
from ingest.readers.word.styles import Look, Styles

_SMALLEST_SIZE = 4
"""Half points; smaller text can't be read."""
_WHITE = {"ffffff", "fefefe", "fdfdfd", "white"}


class LeftOut(StrEnum):
    """What was left out or not opened, for the document's notes."""

    HIDDEN = "pieces of hidden text were left out"
    DELETED = "tracked deletions were left out; insertions are read as text"
    COMMENT = "comments were left out"
    OBJECT = "embedded objects were not opened"
    CHUNK = "embedded documents were not read"


@dataclass(slots=True)
class Runs:
    """What a paragraph holds."""

    text: str = ""
    look: Look = field(default_factory=Look)
    """Look of the paragraph; bold and size only where all its text shares them."""
    boxes: list[Element] = field(default_factory=list)
    """Contents of text boxes anchored in it."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """References to notes: ("footnote" or "endnote", id)."""


_SKIPPED = {w("pPr"), w("rPr"), w("instrText"), w("delText"), w("delInstrText"), w("rt")}
_DROPPED = {w("del"): LeftOut.DELETED, w("moveFrom"): LeftOut.DELETED}
_COUNTED = {
    w("commentReference"): LeftOut.COMMENT,
    w("object"): LeftOut.OBJECT,
    w("altChunk"): LeftOut.CHUNK,
}
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-"}


class RunReader:
    """Reads paragraphs' runs, counting what is left out."""

    def __init__(self, styles: Styles, left_out: Counter[LeftOut]) -> None:
        self._styles = styles
        self._left_out = left_out

    def read(self, paragraph: Element, *, on_white: bool) -> Runs:
        """Return what the paragraph holds.

        Args:
            paragraph: a `w:p`.
            on_white: nothing but the page lies behind it, so that white text can't be seen.
        """
        look = self._styles.paragraph(child(paragraph, "pPr"))
        runs = Runs(look=look)
        looks: list[tuple[Look, str]] = []
        pieces: list[str] = []
        for node, run_look in self._walk(paragraph, look):
            if node.tag == w("t"):
                text = node.text or ""
                if not self._is_seen(run_look, text, on_white=on_white):
                    continue
                pieces.append(text.upper() if run_look.capitals else text)
                looks.append((run_look, text))
            else:
                pieces.append(self._sign(node, runs))
        runs.text = "".join(pieces)
        runs.look = _shared(look, looks)
        return runs

    def _walk(self, top: Element, look: Look) -> Iterator[tuple[Element, Look]]:
        """Yield everything in a paragraph that isn't a container, in order."""
        stack = [(node, look) for node in reversed(top)]
        while stack:
            node, look = stack.pop()
            if node.tag in _DROPPED:
                self._left_out[_DROPPED[node.tag]] += 1
            elif node.tag == f"{{{MC}}}AlternateContent":
                chosen = node.find(f"{{{MC}}}Choice")
                chosen = node.find(f"{{{MC}}}Fallback") if chosen is None else chosen
                within = list(chosen) if chosen is not None else []
                stack.extend((below, look) for below in reversed(within))
            elif node.tag == w("r"):
                run = self._styles.run(look, child(node, "rPr"))
                stack.extend((below, run) for below in reversed(node))
            elif node.tag in _LEAVES:
                yield node, look
            elif node.tag not in _SKIPPED:
                stack.extend((below, look) for below in reversed(node))

    def _is_seen(self, look: Look, text: str, *, on_white: bool) -> bool:
        white = (look.colour or "").lower() in _WHITE and on_white and not look.shaded
        if text.strip() and (look.hidden or look.size < _SMALLEST_SIZE or white):
            self._left_out[LeftOut.HIDDEN] += 1
            return False
        return True

    def _sign(self, node: Element, runs: Runs) -> str:
        if node.tag == w("br"):
            return PAGE_BREAK if node.get(w("type")) == "page" else "\n"
        if node.tag == w("txbxContent"):
            runs.boxes.append(node)
        elif node.tag in {w("footnoteReference"), w("endnoteReference")}:
            kind = "footnote" if node.tag == w("footnoteReference") else "endnote"
            runs.notes.append((kind, node.get(w("id"), "")))
        elif node.tag == w("sym"):
            return _symbol(node.get(w("char"), ""))
        elif node.tag in _COUNTED:
            self._left_out[_COUNTED[node.tag]] += 1
        return _SIGNS.get(node.tag, "")


_LEAVES = {
    *_SIGNS,
    *_COUNTED,
    *(w(name) for name in ("t", "br", "txbxContent", "footnoteReference", "endnoteReference")),
    w("sym"),
}


def _symbol(code: str) -> str:
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ue000" <= sign <= "\uf8ff" else sign


def _shared(look: Look, looks: list[tuple[Look, str]]) -> Look:
    shown = [run for run, text in looks if text.strip()]
    if not shown:
        return look
    capitals = all(run.capitals or text == text.upper() for run, text in looks if text.strip())
    return replace(
        look,
        bold=all(run.bold for run in shown),
        size=min(run.size for run in shown),
        capitals=capitals and any(text.upper() != text.lower() for _, text in looks),
    )


def breaks_page_before(properties: Element | None) -> bool:
    """Whether the paragraph starts a page of its own."""
    return bool(switch(properties, "pageBreakBefore"))
