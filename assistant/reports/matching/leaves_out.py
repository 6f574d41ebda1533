"""What a question can't do without in the sentence that answers it, or in what leads to it."""

import re
from collections.abc import Iterator

from assistant.domain.plans import Want
from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.evidence.units import ReportText, Unit
from assistant.reports.matching.measured_against import Wanted
from assistant.reports.search.terms import Term, normal, stem_set

_OF_WHAT = re.compile(
    r"\bhow many (?:[\w-]+ ){1,4}?(?:of|involving|against|about) (?:the |an? |its )?"
    r"(?P<what>[\w-]+)"
)
_SURVEY = re.compile(r"\b(?P<what>[\w-]+) (?:survey|questionnaire)\b")
_HEAD = re.compile(
    r"^\W*what(?:'s| is| was| are| were) (?:the |[\w-]+'s )(?:[\w-]+ ){0,2}?(?P<what>[\w-]+)"
    r" (?:of|for|in|at|to|on|from|about|between|behind)\b"
)
_DONE = re.compile(
    r"\b(?:how many|which|what (?:number|proportion|percentage|share))\b.*?"
    r"\b(?:was|were|been|has|have|had|got)(?: been)? (?:(?:\w+ly|not|ever|never|also|only) )?"
    r"(?P<what>[a-z]+(?:ed|en|wn|ost|uck|ught|old|nt))\b"
)
_TOOK_PLACE = re.compile(r"\b(?:took|takes?|taken|taking|in) place\b")
_EASILY_SAID = frozenset(
    normal(word)
    for word in words(
        """made held taken found used recorded said given inspected visited asked seen called done
        told shown set put based involved involving included named needed required considered
        number proportion percentage share rate total average median name difference report time
        wait length amount level figure role purpose aim position date"""
    )
)
"""Stems of verbs and heads that a sentence often has other words for."""
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")
_OFFICES = (
    "chief constable",
    "chief inspector",
    "chief executive",
    "home secretary",
    "home office",
    "crime commissioner",
)


def leaves_out(wanted: Wanted, unit: Unit, text: ReportText) -> bool:
    """Say whether a sentence, read after what leads into it, leaves out what is asked about.

    "There were 795 strip searches" doesn't say how many strip searches of children there were, nor
    does a sentence on calls that were answered how many were abandoned.
    """
    asked = fold(wanted.asked)
    before = " ".join(each.text for each in (*text.paragraph_before(unit), *text.leads_to(unit)))
    near = stem_set(_TOOK_PLACE.sub(" ", fold(f"{unit.text} {before}"))) | unit.context
    if any(not term.occurs_in(near) for term in _essential(wanted, asked)):
        return True
    if _of_other_years(wanted, unit, before):
        return True
    said = fold(f"{before} {unit.text} {' '.join(unit.passage.heading)}")
    return any(office in asked and office not in said for office in _OFFICES)


def _of_other_years(wanted: Wanted, unit: Unit, before: str) -> bool:
    """Say whether a number is given for other years than the one that it is asked for.

    One that names no year may be of its report's own, whatever year was named before.
    """
    asked = set(_YEAR.findall(wanted.text))
    said = set(_YEAR.findall(unit.text))
    if not said and (said := set(_YEAR.findall(before))) and unit.report.published:
        said.add(str(unit.report.published.year))
    return Want.NUMBER in wanted.wants and bool(asked and said) and not asked & said


def _essential(wanted: Wanted, asked: str) -> Iterator[Term]:
    kept = {term.word: term for term in wanted.terms}
    for pattern in (_OF_WHAT, _SURVEY, _HEAD, _DONE):
        match = pattern.search(asked)
        word = match["what"] if match else ""
        if word in kept and word not in STOPWORDS and normal(word) not in _EASILY_SAID:
            yield kept[word]
