"""Questions for what somebody has to do, and sentences that say so."""

import re

from assistant.reports.search.terms import stem_set

_TOLD = r"(?:told|asked|advised|required|directed|urged|instructed|recommended|expected)"
_ASKED = re.compile(
    r"^\W*what (?:else )?(?:does|do|did|must|should|has|have|is|are|was|were) .{0,40}?"
    rf"\b(?:need(?:s|ed)? to|ha(?:ve|s|d) to|must|should|{_TOLD} to) (?:do|improve|change)\b"
    r"|^\W*what (?:must|should) .{0,40}? (?:do|improve|change)\b"
    r"|^\W*what (?:does|do|did|has|have|had|was|were|is|are) .{0,40}?\brecommend(?:ed|s)?\b"
)
_TO_IMPROVE = re.compile(
    r"\b(?:need(?:s|ed)?|ha(?:ve|s|d)|must|should|could|can|told|asked)\b.{0,40}?"
    r"\b(?:improve|change|do better|get better|work on)\W*$"
)
_RECOMMENDED = re.compile(
    r"^\W*what (?:does|do|did|has|have|had|was|were|is|are) .{0,40}?\brecommend(?:ed|s)?\b"
)
_WELL = re.compile(
    r"^\W*(?:(?:list|name|tell me|show me|give me) )?(?:what|where|which things)\b.{1,60}?"
    r"\b(?:(?:do|does|did|doing|done|work|works|working|worked|going|perform\w*)"
    r" (?:really |particularly |especially )?well|good at)\W*$"
)
_SAYS = re.compile(
    r"\b(?:should|must|shall|needs? (?:to|further|more|improv\w+)"
    rf"|(?:is|are|was|were|been) {_TOLD} to"
    r"|recommend\w*|make sure|more to do|requires? (?:improvement|further|more))\b"
    r"|^(?:\W|\d)*(?:ensure|improve|review|strengthen|develop|increase|reduce|establish|provide"
    r"|accelerate|implement|continue to)\b"
)
_HEADS = re.compile(
    r"\b(?:needs? to improve|areas? (?:for|of) (?:improvement|development)|recommendations?"
    r"|actions?|next steps|causes? (?:of|for) concern)\b"
)
_OF_WHOM = re.compile(r"^(?P<who>.{3,200}?) (?:should|must|shall)\b")
_OF_ALL = stem_set(
    "force forces chief constable police constabulary partner partnership authority council leader"
    " it they he she department director inspector supervisor staff"
)
"""Stems by which somebody is named who may be the one asked about."""


def asks_duty(folded: str) -> bool:
    """Say whether a folded question asks what somebody has to do or improve."""
    return _ASKED.search(folded) is not None or asks_improvement(folded)


def asks_improvement(folded: str) -> bool:
    """Say whether it asks what somebody has to improve, of no subject: all there is."""
    asked = re.match(r"^\W*(?:what|where|which areas?|how)\b", folded)
    return asked is not None and _TO_IMPROVE.search(folded) is not None


def asks_recommended(folded: str) -> bool:
    """Say whether a folded question asks what was recommended."""
    return _RECOMMENDED.search(folded) is not None


def asks_strengths(folded: str) -> bool:
    """Say whether a folded question asks what somebody does well."""
    return _WELL.search(folded) is not None


def says_duty(folded: str, lead: str, headings: str) -> bool:
    """Say whether a folded sentence says what has to be done, by itself or by what it is under."""
    return bool(_SAYS.search(folded) or _SAYS.search(lead) or _HEADS.search(headings))


def is_of_others(said: str, asked: str) -> bool:
    """Say whether a sentence says what another body should do than the one asked about.

    "The Home Office should publish it" is nothing that a force has to do.
    """
    match = _OF_WHOM.match(said)
    return match is not None and not stem_set(match["who"]) & (stem_set(asked) | _OF_ALL)
