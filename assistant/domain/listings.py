"""What is shown without an answer being made: ranked passages, register listings, pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from assistant.domain.documents import Page
from assistant.domain.register import RegisterEntry
from assistant.domain.sources import Finding, Passage, Report


class RankedPassage(NamedTuple):
    """A passage that was found, with its report and its fused score (higher is better)."""

    passage: Passage
    report: Report
    score: float


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries that match exact filters: the page asked for, and how many match in all."""

    entries: tuple[RegisterEntry, ...]
    count: int
    offset: int
    as_at: date
    version: str
    source: str
    today: date


class ReportPage(NamedTuple):
    """A page and the report that it belongs to."""

    report: Report
    page: Page


class ReportView(NamedTuple):
    """A report with what it asks for, and the register entries that come from it."""

    report: Report
    findings: tuple[Finding, ...]
    entries: Mapping[str, tuple[RegisterEntry, ...]]
    """By the finding's id."""
    quotes: Mapping[str, str]
    """What of a finding stands on the page where it begins, by the finding's id."""


class Origin(NamedTuple):
    """The finding that a register entry comes from."""

    finding: Finding
    quote: str | None
    """What of it stands on the page where it begins."""


class Coverage(NamedTuple):
    """What answers come from, and how fresh it is."""

    reports: tuple[Report, ...]
    refused: tuple[tuple[str, str], ...]
    built: datetime
    register_as_at: date | None
    register_source: str | None
    entries: int
    """How many entries the asker may see."""
