"""Which register entry comes from which finding of which report."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from assistant.domain.register import RegisterEntry
from assistant.domain.sources import Finding, Report
from assistant.language.numbers import roman
from assistant.language.words import fold, words

SAME_TITLE = 85
"""Least token-set likeness (0 to 100) of two ways of writing one report's title."""
OTHER_KIND = 65
"""Least likeness of the words of an entry and a finding that are said to be of other kinds."""
SAME_WORDS = 80
"""Least token-set likeness of a register's wording and the finding that it comes from."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A register entry with the finding that it comes from, and how alike their words are."""

    entry: RegisterEntry
    finding: Finding
    report: Report
    likeness: float
    """0 to 100."""
    number_differs: bool = False


@dataclass(frozen=True, slots=True)
class Ties:
    """Every entry and finding, tied or not."""

    tied: tuple[Tie, ...]
    unknown_report: tuple[RegisterEntry, ...]
    """Entries of reports that are not indexed."""
    no_finding: tuple[tuple[RegisterEntry, Report], ...]
    """Entries of an indexed report that match none of its findings."""
    not_in_register: tuple[tuple[Finding, Report], ...]


def tie(
    entries: Sequence[RegisterEntry], findings: Iterable[Finding], reports: Iterable[Report]
) -> Ties:
    """Tie entries to findings: same report, then same number or else the closest words."""
    by_id = {report.id: report for report in reports}
    published = _by_publication([each for each in findings if each.report_id in by_id], by_id)
    titles = list(published)
    tied: list[Tie] = []
    unknown: list[RegisterEntry] = []
    unmatched: list[tuple[RegisterEntry, Report]] = []
    known: dict[str, str | None] = {}
    for entry in entries:
        if entry.report not in known:
            known[entry.report] = closest_title(entry.report, titles)
        title = known[entry.report]
        if title is None:
            unknown.append(entry)
            continue
        candidates = published[title]
        found = _match(entry, candidates, by_id)
        if found:
            tied.append(found)
        else:
            unmatched.append((entry, by_id[candidates[0].report_id]))
    taken = {each.finding.id for each in tied}
    missing = tuple(
        (finding, by_id[finding.report_id])
        for group in published.values()
        for finding in group
        if finding.id not in taken
    )
    return Ties(tuple(tied), tuple(unknown), tuple(unmatched), missing)


@lru_cache(maxsize=16_384)
def number_key(number: str | None) -> str:
    """Return a printed number so that "IV.", "iv" and "4" are the same."""
    plain = fold(number or "").strip(" .():")
    value = roman(plain)
    return str(value) if value else plain.lstrip("0")


def _by_publication(
    findings: Iterable[Finding], reports: dict[str, Report]
) -> dict[str, list[Finding]]:
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[title_key(finding.section or reports[finding.report_id].title)].append(finding)
    return grouped


def title_key(title: str) -> str:
    """Return the form in which titles of reports are compared."""
    return " ".join(words(title))


def closest_title(title: str, titles: Sequence[str]) -> str | None:
    """Return which of the compared forms of titles is meant by a title, if any is."""
    wanted = title_key(title)
    if wanted in titles:
        return wanted
    found = process.extract(
        wanted, titles, scorer=fuzz.token_set_ratio, score_cutoff=SAME_TITLE, limit=5
    )
    if not found:
        return None
    # A title that merely contains the other scores full marks; the closest in length is meant.
    return max(found, key=lambda each: (fuzz.ratio(wanted, each[0]), each[0]))[0]


def _is_alike(entry: RegisterEntry, finding: Finding, likeness: float) -> bool:
    """Whether a finding of the entry's number can be the one: kinds are numbered each anew."""
    return fold(entry.kind) == finding.kind.value or likeness >= OTHER_KIND


def _match(
    entry: RegisterEntry, findings: Sequence[Finding], reports: dict[str, Report]
) -> Tie | None:
    likeness = {each.id: fuzz.token_set_ratio(entry.text, each.text) for each in findings}
    same = [each for each in findings if number_key(each.number) == number_key(entry.number)]
    same = [each for each in same if each.number and _is_alike(entry, each, likeness[each.id])]
    if same:
        best = max(same, key=lambda each: likeness[each.id])
        return Tie(entry, best, reports[best.report_id], likeness[best.id])
    best = max(findings, key=lambda each: likeness[each.id])
    if likeness[best.id] < SAME_WORDS:
        return None
    differs = bool(entry.number and best.number)
    return Tie(entry, best, reports[best.report_id], likeness[best.id], number_differs=differs)
