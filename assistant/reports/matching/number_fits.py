"""What rules a sentence out where a number is asked for: it is a number of something else."""

import re
from collections.abc import Iterable

from assistant.domain.plans import Want
from assistant.domain.sources import PassageKind, Report
from assistant.grounding.weights import negations
from assistant.language.dates import add_months, find_dates, month_number
from assistant.language.numbers import find_numbers
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.evidence.units import ReportText, Unit
from assistant.reports.matching.measured_against import Wanted
from assistant.reports.matching.one_of_many import marks_asked, marks_said
from assistant.reports.search.terms import Term, coverage, normal, stem_set

_MOST_AROUND = 0.5
"""Share of what is asked of the things counted that must stand in or before a sentence."""
_OWN = 0.34
"""The same, of the sentence itself and what it points back to."""
_SHARE_ASKED = re.compile(
    r"\b(?:percentage|proportion|share) of\b.+?\b(?:is|are|was|were|has|have|had|did|does|do|who"
    r"|that|said|say|got|get|felt|feel|knew|know)\b(?P<which>.+)"
)
"""A share asked for, and of which of the things."""
_AWAITED = re.compile(r"\bwait(?:s|ing)?\b(?: times?)?(?: \w+)? (?:for|to|before) (?P<what>.+)")
_NUMBERED = re.compile(r"\b(?P<before>[a-z]+ (?:to|on|of|under)) (?P<number>\d{3})\b")
"""A number that names something: "calls to 101"."""
_COUNT_ASKED = re.compile(r"\bhow many\b|\bnumber of\b")
_WAIT_ASKED = re.compile(
    r"\bhow long\b.*\bwait|\b(?:the|average|median|longest) (?:[\w-]+ ){0,2}wait\b"
)
_WAITS = re.compile(r"\b(?:a?wait\w*|queue\w*|delay\w*|backlog)\b")
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth)\b")
_OF_THE_PAST = re.compile(
    r"^\W*this (?:is|was|represents?) (?:an?|the) (?:[\w%.]+ )*?(?:increase|decrease|reduction|rise"
    r"|fall|drop|improvement) (?:of [\w%. ]+ )?(?:from|on)\b"
)
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")
_LIMIT = re.compile(
    r"\b(?:over|more than|longer than|beyond|less than|under|older than|at least)"
    r" (?P<time>(?:an?|[\w.]+) (?P<unit>year|month|week|day|hour|minute))s?\b(?! (?:before|ago))"
)
_NEGATED = re.compile(
    r"\b(?:un|in|im|dis|mis)[a-z]{4,}|\b(?:refus|fail|reject|declin|lack|miss|absen|exclu|only|few)\w*"
)
"""Words that deny as "not" does."""
_OLD = 9
"""Months before it comes out of which a report tells without saying so."""
_YEAR_BEFORE = re.compile(r"\b(?:year (?:before|earlier|ago)|previous year)\b")
_PER = re.compile(r"\bper (?P<what>[\d,]+|head)\b")
_EASILY_SAID = frozenset(
    normal(word)
    for word in words(
        """what total overall average median mean typical typically altogether current currently now
        last latest past recent previous year years month months week weeks day days time times
        long often number rate level amount figure percentage proportion share length per each
        every only still held holds hold taken took take made make makes given gave get gets got
        recorded record found identified reported used asked included done carried happened come
        came go went have receive received many much old big large high in out not total be
        measure measured respondents forces force report reports inspection according"""
    )
)
"""Stems that a sentence with the number often has other words for, or none."""


