"""Applies "not", "other than", "except", "neither ... nor" to the filters that they speak of."""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.domain.queries import AnyOf, Condition, Field, Op
from assistant.understanding.words.lexicon import NEGATOR
from assistant.understanding.words.sheet import Mark, Sheet

_LINKS = re.compile(r"(?:and|or|nor|the|in|by|of|for|to|with|a|an|any|either|are|is|not)")
_REACH = 5
_STATES = frozenset({"state", "period", "blank"})


def apply_negation(sheet: Sheet) -> None:
    """Negate the marks that a negation speaks of; one without such a mark stays unclaimed."""
    for first, last, match in list(sheet.search(NEGATOR)):
        sheet.marks.sort(key=lambda mark: mark.first)
        targets = _targets(sheet, first, last, excluding=bool(match["other"]))
        if match["instead"] and _alike(sheet, targets):
            continue  # "Completed rather than closed" are one status here.
        if match["plain"] == "nor" and _done(sheet, last):
            sheet.claim(first, last, "negation")
            continue
        if not targets:
            continue
        sheet.claim(first, last, "negation")
        if match["instead"] and _said_already(sheet, targets):
            sheet.marks = [mark for mark in sheet.marks if mark not in targets]
            continue
        apart = _apart(targets, sheet, plainly=bool(match["other"]) or _several_statuses(targets))
        sheet.marks = [mark for mark in sheet.marks if mark not in targets]
        sheet.marks += apart
    _drop_included(sheet)


def _alike(sheet: Sheet, targets: list[Mark]) -> bool:
    """Whether what is set against these means the same."""
    said = {mark.conditions for mark in sheet.marks if mark not in targets}
    return any(mark.conditions in said for mark in targets)


def _said_already(sheet: Sheet, targets: list[Mark]) -> bool:
    """Whether what is set against these is named itself: "in Crime rather than Custody"."""
    fields = _fields(targets)
    return bool(fields & _fields(mark for mark in sheet.marks if mark not in targets))


def _fields(marks: Iterable[Mark]) -> set[Field]:
    stated = {Field.STATUS_TEXT: Field.STATUS}
    plain = [mark.single.field for mark in marks if mark.single and not mark.negated]
    return {stated.get(field, field) for field in plain}


def _drop_included(sheet: Sheet) -> None:
    """Drop filters that only say what is not left out: "Crime recs, including closed ones"."""
    for first, last, _ in list(sheet.search(_INCLUDING)):
        after = [mark for mark in sheet.marks if last <= mark.first <= last + 1]
        others = [mark for mark in sheet.marks if mark not in after]
        if after and others:
            sheet.claim(first, last, "included")
            sheet.marks = others


_INCLUDING = re.compile(r"\b(?:including|inclusive of)\b")


def _several_statuses(targets: list[Mark]) -> bool:
    """Whether statuses are listed, so that each is left out and nothing else: "neither .. nor"."""
    stated = [mark for mark in targets if mark.single and mark.single.field is Field.STATUS]
    return len(stated) > 1


def _done(sheet: Sheet, last: int) -> bool:
    return any(mark.first >= last and mark.negated for mark in sheet.marks)


def negate(condition: Condition | AnyOf, *, plainly: bool = False) -> Condition | AnyOf:
    """Return what holds exactly where a condition doesn't; "not closed" is open.

    Args:
        condition: What is denied.
        plainly: "Except closed" leaves out what is closed and nothing else.
    """
    if isinstance(condition, AnyOf):
        raise TypeError("An alternative can't be negated as one condition.")
    if (
        not plainly
        and condition.field is Field.STATUS
        and condition.values == ("closed",)
        and not condition.negated
    ):
        return Condition(Field.STATUS, Op.IS, ("open",))
    return replace(condition, negated=not condition.negated)


def _targets(sheet: Sheet, first: int, last: int, *, excluding: bool) -> list[Mark]:
    following = [
        mark
        for mark in sheet.marks
        if mark.first >= last and not mark.negated and mark.source != "me"
    ]
    if owned := _not_owned(sheet, first, last):
        return owned
    if not following:
        return []
    if _inverted(sheet, first):
        states = [mark for mark in following if mark.source in _STATES]
        if states:
            return states[:1]
    start = following[0]
    if start.first - last > _REACH:
        return []
    chain = [start]
    for mark in following[1:]:
        between = [sheet.word(place) for place in range(chain[-1].last, mark.first)]
        other = "," in sheet.typed(chain[-1].last - 1, mark.first + 1) and not (
            chain[-1].single and mark.single and chain[-1].single.field is mark.single.field
        )
        if other or not _goes_on(between, chain[-1], mark, excluding=excluding):
            break
        chain.append(mark)
    return chain


def _not_owned(sheet: Sheet, first: int, last: int) -> list[Mark]:
    """Return the owner of "which does Supt Jones not own", who stands before the negation."""
    if sheet.word(last) not in _OWNING:
        return []
    return [
        mark
        for mark in sheet.marks
        if mark.last == first and not mark.negated and mark.single and mark.single.field in _HOLDERS
    ]


_OWNING = frozenset({"own", "hold", "lead", "manage", "have"})
_HOLDERS = frozenset({Field.OWNER, Field.DELEGATE})


def _inverted(sheet: Sheet, place: int) -> bool:
    """Whether the verb stands before its subject: "why hasn't the fraud one been closed"."""
    token = sheet.tokens[place]
    return token.text.lower() != token.word and (place == 0 or sheet.word(place - 1) == "why")


def _goes_on(between: list[str], before: Mark, mark: Mark, *, excluding: bool) -> bool:
    if not all(_LINKS.fullmatch(word) for word in between):
        return False
    same = before.single and mark.single and before.single.field is mark.single.field
    if {"not", "are", "is", "that", "which", "have", "has"} & set(between):
        return False
    if excluding:
        return bool(
            same or not set(between) & _PREPOSITIONS or {"and", "or", "nor"} & set(between[:1])
        )
    return bool({"or", "nor"} & set(between)) or bool(same and not between)


_PREPOSITIONS = frozenset({"in", "by", "of", "for", "to", "with"})


def _apart(targets: list[Mark], sheet: Sheet, *, plainly: bool) -> list[Mark]:
    """Negate marks one by one where they are listed, as one where they only hold together."""
    groups: list[list[Mark]] = []
    for mark in targets:
        joined = groups and not any(
            sheet.word(place) in {"and", "or", "nor"}
            for place in range(groups[-1][-1].last, mark.first)
        )
        if joined:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return [_negated(group, plainly=plainly) for group in groups]


def _negated(group: list[Mark], *, plainly: bool) -> Mark:
    conditions = [condition for mark in group for condition in mark.conditions]
    denied = [negate(condition, plainly=plainly) for condition in conditions]
    first, last = group[0].first, group[-1].last
    single = tuple(each for each in denied if isinstance(each, Condition))
    if len(single) == 1:
        return Mark(first, last, single, group[0].source, negated=True)
    return Mark(first, last, (AnyOf(tuple((each,) for each in single)),), "negation", negated=True)
