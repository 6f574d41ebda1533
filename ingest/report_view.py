"""What a run did, as a document and as lines."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from assistant.language.wording import counted, say_day
from ingest.report import IngestReport

SHOWN = 10
"""Names shown of each kind; the JSON document holds all of them."""


def report_document(report: IngestReport) -> dict[str, Any]:
    """Return the report as programs see it."""
    document = asdict(report)
    document["refused"] = [{"file": file, "reason": why} for file, why in report.refused]
    if report.register:
        document["register"]["as_at"] = report.register.as_at.isoformat()
    return document


def report_text(report: IngestReport) -> str:
    """Return the report for a person."""
    return _printable("\n".join(_lines(report)))


def _lines(report: IngestReport) -> Iterator[str]:
    if report.dry_run:
        yield "Nothing was changed; this is what would be done."
    for kind in ("added", "changed", "removed"):
        yield from _named(kind.capitalize(), getattr(report, kind))
    yield f"Unchanged: {counted(len(report.unchanged), 'file')}"
    if report.refused:
        yield f"Refused: {counted(len(report.refused), 'file')}"
        yield from (f"  {file}: {reason}" for file, reason in report.refused)
    yield from _named("Not read, being of other kinds", report.ignored)
    yield from (f"Note: {note}" for note in report.notes)
    yield from _register(report)
    if report.generation:
        made = "built" if report.is_new else "still current"
        yield (
            f"Index {report.generation} {made}: {counted(report.reports, 'report')}, "
            f"{counted(report.pages, 'page')}, {counted(report.passages, 'passage')} "
            f"({report.took_s.get('total', 0):.1f} s)."
        )


def _named(title: str, names: list[str]) -> Iterator[str]:
    if not names:
        return
    yield f"{title}: {counted(len(names), 'file')}"
    yield from (f"  {name}" for name in names[:SHOWN])
    if len(names) > SHOWN:
        yield f"  and {len(names) - SHOWN} more"


def _register(report: IngestReport) -> Iterator[str]:
    load = report.register
    if load is None:
        return
    kept = "loaded" if load.is_new else "already kept"
    if report.dry_run:
        kept = "readable"
    yield (
        f"Register {load.source} as at {say_day(load.as_at)} {kept}: "
        f"{counted(load.entries, 'entry', 'entries')}, {counted(len(load.issues), 'doubt')}"
    )
    yield from (f"  {issue}" for issue in load.issues)
    if load.profile and (load.is_new or report.dry_run):
        yield "  Its headers were read as below; a file like it, named by --profile, changes that."
        yield from (f"    {line}" for line in load.profile.splitlines())


def _printable(text: str) -> str:
    return "".join(char for char in text if char == "\n" or char.isprintable())
