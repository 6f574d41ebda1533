"""Ownership, dates and states in the words of those who ask, beyond the plainest ones."""

import pytest

from assistant.domain.plans import Manner, Route
from assistant.domain.queries import Ask, Change, Condition, Field, Op
from tests.assistant.understanding.conditions import (
    CRIME,
    MARLOWE,
    OPEN,
    OVERDUE,
    Read,
    is_,
    query,
)

REG_04 = is_(Field.REF, "REG-04")


def due(first: str, last: str) -> Condition:
    return Condition(Field.DUE, Op.BETWEEN, (first, last))


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("which have gone past their date?", {OVERDUE}),
        ("which deadlines have been and gone", {OVERDUE}),
        ("recs that ought to have been finished", {OVERDUE}),
        ("coming up in the next three months", {due("2026-05-20", "2026-08-20"), OPEN}),
        ("due in the 2027/28 financial year", {due("2027-04-01", "2028-03-31"), OPEN}),
        ("due this weekend", {due("2026-05-23", "2026-05-24"), OPEN}),
        (
            "what should we have closed in April",
            {due("2026-04-01", "2026-04-30"), OPEN},
        ),
        (
            "what did we get signed off in April",
            {
                is_(Field.STATUS, "closed"),
                Condition(Field.CLOSED_ON, Op.BETWEEN, ("2026-04-01", "2026-04-30")),
            },
        ),
        ("two months or more overdue", {OVERDUE, Condition(Field.DUE, Op.BEFORE, ("2026-03-21",))}),
        ("between two and four weeks overdue", {OVERDUE, due("2026-04-22", "2026-05-06")}),
        ("complete but still with the inspectorate", {is_(Field.STATUS, "awaiting sign-off")}),
        (
            "which have no inspectorate deadline",
            {
                Condition(Field.DEADLINE, Op.EMPTY),
                Condition(Field.IMMEDIATE, Op.TRUE, negated=True),
            },
        ),
    ],
)
def test_dates_and_states_are_told_by_these_words_too(
    read: Read, question: str, where: set[object]
) -> None:
    assert set(query(read(question)).where) == where


@pytest.mark.parametrize(
    ("question", "owner"),
    [
        ("what does the Head of Fraud own", MARLOWE),
        ("who answers for REG-04", None),
        ("who picks up REG-04", None),
        ("who has taken over REG-04", None),
    ],
)
def test_who_has_an_entry(read: Read, question: str, owner: Condition | None) -> None:
    asked = query(read(question))
    assert (owner in asked.where) if owner else asked.wanted == (Field.OWNER,)


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("what has been delegated to me", Field.DELEGATE),
        ("who am I delegate for", Field.DELEGATE),
        ("which am I down as delegate on", Field.DELEGATE),
        ("what is coming to me", Field.OWNER),
    ],
)
def test_what_is_mine_is_owned_unless_i_am_the_delegate(
    read: Read, question: str, field: Field
) -> None:
    plan = read(question, email="ada@x.example")
    own = [c for c in query(plan).where if isinstance(c, Condition) and c.values]
    assert plan.mine
    assert {c.field for c in own if "ada@x.example" in c.values} == {field}


def test_what_i_have_with_someone_is_held_by_both(read: Read) -> None:
    for question in ("am I on anything with Bram Oakes", "what has Bram Oakes got that I own too"):
        where = query(read(question, email="ada@x.example")).where
        owners = [c for c in where if isinstance(c, Condition) and c.field is Field.OWNER]
        assert len(owners) == len(("Oakes", "me"))


@pytest.mark.parametrize(
    "question",
    [
        "my team's overdue items",
        "anything overdue in my portfolio",
        "what was overdue at the last committee and still is",
        "how many fall due in each of the next three months",
        "closed this year by month",
        "why are there no overdue recs in Crime",
        "signed off but still listed as pending",
        "Bram Oakes: owner or just delegate on REG-04?",
        "due in the three weeks from 12 October",
        "recs that are closed and not closed",
        "what has Ada Marlowe got me doing",
    ],
)
def test_what_the_register_cannot_tell_at_once_is_asked_back(read: Read, question: str) -> None:
    assert read(question, email="ada@x.example").route is Route.CLARIFY


@pytest.mark.parametrize(
    ("question", "premise"),
    [
        ("who closed REG-04?", {is_(Field.STATUS, "closed")}),
        ("when did Bram Oakes sign off REG-04", {is_(Field.OWNER, "Supt Bram Oakes"),
                                                  is_(Field.STATUS, "closed")}),
        ("how long has REG-04 been overdue", {OVERDUE}),
        ("who missed the deadline on REG-04", {OVERDUE}),
        ("has REG-04 got a delegate?", {Condition(Field.DELEGATE, Op.EMPTY, negated=True)}),
    ],
)  # fmt: skip
def test_what_is_taken_for_granted_of_an_entry_is_checked(
    read: Read, question: str, premise: set[object]
) -> None:
    plan = read(question)
    assert query(plan).where == (REG_04,)
    assert set(plan.premise) == premise


def test_an_entry_and_a_time_gone_by_ask_how_it_stood_then(read: Read) -> None:
    for question in ("how did REG-04 stand in March", "what did REG-04 look like in March"):
        asked = query(read(question))
        assert asked.as_at and asked.as_at.month == 3
        assert asked.where == (REG_04,)


def test_who_else_beside_someone_is_asked_of_the_entry(read: Read) -> None:
    plan = read("who else is on REG-04 besides Ada Marlowe")
    assert plan.manner is Manner.ELSE
    assert query(plan).where == (REG_04,)


def test_a_new_date_said_of_what_slipped_is_a_due_date(read: Read) -> None:
    asked = query(read("which were put back to December since March"))
    assert asked.ask is Ask.CHANGE
    assert asked.changes == (Change.LATER,)
    assert asked.where == (due("2026-12-01", "2026-12-31"),)


def test_someone_unknown_whom_she_stands_for_is_asked_about(read: Read) -> None:
    assert read("what does she own").route is Route.CLARIFY


def test_the_last_of_a_kind_keeps_the_kind(read: Read) -> None:
    asked = query(read("when is the last AFI in Crime due"))
    assert asked.ask is Ask.LAST
    assert {c.field for c in asked.where if isinstance(c, Condition)} >= {Field.KIND}
    assert CRIME in asked.where
