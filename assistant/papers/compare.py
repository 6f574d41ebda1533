"""What differs between two drafts, statement by statement and figure by figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.papers.ledger import Claim, ledger
from assistant.papers.paper import Figure, Paper


@dataclass(frozen=True, slots=True)
class Changed:
    """A statement that is new, gone or said otherwise."""

    section: str
    heading: str
    before: str
    """Empty where it is new."""
    after: str
    """Empty where it is gone."""


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """A figure of both drafts with another value."""

    basis: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs."""

    statements: tuple[Changed, ...]
    figures: tuple[ChangedFigure, ...]


def compare(before: Paper, after: Paper) -> Comparison:
    """Return the differences from one paper to another, in the order of the later one."""
    old, new = ledger(before), ledger(after)
    sections = dict.fromkeys([*(each.section for each in new), *(each.section for each in old)])
    statements = tuple(
        change
        for section in sections
        for change in _changes(
            [each for each in old if each.section == section],
            [each for each in new if each.section == section],
        )
    )
    return Comparison(statements, tuple(_figures(before, after)))


def _changes(old: list[Claim], new: list[Claim]) -> Iterator[Changed]:
    matcher = SequenceMatcher(None, [c.text for c in old], [c.text for c in new], autojunk=False)
    heading = (new or old)[0]
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone, come = old[i1:i2], new[j1:j2]
        for position in range(max(len(gone), len(come))):
            yield Changed(
                heading.section,
                heading.heading,
                gone[position].text if position < len(gone) else "",
                come[position].text if position < len(come) else "",
            )


def _figures(before: Paper, after: Paper) -> Iterator[ChangedFigure]:
    """Compare figures by what they count, in the register now or in the one before."""
    old, new = _by_role(before), _by_role(after)
    for key, figure in new.items():
        if key in old and old[key].value != figure.value:
            yield ChangedFigure(figure.basis, old[key].value, figure.value)


def _by_role(paper: Paper) -> dict[str, Figure]:
    roles = {version.id: f"register {place}" for place, version in enumerate(paper.versions)}
    found = {}
    for figure in (figure for claim in ledger(paper) for figure in claim.figures):
        version = figure.version or ""
        found[figure.key.replace(version, roles.get(version, ""), 1)] = figure
    return found
