"""Joins the filters of a question: "and", "or", "both", values of one field, pairs."""

import re
from dataclasses import replace
from itertools import pairwise

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.understanding.words.sheet import Mark, Sheet

_SEVERAL = frozenset(
    {Field.OWNER, Field.DELEGATE, Field.BUSINESS_AREA, Field.BOARD, Field.ADDRESSEE}
)
_MERGED = frozenset(Field) - {Field.TEXT}
Where = tuple[Condition | AnyOf, ...]


def combine(sheet: Sheet) -> Where:
    """Return the conditions of a question, all of which must hold."""
    marks = _ranged(sheet, sorted(sheet.marks, key=lambda mark: mark.first))
    pairs = _paired(marks)
    if pairs:
        rest = [mark for mark in marks if mark.source not in {"report", "number"}]
        return (pairs, *_joined(sheet, rest))
    return _joined(sheet, marks)


def _joined(sheet: Sheet, marks: list[Mark]) -> Where:
    at = _alternative(sheet, marks)
    if at is None:
        return _merged(sheet, marks)
    left, right = marks[: at + 1], marks[at + 1 :]
    fields = [{_field(mark) for mark in side} for side in (left, right)]
    if len(left) > 1 and len(right) > 1 and len(fields[0] & fields[1] - {None}) > 0:
        sides = (_plain(_merged(sheet, left)), _plain(_merged(sheet, right)))
        return (AnyOf(sides),)
    outer = [*left[:-1], *right[1:]]
    inner = AnyOf((_plain(left[-1].conditions), _plain(right[0].conditions)))
    return (*_joined(sheet, outer), inner)


def _alternative(sheet: Sheet, marks: list[Mark]) -> int | None:
    """Return the mark after which "or" leads to something that isn't another value of its field."""
    for at, (before, after) in enumerate(pairwise(marks)):
        between = {sheet.word(place) for place in range(before.last, after.first)}
        same = _field(before) is not None and _field(before) is _field(after)
        mergeable = same and before.single is not None and before.single.op is Op.IS
        if "or" in between and not mergeable and before.negated is after.negated is False:
            return at
        # "due in October and December" can only mean either.
        if same and {"and"} & between and _both_ranges(before, after):
            return at
    return None


def _ranged(sheet: Sheet, marks: list[Mark]) -> list[Mark]:
    """Join "in October, November or December" into one alternative of days."""
    joined: list[Mark] = []
    for at, mark in enumerate(marks):
        before = joined[-1] if joined else None
        if before is None or not _next_range(sheet, marks, at, before):
            joined.append(mark)
            continue
        held = before.conditions[0]
        sides = held.alternatives if isinstance(held, AnyOf) else ((held,),)
        both = AnyOf((*sides, _plain(mark.conditions)))
        joined[-1] = replace(before.with_conditions(both), last=mark.last)
    return joined


def _next_range(sheet: Sheet, marks: list[Mark], at: int, before: Mark) -> bool:
    mark, last = marks[at], marks[at - 1]
    between = {sheet.word(place) for place in range(before.last, mark.first)}
    alike = _field(mark) is not None and _field(mark) is _field(last)
    listed = between <= _LISTING and (between or "," in sheet.typed(last.first, mark.last))
    return bool(alike and listed and _both_ranges(last, mark)) and not mark.negated


_LISTING = frozenset({"or", "and", "in", "on", "due", "during"})


def _both_ranges(before: Mark, after: Mark) -> bool:
    ops = {mark.single.op if mark.single else None for mark in (before, after)}
    return ops == {Op.BETWEEN}


def _plain(conditions: Where) -> tuple[Condition, ...]:
    return tuple(each for each in conditions if isinstance(each, Condition))


def _field(mark: Mark) -> Field | None:
    return mark.conditions[0].field if isinstance(mark.conditions[0], Condition) else None


def _merged(sheet: Sheet, marks: list[Mark]) -> Where:
    kept: list[Condition | AnyOf] = []
    both = _jointly(sheet, marks)
    denied: set[int] = set()
    for mark in _narrowest(sheet, marks):
        for condition in mark.conditions:
            place = _same(kept, condition, both=both)
            if place is not None and (place in denied) is not mark.negated:
                place = None  # "Complete but not closed" is no choice between the two.
            if place is None:
                denied |= {len(kept)} if mark.negated else set()
                kept.append(condition)
            else:
                held = kept[place]
                if isinstance(held, Condition) and isinstance(condition, Condition):
                    values = tuple(dict.fromkeys((*held.values, *condition.values)))
                    kept[place] = replace(held, values=values)
    return tuple(dict.fromkeys(kept))


