"""What a question leaves out because the one before it said it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.plans import Plan, Route, Turn, Want
from assistant.domain.queries import Condition, Field, Op
from assistant.domain.sources import Report
from assistant.reports.continued import continued, continued_topic
from assistant.reports.matching.digests import publication_named
from assistant.service.asking import Asking
from assistant.understanding.library.report_scope import ReportCatalogue, main_title
from assistant.understanding.vocabulary.titles import TitleIndex

_REPORT = re.compile(r"\b(?:that|this|the same) report\b", re.IGNORECASE)
_ITS = re.compile(
    r"\bits (?=(?:recommendations?|findings?|main|key|deadlines?|areas? for|causes? of)\b)",
    re.IGNORECASE,
)
_OF_THOSE = re.compile(r"\bof (?:those|these|them)\b", re.IGNORECASE)
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )\bthere\b(?=\W*$)",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"^\W*(?:and |so )?how many (?:are there|were there|is that|were made|in (?:all|total))\W*$",
    re.I,
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_SINGLE = {
    "recommendations": "recommendation",
    "areas for improvement": "area for improvement",
    "causes of concern": "cause of concern",
    "priority actions": "action",
}
_KIND = re.compile(rf"\b(?P<kinds>{'|'.join(_SINGLE)})\b", re.IGNORECASE)
_ONE = re.compile(
    rf"\bthe (?P<which>{'|'.join(ORDINALS)}|last)(?: one)?\b(?! (?:time|year|month|week|quarter))",
    re.IGNORECASE,
)
_IT = re.compile(
    r"(?<=\bfrom )it\b|(?<=\bsummarise )it\b|(?<=\bsummarize )it\b|(?<=\bsummary of )it\b"
    r"|(?<=\bin )it\b|\b(?<=does )it(?= (?:make|say|contain|recommend|have|set out|find|ask)\b)"
    r"|(?<=did )it(?= (?:make|say|contain|recommend|have|set out|find|ask)\b)"
    r"|(?<=was )it(?= (?:published|issued|released|inspected|carried out|graded|judged|rated)\b)"
    r"|(?<=led )it\b|(?<=inspected )it\b|(?<=wrote )it\b|(?<=commissioned )it\b"
    r"|(?<=carried out )it\b|(?<=asked for )it\b|(?<=published )it\b|(?<=produced )it\b"
    r"|(?<=inspected for )it\b|(?<=visited for )it\b|(?<=part of )it\b",
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


_THEM = re.compile(r"\b(?:it|them|those|these|they|that one|this one)\b", re.IGNORECASE)


_RANKED = re.compile(
    r"^\W*(?:and |so )?which (?:ones? )?(?:came|come|is|are|was|were)\b"
    r"|^\W*(?:and |so )?which reports? (?:has|have) (?:the )?(?:most|fewest|least)\b",
    re.I,
)


def of_entries_named(text: str, previous: Turn | None) -> bool:
    """Whether "which report is it from?" is asked of entries of the register, just answered."""
    registered = previous is not None and previous.plan.register is not None
    return registered and bool(_THEM.search(text) or _RANKED.search(text))


def with_holders(previous: Turn | None, asking: Asking) -> Turn | None:
    """Return the last turn with who owns the entries answered with, and whose report they are of.

    Each only where it is the same for all of them.
    """
    if previous is None or not previous.refs:
        return previous
    found = asking.generation.register.select(
        (Condition(Field.REF, Op.IS, tuple(dict.fromkeys(previous.refs))),),
        classes=asking.asker.classes,
        email=asking.asker.own_email,
        today=asking.today,
    )
    owners = {entry.owners for entry in found}
    titles = {entry.report for entry in found}
    return replace(
        previous,
        holders=owners.pop() if len(owners) == 1 else (),
        title=titles.pop() if len(titles) == 1 else "",
    )


def whole_question(
    text: str, previous: Turn | None, catalogue: ReportCatalogue, titles: TitleIndex
) -> str:
    """Return a question with what it takes from the one before.

    "It" and "that report" stand for the report that was answered from, where there was one only, or
    for the publication that was named of those which that report sets out.

    Args:
        text: As typed.
        previous: The last question and its answer.
        catalogue: The reports that the asker may see.
        titles: What reports are called, also those that the register alone has.
    """
    if previous is None:
        return text
    named = _with_report(text, previous, catalogue, titles)
    report = previous.plan.report
    if previous.plan.route is not Route.REPORT or report is None:
        return named
    if Want.TOPIC in report.wants:
        return continued_topic(named, report, catalogue) or named
    return continued(named, report.text, catalogue) or named


def _with_report(text: str, previous: Turn, catalogue: ReportCatalogue, titles: TitleIndex) -> str:
    if catalogue.resolve(text).report_ids:
        return text
    held = {each.id: each for each in catalogue.reports}
    spoken_of = [held[name] for name in _spoken_of(previous) if name in held]
    if len(spoken_of) != 1:
        return _one_of(text, spoken_of, catalogue) if previous.plan.route is Route.REPORT else text
    named = _publication(previous, titles) or _name_of(spoken_of[0], catalogue)
    text = _of_its_findings(text, previous, named)
    if previous.plan.route is Route.REPORT:
        whole = f"of the recommendations of “{main_title(spoken_of[0])}”"
        text = _OF_THOSE.sub(lambda _: whole, text)
    text = _REPORT.sub(lambda _: named, text)
    text = _ITS.sub(lambda _: f"{named}'s ", text)
    text = _THERE.sub(lambda _: f"in {named}", text)
    return _IT.sub(lambda _: named, text)


def _publication(previous: Turn, titles: TitleIndex) -> str | None:
    """Return how the last question named a publication that isn't a report of its own here."""
    asked = previous.plan.report
    if asked is None or asked.scope:
        return None
    named = publication_named(asked.whole or asked.text, titles)
    return f"the {named}" if named else None


def _spoken_of(previous: Turn) -> tuple[str, ...]:
    """Return the reports that were quoted; the one asked about where others were quoted too."""
    asked = previous.plan.report.scope if previous.plan.report else ()
    return tuple(asked) if len(asked) == 1 else previous.reports


def _of_its_findings(text: str, previous: Turn, named: str) -> str:
    """Return a question for the number of findings, or for one of them, with what they are."""
    before = previous.plan.report.text if previous.plan.report else ""
    kind = _KIND.search(before)
    if kind is None:
        return text
    if _HOW_MANY.search(text):
        return f"How many {kind['kinds']} does {named} make?"
    one = _ONE.search(text)
    if one is None:
        return text
    single = _SINGLE[kind["kinds"].lower()]
    return f"{text[: one.start()]}the {one['which']} {single} of {named}{text[one.end() :]}"


def _name_of(report: Report, catalogue: ReportCatalogue) -> str:
    """Return how a question may name a report: by its place where that is its alone."""
    place = report.place
    if place and set(catalogue.resolve(place).report_ids) == {report.id}:
        return f"the {place} report"
    return f"the “{main_title(report)}” report"


def _one_of(text: str, reports: Sequence[Report], catalogue: ReportCatalogue) -> str:
    """Return a question with "the second one" as the report that was named second."""
    one = _ONE.search(text)
    if one is None or not reports:
        return text
    place = -1 if one["which"].lower() == "last" else ORDINALS.index(one["which"].lower())
    if place >= len(reports):
        return text
    return f"{text[: one.start()]}{_name_of(reports[place], catalogue)}{text[one.end() :]}"
