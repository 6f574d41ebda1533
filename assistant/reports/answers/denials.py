"""Answering whether there is something with the sentence that says that there isn't."""

import re

from assistant.domain.answers import Outcome
from assistant.domain.plans import Want
from assistant.domain.sources import PassageKind
from assistant.language.words import fold
from assistant.reports.answers.found import Found
from assistant.reports.evidence.units import Unit
from assistant.reports.matching.candidates import surroundings
from assistant.reports.matching.claims import clauses
from assistant.reports.matching.reading import Reading
from assistant.reports.matching.things_denied import thing_denied

_ASKED = re.compile(
    r"^\W*(?:do|does|did|has|have|had|is|are|was|were)\b.*?\b(?:have|had|got|there|held?|any|an?)\b"
)
_WELL_NAMED = 2
"""Words by which a thing is named well enough."""
_MOST_READ = 40


def answer_denial(reading: Reading) -> Found | None:
    """Return the sentence that denies the very thing that a question asks of whether there is.

    "Wexmoor does not have a panel" of "does Wexmoor have a stalking intervention panel", where the
    sentences around it speak of such panels. None where no sentence of the reports asked about
    does.
    """
    yes_no = Want.YES_NO in reading.wanted.wants and not reading.question.missing_scope
    if not yes_no or not _ASKED.search(fold(reading.question.text)):
        return None
    for candidate in reading.candidates[:_MOST_READ]:
        if _denies(reading, candidate.unit):
            shown = reading.cite_all([candidate.unit])
            return Found(Outcome.ANSWERED, tuple(shown)) if shown else None
    return None


def _denies(reading: Reading, unit: Unit) -> bool:
    if unit.passage.kind is PassageKind.TABLE or unit.report.withdrawn:
        return False
    around = surroundings(unit, reading.text_of(unit.report))
    asked = reading.question.text
    held = all(term.occurs_in(around.all) for term in reading.wanted.terms)
    return held and any(
        len(named := thing_denied(asked, part)) >= _WELL_NAMED and named <= around.all
        for part in clauses(unit.text)
    )
