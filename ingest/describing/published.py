"""The day a document says it was published."""

import re
from datetime import date
from typing import NamedTuple

from assistant.domain.documents import Document
from assistant.language.dates import WrittenDate, find_dates
from ingest.describing.front import Front, is_date

_LABEL = re.compile(
    r"(?:^|\n|[.|]\s)\s*(?:report |first |originally )?(?:published(?: on)?|publication date|"
    r"date of publication|date published|publication)\s*[:|–-]?\s*(?:on )?(?=[\w ,]{0,12}\d)",
    re.I,
)
_NEAR = 40
"""Characters after the label within which its date must begin."""
_LAST_FRONT_PAGE = 3
_HEAD_LINES = 8


class Published(NamedTuple):
    """A day, or what little is said of it."""

    day: date | None
    note: str | None = None


def find_published(document: Document, front: Front, title: str | None) -> Published:
    """Return the date of publication that the document prints.

    A date in a letter's head, in the title or alone on the cover is the report's own. One after
    "Published on" comes next: on web sites it is often the day on which an old page was moved.
    Dates of the inspection itself never count.
    """
    own, labelled = _in_head(front) or _in_title(title), _labelled(document)
    if own is None:
        return _alone(labelled)
    if own.day is not None:
        return Published(own.day, _other(own, labelled))
    if labelled is None or labelled.day is None:
        return _alone(own)
    if (labelled.day.year, labelled.day.month) == own.month:
        return Published(labelled.day)
    return Published(
        None,
        f"It is dated {own.text}, but says that it was published on {labelled.text}, which may be "
        "the day on which the page was moved; declare the date in reports.yaml.",
    )


def _alone(written: WrittenDate | None) -> Published:
    if written is None or written.day is not None:
        return Published(written.day if written else None)
    return Published(None, f"It says it was published in {written.text}; the day isn't printed.")


def _other(own: WrittenDate, labelled: WrittenDate | None) -> str | None:
    if labelled is None or labelled.day in {None, own.day}:
        return None
    return (
        f"It is dated {own.text}, but also says that it was published on {labelled.text}; "
        "the first was taken."
    )


def _in_head(front: Front) -> WrittenDate | None:
    lines = front.lines[: front.before_letter] if front.is_letter else front.lines[:_HEAD_LINES]
    for line in lines:
        for part in line.split("\n"):
            text = re.sub(r"^(?:date|dated)\s*:?\s*", "", part.strip(), flags=re.I)
            if is_date(text):
                return find_dates(text)[0]
    return _opening_date(lines) if front.is_letter else None


def _opening_date(lines: tuple[str, ...]) -> WrittenDate | None:
    """A letter's date and its first addressee may share a line."""
    for line in lines[:3]:
        found = find_dates(line)
        if found and found[0].start == 0 and found[0].day:
            return found[0]
    return None


def _in_title(title: str | None) -> WrittenDate | None:
    """Only a date that ends a title is the report's: others are of what it is about."""
    found = find_dates(title or "")
    if title and len(found) == 1 and title.rstrip(" )").endswith(found[0].text):
        return found[0]
    return None


def _labelled(document: Document) -> WrittenDate | None:
    pages = document.pages
    front = pages[:_LAST_FRONT_PAGE]
    for page in (*front, *(pages[-1:] if len(pages) > _LAST_FRONT_PAGE else ())):
        for label in _LABEL.finditer(page.text):
            after = page.text[label.end() : label.end() + 2 * _NEAR]
            found = find_dates(after)
            if found and found[0].start <= _NEAR // 4:
                return found[0]
    return None
