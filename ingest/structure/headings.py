"""Headings: by size, weight, capitals and numbering; in plain text, by standing alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.structure.lines import Line
from ingest.structure.markers import Mark, Marked, marked
from ingest.structure.profile import Flowing, Profile, is_forced

LARGER = 1.1
"""Times the body's size."""
LONGEST_RUN = 3
"""More headings of the body's size with no text between them are none."""
MOST_LINES = 5
MOST_WORDS = 45
MOST_PLAIN_CHARACTERS = 200
FEWEST_RUNNING = 80
FEWEST_CAPITALS = 4
CAPITALS_WEIGH = 1.1
"""Capitals look so much larger: they often stand above larger headings in small letters."""
SAME_SIZE = 0.5
"""Points."""
BLANK_LINE = 2.0
"""Lines of plain text from one line to the next, where a blank one is between."""
NO_SMALLER = 0.95
"""Times the body's size."""
OTHER_COLOUR = 70
"""Out of 255, in red, green or blue."""
MOST_SET_OFF = 100
"""Characters."""
NOT_SET_OFF = re.compile(r"^[‘“'\"(]|www\.|https?:|@|[.;,:]$")
LEAD = 1.6
"""Ems between the lines of one heading."""
LABEL = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,3} \d{1,3}[a-z]?:$")
"""A label that belongs to what follows: "Recommendation 1:"."""
LETTERED = re.compile(r"[^\W\d_]")

Style = tuple[float, int, bool, int]
"""Size (largest first when negated), rank of weight, not capitals, depth of numbering."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Consecutive lines that make one heading."""

    lines: tuple[Flowing, ...]
    style: Style
    mark: Marked | None

    @property
    def text(self) -> str:
        """Its words, its number left out."""
        joined = " ".join(flow.line.text.strip() for flow in self.lines)
        return joined[self.mark.length :] if self.mark else joined


def find_headings(flow: Sequence[Flowing], profile: Profile) -> dict[int, Heading]:
    """Return headings by the index of their first line in `flow`."""
    found: dict[int, Heading] = {}
    at = 0
    while at < len(flow):
        end = _extent(flow, at, profile)
        heading = _heading(flow[at:end], profile) if end > at else None
        if heading is not None and not _runs_on(flow, at, end, profile):
            found[at] = heading
        at = max(end, at + 1)
    return _without_names(found, flow, profile)


def _without_names(
    found: dict[int, Heading], flow: Sequence[Flowing], profile: Profile
) -> dict[int, Heading]:
    """Leave out bold lines of the body's size with no text under them: names, addresses."""
    kept = dict(found)
    run: list[int] = []
    for at in [*found, len(flow)]:
        follows = bool(run) and run[-1] + len(found[run[-1]].lines) == at
        if run and not follows:
            _drop(kept, run[:-1] if len(run) > LONGEST_RUN else [])
            run = []
        if at == len(flow):
            _drop(kept, run)
        elif _may_be_name(found[at], profile):
            run.append(at)
        else:
            run = []
    return kept


def _may_be_name(heading: Heading, profile: Profile) -> bool:
    line = heading.lines[0].line
    return not (heading.mark or is_capitals(line.text) or line.size >= LARGER * profile.body)


def _drop(kept: dict[int, Heading], run: Iterable[int]) -> None:
    for at in run:
        kept.pop(at, None)


def _looks(line: Line, profile: Profile) -> bool:
    if line.cell is not None or not LETTERED.search(line.text):
        return False
    if _is_strong(line, profile):
        return True
    return line.size >= NO_SMALLER * profile.body and _is_set_off(line, profile)


def _is_strong(line: Line, profile: Profile) -> bool:
    """Say whether a line is larger, bold or in capitals."""
    if line.size >= LARGER * profile.body or is_capitals(line.text):
        return True
    return line.bold and line.size >= NO_SMALLER * profile.body


def _is_set_off(line: Line, profile: Profile) -> bool:
    """Say whether a short line differs by its colour or by italics, and is no quotation or link."""
    apart = max(abs(a - b) for a, b in zip(line.colour, profile.colour, strict=True))
    if apart < OTHER_COLOUR and not line.italic:
        return False
    return len(line.text) <= MOST_SET_OFF and NOT_SET_OFF.search(line.text) is None


def is_capitals(text: str) -> bool:
    """Say whether a text is set in capitals, and is more than an acronym: numbered, or longer."""
    mark = marked(text)
    numbered = mark is not None and mark.kind in {Mark.NUMBER, Mark.PARAGRAPH}
    bare = text[mark.length :] if mark is not None else text
    letters = "".join(LETTERED.findall(bare))
    words = [word for word in bare.split() if LETTERED.search(word)]
    return letters.isupper() and len(letters) >= FEWEST_CAPITALS and (numbered or len(words) > 1)


