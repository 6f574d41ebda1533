"""Which sentences of a report tell why it was made, what it found and what it says of the force.

Pure choice among sentences; nothing is worded here. A `Line` is one or more sentences that follow
each other in one paragraph and are quoted as one.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.language.numbers import find_numbers
from assistant.language.words import fold
from assistant.reports.evidence.units import ReportText, Unit, points_back

Line = list[Unit]

SCOPE = re.compile(
    r"\b(?:commission(?:ed)?|visited|inspected|fieldwork|examined|looked at|investigated?|"
    r"super-complaint|considers?|considered|assessed|interviewed|data from|asked all|required by|"
    r"this (?:inspection|report|review)|preliminary)\b",
    re.IGNORECASE,
)
FOUND = re.compile(
    r"\b(?:found|finds?|concluded?|concludes|identified|in summary|well founded|was clear)\b",
    re.IGNORECASE,
)
VISITED = re.compile(
    r"^(?!.*\bwill be\b).*\b(?:visited|inspected|fieldwork|took part)\b", re.IGNORECASE | re.DOTALL
)
_MENTIONS_FINDINGS = re.compile(
    r"\b(?:recommendations?|areas? for improvement|causes? (?:of|for) concern)\b", re.IGNORECASE
)
_WE = re.compile(r"\bwe\b", re.IGNORECASE)
FUTURE = re.compile(
    r"\b(?:will|shall|planned|expected|anticipated|due to|to be|programme)\b", re.IGNORECASE
)
_LEANS_BACK = re.compile(
    r"^(?:it|they|this|that|these|those|one|there|such|he|she|however|but|of (?:those|these))\b"
    r"|^the (?:first|second|third|fourth|last|other|former|latter|rest)\b"
    r"|\b(?:it (?:was|is|had|has)|there (?:was|were|is|are)|among them|of them|has one)\b",
    re.IGNORECASE,
)
_LONGEST = 90
"""Words of a paragraph that is quoted whole; of a longer one, its first sentences are."""
_LONGEST_LIST = 8
_MOST_TOGETHER = 3
"""Sentences of one paragraph that are quoted together."""
_SHORT_LEAD = 5
"""Words of a lead-in ("The inspection found that:") that items can do without."""


def states_count(text: str) -> bool:
    """Whether a sentence says how many recommendations or other findings there are."""
    match = _MENTIONS_FINDINGS.search(text)
    return match is not None and bool(find_numbers(text[: match.start()]))


def under(unit: Unit, headings: Sequence[str], section: str | None = None) -> bool:
    """Whether a sentence stands under a heading with one of the words."""
    own = [h for h in unit.passage.heading if section is None or not h.startswith(section)]
    return any(word in fold(heading) for heading in own for word in headings)


def scope_lines(
    units: Sequence[Unit], headings: Sequence[str], named: Sequence[Unit], limit: int
) -> list[Line]:
    """Return why an inspection was made and what it looked at, those that name the force first."""
    plain = [u for u in units if not _MENTIONS_FINDINGS.search(u.text)]
    beneath = [u for u in plain if under(u, headings)]
    chosen = [u for u in beneath if SCOPE.search(u.text) or (u in named and _WE.search(u.text))]
    if not chosen:
        chosen = [u for u in plain if SCOPE.search(u.text) and not FOUND.search(u.text)]
        chosen = [u for u in chosen if u.passage.heading[:1] == chosen[0].passage.heading[:1]]
    kept = [u for u in chosen if u in named][:limit]
    kept += [u for u in chosen if u not in kept][: limit - len(kept)]
    places = {u.place for u in kept}
    return [line for u in units if u.place in places for line in _with_items(u, units)]


def summary_lines(
    units: Sequence[Unit], headings: Sequence[str], section: str | None
) -> list[Line]:
    """Return the paragraphs that stand under a summary's heading."""
    return _paragraphs([u for u in units if under(u, headings, section)])


def found_lines(units: Sequence[Unit]) -> list[Line]:
    """Return the sentences that tell of something found, with the lists they lead into."""
    chosen = [u for u in units if FOUND.search(u.text) and not u.listed]
    return [line for u in chosen for line in _with_items(u, units)]


def opening_lines(units: Sequence[Unit]) -> list[Line]:
    """Return the first paragraph under each heading."""
    seen: set[tuple[str, ...]] = set()
    opening = []
    for line in _paragraphs(units):
        heading = line[0].passage.heading
        if heading and heading not in seen and not line[0].text.endswith(":"):
            seen.add(heading)
            opening.append(line)
    return opening


def with_context(unit: Unit, text: ReportText) -> Line:
    """Return a sentence with those of its paragraph before it that it leans on."""
    line = [unit]
    while _LEANS_BACK.search(line[0].text):
        before = text.before(line[0])
        if before is None or before.line != unit.line or before.passage.id != unit.passage.id:
            break
        line.insert(0, before)
    return line


def going_on(line: Line, text: ReportText) -> Line:
    """Return a line with what goes on from it in its paragraph, while it isn't too long.

    A paragraph's first sentence says what all of it is about; another is followed only by those
    that point back to it.
    """
    whole = list(line)
    opens = not line[0].listed or line[0].marker is not None
    opens = opens and not text.paragraph_before(line[0])
    while len(whole) < _MOST_TOGETHER:
        after = text.after(whole[-1])
        if after is None or after.line != line[0].line or after.passage.id != line[0].passage.id:
            break
        length = sum(len(unit.text.split()) for unit in (*whole, after))
        if length > _LONGEST or not (opens or points_back(after.text)):
            break
        whole.append(after)
    return whole


def up_to(lines: Sequence[Line], limit: int) -> list[Line]:
    """Return the first lines, and the rest of a list that the limit would cut."""
    end = min(limit, len(lines))
    while 0 < end < min(len(lines), limit + _LONGEST_LIST):
        if not (lines[end][0].listed and _follows(lines[end - 1], lines[end])):
            break
        end += 1
    return list(lines[:end])


def _with_items(unit: Unit, units: Sequence[Unit]) -> list[Line]:
    if not unit.text.endswith(":"):
        return [[unit]]
    items: list[Line] = []
    for other in (u for u in units if u.place > unit.place):
        last = items[-1][-1] if items else unit
        if not other.listed or other.place != last.place + 1:
            break
        items.append([other])
    if not items or len(items) > _LONGEST_LIST:
        return []
    needs_lead = items[0][0].text[:1].islower() or unit.text.count(" ") >= _SHORT_LEAD
    return [[unit], *items] if needs_lead else items


def _paragraphs(units: Iterable[Unit]) -> list[Line]:
    held: dict[int, Line] = {}
    for unit in units:
        line = held.setdefault(unit.line, [])
        if not line and unit.marker is None and _torn(unit):
            continue
        length = sum(len(u.text.split()) for u in line)
        follows = not line or line[-1].place == unit.place - 1
        if follows and (not line or length + len(unit.text.split()) <= _LONGEST):
            line.append(unit)
    return [line for line in held.values() if line]


def _torn(unit: Unit) -> bool:
    """Whether a sentence leans on one before it in its paragraph, which isn't quoted."""
    before = unit.passage.text[: unit.start]
    opens = not before or before.endswith("\n") or before.rstrip(" ").endswith(("•", "–", "-"))
    return not opens and _LEANS_BACK.search(unit.text) is not None


def _follows(before: Line, after: Line) -> bool:
    return before[-1].listed and after[0].place == before[-1].place + 1
