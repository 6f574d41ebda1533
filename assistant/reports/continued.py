"""Follow-ups to a question to the reports: "And in Brackenford?", "What about the revisit?"."""

import re

from assistant.domain.plans import ReportQuestion
from assistant.reports.answers.grade_lines import GRADES
from assistant.reports.matching.one_of_many import marks_asked
from assistant.understanding.library.places import find_places
from assistant.understanding.library.report_scope import ReportCatalogue, place_of

_FOLLOWS = re.compile(
    r"^(?:(?:and|but|ok|okay|so|what about|how about|same for|or)\b[\s,]*)+"
    r"(?:(?:in|for|at|of|by|with)\s+)?(?P<what>[^?]{1,60}?)\s*\?*$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:who|when|where|why|which|what|how|is|are|was|were|did|does|do|has|have|only|overdue|open"
    r"|closed|mine|recommendations?|ones?|them|those|these)\b",
    re.IGNORECASE,
)
_OF_REPORT = re.compile(
    r",?\s*\b(?:in|according to|from|of) (?:the )?(?:[\w'’-]+ ){0,4}"
    r"(?:report|inspection|revisit|letter|review|visit|assessment)\b",
    re.IGNORECASE,
)
_A_REPORT = re.compile(r"\b(?:report|inspection|revisit|letter|review|assessment)$", re.IGNORECASE)
_MOST_WORDS = 7


def continued(text: str, before: str, catalogue: ReportCatalogue) -> str | None:
    """Return a follow-up as a whole question; none where it stands for itself.

    Args:
        text: As typed.
        before: The question to the reports that it follows.
        catalogue: The reports that the asker may see.
    """
    match = _FOLLOWS.match(text.strip())
    if match is None or _ASKS.search(match["what"]) or len(match["what"].split()) > _MOST_WORDS:
        return None
    what = match["what"].strip()
    if re.fullmatch(GRADES, what, re.IGNORECASE) and re.search(GRADES, before, re.IGNORECASE):
        return re.sub(GRADES, lambda _: what, before, flags=re.IGNORECASE)
    one_of_many, place = bool(marks_asked(what)), bool(_places(what, catalogue))
    if one_of_many or place:
        for named in (*_marks(before), *_places(before, catalogue)):
            pattern = rf"(?<!\w){re.escape(named)}(?!\w)"
            if re.search(pattern, before, re.IGNORECASE):
                return re.sub(pattern, lambda _: what, before, flags=re.IGNORECASE)
    kept = _OF_REPORT.sub("", before).rstrip("? ")
    return f"{kept} in {what}?"


def continued_topic(text: str, before: ReportQuestion, catalogue: ReportCatalogue) -> str | None:
    """Return a follow-up to a question for a topic as a whole question; else none.

    Another topic takes the place of the one before, in the same reports. After a report was
    summed up, what is named is summed up as well.
    """
    match = _FOLLOWS.match(text.strip())
    if match is None or _ASKS.search(match["what"]) or len(match["what"].split()) > _MOST_WORDS:
        return None
    what = match["what"].strip()
    if catalogue.resolve(what).report_ids or _A_REPORT.search(what):
        return f"Summarise {what}"
    titles = [each.title for each in catalogue.reports if each.id in before.scope]
    if len(titles) == 1 and what.lower() not in before.text.lower():
        return f"What does “{titles[0]}” say about {what}?"
    return f"What do the reports say about {what}?"


def _marks(question: str) -> list[str]:
    return [f"{kind} {mark}" for kind, mark in marks_asked(question)]


def _places(question: str, catalogue: ReportCatalogue) -> list[str]:
    held = {place for report in catalogue.reports if (place := place_of(report))}
    return [" ".join(place.name) for place in find_places(question, held)]
