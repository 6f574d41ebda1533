"""Finds kinds of finding in a question: "areas for improvement", "causes of concern"."""

import re

from assistant.domain.queries import Condition, Field, Op
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.sheet import Sheet

_GENERIC = re.compile(r"\b(?:recommendations?|recs?|actions?|findings?)\b")
_ONLY = re.compile(r"\b(?:only|just|kind|type) (?:the )?$")


def recognise_kinds(sheet: Sheet, vocabulary: Vocabulary) -> None:
    """Mark kinds. "Recommendations" stands for every entry unless set beside another kind."""
    found: list[tuple[int, int, str]] = []
    for kind, (_, terms) in vocabulary.kinds.items():
        pattern = "|".join(_plural(term) for term in sorted(terms, key=len, reverse=True))
        for first, last, _ in sheet.search(re.compile(rf"\b(?:{pattern})\b")):
            found.append((first, last, kind))
    found = [each for each in found if not _to_do(sheet, each)]
    specific = {kind for _, _, kind in found if kind != "recommendation"}
    named = [first for first, _, kind in found if kind != "recommendation"]
    left_out = all(sheet.word(first - 1) in _LEAVING_OUT for first in named)
    for first, last, kind in found:
        denied = sheet.word(first - 1) in {"not", "than", "no", "non"} and len(vocabulary.kinds) > 1
        narrowed = denied or (specific and not left_out and _set_beside(sheet, first))
        only = _ONLY.search(sheet.line[: sheet.starts[first]])
        if kind != "recommendation" or narrowed or (only and len(vocabulary.kinds) > 1):
            values = vocabulary.kinds[kind][0]
            sheet.mark(first, last, "kind", Condition(Field.KIND, Op.IS, values))
    for first, last, _ in sheet.search(_GENERIC):
        sheet.claim(first, last, "noun")


_LEAVING_OUT = frozenset({"not", "no", "non", "than", "except", "excluding", "without", "minus"})


def _to_do(sheet: Sheet, found: tuple[int, int, str]) -> bool:
    """Whether "the action on STF25-10" only says that there is something to do."""
    _, last, kind = found
    ref = any(mark.source == "ref" for mark in sheet.marks)
    return kind == "action" and ref and sheet.word(last) in {"on", "for"}


def _set_beside(sheet: Sheet, first: int) -> bool:
    if "/" in sheet.typed(max(0, first - 1), min(first + 2, len(sheet.tokens))):
        return True
    around = {sheet.word(place) for place in range(first - 4, first + 4)}
    return bool(around & {"and", "or", "not", "than", "other", "both", "versus", "vs"})


def _plural(term: str) -> str:
    words = term.lower().split()
    first = words[0].rstrip("s")
    opening = rf"{re.escape(first)}s?"
    return " ".join([opening, *(re.escape(word) for word in words[1:])]) + (
        "s?" if len(words) > 1 else ""
    )
