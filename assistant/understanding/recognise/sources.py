"""Finds reports spoken of by their kind or by who made them: "the area letters", "recs by HMIP"."""

import re

from assistant.domain.queries import Condition, Field, Op
from assistant.understanding.vocabulary.title_mentions import ReportName
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.lexicon import ENTRY_NOUNS
from assistant.understanding.words.phrases import SMALL_WORDS
from assistant.understanding.words.sheet import Sheet
from assistant.understanding.words.tokens import phrase_stems, tokenise

_ANY_REPORT = frozenset(phrase_stems("report reports inspection inspections review publication"))
_LISTED_NOUNS = """
    report reports inspection inspections letter letters thematic thematics review reviews
    visit visits revisit revisits assessment assessments
"""
_NOUNS = frozenset(_LISTED_NOUNS.split())
_LONGEST = 4
_SHORTEST_INITIALS = 3
_SEVERAL = re.compile(r"(?:reports|inspections|letters|thematics|reviews|visits|revisits)$")


def recognise_sources(sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Mark the reports of a kind or of an inspectorate, where that tells some from the others."""
    reports = [name for name in vocabulary.titles.names if name.registered]
    _inspectorates(sheet, reports)
    if not all(report.kind for report in reports):
        return  # Those of which it isn't known would be left out unsaid.
    for last in range(len(sheet.tokens), 0, -1):
        first = max(0, last - _LONGEST)
        while first < last and not _of_kind(sheet, first, last, reports):
            first += 1


def _of_kind(sheet: Sheet, first: int, last: int, reports: list[ReportName]) -> bool:
    """Take words for the kind of the reports that they describe wholly; say whether they do."""
    noun = sheet.word(last - 1)
    telling = {token.stem for token in sheet.tokens[first:last]} - _ANY_REPORT
    if noun not in _NOUNS or not telling or not sheet.is_free(first, last):
        return False
    named = [report for report in reports if telling <= set(phrase_stems(report.kind))]
    several = _SEVERAL.fullmatch(noun) or re.fullmatch(ENTRY_NOUNS, sheet.word(last))
    if not 0 < len(named) < len(reports) or (len(named) > 1 and not several):
        return False
    _mark(sheet, first, last, named)
    return True


def _inspectorates(sheet: Sheet, reports: list[ReportName]) -> None:
    """Mark "recs from the Care Quality Commission", or by its initials, unless made by all."""
    for maker, named in _by_maker(reports).items():
        called = "|".join(re.escape(name) for name in _names_of(maker))
        made = re.compile(
            rf"\b(?:{ENTRY_NOUNS}|reports?|inspections?|letters?|made|issued|published)"
            rf" (?:from|by) (?:the )?(?P<who>{called})\b"
            rf"|\b(?P<who2>{called})(?= (?:{ENTRY_NOUNS}|reports?|inspections?|letters?)\b)"
        )
        for match in made.finditer(sheet.line):
            first, last = sheet.word_range(*match.span("who" if match["who"] else "who2"))
            if not sheet.is_free(first, last):
                continue
            if len(named) == len(reports):
                sheet.claim(first, last, "inspectorate")
            else:
                _mark(sheet, first, last, named)


def _by_maker(reports: list[ReportName]) -> dict[str, list[ReportName]]:
    """Return the reports of each inspectorate; none where it isn't known of every report."""
    makers: dict[str, list[ReportName]] = {}
    for report in reports:
        if not report.inspectorate:
            return {}
        for maker in re.split(r"\s*;\s*", report.inspectorate):
            makers.setdefault(maker, []).append(report)
    return {} if "" in makers else makers


def _names_of(maker: str) -> list[str]:
    """Return an inspectorate's name as compared, and its initials: "hmips"."""
    words = [token.word for token in tokenise(maker)]
    initials = "".join(
        word if word == "hm" else word[0] for word in words if word not in SMALL_WORDS
    )
    return [" ".join(words), *([initials] if len(initials) >= _SHORTEST_INITIALS else [])]


def _mark(sheet: Sheet, first: int, last: int, named: list[ReportName]) -> None:
    titles = tuple(report.title for report in named)
    sheet.mark(first, last, "report", Condition(Field.REPORT, Op.IS, titles))
