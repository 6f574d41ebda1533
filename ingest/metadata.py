"""What a document says of itself: title, date, inspectorate, kind and place."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from assistant.domain.documents import Document
from assistant.domain.sources import Basis, Visibility
from assistant.language.words import fold
from ingest.declared import Declared
from ingest.describing.front import Front, read_front
from ingest.describing.inspectorates import find_inspectorates
from ingest.describing.places import find_place
from ingest.describing.published import find_published
from ingest.describing.settings import words_about
from ingest.describing.titles import find_title

COMMITTEE_PAPER = "committee paper"


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of a report, and where each fact comes from."""

    title: str
    title_basis: Basis
    """UNKNOWN where only the file's name was left."""
    published: date | None
    published_basis: Basis
    inspectorate: str | None
    inspectorate_basis: Basis
    kind: str | None
    kind_basis: Basis
    place: str | None
    place_basis: Basis
    supersedes: str | None
    withdrawn: bool
    visibility: Visibility
    notes: tuple[str, ...]
    """Plain sentences on what was doubtful."""


def describe(document: Document, name: str, declared: Declared | None) -> Description:
    """Return what a document says of itself, with what is declared of it before that.

    Args:
        document: as read.
        name: the file's name, the title of last resort.
        declared: what `reports.yaml` says of the file.

    Returns:
        The description. What neither says is none, never guessed.
    """
    given = declared or Declared()
    front = read_front(document)
    own_title = find_title(document, front)
    kind = _find_kind(own_title, front)
    published = find_published(document, front, own_title)
    place = None if kind == COMMITTEE_PAPER else find_place(own_title, front, kind)
    makers = None if kind == COMMITTEE_PAPER else find_inspectorates(document, front)
    if place and "inspect" in fold(place):
        # "An inspection by HM Inspectorate of ..." names who inspected, not what was.
        place = None
    notes = [*given.notes, *([published.note] if published.note else [])]
    if given.published and published.day and given.published != published.day:
        notes.append(
            f"It is dated {published.day.isoformat()} in the document; the declared date holds."
        )
    title, title_basis = _either(given.title, own_title)
    day, day_basis = (
        (given.published, Basis.DECLARED)
        if given.published
        else (published.day, Basis.DOCUMENT if published.day else Basis.UNKNOWN)
    )
    made, made_basis = _either(given.inspectorate, makers)
    what, what_basis = _either(given.kind, kind)
    where, where_basis = _either(given.place, place)
    return Description(
        title=title or _from_name(name),
        title_basis=title_basis,
        published=day,
        published_basis=day_basis,
        inspectorate=made,
        inspectorate_basis=made_basis,
        kind=what,
        kind_basis=what_basis,
        place=where,
        place_basis=where_basis,
        supersedes=given.supersedes,
        withdrawn=given.withdrawn,
        visibility=given.visibility or Visibility.PUBLIC,
        notes=tuple(notes),
    )


def _either(declared: str | None, own: str | None) -> tuple[str | None, Basis]:
    if declared:
        return declared, Basis.DECLARED
    return own, Basis.DOCUMENT if own else Basis.UNKNOWN


def _find_kind(title: str | None, front: Front) -> str | None:
    about = words_about()
    whole = " ".join(front.text.split())
    if any(re.search(pattern, whole, re.I) for pattern in about.committee_paper):
        return COMMITTEE_PAPER
    headed = " ".join(block.text for block in front.headings)
    for text in (title or "", headed, whole):
        for kind, patterns in about.kinds:
            if any(re.search(pattern, text, re.I) for pattern in patterns):
                return kind
    return "letter" if front.is_letter else None


def _from_name(name: str) -> str:
    """Return a file's name as words."""
    stem = PurePath(name).stem or name
    words = re.sub(r"[\s_+-]+", " ", stem).strip()
    return (words[:1].upper() + words[1:]) or "Untitled"
