"""The ways in which people write the names that a register prints."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from assistant.language.glossary import glossary
from assistant.language.words import fold
from assistant.understanding.words.phrases import without_small_words
from assistant.understanding.words.tokens import phrase_stems

Names = dict[tuple[str, ...], bool]
"""Stems of a way to write something -> whether it is the full name."""

_LISTED_RANKS = (
    "pc dc sgt ps ds dsgt insp inspector di ci dci cinsp supt superintendent dsu dsupt csupt ch"
    " chsupt acc dcc cc mr mrs ms miss dr sir dame detective chief constable sergeant acting"
    " temporary temp a/ t/ t assistant deputy det sup professor prof cllr pcso"
)
RANKS = frozenset(_LISTED_RANKS.split())
"""Ranks and titles before a person's name."""
_LISTED_ROLES = (
    "head lead manager director team unit department board commander coordinator officer chair"
    " portfolio chief acc dcc of for the command directorate hub owner"
)
_ROLE_WORDS = frozenset(_LISTED_ROLES.split())
_UNIT_WORDS = frozenset(
    phrase_stems(
        "unit department team portfolio board directorate command business area group branch hub"
        " district division"
    )
)
_LONG_ONLY = re.compile(r"\s*\(.*?\)")
FORCE_WORDS = frozenset(phrase_stems("police constabulary force"))
_BRANCH_WORDS = frozenset(phrase_stems("areas regions branches"))
_CONSULTED = re.compile(
    r"\((?:[^)]*\b)?(?:consult|conjunction|partnership|with|comply|support)[^)]*\)|\bin "
    r"(?:consultation|conjunction|partnership) with\b.*$",
    re.IGNORECASE,
)
_LONG_AND_SHORT = re.compile(r"^(?P<long>[^()]+?)\s*\((?P<short>[^()]+)\)\s*$")
_KINDS = (
    ("recommendation", ("recommendation", "rec")),
    ("area for improvement", ("area for improvement", "AFI", "action for further improvement")),
    ("accelerated cause of concern", ("accelerated cause of concern", "ACoC")),
    ("cause of concern", ("cause of concern", "cause for concern", "CoC")),
    ("area for development", ("area for development", "AFD")),
    ("action", ("action", "required action", "statement of action", "written statement of action")),
)
_POLICE = phrase_stems("police")
_PERSON = 2
_LONGEST_PERSON = 5


def principal(addressee: str) -> str:
    """Return who must act, without those to be consulted or worked with."""
    return _CONSULTED.sub("", addressee).strip(" ;,") or addressee


def addressee_names(value: str) -> Names:
    """Return ways to name an addressee: the whole, each part, and each part's acronym."""
    names: Names = {}
    for part in (principal(value), *re.split(r";|,(?: with)?| and ", principal(value))):
        stems = without_small_words(phrase_stems(part))
        if stems:
            names[stems] = True
            names |= dict.fromkeys(_with_acronyms(stems), True)
            names |= dict.fromkeys(_openings(part), False)
            if len(stems) == len(("which", "local", "partnership")):
                names.setdefault(stems[1:], False)
            if stems[-1] in _BRANCH_WORDS and len(stems) > 1:
                names[stems[:-1]] = True  # What "CPS Areas" must do is for the CPS.
            if stems[:1] == _POLICE and len(stems) > 1:
                names.setdefault(stems[1:], True)  # "Police forces" are forces.
            if stems[-1] in FORCE_WORDS and len(stems) > 1:
                names[stems[:-1]] = False
    return names


def _openings(part: str) -> list[tuple[str, ...]]:
    """Return the body that a post belongs to: "NPCC" of "NPCC lead for bail"."""
    match = re.match(
        r"(?P<body>.+?)\s+(?:lead|coordinator|portfolio holder|of|for|with)\b", part, re.IGNORECASE
    )
    if not match:
        return []
    stems = without_small_words(phrase_stems(match["body"]))
    return [stems, *_with_acronyms(stems)]


def unit_names(value: str) -> Names:
    """Return ways to name a portfolio, business area or board."""
    names: Names = {phrase_stems(value): True}
    match = _LONG_AND_SHORT.match(value)
    for part in (match["long"], match["short"]) if match else (value,):
        stems = without_small_words(phrase_stems(part))
        names[stems] = True
        short = _without_unit(stems)
        names |= dict.fromkeys(_with_acronyms(stems), True)
        if short:
            names[short] = True
            names |= dict.fromkeys(_with_acronyms(short), True)
    names |= dict.fromkeys(_initials_of(value), True)
    for word in _without_unit(without_small_words(phrase_stems(_LONG_ONLY.sub("", value)))):
        names.setdefault((word,), False)
    return {name: whole for name, whole in names.items() if name}


