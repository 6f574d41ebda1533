"""Reads Word documents: what a reader sees, in order, with headings, lists, tables and notes.

Word files have no fixed pages: a page here ends where the author put a page break.
"""

from collections import Counter
from collections.abc import Iterator

from assistant.domain.documents import BlockKind, Document
from assistant.domain.errors import InvalidInput
from ingest.readers.archive import Archive
from ingest.readers.flow import PAGE_BREAK, Draft, Flow, rejoined
from ingest.readers.sniff import MediaType
from ingest.readers.word.blocks import BlockReader
from ingest.readers.word.names import Element, child, w
from ingest.readers.word.numbering import Numbering
from ingest.readers.word.runs import LeftOut, RunReader
from ingest.readers.word.styles import Styles

_MAIN = "word/document.xml"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_EXTERNAL = "External"
_FETCHED = ("attachedTemplate", "/image", "oleObject", "subDocument", "frame")


def read_docx(data: bytes) -> Document:
    """Read a Word document.

    Raises:
        InvalidInput: it is damaged, encrypted, over the limits or holds no text.
    """
    archive = Archive(data)
    main = _main_part(archive)
    root = archive.xml(main)
    body = child(root, "body") if root is not None else None
    if body is None:
        raise InvalidInput("The file is damaged: it has no document body.")
    folder = main.rpartition("/")[0]
    left_out: Counter[LeftOut] = Counter()
    styles = Styles(archive.xml(f"{folder}/styles.xml"))
    numbering = Numbering(archive.xml(f"{folder}/numbering.xml"))
    reader = BlockReader(styles, numbering, RunReader(styles, left_out), left_out)
    flow = Flow()
    flow.add_all(rejoined(_with_notes(reader, body, archive, folder)))
    notes = [f"{count} {what}." for what, count in sorted(left_out.items())]
    return flow.document(MediaType.DOCX, _title(archive), [*notes, *_dangers(archive, folder)])


def _main_part(archive: Archive) -> str:
    """Follow the package's own relationship; a few writers give the part another name."""
    relations = archive.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            target = relation.get("Target", "").lstrip("/")
            if target.lower() in archive.names:
                return target
    if _MAIN in archive.names:
        return _MAIN
    raise InvalidInput("The file is damaged: it has no main document part.")


def _with_notes(
    reader: BlockReader, body: Element, archive: Archive, folder: str
) -> Iterator[Draft]:
    """Set notes at the end of the page that refers to them, endnotes at the end of all."""
    texts = {
        kind: _note_texts(archive.xml(f"{folder}/{kind}s.xml"), kind)
        for kind in ("footnote", "endnote")
    }
    numbers: Counter[str] = Counter()
    waiting: list[Draft] = []
    at_end: list[Draft] = []
    for draft, references in reader.blocks(body):
        for kind, note_id in references:
            if note_id not in texts[kind]:
                continue
            numbers[kind] += 1
            text = " ".join(reader.plain(texts[kind][note_id]).split())
            note = Draft(BlockKind.FOOTNOTE, text, marker=str(numbers[kind]))
            (waiting if kind == "footnote" else at_end).append(note)
        if PAGE_BREAK in draft.text and not draft.text.partition(PAGE_BREAK)[0].strip():
            yield from waiting
            waiting = []
        yield draft
    yield from waiting
    yield from at_end


def _note_texts(root: Element | None, kind: str) -> dict[str, Element]:
    if root is None:
        return {}
    return {
        note.get(w("id"), ""): note
        for note in root.iterfind(w(kind))
        if note.get(w("type"), "normal") == "normal"
    }


def _title(archive: Archive) -> str | None:
    try:
        core = archive.xml("docProps/core.xml")
    except InvalidInput:
        # Broken properties don't make the report unreadable.
        return None
    found = core.find(_DC_TITLE) if core is not None else None
    return found.text if found is not None else None


def _dangers(archive: Archive, folder: str) -> Iterator[str]:
    if any(name.endswith("vbaproject.bin") for name in archive.names):
        yield "It carries macros, which were not run."
    if any(".." in name.split("/") or name.startswith("/") for name in archive.raw_names):
        yield "Names of its parts point outside the file; they were not used."
    if any("/embeddings/" in name for name in archive.names):
        yield "It carries embedded files, which were not opened."
    outside = _outside(archive, folder)
    if outside:
        yield f"It points to {outside} things outside the file, which were not fetched."
    if child(archive.xml(f"{folder}/settings.xml"), "documentProtection") is not None:
        yield "It is protected against changes."


def _outside(archive: Archive, folder: str) -> int:
    """Count the templates, pictures and objects that Word would fetch on opening."""
    outside = 0
    for part in ("document", "settings"):
        relations = archive.xml(f"{folder}/_rels/{part}.xml.rels")
        for relation in relations if relations is not None else ():
            kind = str(relation.get("Type", ""))
            outside += relation.get("TargetMode") == _EXTERNAL and kind.endswith(_FETCHED)
    return outside