def _narrowest(sheet: Sheet, marks: list[Mark]) -> list[Mark]:
    """Leave out "open" where a narrower status says it too: "open entries not yet allocated"."""
    stated = [mark for mark in marks if mark.single and mark.single.field is Field.STATUS]
    if len(stated) != len(("open", "narrower")) or any(mark.negated for mark in stated):
        return marks
    between = {sheet.word(place) for place in range(stated[0].last, stated[1].first)}
    listed = between & {"or", "and", "nor"} or "," in sheet.typed(stated[0].first, stated[1].last)
    wide = [mark for mark in stated if mark.single and mark.single.values == ("open",)]
    ended = any(mark.single and set(mark.single.values) & _ENDED for mark in stated)
    return marks if listed or len(wide) != 1 or ended else [m for m in marks if m is not wide[0]]


_ENDED = frozenset({"closed", "no further action", "not applicable"})


def _jointly(sheet: Sheet, marks: list[Mark]) -> bool:
    """Whether two units are asked for together: "held jointly by ROCU and Intelligence"."""
    fields = [field for mark in marks if (field := _field(mark)) in _SEVERAL]
    if "how many" in sheet.line and not _OWNED.search(sheet.line):
        return False  # "How many are in Custody and Crime together" adds them up.
    said = bool(_JOINT & set(sheet.line.split()) or _MINE_TOO.search(sheet.line))
    return len(fields) > len(set(fields)) and (said or _with_me(sheet, marks))


def _with_me(sheet: Sheet, marks: list[Mark]) -> bool:
    """Whether it is asked what "I" have with someone: "am I on anything with Supt Jones?"."""
    mine = any(mark.source == "me" for mark in marks) and "compar" not in sheet.line
    return mine and any(
        sheet.word(mark.first - 1) == "with" and _field(mark) in _SEVERAL for mark in marks
    )


_MINE_TOO = re.compile(
    r"\bi (?:own|have|hold|lead|manage|share|run)(?: \w+)? (?:too|as well|also)\b"
    r"|\bi (?:also|too|likewise) (?:own|have|hold|lead|manage|run)\b|\b(?:along|jointly) with me\b"
    r"|\b(?:alongside|in common with) me\b"
)


_OWNED = re.compile(r"\b(?:own\w*|held|holds?|manage[ds]?|led|leads?|jointly|joint|both|shared?)\b")


def claim_joint(sheet: Sheet) -> None:
    """Claim "jointly" where two units are named that can hold an entry together."""
    if _jointly(sheet, sheet.marks):
        for place, token in enumerate(sheet.tokens):
            if token.word in _JOINT | {"between"}:
                sheet.claim(place, place + 1, "joint")


_JOINT = frozenset({"both", "jointly", "joint", "together", "shared", "share"})


def _same(kept: list[Condition | AnyOf], condition: Condition | AnyOf, *, both: bool) -> int | None:
    if isinstance(condition, AnyOf) or condition.op is not Op.IS or condition.field not in _MERGED:
        return None
    if both and condition.field in _SEVERAL:
        return None
    for place, held in enumerate(kept):
        if (
            isinstance(held, Condition)
            and held.field is condition.field
            and held.op is Op.IS
            and held.negated is condition.negated
        ):
            return place
    return None


def _paired(marks: list[Mark]) -> AnyOf | None:
    """Return "fraud 1 and NCA 3" as two pairs, not as two reports with two numbers each."""
    named = [mark for mark in marks if mark.source in {"report", "number"} and not mark.negated]
    kinds = [mark.source for mark in named]
    if len(kinds) < len("four") or kinds.count("report") != kinds.count("number"):
        return None
    couples = list(zip(named[::2], named[1::2], strict=True))
    if any(one.source == other.source for one, other in couples):
        return None
    return AnyOf(tuple(_plain((*one.conditions, *other.conditions)) for one, other in couples))


def fields_of(where: Where) -> set[Field]:
    """Return every field that conditions compare."""
    return {
        condition.field
        for each in where
        for side in (each.alternatives if isinstance(each, AnyOf) else ((each,),))
        for condition in side
    }
