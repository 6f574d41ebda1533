"""Names of one of many alike: "Force D", "Forces H, J and L", "Region 2"."""

import re

from assistant.language.words import STOPWORDS, fold

_KINDS = "force|area|region|site|school|council|prison|unit|trust|station|borough|district"
_MARK = r"(?:[IVX]{1,4}\b|[A-Z]{1,2}\b|\d{1,2}\b)"
_ASKED = re.compile(rf"\b(?P<kind>(?i:{_KINDS}))s? (?P<mark>{_MARK})(?=['’]s\b|\W|$)")
_TYPED_SMALL = re.compile(rf"\b(?P<kind>{_KINDS}) (?P<mark>[b-hj-z]|[ivx]{{2,4}})(?=['’]s\b|\W|$)")
_SAID = re.compile(
    rf"\b(?i:{_KINDS})s? (?P<marks>{_MARK}(?:(?:, (?:and |or )?| and | or ){_MARK})*)(?=\W|$)"
)


def marks_asked(question: str) -> tuple[tuple[str, str], ...]:
    """Return the (kind, mark) of those that a question names, folded: ("force", "d")."""
    found = _ASKED.findall(question) or _TYPED_SMALL.findall(question)
    return tuple(dict.fromkeys((fold(kind), fold(mark)) for kind, mark in found))


def marks_said(text: str) -> frozenset[str]:
    """Return the folded marks that a text names: of "Forces H, J and L" all three."""
    return frozenset(
        fold(mark) for match in _SAID.finditer(text) for mark in re.findall(_MARK, match["marks"])
    )


def without_marks(terms: tuple[str, ...] | list[str], question: str) -> list[str]:
    """Return a question's terms but for those that only name one of many."""
    asked = marks_asked(question)
    taken = {word for pair in asked for word in pair} - (STOPWORDS if asked else frozenset())
    kept = [term for term in terms if term not in taken | {f"{kind}s" for kind, _ in asked}]
    return kept or list(terms)
