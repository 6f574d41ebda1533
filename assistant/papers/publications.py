"""The reports of a period, as the library and the register have them, joined by title."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.domain.register import RegisterEntry
from assistant.domain.sources import Finding, Report
from assistant.language.words import fold
from assistant.register.ties import Tie, Ties, closest_title, tie, title_key
from assistant.register.wording import number_key

COMMITTEE_PAPER = "committee paper"
"""Kind of report that tells of other publications and is none itself."""

FindingsOf = Callable[[Sequence[str]], list[Finding]]


@dataclass(slots=True)
class Publication:
    """One publication of an inspectorate."""

    title: str
    published: date | None
    report: Report | None = None
    """The document that it is known from; none where only the register knows it."""
    section: str | None = None
    """Heading that it stands under, where the document tells of several publications."""
    findings: list[Finding] = field(default_factory=list)
    entries: list[RegisterEntry] = field(default_factory=list)
    ties: dict[str, Tie] = field(default_factory=dict)
    """Entry id -> the finding that it comes from."""
    other_days: set[date] = field(default_factory=set)
    """Days of publication that the register gives and the document doesn't."""

    @property
    def register_titles(self) -> tuple[str, ...]:
        """The ways in which the register prints the title."""
        return tuple(dict.fromkeys(entry.report for entry in self.entries))

    @property
    def name(self) -> str:
        """What the section of the paper about it is called."""
        return "report-" + "-".join(title_key(self.title).split()[:8])


@dataclass(frozen=True, slots=True)
class Library:
    """Every publication that the library or the register knows."""

    publications: tuple[Publication, ...]
    digests: tuple[Report, ...]
    """Documents that tell of several publications."""
    ties: Ties


def publications(
    reports: Iterable[Report], findings: Sequence[Finding], entries: Sequence[RegisterEntry]
) -> Library:
    """Return every publication, by day; those without one come last."""
    shown = list(reports)
    by_report: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_report[finding.report_id].append(finding)
    digests = [each for each in shown if _is_digest(each, by_report[each.id])]
    singles = [each for each in shown if each not in digests]
    found = {title_key(each.title): _single(each, by_report[each.id]) for each in singles}
    for each in digests:
        for one in _sections(each, by_report[each.id]):
            if closest_title(one.title, list(found)) is None:
                found[title_key(one.title)] = one
    ties = tie(entries, [f for one in found.values() for f in one.findings], shown)
    _add_entries(found, entries, {each.entry.id: each for each in ties.tied})
    ordered = sorted(found.values(), key=lambda one: (one.published or date.max, one.title))
    return Library(tuple(ordered), tuple(digests), ties)


def _is_digest(report: Report, findings: Sequence[Finding]) -> bool:
    if report.kind == COMMITTEE_PAPER:
        return True
    return bool(findings) and all(each.section for each in findings)


def _single(report: Report, findings: Sequence[Finding]) -> Publication:
    return Publication(report.title, report.published, report, findings=list(findings))


def _sections(report: Report, findings: Sequence[Finding]) -> list[Publication]:
    held: dict[str, Publication] = {}
    for each in findings:
        if each.section:
            one = held.setdefault(
                each.section, Publication(each.section, each.published, report, each.section)
            )
            one.findings.append(each)
    return list(held.values())


def _add_entries(
    found: dict[str, Publication], entries: Sequence[RegisterEntry], ties: Mapping[str, Tie]
) -> None:
    titles = list(found)
    meant: dict[str, str] = {}
    for entry in entries:
        printed = fold(entry.report)
        if printed not in meant:
            # A title that only the register has stands for itself, folded as SQL compares it.
            meant[printed] = closest_title(entry.report, titles) or f"register: {printed}"
        one = found.setdefault(meant[printed], Publication(entry.report, None))
        one.entries.append(entry)
        if entry.id in ties:
            one.ties[entry.id] = ties[entry.id]
    for one in found.values():
        one.entries = _in_order(one.entries)
        days = Counter(each.published for each in one.entries if each.published)
        if one.published is None and days:
            one.published = min(days, key=lambda day: (-days[day], day))
        one.other_days = {day for day in days if day != one.published}


def _in_order(entries: Sequence[RegisterEntry]) -> list[RegisterEntry]:
    """Return entries by kind, in the order in which the register first has each, and number."""
    kinds: dict[str, int] = {}
    for each in sorted(entries, key=lambda e: (e.sheet, e.row)):
        kinds.setdefault(fold(each.kind), len(kinds))
    return sorted(
        entries,
        key=lambda e: (kinds[fold(e.kind)], number_key(e.number or ""), e.sheet, e.row),
    )
