"""Which inspectorates made a report."""

import re
from collections import Counter

from assistant.domain.documents import Document
from ingest.describing.front import Front
from ingest.describing.settings import words_about

_MADE_BY = re.compile(
    r"inspectors from|inspectorates? (?:from|of)|carried out by|undertook|conducted by|"
    r"undertaken by|carried out a joint|requested that|joint inspection (?:by|with)|published by|"
    r"report by|a report from|"
    r"by (?=HMI|Ofsted)",
    re.I,
)
_FEWEST = 3
_SHARE = 0.6
"""Of all mentions, for the one most often named to be the author."""
_ON_COVER = 120


def find_inspectorates(document: Document, front: Front) -> str | None:
    """Return the inspectorates as one text, in the order printed, or none.

    They are taken from the sentence that says who inspected, else from the cover, else the one
    that the document names far more often than any other.
    """
    for line in front.lines[front.before_letter :]:
        for sentence in re.split(r"(?<=[a-z)])\.\d*\s+(?=[A-Z])", line):
            if _MADE_BY.search(sentence):
                named = _named(sentence)
                if named:
                    return _listed(named)
    if not front.is_letter:
        cover = _named("\n".join(line for line in front.lines if len(line) <= _ON_COVER))
        if cover:
            return _listed(cover)
    return _in_imprint(document) or _most_named(document)


def _in_imprint(document: Document) -> str | None:
    """Return the one inspectorate that the last page, where publishers stand, names."""
    named = _named(document.pages[-1].text)
    return named[0] if len(named) == 1 else None


def _named(text: str) -> list[str]:
    text = " ".join(text.split())
    found: list[tuple[int, str]] = []
    for name, patterns in words_about().inspectorates:
        for pattern in patterns:
            match = _first(pattern, text)
            if match:
                found.append((match.start(), name))
                # What a longer name covers must not count for the shorter one within it.
                text = re.sub(rf"(?<!\w){pattern}", lambda hit: " " * len(hit.group()), text)
    ordered = list(dict.fromkeys(name for _, name in sorted(found)))
    if "HMICFRS" in ordered and "HMIC" in ordered:
        # One body under its old and its new name.
        ordered.remove("HMIC")
    return ordered


def _most_named(document: Document) -> str | None:
    counts: Counter[str] = Counter()
    text = " ".join(" ".join(page.text.split()) for page in document.pages)
    for name, patterns in words_about().inspectorates:
        for pattern in patterns:
            if _first(pattern, text):
                text, hits = re.subn(rf"(?<!\w){pattern}", " ", text)
                counts[name] += hits
    if not counts or not counts.total():
        return None
    name, hits = counts.most_common(1)[0]
    return name if hits >= _FEWEST and hits >= _SHARE * counts.total() else None


def _first(pattern: str, text: str) -> re.Match[str] | None:
    """Return where a text names it first, as a word.

    Most aren't named at all, which is quickly seen by the letters that a name begins with.
    """
    return re.search(rf"(?<!\w){pattern}", text) if re.search(pattern, text) else None


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