def is_of_another(wanted: Wanted, unit: Unit, text: ReportText) -> bool:
    """Say whether the numbers of a sentence can't be the one asked for, whatever they stand with.

    They are of another time or turn, or the sentence has too little of what is asked of the things.
    """
    if Want.NUMBER not in wanted.wants:
        return False
    said = fold(" ".join((*(each.text for each in text.leads_to(unit)), unit.text)))
    asked = fold(wanted.asked)
    return (
        _of_another_turn(asked, fold(unit.text), said)
        or _of_the_past(wanted, unit.text)
        or (bool(_WAIT_ASKED.search(asked)) and not _WAITS.search(said))
        or _of_another_rate(asked, said)
        or _of_another_length(asked, said)
        or (bool(negations(asked)) and not _turned_down(said))
        or _of_another_report(asked, unit.report)
        or _of_another_name(asked, fold(unit.text))
        or _of_unsaid_years(wanted, unit, text)
        or _is_row_of_another(wanted, unit, text)
        or _says_too_little(wanted, asked, unit, text)
    )


def asked_of_the_thing(wanted: Wanted) -> list[Term]:
    """Return the terms of what is asked of the things counted, those easily said apart."""
    if wanted.counted.whole:
        return []
    return [
        term
        for term in wanted.terms
        if not term.forms[0] <= wanted.counted.phrase | _EASILY_SAID
        and not term.word[:1].isdigit()
        and month_number(term.word) is None
        and term.word not in STOPWORDS
    ]


def _of_another_turn(asked: str, sentence: str, said: str) -> bool:
    """Say whether "the second year" is asked for and a sentence speaks of the first."""
    wanted, told = set(_ORDINAL.findall(asked)), set(_ORDINAL.findall(sentence))
    return bool(wanted and told) and not wanted & set(_ORDINAL.findall(said))


def _of_the_past(wanted: Wanted, sentence: str) -> bool:
    """Say whether a sentence only says what it was before: "an increase from 183 at 31 March"."""
    if wanted.change or _OF_THE_PAST.match(fold(sentence)) is None:
        return False
    return not set(_YEAR.findall(wanted.asked)) & set(_YEAR.findall(sentence))


def _of_another_rate(asked: str, said: str) -> bool:
    per = _PER.search(asked)
    return per is not None and per.group() not in said


def _of_another_report(asked: str, report: Report) -> bool:
    """Say whether a revisit or an interim report is asked about and a report is none such."""
    called = fold(f"{report.title} {report.kind or ''}")
    return any(word in asked and word not in called for word in ("revisit", "interim"))


def _of_another_length(asked: str, said: str) -> bool:
    """Say whether those that took longer than a time are asked for and no such time is told."""
    limit = _LIMIT.search(asked)
    if limit is None or find_numbers(limit["time"]):
        return False
    return not any(match["unit"] == limit["unit"] for match in _LIMIT.finditer(said))


def _turned_down(said: str) -> bool:
    return bool(negations(said)) or _NEGATED.search(said) is not None


def _of_another_name(asked: str, sentence: str) -> bool:
    """Say whether calls to 999 are asked for and a sentence speaks of calls to 101."""
    named = {match["before"]: match["number"] for match in _NUMBERED.finditer(asked)}
    told = {match["before"]: match["number"] for match in _NUMBERED.finditer(sentence)}
    return any(told.get(before, number) != number for before, number in named.items())


def _of_unsaid_years(wanted: Wanted, unit: Unit, text: ReportText) -> bool:
    """Say whether a year is asked for that a sentence doesn't name and its report isn't from."""
    near = " ".join((*(each.text for each in text.paragraph_before(unit)), unit.text))
    headings = " ".join(unit.passage.heading)
    dated = {year for date in find_dates(headings) for year in _YEAR.findall(date.text)}
    asked = set(_YEAR.findall(wanted.asked))
    if asked and dated and not asked & dated and not _YEAR.search(near):
        return True
    return _is_far(wanted, f"{near} {headings} {unit.report.title}", unit.report)


def _is_far(wanted: Wanted, said: str, report: Report) -> bool:
    asked = {int(year) for year in _YEAR.findall(wanted.asked)}
    if not asked or report.published is None:
        return False
    own = {report.published.year, add_months(report.published, -_OLD).year}
    return not asked & own.union(map(int, _YEAR.findall(said)))


