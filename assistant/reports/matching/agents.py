"""What a question asks for the name of whoever does it, or is it."""

import re
from dataclasses import dataclass, replace

from assistant.language.words import STOPWORDS, fold, words
from assistant.reports.search.terms import near_words, normal

_ASKED = re.compile(
    r"\b(?:who|which (?P<kind>[a-z]+)(?: (?:police|other))?)\b(?P<rest>.*)"
    r"|\bwhat(?:'s| is| was| are| were) the names? of (?:the|its|an?) (?P<called>.+)",
    re.DOTALL,
)
_ROLE = re.compile(
    r"^(?:'s| is| are| was| were)(?: currently| now)? (?:the|its|their|an?|[\w-]+'s) (?P<role>.+)"
)
_IS_THE = re.compile(
    r"^ (?:is|was) (?:named |called |made )?(?:as )?the (?!(?:most|best|worst|\w+est)\b)"
)
_NO_OFFICE = re.compile(r"(?:\w+ )?(?:force|forces|council|charity|authority|body|most|one)\b")
_OF_A_BODY = re.compile(
    r"\b(?:provider|supplier|contractor|regulator|inspectorate|authority|agency|owner|partner|body)\b"
)
_PERSON = re.compile(
    r"\b(?:officer|worker|inspector|constable|director|head|chair|manager|lead|nurse|person|boy|girl"
    r"|man|woman|child|teacher|commissioner|minister|executive|sergeant|superintendent|owner)s?\b"
)
_CHARGE = re.compile(
    r"^(?:'s| is| are| was| were) (?:in charge|responsible|accountable|the lead (?:on|for)"
    r"|at the head|heading|leading|in command)\b"
)
_IN_CHARGE = frozenset(
    normal(word) for word in words("charge responsible accountable leads head heads manages owns")
)
_OBJECT = frozenset({"did", "does", "do"})
BEING = frozenset(words("is are was were be been being"))
_HAVING = frozenset({"have", "has", "had"})
_ABLE, _BOUND = frozenset({"can", "could", "may"}), frozenset({"should", "must", "shall"})
_BOUND_TO = (["has", "to"], ["have", "to"])
_PASSED_OVER = (
    _HAVING
    | BEING
    | _ABLE
    | _BOUND
    | frozenset(
        words(
            """will would still also now first actually already currently ever once originally to it
            they"""
        )
    )
)
_OF_PLACES = frozenset(words("force forces council councils"))
PROPER = _OF_PLACES | frozenset(words("charity company bank university supplier"))
"""Kinds whose members have names of their own."""
_NEAR_START = 5


@dataclass(frozen=True, slots=True)
class Doing:
    """What somebody is asked for who does, or is, it."""

    verb: frozenset[str] = frozenset()
    """Stems of the verb and of those that tell the same; empty where another form is asked."""
    role: bool = False
    """Who holds an office, or is something, is asked: "who is the chair"."""
    person: bool = False
    """It is an office that a person holds."""
    named: bool = False
    """One of a kind is asked for whose members have names: "which force"."""
    of_places: bool = False
    """They are called by places, which a sentence may also name in passing."""
    able: bool = False
    """Who may, not who did."""
    bound: bool = False
    """Who must or should."""
    must: bool = False
    """A sentence without the verb can't say."""


NOTHING = Doing()


def doing_in(question: str) -> Doing:
    """Return what a question asks somebody's name for; `NOTHING` where it doesn't so ask."""
    match = _ASKED.search(fold(question))
    if match is None:
        return NOTHING
    kind, rest = match["kind"], match["rest"] or ""
    if match["called"]:
        body = _NO_OFFICE.match(match["called"]) or _OF_A_BODY.search(match["called"])
        return Doing(role=True, person=body is None and _PERSON.search(match["called"]) is not None)
    if kind is None and _CHARGE.match(rest):
        return Doing(_IN_CHARGE, must=True)
    if kind is None and (role := _ROLE.match(rest)):
        body = _NO_OFFICE.match(role["role"])
        one = rest.lstrip().startswith(("'s", "is", "was"))
        return Doing(role=body is None, person=one and not body and not _OF_A_BODY.search(rest))
    if kind and kind not in PROPER:
        return Doing(role=True) if _IS_THE.match(rest) else NOTHING
    made = _of_verb(words(rest), named=kind is not None)
    return replace(made, of_places=kind in _OF_PLACES)


def _of_verb(tokens: list[str], *, named: bool) -> Doing:
    if tokens[:1] and tokens[0] in _OBJECT | BEING:
        return Doing(named=named)
    verb = _verb(tokens)
    near = near_words().get(verb, frozenset()) if verb else frozenset()
    return Doing(
        frozenset({verb}) | near if verb else frozenset(),
        named=named,
        able=bool(_ABLE & set(tokens[:1])),
        bound=bool(_BOUND & set(tokens[:1])) or tokens[:2] in _BOUND_TO,
    )


def _verb(tokens: list[str]) -> str:
    """Return the stem of the first verb that has a meaning of its own; empty for none."""
    if tokens[:1] and tokens[0] in _HAVING and tokens[1:2] and tokens[1] in {"a", "an", "the"}:
        return ""
    first = next((word for word in tokens[:_NEAR_START] if word not in _PASSED_OVER), "")
    return "" if first in STOPWORDS else normal(first)
