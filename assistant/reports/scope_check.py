"""That a sentence is about the place or report that the question names, and no other."""

from assistant.domain.plans import ReportQuestion
from assistant.reports.candidates import Candidate
from assistant.reports.terms import is_in


def about_what_is_named(question: ReportQuestion, candidate: Candidate) -> bool:
    """Say whether a sentence may answer a question that names what no report is about.

    It may only where it says the name itself, or stands under it: letters of one template give
    another area's facts in the very same words.
    """
    if question.missing_scope is None or question.scope:
        return True
    unit = candidate.unit
    shown = " ".join((unit.text, unit.report.title, *unit.passage.heading))
    return all(is_in(name, shown) for name in question.missing_scope.split(", "))
