"""Words that announce a finding: "Recommendation 3:", "Areas for improvement"."""

import re
from dataclasses import dataclass

from assistant.domain.documents import Block, BlockKind
from assistant.domain.sources import FindingKind
from assistant.language.numbers import find_numbers
from assistant.language.sentences import sentences

_KINDS = (
    ("recommendation", FindingKind.RECOMMENDATION),
    ("concern", FindingKind.CAUSE_OF_CONCERN),
    ("improvement", FindingKind.AREA_FOR_IMPROVEMENT),
    ("afi", FindingKind.AREA_FOR_IMPROVEMENT),
)
_LABEL = re.compile(
    r"""
    ^\s*(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?
    (?:(?:accelerated|new|early|key|overarching|national|local|our|previous|further|specific
       |summary\s+of|list\s+of|the)\s+){0,2}
    (?P<kind>recommendation|areas?\s+(?:for|of)\s+improvement|afi|causes?\s+(?:of|for)\s+concern)
    (?P<plural>s)?
    \s*(?:no\.?\s*|number\s+)?
    (?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?|[IVXLC]{1,7}|[A-Z]\d{1,2})?(?![\w])
    \s*(?P<mark>[:.–—-])?\s*
    (?P<rest>.*)$
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_NEEDS = re.compile(r"what (?:does .{3,60} )?needs? to improve\W*", re.IGNORECASE)
_URGENT = re.compile(r"(?:areas? for )?priority (?:and immediate )?actions?\W*", re.IGNORECASE)
"""Headings over findings that don't name their kind (Ofsted's letters and reports)."""
_ADDRESSED = re.compile(r"(?:for|to)\s+(?P<who>.+)", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"\b(?:are|were|is|been|be)\s+(?:\w+\s+)?(?:made|set|identified|given|listed|issued|proposed|needed)"
    r"|\b(?:makes?|made|sets?|gives?|issued|identified|contains?|resulted|following|below"
    r"|as follows|there (?:are|were|is)|we (?:have )?recommend)\b",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"\b(?P<kind>recommendations?|areas? for improvement|afis?|causes? (?:of|for) concern"
    r"|recommend(?:s|ed)?\s+that:?\s*$)",
    re.IGNORECASE,
)
_NOT_NEW = re.compile(
    r"\b(?:no|not|without|previous|past|earlier|these|those|this|accept\w*|implement\w*"
    r"|complet\w*|progress\w*|clos\w+|respon\w+)\b",
    re.IGNORECASE,
)
"""The sentence is about findings that there are already, or aren't."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a block announces."""

    kind: FindingKind
    number: str | None
    plural: bool
    rest: str
    """Wording that follows in the same block."""
    addressed: str = ""
    """Whom the heading says its findings are for."""
    one_list: bool = False
    """Only the list right under the heading is of findings, not all the text down to the next."""


def label_of(block: Block) -> Label | None:
    """Return what a block announces, or none where it is ordinary text.

    A sentence about a finding ("Recommendation 3 was accepted") announces nothing.
    """
    if block.kind in {BlockKind.TABLE, BlockKind.FOOTNOTE}:
        return None
    match = _LABEL.match(block.text)
    if match is None:
        return _region_of(block)
    rest = match["rest"].strip()
    kind = _kind(match["kind"])
    plural = bool(match["plural"]) or match["kind"].lower().startswith(("areas", "causes"))
    if not rest:
        return Label(kind, match["number"], plural, "")
    if block.kind is BlockKind.HEADING and (addressed := _ADDRESSED.fullmatch(rest)):
        return Label(kind, match["number"], plural, "", addressed["who"])
    divided = match["mark"] is not None and match["mark"] != "."
    if divided or (match["number"] and (match["mark"] or rest[0].isupper())):
        return Label(kind, match["number"], plural, rest)
    return None


def _region_of(block: Block) -> Label | None:
    if block.kind is not BlockKind.HEADING:
        return None
    text = block.text.strip()
    if _NEEDS.fullmatch(text):
        return Label(FindingKind.AREA_FOR_IMPROVEMENT, None, plural=True, rest="", one_list=True)
    return (
        Label(FindingKind.ACTION, None, plural=True, rest="") if _URGENT.fullmatch(text) else None
    )


def _kind(words: str) -> FindingKind:
    return next(kind for part, kind in _KINDS if part in words.lower())


def announced_kind(text: str) -> FindingKind | None:
    """Return the kind of the findings that a paragraph says are made, as before a list of them."""
    kinds = (_announced(text[start:end]) for start, end in sentences(text))
    return next((kind for kind in kinds if kind), None)


def _announced(sentence: str) -> FindingKind | None:
    spoken = _SPOKEN_OF.search(sentence)
    if spoken is None or _NOT_NEW.search(sentence):
        return None
    kind = spoken["kind"].lower()
    if kind.startswith("recommend") and not kind.startswith("recommendation"):
        return FindingKind.RECOMMENDATION
    if find_numbers(sentence[: spoken.end()]) or _ANNOUNCES.search(sentence):
        return _kind(kind.removesuffix("s"))
    return None
