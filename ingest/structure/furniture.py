"""Running heads, feet and page numbers: seen on the page, but no part of the running text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.structure.lines import Line, PageLines
from ingest.structure.markers import ROMAN, roman_value

MARGIN = 0.12
"""Share of the page's height, at the top and at the bottom, in which furniture stands."""
SAME_PLACE = 2.0
"""Points up or down."""
LONG = 45
"""Characters of a line that fills most of the page's width."""
LEADING = 1.5
"""Ems from one line of a paragraph to the next, at most."""
SAME_SIZE = 0.3
FEWEST_PAGES = 2
SHARE_OF_PAGES = 0.3
NEIGHBOURS = 2
"""Pages from one to the next with the same head: left and right pages may differ."""
NUMBER = r"(?P<number>\d{1,4}|[ivxl]{1,7}|[IVXL]{1,7})"
OF = r"(?:\s*(?:of|/)\s*\d+)?"
ALONE = re.compile(rf"[-–—|\s]*(?:(?:page|p\.)\s*)?{NUMBER}{OF}[-–—|\s]*$", re.IGNORECASE)
PAGED = re.compile(rf"\bpage\s*{NUMBER}{OF}\s*$", re.IGNORECASE)
AT_END = re.compile(rf"(?:^|[\s|])[-–—]?{NUMBER}[-–—]?$")
AT_START = re.compile(rf"{NUMBER}(?=[\s|])")

Place = tuple[int, int]
"""Index of a page and of a line on it."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    place: Place
    label: str
    offset: tuple[bool, int]
    """Whether it is roman, and how far it is from the physical number."""
    rest: str
    """The line without the number; blank for a number alone."""

    @property
    def series(self) -> tuple[tuple[bool, int], bool]:
        """What numbers of one run of pages have in common."""
        return self.offset, bool(self.rest)


def printed_labels(pages: Sequence[PageLines]) -> list[str | None]:
    """Return the page number printed on each page, where there is one."""
    labels: list[str | None] = [None] * len(pages)
    for numbered in _page_numbers(pages):
        labels[numbered.place[0]] = labels[numbered.place[0]] or numbered.label
    return labels


def find_furniture(pages: Sequence[PageLines]) -> set[Place]:
    """Return the places of running heads, feet and page numbers."""
    numbers = _page_numbers(pages)
    found = {numbered.place for numbered in numbers if not numbered.rest}
    rests = {numbered.place: numbered.rest for numbered in numbers}
    same: defaultdict[str, list[tuple[Place, float]]] = defaultdict(list)
    for place, line in _margin_lines(pages):
        if place in rests or not _is_set_with_body(line, pages[place[0]]):
            same[rests.get(place, _folded(line.text))].append((place, line.y))
    for places in same.values():
        for group in _in_one_place(places):
            if _is_repeated(sorted({page for page, _ in group}), len(pages)):
                found.update(group)
    return found


def _is_repeated(on: list[int], pages: int) -> bool:
    """Say whether a text runs: on a good share of pages, or on pages that follow each other."""
    if len(on) >= max(FEWEST_PAGES, SHARE_OF_PAGES * pages):
        return True
    return any(after - before <= NEIGHBOURS for before, after in pairwise(on))


def _is_set_with_body(line: Line, page: PageLines) -> bool:
    """Say whether a line is one of the body's: long, and close to the next line inwards."""
    inwards = 1 if line.y < page.height / 2 else -1
    steps = [
        inwards * (other.y - line.y)
        for other in page.lines
        if abs(other.size - line.size) < SAME_SIZE and len(other.text) >= LONG
    ]
    nearest = min((step for step in steps if step > 0), default=page.height)
    return len(line.text) >= LONG and nearest <= LEADING * line.size


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _in_one_place(places: list[tuple[Place, float]]) -> Iterator[list[Place]]:
    group: list[Place] = []
    last = 0.0
    for place, y in sorted(places, key=lambda item: item[1]):
        if group and y - last > SAME_PLACE:
            yield group
            group = []
        group.append(place)
        last = y
    yield group


def _margin_lines(pages: Sequence[PageLines]) -> Iterator[tuple[Place, Line]]:
    for index, page in enumerate(pages):
        if page.height <= 0:
            continue
        for at, line in enumerate(page.lines):
            inside = MARGIN * page.height < line.y < (1 - MARGIN) * page.height
            if not inside and line.cell is None and not line.sideways:
                yield (index, at), line


def _page_numbers(pages: Sequence[PageLines]) -> list[_Numbered]:
    """Return lines whose number keeps its distance from the physical one on several pages."""
    candidates = [
        numbered
        for place, line in _margin_lines(pages)
        for numbered in _candidates(place, line, pages[place[0]].number)
    ]
    votes = Counter(one.series for one in candidates)
    needed = min(FEWEST_PAGES, len(pages))
    best: dict[int, _Numbered] = {}
    for one in sorted(candidates, key=lambda one: -votes[one.series]):
        if votes[one.series] >= needed:
            best.setdefault(one.place[0], one)
    return list(best.values())


def _candidates(place: Place, line: Line, number: int) -> Iterator[_Numbered]:
    text = line.text.strip()
    alone = ALONE.match(text)
    within = PAGED.search(text), AT_END.search(text), AT_START.match(text)
    for match in (alone,) if alone else within:
        if match is None:
            continue
        label = match["number"]
        value = _value(label)
        if value is None:
            continue
        rest = "" if alone else _folded(text[: match.start()] + " " + text[match.end() :])
        yield _Numbered(place, label, (not label.isdigit(), value - number), rest)


def _value(label: str) -> int | None:
    if label.isdigit():
        return int(label)
    return roman_value(label.lower()) if ROMAN.match(label.lower()) else None
