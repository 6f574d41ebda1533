"""Readers: one file's bytes in, one document out."""

from dataclasses import replace

from assistant.domain.documents import Document
from assistant.domain.errors import InvalidInput
from ingest.readers.sniff import MediaType, media_type, mismatch


def read(data: bytes, name: str) -> Document:
    """Read a file as what its content is.

    Args:
        data: the whole file.
        name: its name, for telling Markdown from text and for noting where it misleads.

    Raises:
        InvalidInput: it can't be read; the message says why and what to do.
    """
    kind = media_type(data, name)
    document = _read_as(kind, data)
    if not any(page.text.strip() for page in document.pages) or not document.blocks:
        raise InvalidInput("The file holds no text; a scan needs OCR first.")
    odd = mismatch(kind, name)
    return replace(document, notes=(odd, *document.notes)) if odd else document


def _read_as(kind: MediaType, data: bytes) -> Document:
    """Each reader brings its own libraries, and is only loaded for its own kind of file."""
    match kind:
        case MediaType.PDF:
            from ingest.readers.pdf import read_pdf

            return read_pdf(data)
        case MediaType.DOCX:
            from ingest.readers.docx import read_docx

            return read_docx(data)
        case MediaType.HTML:
            from ingest.readers.html import read_html

            return read_html(data)
        case MediaType.MARKDOWN:
            from ingest.readers.markdown import read_markdown

            return read_markdown(data)
        case MediaType.TEXT:
            from ingest.readers.text import read_text

            return read_text(data)
