"""That a sentence is about the place or report that the question names, and no other."""

import re
from collections.abc import Mapping, Sequence

from assistant.domain.plans import ReportQuestion, Want
from assistant.domain.sources import PassageKind, Report, Visibility
from assistant.ports import WordIndex
from assistant.reports.evidence.units import ReportText, Unit
from assistant.reports.matching.one_of_many import marks_asked, marks_said
from assistant.reports.search.terms import is_in, stem_set
from assistant.understanding.library.places import Tokens, find_places
from assistant.understanding.library.report_names import described_by
from assistant.understanding.library.report_scope import place_of

SEVERAL = 3
"""Passages with a word from which on a report counts as being about it."""
_LOOKED_AT = 12
"""Passages of a report with the word that are looked at."""


_WHETHER = re.compile(
    r"\b(?:whether|if|how (?:well|far|effectively)|(?:to what|the) extent)\b[^.]*:$", re.IGNORECASE
)
_OF_SCOPE = re.compile(
    r"\b(?:assess|examin|consider|look|inspect|aim|purpose|scope|reference|question|test)\w*",
    re.IGNORECASE,
)


def only_asked(question: ReportQuestion, unit: Unit, text: ReportText) -> bool:
    """Say whether a sentence is an item of what was to be found out, and not what was found.

    "Victims receive a good service" is no finding under "We considered whether:". Where it is
    asked what was considered, it is the answer.
    """
    lead_in = text.lead_in(unit) if unit.listed else None
    asked = lead_in is not None and _WHETHER.search(lead_in.text) is not None
    return asked and _OF_SCOPE.search(question.text) is None


def places_named(question: ReportQuestion, reports: Sequence[Report]) -> tuple[Tokens, ...]:
    """Return the places that a question names, whether or not a report is about them."""
    held = {place for report in reports if (place := place_of(report))}
    return tuple(place.name for place in find_places(question.text, held))


def described_in(
    question: ReportQuestion,
    texts: Mapping[str, ReportText],
    index: WordIndex,
    classes: Sequence[Visibility],
) -> set[str]:
    """Return the reports, by id, that have the words by which a question describes one.

    "The money laundering inspection" isn't among reports that only mention laundering.
    """
    wanted = [] if question.scope else described_by(question.text)
    return {
        name
        for name, text in texts.items()
        if all(_is_subject(word, text, index, classes) for word in wanted)
    }


def _is_subject(
    word: str, text: ReportText, index: WordIndex, classes: Sequence[Visibility]
) -> bool:
    """Say whether a report has a word in its title or headings, or in several passages."""
    stems = stem_set(word)
    if stems <= stem_set(f"{text.report.title} {text.report.place or ''}"):
        return True
    passages = set()
    # Those that have it in their text come first, then those under a heading that has it.
    for hit in index.match(word, _LOOKED_AT, classes, (text.report.id,)):
        for unit in text.of_passage(hit.passage_id):
            if stems <= unit.context:
                return True
            if stems <= unit.stems:
                passages.add(hit.passage_id)
    return len(passages) >= SEVERAL


def about_what_is_named(
    question: ReportQuestion, places: Sequence[Tokens], unit: Unit, text: ReportText
) -> bool:
    """Say whether a sentence may answer a question, by the place or report it names.

    A sentence of a report about another place may only where it says the name itself, or stands
    under it or after it in its paragraph: letters of one template give another area's facts in the
    very same words.
    """
    shown = " ".join((unit.text, unit.report.title, *unit.passage.heading))
    missing = question.missing_scope
    if missing is not None and not question.scope:
        # A report known only by its place in a series ("the previous one") is mentioned by others,
        # which don't say what it said.
        return not is_in_series(missing) and all(is_in(n, shown) for n in missing.split(", "))
    if not _about_marks(marks_asked(question.text), unit, text):
        return False
    own = place_of(unit.report)
    if not places or own in places:
        return True
    said = unit.text if own else shown
    if any(_mentions(name, said) for name in places):
        return True
    counted = Want.NUMBER in question.wants
    if marks_said(unit.text) or (counted and _ELSEWHERE.search(unit.text)):
        return False
    return any(_mentions(name, _read_before(unit, text)) for name in places)


_ELSEWHERE = re.compile(
    r"\b(?:in|at) (?!(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Welsh|English|Annex|Table|Figure|Section|Part)\b)[A-Z][a-z]{3,}\b"
)
"""A sentence that names another place than the one that was named before."""


def _about_marks(asked: Sequence[tuple[str, str]], unit: Unit, text: ReportText) -> bool:
    """Say whether a sentence is about "Force D", if one such is asked about."""
    if not asked:
        return True
    wanted = {mark for _, mark in asked}
    said = marks_said(unit.text)
    return bool(wanted & (said or marks_said(_read_before(unit, text))))


def _read_before(unit: Unit, text: ReportText) -> str:
    """Return what a sentence is read after: its paragraph so far, or its table's head."""
    if unit.passage.kind is PassageKind.TABLE:
        return " ".join(each.text for each in text.leads_to(unit))
    return " ".join(each.text for each in text.paragraph_before(unit))


def _mentions(place: Tokens, text: str) -> bool:
    """Say whether a text names a place itself, not another whose name has it in it."""
    if not is_in(" ".join(place), text):
        return False
    return any(found.name == place for found in find_places(text, (place,)))


def is_in_series(missing: str) -> bool:
    """Say whether what is missing is a report named by its place in a series."""
    return missing.lower().startswith("the ")
