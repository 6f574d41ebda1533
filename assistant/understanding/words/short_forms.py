"""Spells out the short forms in which questions are typed: "nxt wk", "by fri", "hi pri", "o/d"."""

import re

_SHORT = {
    "wk": "week", "wks": "weeks", "mth": "month", "mths": "months", "yr": "year", "yrs": "years",
    "qtr": "quarter", "qtrs": "quarters", "b4": "before", "nxt": "next",
    "tmrw": "tomorrow", "tomoz": "tomorrow", "2moro": "tomorrow", "2day": "today",
    "eom": "the end of the month", "eoy": "the end of the year", "btwn": "between",
    "asof": "as of", "thru": "through",
}  # fmt: skip
_WRITTEN = (
    (r"o/s", "outstanding"), (r"o/?d|od['’]?d", "overdue"), (r"w/o", "without"),
    (r"w/(?=\s)", "with"), (r"excl\.?(?=\s)", "excluding"), (r"incl\.?(?=\s)", "including"),
    (r"(?<=\w )hi(?=\s*[?.!]*$)", "high priority"),
    (r"hi(?:gh)?[ -]?pri(?:o)?", "high priority"), (r"med(?:ium)?[ -]pri(?:o)?", "medium priority"),
    (r"low?[ -]pri(?:o)?", "low priority"), (r"cocs", "causes of concern"),
    (r"coc", "cause of concern"), (r"n/a", "not applicable"),
    (r"(?!areas?\b)a[a-z]{2,4}s? (?:for|of) improvements?", "areas for improvement"),
    (r"areas of improvements?", "areas for improvement"),
    (r"area of improvement", "area for improvement"), (r"b/?down", "breakdown"),
    (r"pct|%age", "percentage"), (r"when['’]s", "when is"), (r"where['’]s", "where is"),
)  # fmt: skip
_FORM = re.compile(
    "|".join(rf"(?P<f{at}>(?<![\w/-]){form}(?![\w/-]))" for at, (form, _) in enumerate(_WRITTEN)),
    re.IGNORECASE,
)
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
    """Return a question with its short forms in full."""
    text = _FORM.sub(lambda match: _WRITTEN[int((match.lastgroup or "f0")[1:])][1], text)
    text = _WORD.sub(lambda match: _SHORT[match.group().lower()], text)
    return _DAY.sub(lambda match: match["before"] + _DAYS[match["day"].lower()], text)
