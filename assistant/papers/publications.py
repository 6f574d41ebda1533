"""The reports of a period, as the library and the register have them, joined by title."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.domain.register import RegisterEntry
from assistant.domain.sources import Finding, Report
from assistant.language.words import fold
from assistant.register.ties import Tie, Ties, closest_title, tie, title_key
from assistant.register.wording import number_key

UNNAMED = "Report not named in the register"
COMMITTEE_PAPER = "committee paper"
"""Kind of report that tells of other publications and is none itself."""


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
    found: dict[str, Publication] = {}
    for each in sorted(singles, key=_newest_first):
        found[_own_key(each, found)] = _single(each, by_report[each.id])
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


def _newest_first(report: Report) -> tuple[int, str]:
    return (-(report.published or date.min).toordinal(), report.id)


def _own_key(report: Report, taken: Mapping[str, Publication]) -> str:
    """Return the key of a report; of several with one title, the newest has the title's own."""
    key = title_key(report.title)
    return f"{key} ({report.id})" if key in taken else key


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
    printed_days = _days_by_title(entries)
    for entry in entries:
        printed = fold(entry.report)
        if printed not in meant:
            # A title that only the register has stands for itself, folded as SQL compares it.
            closest = closest_title(entry.report, titles)
            own = _edition(closest, printed_days[printed], found) if closest else None
            meant[printed] = own or f"register: {printed}"
        one = found.setdefault(
            meant[printed], Publication(entry.report if printed else UNNAMED, None)
        )
        one.entries.append(entry)
        if entry.id in ties:
            one.ties[entry.id] = ties[entry.id]
    for one in found.values():
        one.entries = _in_order(one.entries)
        days = Counter(each.published for each in one.entries if each.published)
        if one.published is None and days:
            one.published = min(days, key=lambda day: (-days[day], day))
        one.other_days = {day for day in days if day != one.published}


def _days_by_title(entries: Sequence[RegisterEntry]) -> dict[str, Counter[date]]:
    days: dict[str, Counter[date]] = defaultdict(Counter)
    for each in entries:
        days[fold(each.report)].update([each.published] if each.published else [])
    return days


def _edition(key: str, days: Counter[date], found: Mapping[str, Publication]) -> str:
    """Return which of several reports with one title the register's days are of, if it says so."""
    title = title_key(found[key].title)
    alike = [each for each, one in found.items() if title_key(one.title) == title]
    known = [each for each in alike if found[each].published in days]
    return max(known, key=lambda each: days[found[each].published or date.min], default=key)


def _in_order(entries: Sequence[RegisterEntry]) -> list[RegisterEntry]:
    """Return entries by kind, in the order in which the register first has each, and number."""
    kinds: dict[str, int] = {}
    for each in sorted(entries, key=lambda e: (e.sheet, e.row)):
        kinds.setdefault(fold(each.kind), len(kinds))
    return sorted(
        entries,
        key=lambda e: (kinds[fold(e.kind)], number_key(e.number or ""), e.sheet, e.row),
    )
