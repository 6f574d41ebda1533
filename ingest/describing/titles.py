"""The title that a document gives itself."""

import re

from assistant.domain.documents import Document
from assistant.language.glossary import glossary
from ingest.describing.front import Front

_ABOUT_REPORTS = re.compile(
    r"\b(?:inspection|inspecting|review|report|thematic|assessment|super-?complaint|letter|update|"
    r"response|study|evaluation|visit|strategy|plan|guidance|minutes|findings|peel)\b",
    re.I,
)
_BODY = re.compile(
    r"\b(?:council|borough|authority|constabulary|police|partnership|agency|board|committee|trust|"
    r"service|department|office|city|county)\b",
    re.I,
)
_MADE_BY_PROGRAMS = re.compile(
    r"^(?:microsoft (?:word|powerpoint)|untitled|document\s*\d*$|slide|template)"
    r"|\.(?:docx?|pdf|indd|dotx?|rtf|pub|qxd)\b"
    r"|\b(?:draft|template|la name|area name|enter|lorem ipsum|v\d+|final|comments)\b|[_{}<>]",
    re.I,
)
_OPENS = re.compile(
    r"\W*(?:purpose|introduction|foreword|contents|background|summary|executive summary"
    r"|recommendations?|about (?:this|the))\b",
    re.I,
)
"""A heading that opens a document's first section, and is no part of its title."""
_FEWEST_LETTERS = 4
_LONGEST = 250
_SITE = re.compile(r"\s+[-–—|·]\s+[^-–—|·]{2,60}$")
_BARE_NAME_WORDS = 6
_SERIES_WORDS = 3
"""Words of a series' name, such as "PEEL 2021/22", which needs what follows to say more."""
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "under",
        "up",
        "with",
    ]
)


def find_title(document: Document, front: Front) -> str | None:
    """Return the title, or none where the document doesn't give itself a readable one."""
    if front.subject and _is_fit(front.subject):
        return readable(front.subject)
    headed = _from_headings(front)
    if headed:
        return headed
    if document.title and is_honest(document.title):
        return readable(_without_site(document.title, document.media_type))
    short = next((line for line in front.lines[:6] if _is_fit(line) and len(line) <= 120), None)  # noqa: PLR2004
    return readable(short) if short and short[-1] not in ".;:," else None


def is_honest(title: str) -> bool:
    """Whether a title in a file's properties is one, and no file name or unfilled template."""
    return _is_fit(title) and not _MADE_BY_PROGRAMS.search(title)


def readable(title: str) -> str:
    """Return a title as a person would write it: no capitals throughout, no stray spaces."""
    title = " ".join(title.split()).strip(" *_:–—-")
    return _lower(title) if title.isupper() else title


def _from_headings(front: Front) -> str | None:
    fit = [block for block in front.headings if _is_fit(block.text)]
    if not fit:
        return None
    top = min(block.level for block in fit)
    at = next(place for place, block in enumerate(fit) if block.level == top)
    title = readable(fit[at].text)
    if at + 1 < len(fit):
        second = readable(fit[at + 1].text)
        if _belong_together(title, second):
            return f"{title}: {second}"
    return title


def _belong_together(first: str, second: str) -> bool:
    """A body's name and what was done there make one title, in either order."""
    if _OPENS.match(second):
        return False
    if not _ABOUT_REPORTS.search(first):
        return True
    if len(first.split()) <= _SERIES_WORDS and _ABOUT_REPORTS.search(second):
        return True
    bare = len(second.split()) <= _BARE_NAME_WORDS and bool(_BODY.search(second))
    return bare and not _ABOUT_REPORTS.search(second)


def _is_fit(text: str) -> bool:
    letters = sum(sign.isalpha() for sign in text)
    return letters >= _FEWEST_LETTERS and len(text) <= _LONGEST


def _without_site(title: str, media_type: str) -> str:
    """Web pages end their titles with the names of the site and its sections."""
    while media_type == "text/html" and (found := _SITE.search(title)):
        title = title[: found.start()]
    return title


def _lower(title: str) -> str:
    known = glossary().expansions
    words = []
    for place, word in enumerate(title.split()):
        bare = re.sub(r"\W", "", word)
        if bare in known:
            words.append(word)
        elif place and bare.lower() in _SMALL:
            words.append(word.lower())
        else:
            words.append(word.capitalize())
    return " ".join(words)