def _initials_of(value: str) -> list[tuple[str, ...]]:
    """Return "L&D" for Learning and Development, "ECC" for Economic and Cyber Crime."""
    said = [word for word in re.split(r"[^\w]+", fold(value)) if word and word != "and"]
    paired = re.search(r"&|\band\b", fold(value)) is not None
    if len(said) == len("ab") and paired:
        return [tuple(word[0] for word in said)]
    if len(said) >= len("abc"):
        return [("".join(word[0] for word in said),)]
    return []


def owner_names(
    value: str,
    aliases: Iterable[str] = (),
    is_unit: Callable[[tuple[str, ...]], bool] = lambda _: False,
) -> Names:
    """Return ways to name an owner: as printed, by alias, without rank, by one name alone.

    Args:
        value: As printed.
        aliases: Other ways in which the register writes the same person.
        is_unit: Whether stems are a unit's name: "ACC Local Policing" is a post, with no surname.
    """
    names: Names = {}
    for written in (value, *aliases):
        stems = without_small_words(phrase_stems(written.split("@")[0]))
        if stems:
            names[stems] = True
            names |= dict.fromkeys(_with_acronyms(stems), True)
            names |= dict.fromkeys(_with_own_acronym(written), True)
    for written in (value, *aliases):
        if is_unit(without_small_words(phrase_stems(_without_rank(written)))):
            continue
        for short in _personal(written):
            names.setdefault(short, False)
    return names


def kind_names(printed: Iterable[str]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return, for each kind of finding printed, (its values, the words for it)."""
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for value in printed:
        plain = fold(value).rstrip("s")
        kind, said = next(
            (
                (name, terms)
                for name, terms in _KINDS
                if plain in {fold(term) for term in terms} or fold(value) in _plurals(terms)
            ),
            (fold(value), (value,)),
        )
        held = found.get(kind, ((), ()))[0]
        found[kind] = ((*held, value), said)
    return found


def _plurals(terms: Iterable[str]) -> set[str]:
    plurals = {fold(term) + "s" for term in terms}
    return plurals | {
        re.sub(r"^(area|cause|action)\b", r"\1s", fold(term)) for term in terms if " " in term
    }


def _without_rank(written: str) -> str:
    words = re.split(r"\s+", fold(written))
    return " ".join(word for word in words if word not in RANKS)


def is_person(printed: str) -> bool:
    """Whether a name is a person's, not a post's ("Head of Crime")."""
    return bool(_personal(printed))


def _personal(written: str) -> list[tuple[str, ...]]:
    """Return the short forms of a person's name; none for a post ("Head of Crime")."""
    words = [word for word in re.split(r"[^\w'’-]+", fold(written)) if word]
    if set(words) & (_ROLE_WORDS - RANKS):
        return []
    bare = [word for word in words if word not in RANKS and not word.isdigit()]
    if not _PERSON <= len(bare) <= _LONGEST_PERSON:
        return [phrase_stems(" ".join(bare))] if len(bare) == 1 and len(words) > 1 else []
    first, last = bare[0], bare[-1]
    forms = [" ".join(bare), last, f"{first[0]} {last}"]
    forms += [first] if len(first) > 1 else []
    forms += [f"{rank} {last}" for rank in words if rank in RANKS]
    return [phrase_stems(form) for form in forms]


def _without_unit(stems: tuple[str, ...]) -> tuple[str, ...]:
    kept = list(stems)
    while len(kept) > 1 and kept[-1] in _UNIT_WORDS:
        kept.pop()
    return tuple(kept)


def _with_own_acronym(written: str) -> list[tuple[str, ...]]:
    """Return both halves of "Head of the Night Patrol Unit (NPU)"."""
    match = _LONG_AND_SHORT.match(written)
    if not match:
        return []
    long, short = (without_small_words(phrase_stems(match[half])) for half in ("long", "short"))
    return [long, *([short] if short else [])]


def _with_acronyms(stems: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the same name with a known acronym for its words, or its words for an acronym."""
    found: list[tuple[str, ...]] = []
    for acronym, meaning in _acronyms():
        at = _where(stems, meaning)
        if at is not None:
            found.append((*stems[:at], acronym, *stems[at + len(meaning) :]))
        if acronym in stems:
            at = stems.index(acronym)
            found.append((*stems[:at], *meaning, *stems[at + 1 :]))
        if _without_unit(meaning) == stems and len(stems) < len(meaning):
            found.append((acronym,))
    return found


def _where(stems: tuple[str, ...], part: tuple[str, ...]) -> int | None:
    for at in range(len(stems) - len(part) + 1):
        if stems[at : at + len(part)] == part:
            return at
    return None


@cache
def _acronyms() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (phrase_stems(acronym)[0], without_small_words(phrase_stems(meaning)))
        for acronym, meanings in glossary().expansions.items()
        for meaning in meanings
    )
