"""From a document as read to a report with its passages and findings."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assistant.domain.catalogue import Reading, SourceFile
from assistant.domain.documents import Document
from assistant.domain.errors import InvalidInput
from assistant.domain.sources import Report
from assistant.ports import Encoder
from ingest.declared import Declared
from ingest.discover import printable
from ingest.findings import find_findings, tie
from ingest.metadata import Description, describe
from ingest.passages import context, embedded_text, split

_READERS = ("pypdfium2", "python-docx", "selectolax")


def cut(
    file: SourceFile, document: Document, declared: Declared | None, encoder: Encoder
) -> Reading:
    """Describe a document, split it into passages and find its findings.

    Raises:
        InvalidInput: there is no text in it to split.
    """
    name = printable(Path(file.name).name)
    described = describe(document, name, declared)
    report = _report(file, name, document, described)
    found = find_findings(report, document.blocks)
    passages = split(
        report, document.blocks, encoder.tokens, encoder.max_tokens, found, document.pages
    )
    if not passages:
        raise InvalidInput(
            "There is no text in it that can be searched. A scan needs OCR before it is ingested."
        )
    lines = [context(report.title, passage.heading, report.place) for passage in passages]
    return Reading(
        report=report,
        pages=document.pages,
        blocks=document.blocks,
        passages=tuple(passages),
        contexts=tuple(
            embedded_text(passage, line).removesuffix(passage.text)
            for passage, line in zip(passages, lines, strict=True)
        ),
        findings=tuple(tie(found, passages)),
    )


@cache
def reader_version() -> str:
    """Return the version of all that turns bytes into passages.

    It is the digest of our own sources for that, with the versions of the libraries below them:
    whatever changes there, files are read again by the next run.
    """
    own = Path(__file__).parent
    digest = hashlib.sha256()
    for folder in (own, own.parent / "assistant" / "language"):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".yaml"} and not path.is_relative_to(own / "register"):
                digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    libraries = [f"{name} {_version(name)}" for name in _READERS]
    return f"{digest.hexdigest()[:16]}, {', '.join(libraries)}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _report(file: SourceFile, name: str, document: Document, described: Description) -> Report:
    return Report(
        id=file.report_id or "",
        source=name,
        digest=file.digest,
        media_type=document.media_type,
        title=described.title,
        title_basis=described.title_basis,
        pages=len(document.pages),
        published=described.published,
        published_basis=described.published_basis,
        inspectorate=described.inspectorate,
        kind=described.kind,
        place=described.place,
        supersedes=described.supersedes,
        withdrawn=described.withdrawn,
        visibility=described.visibility,
        notes=(*document.notes, *described.notes),
    )
