"""Which day a register shows: as it says itself, as its name says, or as the file was saved."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from assistant.language.dates import find_dates
from assistant.settings import LONDON

_AS_AT = re.compile(
    r"\b(?:(?:as|position|correct)\s+(?:at|of|on)|last\s+updated|updated|register\s+date)\b",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d\d)[-_.](\d\d)[-_.](20\d\d)(?!\d)")


def find_as_at(path: Path, titles: Iterable[str], saved: date | None) -> tuple[date, str | None]:
    """Return the day that a register shows, and a sentence where that day is doubtful.

    Args:
        path: the file.
        titles: what is written above the headers.
        saved: when the file says it was saved.
    """
    titles = list(titles)
    # "As at" and its day may stand in neighbouring cells.
    for title in [*titles, " ".join(titles)]:
        if match := _AS_AT.search(title):
            days = [one.day for one in find_dates(title[match.end() :]) if one.day]
            if days:
                return days[0], None
    named = _from_name(path.stem)
    if named:
        return named, None
    found = saved or datetime.fromtimestamp(path.stat().st_mtime, LONDON).date()
    return found, (
        f"The register doesn't say which day it shows; {found:%-d %B %Y} was taken, when the file "
        "was last saved. Give the day with --as-at if it is another."
    )


def _from_name(stem: str) -> date | None:
    for pattern, order in ((_COMPACT, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1))):
        for match in pattern.finditer(stem):
            year, month, day = (int(match[place]) for place in order)
            try:
                return date(year, month, day)
            except ValueError:
                continue
    spaced = re.sub(r"[_-]+", " ", stem)
    return next((one.day for one in find_dates(spaced) if one.day), None)
