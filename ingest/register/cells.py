"""What single cells say: text without traps, days without guesses, several values."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from assistant.language.dates import find_dates
from assistant.language.words import words
from ingest.register.tables import Unreadable, Value

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]|_x00[01][0-9A-F]_")
_LINE_END = re.compile(r"_x000D_|\r\n?|\u2028|\u2029|\x85")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
"""Days outside are taken for fillers such as 31/12/9999."""
_SERIALS = range(32_874, 73_416)
"""Serial numbers of spreadsheets for the days between those years (day 1 is 1 January 1900)."""
_SERIAL_START = date(1899, 12, 30)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_BULLETS = " \t-–•*"
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,12})?", re.ASCII)
_QUARTER = re.compile(r".*(?:\bq(?:uarter)? ?[1-4]\b|\bquarter\b).*", re.IGNORECASE)
_YEAR = re.compile(r"(?:fy ?)?\d{4}(?: ?[/-] ?\d{2,4})?", re.IGNORECASE)
_AROUND_DATE = frozenset(
    ("by", "on", "due", "before", "end", "of", "the", "no", "later", "than", "not")
) | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_NO_DATE = frozenset(
    """
    |n a|na|none|nil|tbc|tba|tbd|unknown|not known|not set|not stated|no date|no deadline
    |to be confirmed|to be agreed|to be advised|not applicable|no deadline set|not specified
    |none set|none stated|no date set|no target
    """.replace("\n    ", "").split("|")
)


@dataclass(frozen=True, slots=True)
class Day:
    """A cell read as a day. Without a day and without a doubt, it says that there is none."""

    day: date | None = None
    doubt: str | None = None
    """Completes "The due date ...": "says “Q1 2024”, which names a quarter and no day"."""


def clean(text: str) -> str:
    """Return text without what a reader can't see, line ends unified, outer white space left out.

    Invisible and direction-changing characters could hide words from people, or from filters.
    """
    if not text.isascii() or "_x0" in text or "\r" in text or not text.isprintable():
        text = _CONTROLS.sub("", _INVISIBLE.sub("", _LINE_END.sub("\n", text)))
    return text.strip()


def plain_text(value: Value) -> str:
    """Return a cell as text; whole numbers without decimals, days as 2021-09-30."""
    if isinstance(value, str):
        return clean(value)
    if value is None or isinstance(value, Unreadable):
        return ""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def read_day(value: Value, *, day_first: bool) -> Day:
    """Read a cell as a day. Months, quarters and years are no days, and neither is half a guess."""
    if value is None:
        return Day()
    if isinstance(value, str):
        return _written(clean(value), day_first)
    if isinstance(value, Unreadable):
        return Day(doubt=f"{value.reason} and so is unknown")
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return _plausible(day, day.isoformat())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(value)
    return Day(doubt=f"says “{plain_text(value)}”, which is no date")


def split_values(text: str, separators: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of a cell, parted by any separator that stands outside brackets."""
    if not any(one in text for one in separators):
        return (text,) if text.strip(_BULLETS) else ()
    parts, depth, start, place = [], 0, 0, 0
    while place < len(text):
        depth = max(0, depth + (text[place] in "([") - (text[place] in ")]"))
        found = next((one for one in separators if text.startswith(one, place)), None)
        if found and (depth == 0 or found == "\n"):
            parts.append(text[start:place])
            start = place = place + len(found)
        else:
            place += 1
    parts.append(text[start:])
    named = (part.strip().lstrip(_BULLETS) for part in parts if part.strip(_BULLETS))
    return tuple(dict.fromkeys(named))


def _serial(value: float) -> Day:
    if int(value) in _SERIALS:
        found = _SERIAL_START + timedelta(days=int(value))
        return Day(found, f"is the bare number {value:g}, read as the serial number of {found}")
    return Day(doubt=f"says “{value:g}”, which is no date")


@lru_cache(maxsize=8192)
def _written(text: str, day_first: bool) -> Day:
    said = f"says “{text}”, which"
    if " ".join(words(text)) in _NO_DATE:
        blank = not any(char.isalnum() for char in text)
        return Day(doubt=None if blank else f"{said} is no date")
    if match := _ISO.fullmatch(text):
        return _built(match[1], match[2], match[3], text)
    if match := _NUMERIC.fullmatch(text):
        first, second = (match[1], match[3]) if day_first else (match[3], match[1])
        return _built(_century(match[4]), second, first, text)
    if _SERIAL.fullmatch(text) and int(float(text)) in _SERIALS:
        return _serial(float(text))
    for pattern, what in ((_QUARTER, "a quarter"), (_YEAR, "a year")):
        if pattern.fullmatch(text):
            return Day(doubt=f"{said} names {what} and no day")
    return _in_words(text, said)


def _in_words(text: str, said: str) -> Day:
    found = find_dates(text)
    if len(found) != 1:
        return Day(doubt=f"{said} names {len(found)} dates" if found else f"{said} is no date")
    rest = words(text[: found[0].start] + " " + text[found[0].end :])
    if found[0].day is None:
        return Day(doubt=f"{said} names a month and no day")
    if not _AROUND_DATE.issuperset(rest) or rest[-1:] == ["not"] or "before" in rest:
        return Day(doubt=f"{said} says more than a date, so no day was taken from it")
    return _plausible(found[0].day, text)


def _century(year: str) -> str:
    return year if len(year) > len("24") else f"20{year}"


def _built(year: str, month: str, day: str, text: str) -> Day:
    try:
        return _plausible(date(int(year), int(month), int(day)), text)
    except ValueError:
        return Day(doubt=f"says “{text}”, which is no date (day first)")


def _plausible(day: date, text: str) -> Day:
    if _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return Day(day)
    return Day(doubt=f"says “{text}”, which is too far off to be meant")


_LOOK_ALIKES = str.maketrans("авекмнорстухісјԁԛԝєѕһ", "abekmhopctyxicjdqwesh")
"""Cyrillic letters by the Latin ones that they look like."""


def look_alike(text: str) -> str:
    """Return what a text looks like, so that two that only seem the same can be found."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(_LOOK_ALIKES)
    return re.sub(r"[\W_]+", "", folded)
