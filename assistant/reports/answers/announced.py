"""Answering how many there are with a sentence that says how many follow, checked against those.

"The following six reports have been published" may stand above seven sections, each about one.
"""

import re
from collections.abc import Sequence

from assistant.domain.answers import Outcome, Statement
from assistant.domain.plans import Want
from assistant.domain.sources import PassageKind
from assistant.language.dates import find_dates
from assistant.language.numbers import find_numbers
from assistant.language.words import fold, words
from assistant.reports.answers.found import Found
from assistant.reports.evidence.remarks import more
from assistant.reports.evidence.units import ReportText, Unit
from assistant.reports.matching.counted import Counted, counted_in
from assistant.reports.matching.reading import Reading
from assistant.reports.search.terms import beyond, normal, stem_set

_ASKED = re.compile(r"\bhow many\b")
_FOLLOWING = re.compile(r"\bfollowing\b|\bbelow\b|\bset out (?:here|under)\b|:\s*$")
_ALSO = re.compile(r"\b(?:also|in addition|additionally|a further|another)\b")
_REACH = 6
"""Words after a number among which the things counted are named."""
_FEWEST = 2
_MOST_SHOWN = 12
_PERIOD = stem_set("since last latest previous this year quarter report paper meeting period")
"""Stems by which a question sets a time: a sentence may say it in other words."""


def answer_announced(reading: Reading) -> Found | None:
    """Return the sentence that announces a number of things, and how many are told of after it.

    None where a question doesn't ask for a number of them, or where no sentence announces one with
    sections of their own beneath its heading.
    """
    question = reading.question
    asked = Want.NUMBER in question.wants and _ASKED.search(fold(question.text))
    counted = counted_in(question.text)
    if not asked or not counted.nouns or question.missing_scope:
        return None
    for unit in reading.units:
        number = _announces(unit, counted)
        if number is None or not _about(reading, unit):
            continue
        text = reading.texts[unit.report.id]
        sections = _sections(unit, text)
        if len(sections) >= _FEWEST:
            return _found(reading, unit, number, sections, text)
    return None


def _announces(unit: Unit, counted: Counted) -> int | None:
    """Return how many of the things counted a sentence says follow, if it does."""
    if unit.passage.kind is not PassageKind.TEXT or not _FOLLOWING.search(fold(unit.text)):
        return None
    for number in find_numbers(unit.text):
        after = {normal(word) for word in words(unit.text[number.end :])[:_REACH]}
        if counted.nouns & after and number.value == int(number.value):
            return int(number.value)
    return None


def _about(reading: Reading, unit: Unit) -> bool:
    """Say whether a sentence has every word of the question but those that set a time."""
    wanted = beyond(reading.wanted.terms, _PERIOD)
    return bool(wanted) and all(term.occurs_in(unit.stems | unit.context) for term in wanted)


def _sections(unit: Unit, text: ReportText) -> list[Unit]:
    """Return the first sentence of each section right beneath the heading of a sentence.

    Where some of the headings end in a date, as reports' do, the others are no reports' sections.
    """
    above = unit.passage.heading
    if not above:
        return []
    firsts: dict[str, Unit] = {}
    for other in text.units:
        heading = other.passage.heading
        beneath = heading[: len(above)] == above and len(heading) > len(above)
        if beneath and other.place > unit.place:
            firsts.setdefault(heading[len(above)], other)
    dated = [first for heading, first in firsts.items() if find_dates(heading)]
    return dated or list(firsts.values())


def _found(
    reading: Reading, unit: Unit, number: int, sections: Sequence[Unit], text: ReportText
) -> Found | None:
    said = reading.cite(unit)
    made = [(section, cited) for section in sections if (cited := reading.cite(section))]
    if said is None or len(made) < len(sections):
        return None
    statements: list[Statement] = [said]
    at = len(unit.passage.heading)
    if number != len(sections) and all(find_dates(each.passage.heading[at]) for each in sections):
        sources = tuple(source for _, cited in made for source in cited.sources)
        count = len(sections)
        opening = f"It says {number}, but {count} follow it, each under a heading of its own:"
        statements.append(Statement(opening, (*said.sources, *sources)))
        statements += [
            Statement(f"“{section.passage.heading[at]}”", cited.sources, mark="•")
            for section, cited in made[:_MOST_SHOWN]
        ]
        if count > _MOST_SHOWN:
            statements.append(more(count - _MOST_SHOWN, sections[_MOST_SHOWN].passage.page))
    statements += reading.cite_all(_also(unit, text, reading))
    return Found(Outcome.ANSWERED, tuple(statements))


def _also(unit: Unit, text: ReportText, reading: Reading) -> list[Unit]:
    """Return the sentences under the same heading that name one more of the things counted."""
    nouns = counted_in(reading.question.text).nouns
    return [
        other
        for other in text.units
        if other.passage.heading == unit.passage.heading
        and other != unit
        and _ALSO.search(fold(other.text))
        and nouns & other.stems
        and not find_numbers(other.text)
    ]
