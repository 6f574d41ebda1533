"""Questions about the library itself: which reports are held, how many, the newest."""

import re
from collections.abc import Iterable
from datetime import date

from assistant.domain.plans import LibraryAsk, LibraryQuery
from assistant.domain.sources import Report
from assistant.language.wording import say_day
from assistant.language.words import STOPWORDS, stem, stems, words
from assistant.settings import Settings
from assistant.understanding.library.report_names import names_of
from assistant.understanding.library.report_scope import ReportCatalogue
from assistant.understanding.periods.periods import Period, find_periods
from assistant.understanding.words.courtesy import without_courtesy

_REPORTS = frozenset(
    words("report reports publication publications inspection inspections document documents")
)
_LETTERS = frozenset(words("letter letters"))
"""Reports of a kind where some are called so, else what people call any report."""
_KINDS = _LETTERS | frozenset(words("thematic thematics assessment assessments"))
"""Reports too, but of a kind, which must be held."""
_HOLDING = frozenset(words("indexed library held hold cover covers covered"))
_PUBLISHED = frozenset(
    words("publish published publishes publication issued issue released release out")
)
_NEWEST = frozenset(words("latest newest recent last"))
_SEVERAL = frozenset(words("reports publications inspections documents letters"))
_OLDEST = frozenset(words("oldest earliest"))
_SAID = frozenset(
    words("what whats which list show give name any all many number title titles date dated dates")
    + words("can could please got get available know read see find new most came come far us me so")
    + words("hold have about there currently now today since do does did you we our your full")
    + words("tell every each been being when how entire whole different various onward onwards")
)
"""Words that ask, and say nothing of which reports."""

_WHAT_ABOUT = re.compile(
    r"\bwhat(?:['’]s| is| was) (?:the |that |this )?.+\babout\W*$", re.IGNORECASE
)
_OF_THE_PAPER = re.compile(r"\b(?:does|did|do|in) (?:the|this|that) paper\b", re.IGNORECASE)
_OF_A_YEAR = re.compile(
    r"\bfrom (?P<year>(?:19|20)\d\d)\b(?! ?(?:on|onwards?|to|until|till|up|and|through|[-–]))"
)
"""Reports "from 2025" are those of that year."""


def library_question(
    text: str, catalogue: ReportCatalogue, today: date, settings: Settings
) -> LibraryQuery | None:
    """Read a question about the library itself.

    Args:
        text: As typed.
        catalogue: The reports that the asker may see.
        today: The day it is asked, for "this year".
        settings: Financial year and committee dates, for named periods.

    Returns:
        the query; none unless every word of the question belongs to one.
    """
    asked = without_courtesy(text)
    periods = find_periods(asked, today, settings)
    tokens = [word.removesuffix("'s") for word in words(_without(asked, periods))]
    if _WHAT_ABOUT.search(asked):
        return None  # What a report is about, it says itself.
    if len(periods) > 1 or any(_of_no_use(each, today) for each in periods):
        return None
    if _OF_THE_PAPER.search(asked):
        return None  # How many reports it tells of, it says itself.
    if not _about_reports(tokens) or _of_the_inspection(set(tokens)):
        return None
    ask = _ask(tokens) or (LibraryAsk.LIST if periods and _SEVERAL & set(tokens[:1]) else None)
    known = _KNOWN if _called_letters(catalogue.reports) else _KNOWN | _LETTERS
    left = [word for word in tokens if word not in known and word not in STOPWORDS]
    about = tuple(dict.fromkeys(stem(word) for word in left))
    if ask is None or not _fit(about, catalogue.reports):
        return None
    period = periods[0] if periods else None
    year = _OF_A_YEAR.search(asked)
    return LibraryQuery(
        ask=ask,
        since=period.first if period else None,
        until=date(int(year["year"]), 12, 31) if year else period.last if period else None,
        about=about,
        about_words=" ".join(left),
    )


def _of_the_inspection(tokens: set[str]) -> bool:
    """Say whether the date of an inspection is asked for: that is what its report tells."""
    when = bool(tokens & {"date", "dates", "when"})
    return when and "inspection" in tokens and not tokens & _PUBLISHED


def say(query: LibraryQuery) -> str:
    """Return how a question about the library was understood, in plain words."""
    said = {
        LibraryAsk.NEWEST: "the newest report held",
        LibraryAsk.OLDEST: "the oldest report held",
    }
    ways = [said.get(query.ask, "the reports held")]
    if query.about:
        ways.append(f"told by “{query.about_words}” in title, kind, place or inspectorate")
    if query.since:
        ways.append(f"published on or after {say_day(query.since)}")
    if query.until:
        ways.append(f"published on or before {say_day(query.until)}")
    return ", ".join(ways)


def fits(report: Report, about: Iterable[str]) -> bool:
    """Whether a report can be described by these stems: its title, kind, place, inspectorate."""
    return set(about) <= names_of(report) | set(stems(report.inspectorate or ""))


_KNOWN = _REPORTS | _HOLDING | _PUBLISHED | _NEWEST | _OLDEST | _SAID


def _without(text: str, periods: Iterable[Period]) -> str:
    for period in reversed(tuple(periods)):
        text = f"{text[: period.start]} {text[period.end :]}"
    return text


def _of_no_use(period: Period, today: date) -> bool:
    """Whether nothing can have been published in a period: it is unclear, or yet to come."""
    return period.doubt is not None or (period.first is not None and period.first >= today)


def _about_reports(tokens: list[str]) -> bool:
    named = (_REPORTS | _KINDS) & set(tokens)
    indexed = {"indexed", "library"} & set(tokens)
    told = tokens[:1] in (["what"], ["whats"]) and _PUBLISHED & set(tokens)
    return bool(named or indexed or told)


def _ask(tokens: list[str]) -> LibraryAsk | None:
    held = set(tokens)
    if "many" in held or "number" in held:
        return LibraryAsk.COUNT
    if held & _NEWEST and not _SEVERAL & held:
        return LibraryAsk.NEWEST
    if held & _OLDEST:
        return LibraryAsk.OLDEST
    opens = {"what", "whats", "which", "list", "show", "give", "name", "any", "all"} & held
    return LibraryAsk.LIST if opens or held & _NEWEST else None


def _called_letters(reports: Iterable[Report]) -> bool:
    return any(fits(report, [stem("letter")]) for report in reports)


def _fit(about: tuple[str, ...], reports: Iterable[Report]) -> bool:
    return not about or any(fits(report, about) for report in reports)