_TOTALS = frozenset({"all", "total", "totals", "overall"})


def _is_row_of_another(wanted: Wanted, unit: Unit, text: ReportText) -> bool:
    """Say whether a row of a table is named otherwise than anything that a question names."""
    if unit.passage.kind is not PassageKind.TABLE:
        return False
    if unit == text.of_passage(unit.passage.id)[0]:
        return True
    name = fold(unit.text.partition("|")[0]).strip()
    if marks := marks_said(unit.text.partition("|")[0]):
        return not marks & {mark for _, mark in marks_asked(wanted.asked)}
    asked = stem_set(wanted.asked).union(*(form for term in wanted.terms for form in term.forms))
    if name in _TOTALS:
        head = text.of_passage(unit.passage.id)[0]
        return _has_too_little(wanted, f"{head.text} {' '.join(unit.passage.heading)}")
    stems = stem_set(name)
    return bool(stems) and not stems & asked


def _says_too_little(wanted: Wanted, asked: str, unit: Unit, text: ReportText) -> bool:
    terms = asked_of_the_thing(wanted)
    if not terms or unit.passage.kind is PassageKind.TABLE:
        return False
    said = unit.stems | _stems((*text.leads_to(unit), *_lead_in(unit, text)))
    before = said | _stems(text.paragraph_before(unit))
    which, awaited = _SHARE_ASKED.search(asked), _AWAITED.search(asked)
    return (
        coverage(terms, before | unit.context) < _MOST_AROUND
        or (which is not None and _share(terms, which["which"], said | unit.context) < _MOST_AROUND)
        or (awaited is not None and _share(terms, awaited["what"], before) < _OWN)
        or (_COUNT_ASKED.search(asked) is not None and coverage(terms, said | unit.context) < _OWN)
    )


def _share(terms: Iterable[Term], asked: str, said: frozenset[str]) -> float:
    """Return the share of the terms in a part of a question that is said; 1 where it has none."""
    part, found = stem_set(asked), [*terms]
    own = [term for term in found if term.forms[0] <= part]
    return coverage(own, said) if own else 1.0


def _stems(units: Iterable[Unit]) -> frozenset[str]:
    return frozenset().union(*(each.stems for each in units))


_SHORT = 4
"""Items at most between what leads into a list and one of its items, where no mark tells them."""


def _lead_in(unit: Unit, text: ReportText) -> tuple[Unit, ...]:
    """Return the line ending in a colon under which a sentence stands, if one does."""
    lead_in = text.lead_in(unit) if unit.listed else None
    if lead_in is not None:
        return (lead_in,)
    current: Unit | None = unit
    for _ in range(_SHORT):
        current = text.before(current) if current is not None else None
        if current is not None and current.text.endswith(":"):
            return (current,)
    return ()


def is_table_of_another(wanted: Wanted, around: str, heads: str, report: Report) -> bool:
    """Say whether the cells of a table can't be the number asked for.

    Args:
        wanted: The question.
        around: What stands above and beside the cells.
        heads: The headings of their columns.
        report: The report that the table is in.
    """
    asked = fold(wanted.asked)
    years, told = set(_YEAR.findall(asked)), set(_YEAR.findall(around))
    whole = f"{around} {report.title} {report.place or ''} {report.kind or ''}"
    return (
        bool(years and told and not years & told)
        or _is_far(wanted, around, report)
        or _of_another_report(asked, report)
        or (bool(_YEAR_BEFORE.search(asked)) and not _YEAR_BEFORE.search(fold(heads)))
        or _has_too_little(wanted, whole)
    )


def _has_too_little(wanted: Wanted, said: str) -> bool:
    terms = asked_of_the_thing(wanted)
    return bool(terms) and coverage(terms, stem_set(said)) < _MOST_AROUND
