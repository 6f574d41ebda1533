"""Finds the register's own references in a question: "FR-01", "FR 02", "FR-03 to 05"."""

import re

from assistant.domain.queries import Condition, Field, Op
from assistant.understanding.recognise.ref_lists import refs_after
from assistant.understanding.vocabulary.vocabulary import Vocabulary, ref_key
from assistant.understanding.words.sheet import Sheet

_REF = re.compile(r"[^\s,;?!()\"“”]*\d[^\s,;?!()\"“”]*")
_LIKE_REF = re.compile(r"(?=.*\d)[A-Za-z]{2,}[A-Za-z\d]*(?:[-/_][A-Za-z\d]+)*[-/_][A-Za-z]*\d+")
_REF_CUE = re.compile(r"\b(?:ref(?:erence)?|id|entry|item|row|#)\W*$", re.IGNORECASE)
Ref = tuple[str, tuple[int, int]]
"""A reference of the register, and its words."""


def recognise_refs(sheet: Sheet, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Mark the register's own references ("FRAUD-2021-1").

    Returns:
        what is written like a reference and is none of the register.
    """
    found, unknown = _written_whole(sheet, vocabulary)
    found += _written_apart(sheet, vocabulary)
    found += _gone_on_with(sheet, vocabulary, found)
    places = [where for _, where in found]
    refs = _with_those_between(sheet, vocabulary, [ref for ref, _ in found], places)
    if refs:
        condition = Condition(Field.REF, Op.IS, tuple(dict.fromkeys(refs)))
        sheet.mark(places[0][0], places[-1][1], "ref", condition)
    return unknown


def _written_whole(sheet: Sheet, vocabulary: Vocabulary) -> tuple[list[Ref], tuple[str, ...]]:
    found: list[Ref] = []
    unknown: list[str] = []
    for match in _REF.finditer(sheet.text):
        written = re.sub(r"['’]s$", "", match.group()).strip(".:'’")
        ref = vocabulary.refs.get(ref_key(written)) or vocabulary.refs.get(
            ref_key(_padded(written))
        )
        if ref is None and _LIKE_REF.fullmatch(written):
            unknown.append(written)
            sheet.claim(*sheet.words_at(*match.span()), "unknown ref")
        bare = match.group().strip(".:").isdigit()
        if ref is None or (bare and not _REF_CUE.search(sheet.text, 0, match.start())):
            continue
        first, last = sheet.words_at(*match.span())
        if sheet.is_free(first, last):
            sheet.claim(first, last, "ref")
            found.append((ref, (first, last)))
    return found, tuple(unknown)


def _padded(written: str) -> str:
    """Return "VET25-09" for "vet25-9"."""
    return re.sub(r"(?<=\D)(\d)$", r"0\1", written)


def _written_apart(sheet: Sheet, vocabulary: Vocabulary) -> list[Ref]:
    """Return references in two words: "PEEL26 A05"."""
    found: list[Ref] = []
    for first in range(len(sheet.tokens) - 1):
        ref = vocabulary.refs.get(ref_key(sheet.typed(first, first + 2)))
        if ref and sheet.is_free(first, first + 2) and sheet.word(first)[0].isalpha():
            sheet.claim(first, first + 2, "ref")
            found.append((ref, (first, first + 2)))
    return found


def _gone_on_with(sheet: Sheet, vocabulary: Vocabulary, found: list[Ref]) -> list[Ref]:
    """Return those of which only the end is written: "FR-01, 02 and 05"."""
    others: list[Ref] = []
    for ref, (_, last) in found:
        for other, where in refs_after(sheet, vocabulary, ref, last):
            sheet.claim(last, where[1], "ref")
            others.append((other, where))
    return others


_THROUGH = frozenset({"to", "through", "thru", "until"})


def _with_those_between(
    sheet: Sheet, vocabulary: Vocabulary, found: list[str], places: list[tuple[int, int]]
) -> list[str]:
    """Return the references named, with all between the two of "FR-01 to FR-05"."""
    if len(found) != len(("one", "other")):
        return found
    between = {sheet.word(place) for place in range(places[0][1], places[1][0])}
    dashed = re.fullmatch(r"\s*[-–]\s*", _gap(sheet, places[0][1], places[1][0]))
    if not (between & _THROUGH or dashed):
        return found
    ends = [_REF_TAIL.fullmatch(ref) for ref in found]
    one, other = ends
    if one is None or other is None or one["stem"] != other["stem"]:
        return found
    sheet.claim(places[0][1], places[1][0], "ref")
    least, most = sorted((int(one["tail"]), int(other["tail"])))
    inside = [
        ref
        for ref in vocabulary.refs.values()
        if (match := _REF_TAIL.fullmatch(ref))
        and match["stem"] == one["stem"]
        and least <= int(match["tail"]) <= most
    ]
    return list(dict.fromkeys((*found, *inside)))


def _gap(sheet: Sheet, last: int, first: int) -> str:
    return sheet.text[sheet.tokens[last - 1].end : sheet.tokens[first].start]


_REF_TAIL = re.compile(r"(?P<stem>.*?)(?P<tail>\d+)")
