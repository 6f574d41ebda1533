"""That a sentence is about the place or report that the question names, and no other."""

from collections.abc import Sequence

from assistant.domain.plans import ReportQuestion
from assistant.domain.sources import Report
from assistant.reports.terms import is_in
from assistant.reports.units import Unit
from assistant.understanding.places import Tokens, find_places
from assistant.understanding.report_scope import place_of


def places_named(question: ReportQuestion, reports: Sequence[Report]) -> tuple[Tokens, ...]:
    """Return the places that a question names, whether or not a report is about them."""
    held = {place for report in reports if (place := place_of(report))}
    return tuple(place.name for place in find_places(question.text, held))


def about_what_is_named(question: ReportQuestion, places: Sequence[Tokens], unit: Unit) -> bool:
    """Say whether a sentence may answer a question, by the place or report it names.

    A sentence of a report about another place may only where it says the name itself, or stands
    under it: letters of one template give another area's facts in the very same words.
    """
    shown = " ".join((unit.text, unit.report.title, *unit.passage.heading))
    missing = question.missing_scope
    if missing is not None and not question.scope:
        # A report known only by its place in a series ("the previous one") is mentioned by others,
        # which don't say what it said.
        return not is_in_series(missing) and all(is_in(n, shown) for n in missing.split(", "))
    own = place_of(unit.report)
    if not places or own in places:
        return True
    return any(_mentions(name, unit.text if own else shown) for name in places)


def _mentions(place: Tokens, text: str) -> bool:
    """Say whether a text names a place itself, not another whose name has it in it."""
    if not is_in(" ".join(place), text):
        return False
    return any(found.name == place for found in find_places(text, (place,)))


def is_in_series(missing: str) -> bool:
    """Say whether what is missing is a report named by its place in a series."""
    return missing.lower().startswith("the ")
