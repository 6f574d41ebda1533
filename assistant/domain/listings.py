"""What is shown without an answer being made: ranked passages, register listings, pages."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from assistant.domain.documents import Page
from assistant.domain.register import RegisterEntry
from assistant.domain.sources import Passage, Report


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
