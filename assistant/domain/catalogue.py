"""What ingest hands to a generation, and what it remembers of each file to notice changes."""

from dataclasses import dataclass

from assistant.domain.documents import Block, Page
from assistant.domain.sources import Finding, Passage, Report


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as it was when it was last looked at, and what became of it."""

    path: bytes
    """Absolute, as the file system has it; names need not be text."""
    name: str
    """Path from the folder that was named, safe to print."""
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    device: int
    seen_ns: int
    """Clock when the above was read: a file that changed about then can't be told by its times."""
    digest: str
    """SHA-256 of the bytes."""
    reader: str = ""
    """Version of all that turns bytes into passages."""
    declared: str = ""
    """Digest of what `reports.yaml` says of the file."""
    report_id: str | None = None
    reason: str | None = None
    """Why it was refused; then there is no report."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with everything that was cut from its file."""

    report: Report
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    contexts: tuple[str, ...]
    """One a passage: what is put before its text when it is embedded, never quoted."""
    findings: tuple[Finding, ...] = ()
