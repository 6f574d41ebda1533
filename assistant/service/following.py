"""What a question leaves out because the one before it said it."""

import re

from assistant.domain.plans import Plan, Route, Turn, Want
from assistant.reports.continued import continued, continued_topic
from assistant.understanding.report_scope import ReportCatalogue, main_title

_REPORT = re.compile(r"\b(?:that|this|the same) report\b", re.IGNORECASE)
_ITS = re.compile(
    r"\bits (?=(?:recommendations?|findings?|main|key|deadlines?|areas? for|causes? of)\b)",
    re.IGNORECASE,
)
_IT = re.compile(
    r"(?<=\bfrom )it\b|(?<=\bsummarise )it\b|(?<=\bsummarize )it\b|(?<=\bsummary of )it\b"
    r"|(?<=\bin )it\b|\b(?<=does )it(?= (?:make|say|contain|recommend|have|set out|find|ask)\b)"
    r"|(?<=did )it(?= (?:make|say|contain|recommend|have|set out|find|ask)\b)"
    r"|(?<=was )it(?= (?:published|issued|released)\b)",
    re.IGNORECASE,
)


_OF_ONE = re.compile(
    r"\b(?:that|this) report\b|\bits recommendations?\b|\b(?:from|of|summari[sz]e) it\b"
    r"|\b(?:does|did) it (?:make|recommend)\b|\bwas it (?:published|issued|released)\b",
    re.IGNORECASE,
)
"""Said of one report, and of no entry or thing."""
_MOST_CHOICES = 6


def which_report(text: str, previous: Turn | None, catalogue: ReportCatalogue) -> Plan | None:
    """Return the question back where one of several reports is meant; none where it is clear."""
    if previous is None or previous.plan.route not in (Route.REPORT, Route.LIBRARY):
        return None
    named = catalogue.resolve(text).report_ids
    if named or len(previous.reports) <= 1 or not _OF_ONE.search(text):
        return None
    held = {each.id: each.title for each in catalogue.reports}
    titles = tuple(held[name] for name in previous.reports if name in held)
    return Plan(
        Route.CLARIFY,
        "one of the reports that were quoted",
        message="Which report do you mean? Ask again with its name.",
        choices=titles[:_MOST_CHOICES],
    )


def whole_question(text: str, previous: Turn | None, catalogue: ReportCatalogue) -> str:
    """Return a question with what it takes from the one before.

    "It" and "that report" stand for the report that was answered from, where there was one only.
    """
    if previous is None:
        return text
    named = _with_report(text, previous, catalogue)
    report = previous.plan.report
    if previous.plan.route is not Route.REPORT or report is None:
        return named
    if Want.TOPIC in report.wants:
        return continued_topic(named, report, catalogue) or named
    return continued(named, report.text, catalogue) or named


def _with_report(text: str, previous: Turn, catalogue: ReportCatalogue) -> str:
    if len(previous.reports) != 1 or catalogue.resolve(text).report_ids:
        return text
    spoken_of = [each for each in catalogue.reports if each.id == previous.reports[0]]
    if not spoken_of:
        return text
    title = main_title(spoken_of[0])
    text = _REPORT.sub(lambda _: f"the “{title}” report", text)
    text = _ITS.sub(lambda _: f"the “{title}” report's ", text)
    return _IT.sub(lambda _: f"the “{title}” report", text)
