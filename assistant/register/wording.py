"""How entries, reports, dates and numbers are worded in answers."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from assistant.domain.register import RegisterEntry, Status
from assistant.language.wording import say_day
from assistant.understanding.vocabulary.titles import names_report
from assistant.understanding.words.printed_numbers import plain_number

_LONG_TITLE = 60
_LONG_STATUS = 60
_RUN = 3
"""Numbers in a row from which "I to V" is written."""


def listed(values: Iterable[str], last: str = "and") -> str:
    """Return "a, b and c"."""
    items = list(values)
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def short_title(title: str) -> str:
    """Return the part of a report's title that names it."""
    short = re.split(r"\s[–—]\s", title)[0] if len(title) > _LONG_TITLE else title
    phase = re.match(r"\s[–—]\s((?:phase|part|stage) \w+)", title[len(short) :], re.IGNORECASE)
    if phase:
        return f"{short} – {phase[1]}"
    bare = re.sub(r"\s\([^()]*\).*$", "", short)
    short = bare if len(short) > _LONG_TITLE and names_report(bare) else short
    parts = re.split(r":\s", short)
    if len(short) > _LONG_TITLE and names_report(parts[0]) and "'" not in parts[0]:
        return parts[0]
    return short


def quoted(title: str) -> str:
    """Return a report's short title in quotation marks."""
    return f"“{short_title(title)}”"


def nouns(entries: Sequence[RegisterEntry], count: int) -> str:
    """Return "recommendation", "areas for improvement" or, for mixed kinds, "entries"."""
    kinds = {kind_noun(kind) for kind in {entry.kind for entry in entries}}
    one = kinds.pop() if len(kinds) == 1 else ("recommendation" if not kinds else "entry")
    return one if count == 1 else plural(one)


def kind_noun(kind: str) -> str:
    """Return a kind in small letters, acronyms spelt out."""
    folded = kind.strip().lower()
    return {"afi": "area for improvement", "rec": "recommendation", "": "entry"}.get(folded, folded)


def plural(noun: str) -> str:
    """Return the plural of a kind of finding."""
    irregular = {"entry": "entries", "status": "statuses", "due basis": "due bases"}
    if noun in irregular or noun.endswith("y"):
        return irregular.get(noun, f"{noun[:-1]}ies")
    if noun.endswith("s") and " " not in noun:
        return noun
    match = re.match(r"(area|cause|accelerated cause)( .+)", noun)
    return f"{match[1]}s{match[2]}" if match else f"{noun}s"


def name(entry: RegisterEntry) -> str:
    """Return "recommendation 1 of “Fraud: Time to choose”", the reference first if printed."""
    number = f" {entry.number}" if entry.number else ""
    said = f"{kind_noun(entry.kind)}{number} of {quoted(entry.report)}"
    return said if entry.ref_made else f"{entry.ref}, {said}"


def capital(text: str) -> str:
    """Return text with a capital first letter."""
    return text[:1].upper() + text[1:]


def numbers(entries: Sequence[RegisterEntry]) -> str:
    """Return the printed numbers of entries: "I to V", "1 and 3"; empty where some have none."""
    printed = [entry.number for entry in entries]
    if any(number is None for number in printed):
        return ""
    ordered = sorted(dict.fromkeys(str(number) for number in printed), key=number_key)
    parts: list[str] = []
    run: list[str] = []
    for number in ordered:
        if run and not _follows(run[-1], number):
            parts += _written(run)
            run = []
        run.append(number)
    return listed(parts + _written(run))


def _follows(before: str, after: str) -> bool:
    one, other = plain_number(before), plain_number(after)
    return one.isdigit() and other.isdigit() and int(other) == int(one) + 1


def _written(run: list[str]) -> list[str]:
    return [f"{run[0]} to {run[-1]}"] if len(run) >= _RUN else run


@lru_cache(maxsize=4096)
def number_key(number: str) -> tuple[int, str]:
    """Return a key that sorts printed numbers as people count."""
    plain = plain_number(number)
    match = re.match(r"\d+", plain)
    return (int(match[0]) if match else 10_000, plain)


def several(entries: Sequence[RegisterEntry]) -> str:
    """Return "recommendations I to V of “…”" for entries of one report, one line for several."""
    if len(entries) == 1:
        return name(entries[0])
    parts = []
    for report, held in by_report(entries):
        which = numbers(held)
        noun = nouns(held, len(held))
        count = f"{len(held)} {noun}" if not which else f"{noun} {which}"
        parts.append(f"{count} of {quoted(report)}")
    return listed(parts)


def by_report(entries: Sequence[RegisterEntry]) -> list[tuple[str, list[RegisterEntry]]]:
    """Return entries by report, in the order in which the reports first come."""
    held: dict[str, list[RegisterEntry]] = {}
    for entry in entries:
        held.setdefault(entry.report, []).append(entry)
    return list(held.items())


def is_overdue(entry: RegisterEntry, today: date) -> bool:
    """Whether an entry is open and was due before today."""
    return entry.due is not None and entry.due < today and entry.status.is_open


def due_words(entry: RegisterEntry, today: date) -> str:
    """Return "due 30 September 2021", "overdue since ...", "due immediately" or "no due date"."""
    if entry.due:
        late = ", overdue" if is_overdue(entry, today) else ""
        return f"due {say_day(entry.due)}{late}"
    if entry.immediate:
        return "due immediately"
    return "no due date"


def status_words(entry: RegisterEntry) -> str:
    """Return the status as printed where it is short, else the canonical word."""
    if entry.status_text and len(entry.status_text) <= _LONG_STATUS:
        return f"status “{entry.status_text}”"
    if entry.status is Status.NOT_STATED:
        return "status not stated"
    return f"status {entry.status.value}"


def holder_words(entry: RegisterEntry) -> str:
    """Return who has an entry: owners, else business areas, else boards, else that none is."""
    if entry.owners:
        return f"owner {listed(entry.owners)}"
    if entry.business_areas:
        joint = "held jointly by " if len(entry.business_areas) > 1 else "business area "
        return f"no owner stated, {joint}{listed(entry.business_areas)}"
    if entry.boards:
        return f"no owner stated, board {listed(entry.boards)}"
    return "no owner stated"
