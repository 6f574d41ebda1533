"""References: as printed, or made from report and number, and the ones that can be mixed up."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain.register import RegisterEntry
from assistant.language.words import STOPWORDS, fold, words
from ingest.register.cells import look_alike

_PARTS = re.compile(r"\s*[:–—]\s*|\s+-\s+")
_LISTED = """
    effective effectively final force forces good hmi hmic hmicfrs inspection inspections interim
    joint phase police policing recommendation recommendations report reports response review
    revisit summary thematic update well
    """
_EVERYDAY = STOPWORDS | frozenset(_LISTED.split())
"""Words of a title that don't tell one report from another."""
_BRACKETS = re.compile(r"\([^)]*\)")
_LONGEST_WORD = 12
_INITIALS = 6
_KIND_SIGNS = {
    "recommendation": "",
    "area for improvement": "AFI",
    "cause of concern": "CoC",
    "action": "A",
}
_SAFE = re.compile(r"[^\w.()]+")


def make_refs(entries: list[RegisterEntry]) -> None:
    """Give each entry without a printed reference one that tells its report and number, in place.

    The reference depends on the entry's own report, number and wording, never on other rows, so
    that it stays the same in the next version; only reports whose references would be the same
    get longer ones.
    """
    prefixes = _prefixes({(e.report, _year(e)) for e in entries if e.ref_made})
    for place, entry in enumerate(entries):
        if entry.ref_made:
            ref = f"{prefixes[entry.report, _year(entry)]}-{_numbered(entry)}"
            entries[place] = replace(entry, ref=ref)


def _year(entry: RegisterEntry) -> int | None:
    return entry.published.year if entry.published else None


def _prefixes(reports: set[tuple[str, int | None]]) -> dict[tuple[str, int | None], str]:
    found = {key: _prefix(*key, _INITIALS) for key in reports}
    shared = Counter(found.values())
    for key, prefix in found.items():
        if shared[prefix] > 1:
            found[key] = f"{prefix}-{_digest(fold(key[0]))}"
    return found


def _prefix(report: str, year: int | None, initials: int) -> str:
    telling = next(
        (t for part in _PARTS.split(_BRACKETS.sub(" ", report)) if (t := _telling(part))), []
    )
    if not telling:
        telling = words(report)[:initials] or ["rec"]
    if len(telling) == 1 and len(telling[0]) <= _LONGEST_WORD:
        name = telling[0].upper()
    else:
        name = "".join(word[0] for word in telling[:initials]).upper()
    return f"{name}-{year}" if year else name


def _telling(part: str) -> list[str]:
    return [word for word in words(part) if word not in _EVERYDAY and not word.isdecimal()]


def _numbered(entry: RegisterEntry) -> str:
    sign = _KIND_SIGNS.get(fold(entry.kind), "".join(word[0] for word in words(entry.kind)).upper())
    if entry.number:
        return sign + _SAFE.sub("-", entry.number).strip("-")
    # Without a number only the wording tells it from others, whatever their order.
    return f"{sign}{_digest(fold(entry.text))}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:4].upper()


def doubtful_refs(entries: Sequence[RegisterEntry]) -> Iterator[tuple[str, list[RegisterEntry]]]:
    """Yield what is wrong with references, with the entries concerned: same ones, and twins."""
    by_ref: dict[str, list[RegisterEntry]] = defaultdict(list)
    for entry in entries:
        by_ref[entry.ref].append(entry)
    for ref, same in by_ref.items():
        if len(same) > 1:
            yield f"The reference “{ref}” stands {len(same)} times", same
    twins: dict[str, list[str]] = defaultdict(list)
    for ref in by_ref:
        twins[look_alike(ref)].append(ref)
    for alike in twins.values():
        if len(alike) > 1:
            listed = ", ".join(f"“{ref}”" for ref in alike)
            yield (
                f"The references {listed} differ only in case, spaces, signs or alphabet",
                [entry for ref in alike for entry in by_ref[ref]],
            )