def _extent(flow: Sequence[Flowing], at: int, profile: Profile) -> int:
    """Return the end of the lines from `at` on that look like one heading."""
    first = flow[at].line
    if not _looks(first, profile):
        return at + 1 if profile.plain and _stands_alone(flow, at) else at
    end = at + 1
    while end < len(flow) and _continues(flow[end - 1], flow[end], profile):
        end += 1
    return end


def _continues(before: Flowing, after: Flowing, profile: Profile) -> bool:
    one, other = before.line, after.line
    same_face = (one.bold, one.italic, one.colour) == (other.bold, other.italic, other.colour)
    same_type = abs(one.size - other.size) < SAME_SIZE and same_face
    same_case = is_capitals(one.text) == is_capitals(other.text)
    near = 0 < other.y - one.y <= LEAD * max(one.size, 1.0)
    if not (same_type and same_case and near and _looks(other, profile)):
        return False
    if before.page != after.page or one.column != other.column or marked(other.text):
        return False
    return other.text[:1].islower() or not is_forced(before, other)


def _heading(lines: Sequence[Flowing], profile: Profile) -> Heading | None:
    text = " ".join(flow.line.text.strip() for flow in lines)
    mark = marked(text)
    if len(lines) > MOST_LINES or len(text.split()) > MOST_WORDS:
        return None
    first = lines[0].line
    if _is_sentence(text, first, profile):
        return None
    longest = MOST_PLAIN_CHARACTERS if profile.plain else MOST_SET_OFF
    if not _is_strong(first, profile) and len(text) > longest:
        return None
    if mark is not None and mark.kind is Mark.BULLET:
        return None
    if LABEL.match(text) and first.size < LARGER * profile.body:
        return None
    return Heading(tuple(lines), _style(first, text, mark), mark)


def _is_sentence(text: str, line: Line, profile: Profile) -> bool:
    bare = text.rstrip()
    if not LETTERED.search(bare) or bare[-1] in ",;":
        return True
    return bare.endswith(".") and line.size < 1.25 * profile.body


def _style(line: Line, text: str, mark: Marked | None) -> Style:
    depth = mark.text.strip(".").count(".") + 1 if mark and mark.kind is Mark.PARAGRAPH else 1
    capitals = is_capitals(text)
    weight = line.size * (CAPITALS_WEIGH if capitals else 1.0)
    rank = 0 if line.bold else 1 if not line.italic else 2
    return (-round(weight * 2) / 2, rank, not capitals, depth)


def _runs_on(flow: Sequence[Flowing], at: int, end: int, profile: Profile) -> bool:
    """Say whether what looks like a heading is the emphasised middle of a paragraph."""
    first, last = flow[at].line, flow[end - 1]
    if first.size >= LARGER * profile.body:
        return False
    if (
        end < len(flow)
        and flow[end].line.text[:1].islower()
        and not is_forced(last, flow[end].line)
    ):
        after = flow[end].line
        apart = flow[end].page != last.page or after.column != last.line.column
        if apart or not profile.gap_between(last.line, after):
            return True
    return first.text[:1].islower()


def _stands_alone(flow: Sequence[Flowing], at: int) -> bool:
    """Plain text: a short line without a full stop, blank lines around it, text after it."""
    line = flow[at].line
    text = line.text.strip()
    if len(text) > MOST_PLAIN_CHARACTERS or not (text[:1].isupper() or text[:1].isdigit()):
        return False
    if text[-1] in ".,;:!*" or marked(text) or at + 1 >= len(flow):
        return False
    before = flow[at - 1].line if at else None
    after = flow[at + 1].line
    if (before is not None and line.y - before.y < BLANK_LINE) or after.y - line.y < BLANK_LINE:
        return False
    return _is_running(after.text)


def _is_running(text: str) -> bool:
    """Say whether a line looks like running text or a list item, which a heading stands over."""
    long = len(text) > FEWEST_RUNNING or text.rstrip()[-1] in ".?!:;"
    return (long and not text[:1].islower()) or marked(text) is not None


def cover_styles(headings: Iterable[Heading]) -> set[Style]:
    """Return styles that only the first page uses, if later pages have headings: its title's."""
    first: set[Style] = set()
    later: set[Style] = set()
    for heading in headings:
        (later if heading.lines[0].page else first).add(heading.style)
    return first - later if later else set()
