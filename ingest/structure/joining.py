"""Lines into running text: line ends, hyphens at line ends, raised note marks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain.documents import Part
from ingest.structure.lines import Line, PageLines

TOKEN = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
LINE_HYPHEN = re.compile(r"(?<=\w)[-‐‑]$")
SENTENCE_END = re.compile(r"[.!?][\"'’”)\]]*$")
NEXT_LINE = 2
"""Characters between two lines at most: the line end, and a hyphen that was left out."""
FIRST_TOKEN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a block, from some offset of its text on (past a list mark)."""

    page: int
    line: Line
    begin: int = 0


class Hyphens:
    """Decides whether a hyphen at a line end belongs to the word, by the document's own usage."""

    def __init__(self, pages: Iterable[PageLines]) -> None:
        self._uses: Counter[str] = Counter()
        for page in pages:
            for line in page.lines:
                self._count(line.text)

    def _count(self, text: str) -> None:
        tokens = [match.group().casefold() for match in TOKEN.finditer(text)]
        if tokens and LINE_HYPHEN.search(text):
            tokens.pop()
        for token in tokens:
            self._uses[token] += 1
            if "-" in token:
                self._uses.update(token.split("-"))

    def keeps(self, before: str, after: str) -> bool:
        """Say whether "before-" at a line end, followed by "after", keeps its hyphen."""
        head = re.search(r"[^\W_]+(?:[-‐‑][^\W_]+)*$", before)
        tail = FIRST_TOKEN.match(after)
        if head is None or tail is None or not head.group().isalpha() or tail.group()[0].isupper():
            return True
        first, second = head.group().casefold(), tail.group().casefold()
        whole, split = self._uses[first + second], self._uses[f"{first}-{second}"]
        if whole != split:
            return split > whole
        return self._uses[first] > 0 and self._uses[second] > 0


def join(pieces: Sequence[Piece], hyphens: Hyphens) -> tuple[str, tuple[Part, ...]]:
    """Return the running text of lines and where each stretch of it stands.

    A raised note mark after the end of a sentence is left out and a newline stands in its place,
    so that each sentence can be quoted as printed; elsewhere it stays, glued as printed.
    """
    builder = _Builder(hyphens)
    for index, piece in enumerate(pieces):
        builder.add(piece, is_last=index == len(pieces) - 1)
    return builder.text, tuple(builder.parts)


class _Builder:
    def __init__(self, hyphens: Hyphens) -> None:
        self.text = ""
        self.parts: list[Part] = []
        self._hyphens = hyphens
        self._broken = False
        """A note mark was left out just before."""

    def add(self, piece: Piece, *, is_last: bool) -> None:
        line = piece.line
        at = piece.begin
        for begin, end in (*line.notes, (len(line.text), len(line.text))):
            if begin < at:
                continue
            rest = line.text[end:].strip()
            if end > begin and not self._drops(line.text[at:begin], ends=is_last and not rest):
                continue
            self._append(piece, at, begin)
            self._broken = self._broken or end > begin
            at = end

    def _drops(self, before: str, *, ends: bool) -> bool:
        before = before.rstrip() or self.text
        return bool(before) and (ends or SENTENCE_END.search(before) is not None)

    def _append(self, piece: Piece, begin: int, end: int) -> None:
        raw = piece.line.text[begin:end]
        text = raw.strip()
        if not text:
            return
        begin += len(raw) - len(raw.lstrip())
        end = begin + len(text)
        self._meet(text)
        start = len(self.text)
        self.text += " ".join(text.split())
        offset = piece.line.start
        self._place(Part(start, len(self.text), piece.page, offset + begin, offset + end))
        self._broken = False

    def _meet(self, text: str) -> None:
        """Prepare the end of what is there for what follows on the next line."""
        if not self.text:
            return
        if self._broken:
            self.text += "\n"
        elif LINE_HYPHEN.search(self.text):
            if not self._hyphens.keeps(self.text[:-1], text):
                self.text = self.text[:-1]
                last = self.parts[-1]
                self.parts[-1] = Part(
                    last.start, last.end - 1, last.page, last.page_start, last.page_end - 1
                )
        else:
            self.text += " "

    def _place(self, part: Part) -> None:
        last = self.parts[-1] if self.parts else None
        if last is None or self._broken or not _adjoin(last, part):
            self.parts.append(part)
            return
        self.parts[-1] = Part(last.start, part.end, last.page, last.page_start, part.page_end)


def _adjoin(last: Part, part: Part) -> bool:
    """Say whether nothing stands between them on the page but a line end (or its hyphen)."""
    return last.page == part.page and 0 <= part.page_start - last.page_end <= NEXT_LINE
