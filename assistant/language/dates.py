"""Dates as written in English prose, day first."""

import re
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

_MONTHS = "january february march april may june july august september october november december"
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?\s+)?(?:the\s+)?"
_DAY = r"(?P<{0}>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"(?P<{0}>(?:19|20|21)\d\d)"
_FORMS = "|".join(
    (
        _WEEKDAY
        + _DAY.format("d1")
        + r"(?:\s+of)?\s+"
        + _MONTH.format("m1")
        + r",?\s+(?:"
        + _YEAR.format("y1")
        + r"|['’](?P<s1>\d\d))",
        _DAY.format("d2") + "[-/]" + _MONTH.format("m2") + r"[-/](?P<y2>(?:19|20|21)?\d\d)",
        _MONTH.format("m3") + r"\s+" + _DAY.format("d3") + r",?\s+" + _YEAR.format("y3"),
        _MONTH.format("m4") + r",?\s+(?:of\s+)?" + _YEAR.format("y4"),
        r"(?P<d5>\d{1,2})(?P<x5>[/.-])(?P<n5>\d{1,2})(?P=x5)(?P<y5>(?:19|20|21)\d\d|\d\d(?<![.]\d\d))",
        r"(?P<y6>(?:19|20|21)\d\d)-(?P<n6>\d\d)-(?P<d6>\d\d)",
    )
)
_DATE = re.compile(rf"(?<![\w/])(?<!\d[.,-])(?:{_FORMS})(?![\w/]|[.-]\d)", re.IGNORECASE)
_CENTURY_TURNS = 70
"""Two-digit years from here on are of the 1900s."""


class WrittenDate(NamedTuple):
    """A date as it stands in a text: a whole day, or a month when no day is given."""

    start: int
    end: int
    text: str
    day: date | None
    month: tuple[int, int] | None
    """(year, month) where only a month is written; none where `day` is known."""


def month_number(word: str) -> int | None:
    """Return 1 to 12 for a month's English name or its abbreviation, in any case."""
    short = word.lower().rstrip(".")
    if short == "sept":
        return 9
    for number, name in enumerate(_MONTHS.split(), 1):
        if short in {name, name[:3]}:
            return number
    return None


def add_months(day: date, n: int) -> date:
    """Return the same day n months on; the month's last day where it has no such day."""
    return day + relativedelta(months=n)


def read_day(text: str) -> date | None:
    """Return the day that the whole text is ("2021-09-30", "30 September 2021"), if it is one."""
    found = find_dates(text)
    if len(found) != 1 or found[0].text != text.strip():
        return None
    return found[0].day


def find_dates(text: str) -> list[WrittenDate]:
    """Return the dates written with a year in a text, in order; impossible dates are none."""
    found = []
    for match in _DATE.finditer(text):
        given = {name[0]: value for name, value in match.groupdict().items() if value is not None}
        if written := _written(match, given):
            found.append(written)
    return found


def _written(match: re.Match[str], given: dict[str, str]) -> WrittenDate | None:
    month = int(given["n"]) if "n" in given else month_number(given["m"])
    year = _year(given.get("y") or given["s"])
    if month is None:
        return None
    if "d" not in given:
        return WrittenDate(match.start(), match.end(), match.group(), None, (year, month))
    try:
        day = date(year, month, int(given["d"]))
    except ValueError:
        return None
    return WrittenDate(match.start(), match.end(), match.group(), day, None)


def _year(digits: str) -> int:
    if len(digits) == len("2021"):
        return int(digits)
    return int(digits) + (1900 if int(digits) >= _CENTURY_TURNS else 2000)
