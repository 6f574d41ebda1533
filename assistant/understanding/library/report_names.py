"""Reports as people describe them: "the fraud revisit", "the final stalking report"."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.domain.sources import Report
from assistant.language.words import STOPWORDS, stem, stems, words

KINDS_OF_REPORT = frozenset(
    stems("report inspection letter review revisit paper visit thematic assessment publication")
)
_BEFORE = 4
"""Words before "report" that may describe it."""
_GENERIC = KINDS_OF_REPORT - frozenset(stems("revisit letter assessment visit")) | frozenset(
    stems("full published joint")
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_OLDEST = frozenset({"original", "first", "earlier", "old", "older"})
_NEWEST = frozenset({"latest", "newest", "recent", "new", "second", "follow"})
_SINCE_ONE = re.compile(
    r"\b(?:since|before|after) (?:the|our|their|your) (?:[\w'’-]+ ){0,3}?"
    r"(?:report|paper|letter|update|review|inspection)\b",
    re.IGNORECASE,
)
"""A report named to say a time: "since the last committee report" asks nothing of that one."""
_FINAL, _INTERIM = "final", "interim"


def described_reports(
    question: str, reports: Sequence[Report]
) -> tuple[list[Report], tuple[str, ...]]:
    """Return the reports that a question describes by title, kind, year or turn, and those words.

    Every word of the description must fit; of an interim and a final report, of an original and
    a revisit, the one that is said is meant. Empty where nothing is described, or nothing fits.
    """
    for described in _descriptions(question):
        found = _fitting(described, reports)
        if found:
            return found, tuple(described)
    return [], ()


def names_of(report: Report) -> frozenset[str]:
    """Return the stems that a report may be described by."""
    year = str(report.published.year) if report.published else ""
    text = f"{report.title} {report.kind or ''} {report.place or ''}"
    return frozenset(stems(text)) | {year}


def described_by(question: str) -> list[str]:
    """Return the words by which a question describes reports: "money", "laundering"."""
    turns = _OLDEST | _NEWEST | {_FINAL, _INTERIM, "previous", "next"}
    return [
        word
        for described in _descriptions(_SINCE_ONE.sub(" ", question))
        for word in described
        if word not in turns and stem(word) not in _GENERIC and stem(word) not in KINDS_OF_REPORT
    ]


def not_held(question: str, reports: Sequence[Report]) -> str | None:
    """Return the report of a year that a question names, where only other years' are held."""
    for described in _descriptions(question):
        timeless = [word for word in described if not _YEAR.fullmatch(word)]
        if len(timeless) == len(described) or _fitting(described, reports):
            continue
        if _fitting(timeless, reports):
            return " ".join(described)
    return None


def _descriptions(question: str) -> list[list[str]]:
    tokens = [word.removesuffix("'s") for word in words(question)]
    found = []
    for at, word in enumerate(tokens):
        if stem(word) in KINDS_OF_REPORT and not word.endswith("ed"):  # "we were inspected"
            before: list[str] = []
            for earlier in reversed(tokens[max(0, at - _BEFORE) : at]):
                if earlier in STOPWORDS:
                    break
                before.insert(0, earlier)
            if before:
                found.append([*before, word])
    return found


def _fitting(described: Sequence[str], reports: Sequence[Report]) -> list[Report]:
    turns = {word for word in described if word in _OLDEST | _NEWEST | {_FINAL, _INTERIM}}
    telling = {stem(word) for word in described if word not in turns} - _GENERIC
    fitting = [report for report in reports if telling <= names_of(report)]
    if turns & {_INTERIM}:
        fitting = [report for report in reports if _INTERIM in names_of(report)]
        fitting = [r for r in fitting if telling <= names_of(r)] or fitting
    elif not telling:
        return []
    if _FINAL in turns:
        fitting = [report for report in fitting if _INTERIM not in names_of(report)]
    return _turn(turns, fitting)


def _turn(turns: set[str], fitting: list[Report]) -> list[Report]:
    days = [report.published or date.min for report in fitting]
    if fitting and turns & _OLDEST:
        return [report for report in fitting if (report.published or date.min) == min(days)]
    if fitting and turns & _NEWEST:
        return [report for report in fitting if (report.published or date.min) == max(days)]
    return fitting
