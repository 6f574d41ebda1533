"""Reads plain text: paragraphs, lists and headings as people type them."""

from assistant.domain.documents import Document, Page
from assistant.domain.errors import InvalidInput
from ingest.readers.characters import decode, visible
from ingest.readers.flow import MAX_CHARACTERS, MAX_PAGES, PAGE_BREAK
from ingest.readers.sniff import MediaType
from ingest.structure import PageLines, blocks, plain_lines


def read_text(data: bytes) -> Document:
    """Read plain text; form feeds end pages.

    Raises:
        InvalidInput: it holds no text, or too much.
    """
    raw, note = decode(data)
    if len(raw) > MAX_CHARACTERS:
        raise InvalidInput(
            f"The file holds more than {MAX_CHARACTERS:,} characters; split it and try again."
        )
    text, dropped = visible(raw.replace("\r\n", "\n").replace("\r", "\n"))
    sheets = text.rstrip(PAGE_BREAK + "\n").split(PAGE_BREAK)
    if len(sheets) > MAX_PAGES:
        raise InvalidInput(f"The file has more than {MAX_PAGES:,} pages; split it and try again.")
    found = blocks([PageLines(number, plain_lines(one)) for number, one in enumerate(sheets, 1)])
    if not found:
        raise InvalidInput("The file holds no text that a reader would see.")
    notes = [note] if note else []
    if dropped:
        notes.append(f"{dropped} invisible characters were left out.")
    pages = tuple(Page(number, None, one) for number, one in enumerate(sheets, 1))
    return Document(MediaType.TEXT, pages, tuple(found), None, tuple(notes))
