"""Deadlines as inspectorates word them."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.domain.sources import Deadline, DeadlineKind
from assistant.language.dates import WrittenDate, add_months, find_dates
from assistant.language.numbers import number_word
from assistant.language.sentences import sentences

_ASKS = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|has to|have to|(?:is|are|be) required to"
    r"|(?:is|are) to be|to be completed)\b",
    re.IGNORECASE,
)
_BY = (
    r"(?:\b(?:by\s+)?(?:no|not)\s+later\s+than|\bon\s+or\s+before|\bby|\bbefore|\bprior\s+to"
    r"|\bdue(?:\s+(?:by|on|date))?:?|\bdeadline(?:\s+(?:is|of))?:?|\bin\s+advance\s+of)"
)
_UNTIL_END = r"(?:\s+(?:the\s+)?(?P<end>end|close)\s+of)?(?:\s+the)?\s+$"
_BEFORE_DATE = re.compile(f"(?P<by>{_BY}){_UNTIL_END}", re.IGNORECASE)
_END_OF_YEAR = re.compile(
    rf"{_BY}\s+(?:the\s+)?end\s+of\s+(?P<year>(?:19|20|21)\d\d)(?![\d/])", re.IGNORECASE
)
_SEASON = re.compile(
    rf"{_BY}\s+(?:the\s+end\s+of\s+)?(?:(?:early|mid|late)[- ])?"
    r"(?:spring|summer|autumn|winter)\s+(?:19|20|21)\d\d",
    re.IGNORECASE,
)
_IMMEDIATE = re.compile(
    r"""
    \bwith\s+immediate\s+effect\b
    | (?:^|(?<=[\n:;,]))\s*(?P<open>immediately)\b
    | \b(?:should|must|shall|needs?\sto|required\sto)\s+(?:(?:now|also)\s+)?(?P<modal>immediately)\b
    | \b(?P<last>immediately)(?=\s*(?:[.;:]|$))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOT_IMMEDIATE = re.compile(r"\s+(?:after|before|following|upon|on|when|if|where|prior)\b", re.I)
