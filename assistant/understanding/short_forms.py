"""Spells out the short forms in which days and periods are typed: "nxt wk", "by fri", "b4 xmas"."""

import re

_SHORT = {
    "wk": "week", "wks": "weeks", "mth": "month", "mths": "months", "yr": "year", "yrs": "years",
    "qtr": "quarter", "qtrs": "quarters", "b4": "before", "nxt": "next",
    "tmrw": "tomorrow", "tomoz": "tomorrow", "2moro": "tomorrow", "2day": "today",
    "eom": "the end of the month", "eoy": "the end of the year", "btwn": "between",
    "asof": "as of", "thru": "through",
}  # fmt: skip
_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_SHORT)})(?![\w-])", re.IGNORECASE)
_DAYS = {
    "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "weds": "Wednesday",
    "thu": "Thursday", "thur": "Thursday", "thurs": "Thursday", "fri": "Friday",
    "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
_DAY = re.compile(
    r"(?P<before>\b(?:due|by|on|before|until|till|next|this|last|after|from|to|since)\s+)"
    rf"(?P<day>{'|'.join(_DAYS)})\b(?!['’-])",
    re.IGNORECASE,
)


def spelled_out(text: str) -> str:
    """Return a question with its short forms of days and periods in full."""
    text = _WORD.sub(lambda match: _SHORT[match.group().lower()], text)
    return _DAY.sub(lambda match: match["before"] + _DAYS[match["day"].lower()], text)
