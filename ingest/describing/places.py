"""The area, authority or force that a report is about."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.describing.front import Front
from ingest.describing.settings import words_about

_WORD = r"[A-Z][\w'’.&-]*"
_NAME = rf"{_WORD}(?:(?:,? (?:and|of|upon|on|the|with|under|le|in|&)(?: the)?)? {_WORD})*"
_SERVICES = re.compile(
    rf"[Ii]nspection of (?:the )?({_NAME}) (?:local authority )?(?:children|adult)s?[’']?s? "
    r"(?:social care )?services"
)
_AREA_INSPECTION = re.compile(rf"(?:[Aa]rea|[Ll]ocal) inspection of (?:the )?({_NAME})")
_LAST_IN = re.compile(rf"\bin (?:the )?({_NAME})\s*$")
_AFTER_SIGN = re.compile(rf"[:–—|]\s*({_NAME})\s*$")
_DEAR = re.compile(
    rf"Dear (?:the )?({_NAME}?)(?: Local)?(?: Safeguarding)(?: Children)?(?:[’']s)? "
    r"(?:Partnership|Board)"
)
# Every word ends with its blank: were that left open, a long heading in capitals could be parted
# into words in more ways than there is time to try.
_FORCE = re.compile(
    r"\b((?:[A-Z][\w’'-]+ (?:(?:and|&|of) (?=[A-Z]))?){1,8}?(?:Police(?: Service)?|Constabulary))\b"
)
_NOT_A_FORCE = re.compile(
    r"^(?:the |her |his |majesty|chief|deputy|british policing|college|state of|national police|"
    r"inspectorate|hm |hmi |peel|independent|joint)",
    re.I,
)
_FEWEST_FOR_NAME = 3


def find_place(title: str | None, front: Front, kind: str | None) -> str | None:
    """Return the place as printed, without "Council", "London Borough of" and the like."""
    for found in _candidates(title, front, kind):
        name = area_name(found)
        if name is not None:
            return name
    return None


def area_name(printed: str) -> str | None:
    """Return the name of an area without the words for its kind of authority."""
    about = words_about()
    name = " ".join(printed.split()).strip(" .,;:–—-’'")
    name = re.sub(r"[’']s$", "", name)
    before = "|".join(re.escape(word) for word in about.authority_before)
    name = re.sub(rf"^(?:(?:{before})\s+)+", "", name, flags=re.I)
    after = "|".join(re.escape(word) for word in about.authority_after)
    shorter = re.sub(rf"(?:\s+(?:{after}))+$", "", name, flags=re.I)
    name = shorter or name
    if (
        len(name) < _FEWEST_FOR_NAME
        or name in about.nations
        or any(sign.isdigit() for sign in name)
    ):
        return None
    return name if name[0].isupper() else None


def _candidates(title: str | None, front: Front, kind: str | None) -> Iterator[str]:
    if title:
        yield from _in_title(title)
    if front.is_letter or kind == "joint targeted area inspection":
        yield from _in_letter(front)
    yield from _on_cover(front)


def _in_title(title: str) -> Iterator[str]:
    for pattern in (_SERVICES, _AREA_INSPECTION, _LAST_IN):
        found = pattern.search(title)
        if found:
            yield found.group(1)
    yield from _forces(title)
    found = _AFTER_SIGN.search(title)
    if found and _is_authority(found.group(1)):
        yield found.group(1)


def _in_letter(front: Front) -> Iterator[str]:
    for line in front.lines[front.before_letter :]:
        first = re.split(r"(?<=[a-z])\.\d*\s", line)[0]
        if "response to" in first or "inspection of" in first:
            found = _LAST_IN.search(first.rstrip(" .0123456789"))
            if found:
                yield found.group(1)
    for line in front.lines:
        found = _DEAR.match(line)
        if found:
            yield found.group(1)


def _on_cover(front: Front) -> Iterator[str]:
    """An authority's name stands on a line of its own beside what was inspected."""
    headings = [block.text for block in front.headings]
    about = any(_services_inspected(text) for text in headings)
    for place, text in enumerate(headings[:4]):
        if _is_authority(text) or (about and place == 0 and _is_bare_name(text)):
            yield text
    for text in headings[:4]:
        yield from _forces(text)


def _forces(text: str) -> Iterator[str]:
    for found in _FORCE.finditer(text):
        if not _NOT_A_FORCE.match(found.group(1)):
            yield found.group(1)


def _services_inspected(text: str) -> bool:
    return bool(re.search(r"inspection of .*(?:services|children)", text, re.I))


@cache
def _authority() -> re.Pattern[str]:
    about = words_about()
    before = "|".join(re.escape(word) for word in about.authority_before if word != "the")
    after = "|".join(re.escape(word) for word in about.authority_after)
    return re.compile(rf"^(?:the )?(?:(?:{before}) {_NAME}|{_NAME} (?i:{after}))$")


def _is_authority(text: str) -> bool:
    return bool(_authority().match(" ".join(text.split())))


def _is_bare_name(text: str) -> bool:
    return bool(re.fullmatch(_NAME, " ".join(text.split())))
