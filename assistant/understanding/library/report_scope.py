"""Which reports a question is about: by place, title, kind, year or date."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from assistant.domain.sources import Report, Visibility
from assistant.language.dates import find_dates
from assistant.language.glossary import expand
from assistant.language.wording import say_day
from assistant.language.words import STOPWORDS, fold, stem, stems, words
from assistant.ports import Library
from assistant.understanding.library.places import Tokens, find_places, name_tokens, own_name
from assistant.understanding.library.report_names import (
    KINDS_OF_REPORT,
    described_reports,
    not_held,
)

_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")
_LATEST = re.compile(
    r"\b(?:latest|newest|most recent|last)\s+(?:\w+\s+){0,3}"
    r"(?:report|letter|inspection|review|visit)"
)
_NAME_END = re.compile(r"\s+[-–—]\s+|:\s+|\(")
FEW = 3
"""Reports up to which a description names them; beyond, it names their kind."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The reports a question names, by what words, and what it names that isn't held."""

    report_ids: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """As the library writes them: a place, a title, a kind, a year."""
    missing: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    """The question's words that the scope took."""


@dataclass(frozen=True, slots=True)
class _Titled:
    report: Report
    names: tuple[Tokens, ...]
    """Stems of the title and of its short forms."""


class ReportCatalogue:
    """The reports that someone may see, by the names that people use for them."""

    def __init__(self, reports: Sequence[Report], force: str = "the force") -> None:
        """Take the reports and the name of the asker's own force, as far as it has one."""
        self.reports = tuple(reports)
        self.force = force if any(char.isupper() for char in force) else ""
        self._by_id = {report.id: report for report in reports}
        self._places: dict[Tokens, list[str]] = {}
        for report in reports:
            if name := place_of(report):
                self._places.setdefault(name, []).append(report.id)
        self._titled = [_Titled(report, tuple(_title_names(report))) for report in reports]

    @classmethod
    def of(cls, library: Library, classes: Sequence[Visibility]) -> "ReportCatalogue":
        """Make the catalogue of what the classes may see."""
        return cls(library.reports(classes))

    @property
    def by_place(self) -> bool:
        """Whether most reports are about one place each, so that a place decides which is meant."""
        return 2 * sum(map(len, self._places.values())) > len(self.reports)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Folded words of titles, kinds and inspectorates: names of no place."""
        texts = [
            f"{report.title} {report.kind or ''} {report.inspectorate or ''}"
            for report in self.reports
        ]
        return frozenset(word for text in texts for word in words(text))

    def resolve(self, question: str) -> Scope:
        """Return the scope of a question; empty where it names no report at all."""
        places = self._by_places(question)
        if places.report_ids:
            places = self._narrowed(question, places)
        named = self._by_title(question)
        if unheld := not_held(question, self.reports):
            return replace(places, report_ids=(), missing=_once([*places.missing, unheld]))
        a_kind = len(named.report_ids) > FEW
        if not named.report_ids or (a_kind and (places.report_ids or places.missing)):
            return places
        if both := tuple(name for name in places.report_ids if name in named.report_ids):
            return replace(places, report_ids=both, tokens=places.tokens + named.tokens)
        # A report that is named is meant, whatever place it is asked about.
        return named

    def _by_places(self, question: str) -> Scope:
        tokens = name_tokens(question.replace("&", " and "))
        ids: dict[str, None] = {}
        named: list[str] = []
        missing: list[str] = []
        taken: list[str] = []
        for place in find_places(question, self._places):
            if place.held:
                ids.update(dict.fromkeys(self._places[place.name]))
                named.append(self._written(place.name))
                taken += tokens[place.start : place.end]
            elif self._places and not self._in_titles(place.name):
                missing.append(" ".join(place.name).title())
        return Scope(tuple(ids), _once(named), _once(missing), tuple(taken))

    def _written(self, name: Tokens) -> str:
        return self._by_id[self._places[name][0]].place or " ".join(name).title()

    def _in_titles(self, name: Tokens) -> bool:
        return any(_contains(tuple(words(report.title)), name) for report in self.reports)

    def _by_title(self, question: str) -> Scope:
        printed = [each for each in self.reports if _prints_title(question, each)]
        if printed:
            ids = tuple(report.id for report in printed)
            return Scope(ids, _once(report.title for report in printed))
        described, tokens = described_reports(question, self.reports)
        if described:
            ids = tuple(report.id for report in described)
            return Scope(ids, _once(report.title for report in described), tokens=tokens)
        asked = tuple(stems(question))
        best: list[_Titled] = []
        longest = 0
        for titled in self._titled:
            length = max((len(name) for name in titled.names if _named(asked, name)), default=0)
            if length > longest:
                best, longest = [], length
            if length and length == longest:
                best.append(titled)
        ids = tuple(titled.report.id for titled in best)
        return Scope(ids, _once(titled.report.title for titled in best))

    def _narrowed(self, question: str, scope: Scope) -> Scope:
        reports = [self._by_id[report_id] for report_id in scope.report_ids]
        named, missing = list(scope.words), list(scope.missing)
        for narrow in (_by_kind, _by_day, _by_year):
            kept, word = narrow(question, reports, self.reports)
            reports = kept
            named += [word] if word and kept else []
            missing += [f"{scope.words[0]}: {word}"] if word and not kept else []
            if not kept:
                break
        if reports and _LATEST.search(fold(question)):
            newest = max(report.published or date.min for report in reports)
            reports = [each for each in reports if (each.published or date.min) == newest]
        ids = tuple(report.id for report in reports)
        return replace(scope, report_ids=ids, words=_once(named), missing=_once(missing))


def main_title(report: Report) -> str:
    """Return what of a title stands before its colon, dash or bracket."""
    return _NAME_END.split(report.title)[0].strip()


def _prints_title(question: str, report: Report) -> bool:
    """Whether a question has the main part of a title word for word."""
    title = words(main_title(report))
    return len(title) > 1 and f" {' '.join(title)} " in f" {' '.join(words(question))} "


Narrowed = tuple[list[Report], str]


def _by_kind(question: str, reports: list[Report], all_reports: Iterable[Report]) -> Narrowed:
    """Keep the reports of the kind that is named; none where only other kinds are held."""
    asked = {stem(word) for text in (question, *expand(question)) for word in words(text)}
    kinds = {report.kind for report in all_reports if report.kind}
    named = [kind for kind in kinds if {stem(word) for word in words(kind)} - _SMALL <= asked]
    if not named:
        return reports, ""
    kind = max(named, key=lambda each: (len(each), each))
    kept = [report for report in reports if report.kind == kind]
    # A report about no one place may speak of the one that is named.
    return kept or [r for r in all_reports if r.kind == kind and not place_of(r)], kind


def _by_day(question: str, reports: list[Report], _: Iterable[Report]) -> Narrowed:
    days = {written.day for written in find_dates(question) if written.day}
    kept = [report for report in reports if report.published in days]
    if not kept:
        return reports, ""
    day = kept[0].published
    return kept, say_day(day) if day else ""


def _by_year(question: str, reports: list[Report], _: Iterable[Report]) -> Narrowed:
    years = {int(year) for year in _YEAR.findall(question)}
    kept = [report for report in reports if report.published and report.published.year in years]
    if not kept or len(kept) == len(reports):
        return reports, ""
    return kept, str(kept[0].published.year if kept[0].published else "")


_SMALL = frozenset(stem(word) for word in STOPWORDS)


@lru_cache(maxsize=4096)
def place_of(report: Report) -> Tokens:
    """Return the place a report is about: as recorded, else the one its title or name has."""
    if report.place and report.place != report.inspectorate:
        return own_name(report.place)
    for text in (report.title, re.sub(r"[-_.\d]+", " ", report.source)):
        named = {place.name for place in find_places(text.title(), ())}
        if len(named) == 1:
            return next(iter(named))
    return ()


def _title_names(report: Report) -> list[Tokens]:
    """Return the stems of a title and of its parts, before and after a colon or dash."""
    pieces = [report.title, *_NAME_END.split(report.title)]
    names = [tuple(stems(piece)) for piece in pieces]
    return [name for name in dict.fromkeys(names) if name]


def _named(asked: Tokens, name: Tokens) -> bool:
    """Say whether a question names a title: in full, or by one word next to "report"."""
    distinctive = [word for word in name if word not in KINDS_OF_REPORT]
    if not distinctive:
        return False
    if len(distinctive) > 1:
        return _contains(asked, name) or _contains(asked, tuple(distinctive))
    return any(
        first == distinctive[0] and second in KINDS_OF_REPORT for first, second in pairwise(asked)
    )


def _contains(whole: Tokens, part: Tokens) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
