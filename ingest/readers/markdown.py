"""Reads Markdown as the page that it renders to."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.domain.documents import BlockKind, Document
from ingest.readers.characters import decode
from ingest.readers.flow import Draft, Flow
from ingest.readers.nesting import Nesting, typed_mark
from ingest.readers.sniff import MediaType

_DEEPEST = 50
"""Nesting beyond which Markdown is no longer what a person writes."""


def read_markdown(data: bytes) -> Document:
    """Read Markdown (CommonMark with tables). HTML in it isn't shown, and so isn't read.

    Raises:
        InvalidInput: it holds no text, or too much.
    """
    text, note = decode(data)
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    flow = Flow()
    tokens = parser.parse(text)
    flow.add_all(_Walk(tokens).drafts())
    notes = [note] if note else []
    if any(token.type in {"html_block", "html_inline"} for token in _all(tokens)):
        notes.append("HTML inside the Markdown was left out.")
    return flow.document(MediaType.MARKDOWN, None, notes)


class _Walk:
    """One pass over the tokens, keeping the lists that are open."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._lists: list[int | None] = []
        """Next number of each open list; none for bullets."""
        self._marker: str | None = None
        self._item = False
        self._rows: list[list[str]] = []
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._nesting = Nesting()

    def drafts(self) -> Iterator[Draft]:
        for token in self._tokens:
            self._open(token)
            if token.type == "inline" and self._kind is not BlockKind.TABLE:
                yield self._block(_shown(token))
            elif token.type == "inline":
                self._rows[-1].append(_shown(token))
            elif token.type in {"fence", "code_block"}:
                yield Draft(BlockKind.PARAGRAPH, token.content)
            elif token.type == "table_close":
                yield Draft(BlockKind.TABLE, "", rows=self._rows)
                self._kind = BlockKind.PARAGRAPH

    def _open(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._kind, self._level = BlockKind.HEADING, int(token.tag[1:])
            case "heading_close":
                self._kind, self._level = BlockKind.PARAGRAPH, 0
            case "table_open":
                self._kind, self._rows = BlockKind.TABLE, []
            case "tr_open":
                self._rows.append([])
            case _:
                self._list(token)

    def _list(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self._lists.append(None)
            case "ordered_list_open":
                start = token.attrGet("start")
                self._lists.append(int(start) if start is not None else 1)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                number = self._lists[-1]
                self._marker = "•" if number is None else f"{number}{token.markup}"
                if number is not None:
                    self._lists[-1] = number + 1

    def _block(self, text: str) -> Draft:
        if self._kind is BlockKind.HEADING:
            self._nesting.close()
            return Draft(BlockKind.HEADING, text, None, self._level)
        if self._marker is not None:
            marker, self._marker = self._marker, None
            inner = typed_mark(text) if marker == "•" else None
            if inner is not None:
                marker, text = inner.text, text[inner.length :]
            return Draft(BlockKind.LIST_ITEM, text, marker, len(self._lists))
        return self._plain(text)

    def _plain(self, text: str) -> Draft:
        mark = typed_mark(text)
        if mark is None:
            return Draft(BlockKind.PARAGRAPH, text)
        depth = len(self._lists) + self._nesting.depth(mark)
        return Draft(BlockKind.LIST_ITEM, text[mark.length :], mark.text, depth)


def _shown(token: Token) -> str:
    """Return what is seen of an inline token: link texts, code, no pictures, no HTML."""
    pieces = []
    for part in token.children or ():
        if part.type in {"text", "code_inline"}:
            pieces.append(part.content)
        elif part.type in {"softbreak", "hardbreak"}:
            pieces.append("\n")
    return "".join(pieces)


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()
