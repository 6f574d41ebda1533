"""Drafts that are kept: the paper as it was made, what people changed, and who approved it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from assistant.domain.errors import InvalidInput, InvalidUse, NotFound
from assistant.language.numbers import find_numbers
from assistant.papers.layout import gaps_of
from assistant.papers.paper import (
    Block,
    Made,
    Paper,
    Paragraph,
    Piece,
    PieceKind,
    Section,
    Statement,
    Table,
)

LONGEST_TEXT = 20_000
"""Characters of a section that a person writes."""
_BULLET = re.compile(r"^[-•*]\s+")
_QUALITY = re.compile(
    r"""\s+(?:[\w’'-]+\s+){0,2}?
    (?: (open|overdue|closed|awaiting\ sign-off)
        # Of entries and not of something else: "three closed cells".
        (?= \s* (?:[.,;:)–]|$) | \s+ (?:and|or|at|as|of|in|on|by|since|entr|recommendation|action
            |area|cause|item)\w*\b )
    | (reports?) \s+ (?:(?:was|were|has\ been|have\ been)\s+)? published )""",
    re.IGNORECASE | re.VERBOSE,
)
_KEYS = {
    "open": ("open", "moved: "),
    "overdue": ("overdue",),
    "closed": ("status closed", "changed: closed", "moved: no longer open", "ended"),
    "awaiting sign-off": ("awaiting sign-off",),
    "report": ("reports ", "thematic reports"),
}
"""What a person's figure may be of, and how the keys of such figures read."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person wrote in place of a section's prose."""

    section: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with its history."""

    id: str
    made: Paper
    """As code made it, without edits."""
    made_at: datetime
    made_by: str
    edits: tuple[Edit, ...] = ()
    approved_at: datetime | None = None
    approved_by: str | None = None

    @property
    def approved(self) -> bool:
        """Whether it may go to members."""
        return self.approved_at is not None

    @property
    def paper(self) -> Paper:
        """The paper with what people changed."""
        by_section = {each.section: each for each in self.edits}
        sections = tuple(
            _edited(each, by_section[each.name]) if each.name in by_section else each
            for each in self.made.sections
        )
        lost = [each for each in self.edits if each.section not in _names(self.made)]
        notes = (*self.made.notes, *(_lost(each) for each in lost))
        return replace(self.made, sections=sections, notes=notes)


class DraftStore(Protocol):
    """Where drafts are kept."""

    def get(self, draft_id: str) -> Draft | None:
        """Return a draft."""

    def of_inputs(self, inputs: str) -> Draft | None:
        """Return the draft that was made from the same inputs, if there is one."""

    def put(self, draft: Draft, was: Draft | None = None) -> None:
        """Keep a draft that is new, or that was so until now.

        Raises:
            Busy: someone else made or changed it meanwhile.
        """

    def all(self) -> list[Draft]:
        """Return all drafts, newest first."""


def with_edit(draft: Draft, edit: Edit) -> Draft:
    """Return the draft with a section's prose changed by a person.

    Raises:
        InvalidUse: the text is empty or too long.
        NotFound: there is no such section.
        InvalidInput: the draft is approved.
    """
    if draft.approved:
        raise InvalidInput(f"The draft {draft.id} is approved and can't be changed.")
    if edit.section not in _names(draft.made):
        known = ", ".join(_names(draft.made))
        raise NotFound(f"The draft has no section “{edit.section}”. It has {known}.")
    if not edit.text.strip():
        raise InvalidUse("The section's text is empty.")
    if len(edit.text) > LONGEST_TEXT:
        raise InvalidUse(f"The section's text is longer than {LONGEST_TEXT:,} characters.")
    kept = tuple(each for each in draft.edits if each.section != edit.section)
    return replace(draft, edits=(*kept, edit))


def redrafted(draft: Draft, paper: Paper, section: str | None) -> Draft:
    """Return the draft made anew; what people changed stays, but for the section named.

    All other sections are made anew together: a paper whose sections came from two states of the
    register wouldn't add up.

    Raises:
        NotFound: there is no such section.
        InvalidInput: the draft is approved.
    """
    if draft.approved:
        raise InvalidInput(f"The draft {draft.id} is approved and can't be drafted again.")
    if section is not None and section not in _names(draft.made):
        raise NotFound(f"The draft has no section “{section}”.")
    kept = tuple(each for each in draft.edits if each.section != section)
    return replace(draft, made=paper, edits=kept)


def approve(draft: Draft, by: str, at: datetime) -> Draft:
    """Return the draft approved.

    Raises:
        InvalidInput: a figure that a person wrote is in no source.
    """
    found = contradictions(draft)
    if found:
        raise InvalidInput(f"The draft can't be approved: {' '.join(found)}")
    return draft if draft.approved else replace(draft, approved_at=at, approved_by=by)


def contradictions(draft: Draft) -> list[str]:
    """Return where a person's figure is none of those that the paper has of the kind."""
    paper = draft.paper
    known = _known(paper)
    found = []
    for section in paper.sections:
        for statement in _by_people(section):
            for value, what in _claimed(statement.text):
                if known[what] and value not in known[what]:
                    shown = ", ".join(f"{each:,}" for each in sorted(known[what])[:12])
                    found.append(
                        f"The section “{section.heading}” says {value:,} {what}; the paper's "
                        f"figures of that kind are {shown}."
                    )
    return found


def gaps(draft: Draft) -> list[tuple[str, str]]:
    """Return what is still marked for the author to fill, as (heading, text)."""
    return [
        (section.heading, text) for section in draft.paper.sections for text in gaps_of(section)
    ]


def _by_people(section: Section) -> list[Statement]:
    return [
        statement
        for block in section.blocks
        if isinstance(block, Paragraph)
        for statement in block.statements
        if statement.made is Made.PERSON
    ]


def _claimed(text: str) -> list[tuple[int, str]]:
    claimed = []
    for number in find_numbers(text):
        match = _QUALITY.match(text, number.end)
        if match and number.value == int(number.value):
            what = (match[1] or match[2]).lower().removesuffix("s")
            claimed.append((int(number.value), what))
    return claimed


def _known(paper: Paper) -> dict[str, set[int]]:
    known: dict[str, set[int]] = {what: set() for what in _KEYS}
    for section in paper.sections:
        for block in section.blocks:
            said = block.statements if isinstance(block, Paragraph) else _cells(block)
            for figure in (figure for each in said for figure in each.figures):
                for what, marks in _KEYS.items():
                    if any(mark in figure.key for mark in marks):
                        known[what].add(figure.value)
    return known


def _cells(table: Table) -> list[Statement]:
    return [cell for row in table.rows for cell in row.cells]


def _names(paper: Paper) -> list[str]:
    return [section.name for section in paper.sections]


def _edited(section: Section, edit: Edit) -> Section:
    """Return a section with a person's prose; tables stay, and so does what is mandatory."""
    written = _written(edit)
    kept: Sequence[Block] = [block for block in section.blocks if isinstance(block, Table)]
    if section.mandatory:
        kept = [_without_gaps(block) for block in section.blocks]
    return replace(section, blocks=(*written, *kept), author=edit.by)


def _without_gaps(block: Block) -> Block:
    """Return a block without its marked gaps: the person's text above stands for them."""
    if isinstance(block, Table):
        return block
    said = (
        replace(each, pieces=tuple(p for p in each.pieces if p.kind is not PieceKind.GAP))
        for each in block.statements
    )
    return replace(block, statements=tuple(said))


def _written(edit: Edit) -> list[Block]:
    blocks: list[Block] = []
    for line in edit.text.splitlines():
        plain = " ".join("".join(c for c in line if c.isprintable() or c.isspace()).split())
        if plain:
            bullet = _BULLET.match(plain) is not None and bool(blocks)
            text = _BULLET.sub("", plain)
            blocks.append(Paragraph((_person(text, edit.by),), bullet))
    return blocks


def _person(text: str, by: str) -> Statement:
    return Statement((Piece(PieceKind.WORDS, text),), Made.PERSON, by=by)


def _lost(edit: Edit) -> Statement:
    return _person(
        f"{edit.by} wrote this for the section “{edit.section}”, which the paper no longer has: "
        f"{' '.join(edit.text.split())}",
        edit.by,
    )
