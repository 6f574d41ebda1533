"""What a report says was found under a heading that names the topic asked about.

A paper on several inspections has a section for each; its background is no answer to what was
found.
"""

from collections.abc import Sequence

from assistant.domain.sources import PassageKind
from assistant.reports.answers.choosing import Line, found_lines, states_count
from assistant.reports.evidence.units import ReportText, Unit, points_back
from assistant.reports.matching.reading import Reading
from assistant.reports.matching.scope_check import only_asked
from assistant.reports.search.terms import Term, stem_set

_MOST_SECTIONS = 2


def found_under(reading: Reading, text: ReportText, terms: Sequence[Term]) -> list[Line]:
    """Return the sentences that tell of findings under headings with every word of a topic.

    Each with the list that it leads into. None where more sections are headed so: a topic of that
    many is no one section's.
    """
    if not all(term.forms[0] <= text.units.heading_stems for term in terms):
        return []  # Most reports have no such heading, which is quickly seen.
    own: dict[str, list[Unit]] = {}
    for unit in text.units.under(lambda headings: _headed(headings, terms) is not None):
        heading = _headed(unit.passage.heading, terms)
        if heading is not None and _is_told(reading, unit, text):
            own.setdefault(heading, []).append(unit)
    if len(own) > _MOST_SECTIONS:
        return []
    return [
        line
        for units in own.values()
        for line in found_lines(units)
        if not states_count(line[0].text) and not points_back(line[0].text)
    ]


def _headed(headings: Sequence[str], terms: Sequence[Term]) -> str | None:
    """Return the outermost of headings that has every word of the topic, if one has."""
    for heading in headings:
        # In its own words: what may tell the same thing in a sentence names another section.
        if all(term.forms[0] <= stem_set(heading) for term in terms):
            return heading
    return None


def _is_told(reading: Reading, unit: Unit, text: ReportText) -> bool:
    return (
        unit.passage.kind is PassageKind.TEXT
        and unit.is_statement
        and not only_asked(reading.question, unit, text)
    )
