"""What changed in the register since the last paper, with the register's own reasons."""

from collections.abc import Callable, Sequence

from assistant.domain.queries import Change
from assistant.domain.register import RegisterEntry
from assistant.papers.entry_words import NONE, note_cell, ref_cell, status_word
from assistant.papers.facts import is_restricted
from assistant.papers.material import Material
from assistant.papers.measures import OPEN, Held
from assistant.papers.paper import Block, Figure, Row, Statement, Table
from assistant.papers.wording import Part, gap, name, paragraph, row, say
from assistant.register.difference import Difference
from assistant.register.wording import capital, listed

_ORDER = (
    Change.CLOSED,
    Change.REOPENED,
    Change.STATUS,
    Change.LATER,
    Change.EARLIER,
    Change.REASSIGNED,
    Change.REMOVED,
)
"""Changes told one by one: what is new stands with its report, rewording needs no reason."""


def change(material: Material) -> list[Block]:
    """Return how the number of open entries moved, and every change with its note."""
    facts = material.facts
    if facts.before is None:
        return [
            paragraph(
                say(
                    "The register holds no version from before the period, so that the change"
                    " since the last paper can’t be computed. ",
                    gap("Change since the last paper: author to add."),
                )
            )
        ]
    lead = say(
        "Since the register as at ",
        facts.before.version.as_at,
        ", the number of open entries moved as the table shows.",
    )
    return [
        paragraph(lead),
        _movement(material, facts.before),
        *_kinds(material, facts.before),
        *_reasons(material, facts.before),
    ]


def _movement(material: Material, before: Held) -> Table:
    rows = [
        row(say("Open as at ", before.version.as_at), before.figure(OPEN)),
        row("New and open", _moved(material, "new and open", _is_new)),
        row("Reopened", _moved(material, "reopened", _is_reopened)),
        Row(
            row("Less: no longer open", _moved(material, "no longer open", _is_over)).cells,
            less=True,
        ),
        Row(
            row("Less: no longer in the register", _moved(material, "gone", _is_gone)).cells,
            less=True,
        ),
        row(say("Open as at ", material.now.version.as_at), material.figure(OPEN), total=True),
    ]
    caption = say("How the number of open entries moved.")
    return Table(caption, ("Movement", "Entries"), (60, 15), tuple(rows), sums=True)


def _is_new(each: Difference) -> bool:
    return each.before is None and each.after is not None and each.after.status.is_open


def _is_gone(each: Difference) -> bool:
    return each.after is None and each.before is not None and each.before.status.is_open


def _is_reopened(each: Difference) -> bool:
    return _opened(each) == (False, True)


def _is_over(each: Difference) -> bool:
    return _opened(each) == (True, False)


def _opened(each: Difference) -> tuple[bool, bool] | None:
    if each.before is None or each.after is None:
        return None
    return each.before.status.is_open, each.after.status.is_open


def _moved(material: Material, what: str, holds: Callable[[Difference], bool]) -> Figure:
    found = [each for each in material.facts.changes if holds(each)]
    handles = tuple(dict.fromkeys(_handle(material, each) for each in found))
    return Figure(
        f"moved: {what}", len(handles), f"entries {what} since the last paper", entries=handles
    )


def _handle(material: Material, each: Difference) -> str:
    before = material.facts.before
    if each.after is None and each.before is not None and before is not None:
        return before.handle(each.before)
    return material.now.handle(each.entry)


def _of(material: Material, kind: Change) -> list[Difference]:
    return [each for each in material.facts.changes if each.change is kind]


def _kinds(material: Material, before: Held) -> list[Block]:
    rows = [
        row(capital(kind.value), _count(material, kind)) for kind in Change if _of(material, kind)
    ]
    if not rows:
        return [
            paragraph(say("No entry changed since the register as at ", before.version.as_at, "."))
        ]
    lead = say(
        "The table counts the changes by kind. An entry that changed in several ways is"
        " counted under each."
    )
    caption = say("Changes since the register as at ", before.version.as_at, ".")
    return [paragraph(lead), Table(caption, ("Change", "Entries"), (60, 15), tuple(rows))]


def _count(material: Material, kind: Change) -> Figure:
    handles = tuple(_handle(material, each) for each in _of(material, kind))
    return Figure(f"changed: {kind.value}", len(handles), f"entries {kind.value}", entries=handles)


def _reasons(material: Material, before: Held) -> list[Block]:
    told = [each for kind in _ORDER for each in _of(material, kind)]
    if not told:
        return []
    limit = 2 * material.facts.outline.rows.table
    shown = tuple(_reason_row(material, before, each) for each in told[:limit])
    tail: list[Part] = []
    if len(told) > limit:
        tail = [" The first of them are shown; the register’s history holds them all."]
    lead = say("The reasons are the register’s own notes, word for word.", *tail)
    header = ("Ref.", "Change", "Before", "Now", "The register’s note")
    caption = say("Changes and reasons.")
    return [paragraph(lead), Table(caption, header, (14, 15, 17, 17, 40), shown)]


def _reason_row(material: Material, before: Held, each: Difference) -> Row:
    held = material.now if each.after else before
    old, new = each.before, each.after
    return Row(
        (
            ref_cell(held, each.entry),
            say(capital(each.change.value)),
            _side(each.change, old),
            _side(each.change, new),
            note_cell(held, each.entry),
        )
    )


def _side(kind: Change, entry: RegisterEntry | None) -> Statement:
    if entry is None:
        return say("–")
    if kind in {Change.LATER, Change.EARLIER}:
        return say(entry.due) if entry.due else say("No date")
    if kind is Change.REASSIGNED:
        return say(name(_holders(entry)))
    return say(name(status_word(entry)))


def _holders(entry: RegisterEntry) -> str:
    people: Sequence[str] = () if is_restricted(entry) else (*entry.owners, *entry.delegates)
    held = [*people, entry.portfolio or "", *entry.business_areas, *entry.boards]
    return listed([each for each in held if each]) or NONE
