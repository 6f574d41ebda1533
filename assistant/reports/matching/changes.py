"""Questions for how something changed, and sentences that tell it."""

import re

from assistant.language.dates import find_dates
from assistant.language.numbers import find_numbers
from assistant.language.words import fold

_ASKS = re.compile(
    r"\b(?:how|did|has|have|had|was|were|is|are)\b.*\b(?:chang(?:e|ed|ing)|go(?:ne)? (?:up|down)"
    r"|went (?:up|down)"
    r"|risen|fallen|improved?|worsened|better or worse|more or fewer"
    r"|got (?:better|worse|longer|shorter|slower|quicker|bigger|smaller)"
    r"|increased? or decreased?|up or down)\b"
    r"|\b(?:change|rise|fall|increase|decrease|trend) (?:in|of|between|since|from)\b"
)
_TELLS = re.compile(
    r"\bfrom\b.{1,80}\bto\b|\bcompared with\b|\bagainst\b|\bhad been\b|\bthan\b"
    r"|\b(?:fallen|fell|rose|risen|grew|grown|increased?|decreased?|reduced|doubled|halved|dropped"
    r"|removed|improved|improvement|worsened|slipped|changed)\b"
)


_OF_CHANGE = re.compile(
    r"\b(?:for|of) change\b"
    r"|\bchange (?:projects?|programmes?|management|plans?|teams?|boards?)\b"
)


def asks_change(question: str) -> bool:
    """Say whether a question asks how something changed."""
    return _ASKS.search(_OF_CHANGE.sub(" ", fold(question))) is not None


def tells_change(sentence: str) -> float:
    """Return how well a sentence tells a change: 1 with then and now, less with one of the two."""
    folded = fold(sentence)
    dated = [(written.start, written.end) for written in find_dates(sentence)]
    counted = [n for n in find_numbers(sentence) if not any(s <= n.start < e for s, e in dated)]
    told = _TELLS.search(folded) is not None
    if told and len(counted) > 1:
        return 1.0
    return 0.7 if told else 0.0


_NOW_AND_THEN = re.compile(
    r"(?P<now>.+?),? (?:compared with|compared to|against|where it had been|down from|up from) "
    r"(?P<then>.+)"
)
_LENGTH = re.compile(r"([\d.,]+|\b[a-z]+) (hour|minute|day|week|month|year|per cent|mile)s?\b")
_MINUTES = {"minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0, "month": 43800.0,
            "year": 525600.0}  # fmt: skip


def told_turn(sentence: str) -> str:
    """Return "rise" or "fall" where a sentence measures now and then; empty where it doesn't.

    "13 hours and 25 minutes, compared with 15 hours and 20 minutes in 2023" tells a fall.
    """
    match = _NOW_AND_THEN.search(fold(sentence))
    if match is None:
        return ""
    now, then = _measure(match["now"]), _measure(match["then"])
    if now is None or then is None or now == then:
        return ""
    return "rise" if now > then else "fall"


def _measure(text: str) -> float | None:
    """Return what a text measures: the first length of time in minutes, or the first share."""
    lengths = [
        (numbers[0].value, unit)
        for written, unit in _LENGTH.findall(text)
        if (numbers := find_numbers(written))
    ]
    if not lengths:
        return None
    first, unit = lengths[0]
    if unit not in _MINUTES:
        return first
    smaller = [
        value * _MINUTES[other]
        for value, other in lengths[1:2]
        if unit == "hour" and other == "minute"
    ]
    return first * _MINUTES[unit] + sum(smaller)
