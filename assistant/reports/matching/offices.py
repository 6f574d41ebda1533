"""That whoever is named holds the very office that is asked about, and none below it."""

import re
from collections.abc import Iterator

_OFFICE = re.compile(
    r"(?P<below>\b(?:assistant|deputy|vice|acting|former|temporary)[ -])?"
    r"\b(?P<office>chief (?:constable|inspector|executive|superintendent|officer)|director"
    r"|commissioner|chair|minister|secretary|head)\b"
)
_WHO = re.compile(r"\b(?:who|whose|name of)\b")


def holds_another_office(asked: str, said: str) -> bool:
    """Say whether a folded sentence names only those below the office that is asked about.

    The assistant chief constable isn't the chief constable.
    """
    wanted = {office for below, office in _offices(asked) if not below}
    if not wanted or not _WHO.search(asked):
        return False
    named = [(below, office) for below, office in _offices(said) if office in wanted]
    return bool(named) and all(below for below, _ in named)


def _offices(folded: str) -> Iterator[tuple[bool, str]]:
    for match in _OFFICE.finditer(folded):
        yield match["below"] is not None, match["office"]