_PERIOD = re.compile(
    r"""
    \b(?:with)?in\s+(?:a\s+(?:further\s+)?(?:maximum|period)\s+of\s+)?(?:the\s+next\s+)?
    (?P<n>\d{1,3}|an?|[a-z]+(?:-[a-z]+)?)\s+(?:calendar\s+)?
    (?P<working>working\s+|business\s+)?(?P<unit>day|week|fortnight|month|year)s?['’]?
    (?P<anchor>\s+(?:of|from|after|following)\s+(?:the\s+)?(?:date\s+of\s+)?(?:the\s+)?
        (?:(?:publication|receipt|issue)\s+of\s+)?(?:publication|this\s+\w+|(?:the\s+)?report|letter
        |inspection)(?:\s+(?:being\s+published|publication|date)|['’]s\s+publication)?)?
    (?P<other>\s+(?:of|from|after|following)\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNTIL = re.compile(r"(?:^|\b(?:should|must|shall),?\s+)(?P<event>until\s+[^,:;.]+)", re.IGNORECASE)
_SUBJECT_TAIL = re.compile(r"(?:^|[:,]|\b(?:should|must|shall|needs?\s+to),?)\s*$", re.IGNORECASE)
_LABEL = re.compile(
    r"^\s*(?:(?:recommendation|afi|action)\s*[\w.]{0,6}\s*:\s*)?"
    r"(?:(?:[-•*]\s+)?[(\[]?(?:\d{1,3}|[ivxl]{1,7}|[a-z])[.)\]]\s+(?!\d{4}))?",
    re.IGNORECASE,
)


def find_deadline(text: str, published: date | None) -> Deadline | None:
    """Return the deadline that a finding, or a cell of a register, sets.

    Periods ("within six months") run from publication. "By" includes the day named and "before"
    doesn't. A month or a year without a day means its last day. Words that are urgent but no
    deadline ("urgent review", "immediate commitment") give none. A deadline that stands in a later
    sentence than the first that asks for something, or beside another one, is `partial`.
    """
    start = label.end() if (label := _LABEL.match(text)) else 0
    asking = [
        (begin, end)
        for begin, end in sentences(text[start:])
        if _ASKS.search(text[start:], begin, end)
    ]
    found: list[tuple[bool, Deadline]] = []
    for begin, end in asking or sentences(text[start:])[:1]:
        later = bool(asking) and begin != asking[0][0]
        found += [(later, item) for item in _in_sentence(text[start:][begin:end], published)]
    found.sort(key=lambda pair: (pair[1].kind is DeadlineKind.EVENT, pair[0]))
    if not found:
        return None
    later, first = found[0]
    differ = any(item.due != first.due for _, item in found if item.kind is not DeadlineKind.EVENT)
    return Deadline(first.text, first.kind, first.due, later or differ)


def _in_sentence(sentence: str, published: date | None) -> list[Deadline]:
    placed = [
        *_dates(sentence),
        *_immediate(sentence),
        *_periods(sentence, published),
        *_events(sentence),
    ]
    return [deadline for _, deadline in sorted(placed, key=lambda pair: pair[0])]


def _dates(sentence: str) -> Iterator[tuple[int, Deadline]]:
    for written in find_dates(sentence):
        before = _BEFORE_DATE.search(sentence[: written.start])
        whole = sentence.strip(" .;") in {written.text, f"on {written.text}"}
        if before or whole:
            start = before.start() if before else written.start
            word = before["by"].lower() if before else ""
            yield start, _dated(sentence[start : written.end], written, word)
    for year in _END_OF_YEAR.finditer(sentence):
        yield (
            year.start(),
            Deadline(year.group(), DeadlineKind.DATE, date(int(year["year"]), 12, 31)),
        )


def _dated(text: str, written: WrittenDate, word: str) -> Deadline:
    exclusive = word.startswith(("before", "prior", "in advance"))
    if written.day:
        last = written.day
    else:
        year, month = written.month or (0, 0)
        last = date(year, month, 1 if exclusive else calendar.monthrange(year, month)[1])
    return Deadline(text, DeadlineKind.DATE, last - timedelta(days=1) if exclusive else last)


def _immediate(sentence: str) -> Iterator[tuple[int, Deadline]]:
    whole = sentence.strip(" .").lower() in {"immediate", "immediate effect", "immediately"}
    if whole:
        yield 0, Deadline(sentence.strip(" ."), DeadlineKind.IMMEDIATE)
        return
    for match in _IMMEDIATE.finditer(sentence):
        if _NOT_IMMEDIATE.match(sentence, match.end()):
            continue
        group = next((name for name in ("open", "modal", "last") if match[name]), 0)
        yield match.start(group), Deadline(match.group(group), DeadlineKind.IMMEDIATE)


def _periods(sentence: str, published: date | None) -> Iterator[tuple[int, Deadline]]:
    for match in _PERIOD.finditer(sentence):
        count = _count(match["n"])
        # "Within 24 hours of arrest" and "within ten days of a referral" are how to work, not when
        # to have done it.
        opens = bool(_SUBJECT_TAIL.search(sentence[: match.start()]))
        if count is None or match["other"] or not (opens or match["anchor"]):
            continue
        due = None
        if published and not match["working"]:
            due = _after(published, count, match["unit"].lower())
        yield match.start(), Deadline(match.group().strip(), DeadlineKind.PERIOD, due)


def _count(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return 1 if word.lower() in {"a", "an"} else number_word(word)


def _after(day: date, count: int, unit: str) -> date:
    if unit in {"month", "year"}:
        return add_months(day, count * (12 if unit == "year" else 1))
    return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _events(sentence: str) -> Iterator[tuple[int, Deadline]]:
    for match in _UNTIL.finditer(sentence):
        yield match.start("event"), Deadline(match["event"].strip(), DeadlineKind.EVENT)
    for match in _SEASON.finditer(sentence):
        yield match.start(), Deadline(match.group(), DeadlineKind.EVENT)
