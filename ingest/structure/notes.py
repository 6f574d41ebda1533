"""Footnotes: small lines at the foot of a page that begin with a note mark."""

import re
from collections.abc import Sequence

from ingest.structure.profile import Flowing, Profile

SMALLER = 0.93
"""Times the body's size."""
LOWER = 0.35
"""Share of the page's height below which footnotes stand."""
MARK = re.compile(r"(?:\d{1,3}|[*†‡]{1,3})(?=\s|$|[^\W\d_]|[‘“'\"(])\s*")

Note = list[Flowing]


def find_footnotes(flow: Sequence[Flowing], profile: Profile, height: float) -> list[Note]:
    """Return the footnotes of one page, each as its lines."""
    if profile.plain:
        return []
    tail = [one for one in flow if _is_small(one, profile) and one.line.y > LOWER * height]
    lowest_body = max(
        (one.line.y for one in flow if not _is_small(one, profile)),
        default=0.0,
    )
    tail = [one for one in tail if one.line.y > lowest_body]
    notes: list[Note] = []
    for one in tail:
        if MARK.match(one.line.text):
            notes.append([one])
        elif notes:
            notes[-1].append(one)
    return notes


def _is_small(one: Flowing, profile: Profile) -> bool:
    return one.line.size <= SMALLER * profile.body and one.line.cell is None


def note_mark(text: str) -> tuple[str, int]:
    """Return a footnote's mark and its length with the white space after it."""
    match = MARK.match(text)
    return (match.group().strip(), match.end()) if match else ("", 0)
