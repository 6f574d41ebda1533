"""Nouns with defaults, so that a test states only what it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from assistant.domain.answers import (
    Answer,
    Asked,
    Kind,
    Outcome,
    PassageSource,
    Provenance,
    RegisterSource,
    Statement,
)
from assistant.domain.documents import Part
from assistant.domain.register import RegisterEntry, RegisterVersion, Status
from assistant.domain.sources import (
    Basis,
    Finding,
    FindingKind,
    Passage,
    PassageKind,
    Report,
    Visibility,
)

DIGEST = "0" * 64


def a_report(**changes: Any) -> Report:
    report = Report(
        id="r1",
        source="report.pdf",
        digest=DIGEST,
        media_type="application/pdf",
        title="Handling of found property",
        title_basis=Basis.DOCUMENT,
        pages=10,
        published=date(2026, 3, 2),
        published_basis=Basis.DOCUMENT,
    )
    return replace(report, **changes)


def a_passage(text: str, **changes: Any) -> Passage:
    passage = Passage(
        id="p1",
        report_id="r1",
        ordinal=0,
        kind=PassageKind.TEXT,
        text=text,
        heading=("Findings",),
        parts=(Part(0, len(text), 3, 0, len(text)),),
        visibility=Visibility.PUBLIC,
    )
    return replace(passage, **changes)


def a_finding(text: str, **changes: Any) -> Finding:
    finding = Finding(
        id="f1",
        report_id="r1",
        kind=FindingKind.RECOMMENDATION,
        number="1",
        text=text,
        addressees=(),
        deadline=None,
        section=None,
        published=None,
        passage_ids=("p1",),
        page=3,
        page_end=3,
    )
    return replace(finding, **changes)


def an_entry(**changes: Any) -> RegisterEntry:
    entry = RegisterEntry(
        id="Register!5",
        ref="HFP-1",
        ref_made=False,
        report="Handling of found property",
        number="1",
        kind="recommendation",
        text="The force should record every item of found property within one day.",
        status=Status.IN_PROGRESS,
        status_text="In progress",
        sheet="Register",
        row=5,
        visibility=Visibility.FORCE,
    )
    return replace(entry, **changes)


def a_version(*entries: RegisterEntry, **changes: Any) -> RegisterVersion:
    version = RegisterVersion(
        id="2026-09-30-0000",
        as_at=date(2026, 9, 30),
        source="register.xlsx",
        digest=DIGEST,
        entries=entries,
    )
    return replace(version, **changes)


def a_quotation(quote: str, **changes: Any) -> PassageSource:
    source = PassageSource(
        passage_id="p1",
        report_id="r1",
        source="report.pdf",
        title="Handling of found property",
        published=date(2026, 3, 2),
        page=3,
        page_label="1",
        heading=("Findings",),
        quote=quote,
    )
    return replace(source, **changes)


def a_row(**changes: Any) -> RegisterSource:
    source = RegisterSource(
        entry_id="Register!5",
        ref="HFP-1",
        source="register.xlsx",
        sheet="Register",
        row=5,
        quote="The force should record every item of found property within one day.",
        version="2026-09-30-0000",
    )
    return replace(source, **changes)


def an_answer(*statements: Statement, **changes: Any) -> Answer:
    answer = Answer(
        outcome=Outcome.ANSWERED,
        kind=Kind.REPORT,
        statements=statements,
        asked=Asked(interpretation="what was asked", today=date(2026, 10, 1)),
        provenance=Provenance(index="g1", register_as_at=None),
    )
    return replace(answer, **changes)
