"""Tells where two times are asked about at once, or one that no register can tell of."""

import re

from assistant.domain.queries import Ask
from assistant.understanding.recognise.reading import Reading


def then_and_still(reading: Reading) -> bool:
    """Whether what was so on a day gone by is asked to be so still: two versions at once."""
    then = reading.query.as_at is not None and reading.query.ask is not Ask.CHANGE
    return then and bool(_STILL.search(reading.sheet.line))


_STILL = re.compile(
    r"\b(?:and|but|that|which) (?:(?:is|are|was|has|have|it|they|that|s|re|not|been) )*"
    r"(?:still|now|no longer)\b"
)


def of_a_trend(reading: Reading) -> bool:
    """Whether it is asked how a number went up or down."""
    return bool(_TREND.search(reading.sheet.line))


_TREND = re.compile(
    r"\b(?:go|goes|gone|went|going) (?:up|down)\b|\b(?:increas|decreas|worsen)\w+\b"
    r"|\b(?:risen|rising|grown|grew|trend\w*|getting (?:better|worse)|more \w+ (?:now )?than in)\b"
    r"|\bhow many (?:more|fewer)\b(?! than)|\bcompare\b.*\bnow\b"
)


def since_the_future(reading: Reading) -> bool:
    """Whether it is asked what has changed since a day to come."""
    since = reading.query.since
    return reading.query.ask is Ask.CHANGE and since is not None and since > reading.today


def two_periods(reading: Reading) -> bool:
    """Whether numbers of two periods are set side by side: "June vs September"."""
    line = reading.sheet.line
    several = len(reading.times.names) > 1 and bool(_SIDE_BY_SIDE.search(line))
    then_and_now = bool(reading.times.names) and (
        len(_HOW_MANY.findall(line)) > 1 or bool(_NOW_AND_THEN.search(line))
    )
    return (several or then_and_now) and reading.query.ask is not Ask.CHANGE


_SIDE_BY_SIDE = re.compile(
    r"\b(?:vs?|versus|against|compare[ds]?|comparing|comparison|and how many|differ\w*)\b"
)
_NOW_AND_THEN = re.compile(
    r"\bcompar\w+ (?:to|with|against)\b|\bthan in\b|\b(?<!between )(?<!from )now (?:and|vs?"
    r"|versus|against)\b"
    r"|\b(?:up|down) (?:from|on)\b|\b(?:and|vs?|versus) now\b"
)
_HOW_MANY = re.compile(r"\bhow many\b")
