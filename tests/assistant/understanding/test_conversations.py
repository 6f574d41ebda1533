"""Turns of a conversation that lean on the one before, take it back or put it aside."""

from typing import Any

import pytest

from assistant.domain.plans import Manner, Plan, Route, Turn
from assistant.domain.queries import Ask, Change, Condition, Field, Op
from tests.assistant.understanding.conditions import (
    CRIME,
    FRAUD,
    IN_NOVEMBER,
    MARLOWE,
    OPEN,
    OVERDUE,
    Read,
    is_,
    query,
)

OAKES = is_(Field.OWNER, "Supt Bram Oakes")
SIGN_OFF = is_(Field.STATUS, "awaiting sign-off")
LOCAL = is_(Field.PORTFOLIO, "Local Policing")


def due(first: str, last: str) -> Condition:
    return Condition(Field.DUE, Op.BETWEEN, (first, last))


def after(read: Read, first: str, then: str, **turn: Any) -> Plan:
    return read(then, previous=Turn(read(first), **turn))


def where_after(read: Read, first: str, then: str) -> set[object]:
    return set(query(after(read, first, then)).where)


@pytest.mark.parametrize(
    ("first", "then", "where"),
    [
        ("what is awaiting sign-off", "which of them are overdue", {SIGN_OFF, OVERDUE}),
        ("what is awaiting sign-off", "which are overdue", {SIGN_OFF, OVERDUE}),
        ("overdue Crime recs", "anything of Ada Marlowe's", {OVERDUE, CRIME, MARLOWE}),
        ("what does Ada Marlowe own", "anything overdue?", {MARLOWE, OVERDUE}),
        ("what does Ada Marlowe own", "is anything late?", {MARLOWE, OVERDUE}),
        (
            "what does Ada Marlowe own",
            "anything in November?",
            {MARLOWE, IN_NOVEMBER, OPEN},
        ),
        ("overdue Crime recs", "high", {OVERDUE, CRIME, is_(Field.PRIORITY, "High")}),
        ("Crime recs due in October", "November?", {CRIME, IN_NOVEMBER, OPEN}),
    ],
)
def test_a_short_question_narrows_the_list_just_given(
    read: Read, first: str, then: str, where: set[object]
) -> None:
    assert where_after(read, first, then) == where


@pytest.mark.parametrize(
    ("then", "where"),
    [
        ("Anything overdue in Local Policing?", {OVERDUE, LOCAL}),
        ("how many are overdue in Local Policing?", {OVERDUE, LOCAL}),
        ("forget that. What is overdue in Local Policing?", {OVERDUE, LOCAL}),
        ("never mind, anything overdue?", {OVERDUE}),
        ("New question: what does Bram Oakes own", {OAKES}),
    ],
)
def test_a_question_that_names_whose_and_what_starts_afresh(
    read: Read, then: str, where: set[object]
) -> None:
    assert where_after(read, "what does Ada Marlowe own", then) == where


@pytest.mark.parametrize(
    ("first", "then", "where"),
    [
        ("overdue Crime recs", "no, I meant Local Policing", {OVERDUE, LOCAL}),
        ("high priority in Crime", "hang on, low", {CRIME, is_(Field.PRIORITY, "Low")}),
        ("due in October", "make that November", {IN_NOVEMBER, OPEN}),
        (
            "overdue Crime recs",
            "sorry, due in November not overdue",
            {CRIME, IN_NOVEMBER, OPEN, Condition(Field.OVERDUE, Op.TRUE, negated=True)},
        ),
    ],
)
def test_a_correction_takes_the_place_of_what_it_corrects(
    read: Read, first: str, then: str, where: set[object]
) -> None:
    assert where_after(read, first, then) == where


@pytest.mark.parametrize(
    ("first", "then", "where"),
    [
        ("overdue Crime recs", "and across the whole force?", {OVERDUE}),
        ("overdue Crime recs", "across all portfolios", {OVERDUE}),
        ("what has Ada Marlowe got overdue", "and everyone?", {OVERDUE}),
        ("high priority in Crime", "all priorities", {CRIME}),
    ],
)
def test_a_wider_question_lets_go_of_what_had_narrowed_it(
    read: Read, first: str, then: str, where: set[object]
) -> None:
    assert where_after(read, first, then) == where


@pytest.mark.parametrize(
    ("then", "days"),
    [
        ("the following month?", ("2026-12-01", "2026-12-31")),
        ("and the month before", ("2026-10-01", "2026-10-31")),
        ("what about the week after", ("2026-12-01", "2026-12-07")),
        ("the previous one", ("2026-10-01", "2026-10-31")),
        ("2025?", ("2025-11-01", "2025-11-30")),
    ],
)
def test_a_period_is_told_from_the_one_asked_about(
    read: Read, then: str, days: tuple[str, str]
) -> None:
    assert due(*days) in where_after(read, "Crime recs due in November", then)


def test_a_period_within_the_one_asked_about_narrows_it_and_a_longer_one_replaces_it(
    read: Read,
) -> None:
    first = "due in November"
    sooner = where_after(read, first, "which are due by 15 November?")
    longer = where_after(read, first, "how many this year?")
    assert IN_NOVEMBER in sooner
    assert IN_NOVEMBER not in longer


@pytest.mark.parametrize("then", ["what is she late with", "show me everything of hers overdue"])
def test_she_is_who_holds_what_was_answered(read: Read, then: str) -> None:
    plan = after(read, "who owns REG-04", then, refs=("REG-04",), holders=("DCI Ada Marlowe",))
    assert set(query(plan).where) == {MARLOWE, OVERDUE}


@pytest.mark.parametrize(
    ("first", "then", "holders"),
    [
        ("who owns REG-06", "what is she late with", ()),
        ("overdue recs", "what else has he got", ()),
        ("what does Ada Marlowe own", "does she own any with Bram Oakes", ()),
        ("what does Ada Marlowe own", "which has she got her cousin doing", ()),
        ("who owns REG-04", "is it hers", ("DCI Ada Marlowe",)),
    ],
)
def test_someone_who_is_not_told_is_asked_back(
    read: Read, first: str, then: str, holders: tuple[str, ...]
) -> None:
    plan = after(read, first, then, refs=("REG-04",), holders=holders)
    assert plan.route is Route.CLARIFY


@pytest.mark.parametrize(
    ("then", "premise"),
    [
        ("is that overdue?", {OVERDUE}),
        ("has it been closed?", {is_(Field.STATUS, "closed")}),
        ("is Ada Marlowe the owner", {MARLOWE}),
        ("are they in Crime?", {CRIME}),
    ],
)
def test_whether_it_is_so_is_asked_of_the_entry_named(
    read: Read, then: str, premise: set[object]
) -> None:
    plan = after(read, "when is REG-04 due", then, refs=("REG-04",))
    assert plan.manner is Manner.WHETHER
    assert query(plan).where == (is_(Field.REF, "REG-04"),)
    assert set(plan.premise) == premise


def test_why_alone_asks_it_of_what_was_answered(read: Read) -> None:
    plan = after(read, "overdue Crime recs", "why?")
    assert plan.manner is Manner.WHY
    assert set(query(plan).where) == {OVERDUE, CRIME}


def test_a_field_of_the_entry_named_needs_no_name_again(read: Read) -> None:
    plan = after(read, "when is REG-04 due", "what was the original deadline", refs=("REG-04",))
    assert query(plan).where == (is_(Field.REF, "REG-04"),)
    assert query(plan).wanted == (Field.DEADLINE,)


def test_others_than_one_entry_are_not_asked_of_it(read: Read) -> None:
    plan = after(read, "when is REG-04 due", "and Ada Marlowe's?", refs=("REG-04",))
    assert is_(Field.REF, "REG-04") not in query(plan).where


@pytest.mark.parametrize("then", ["what about that report overall", "any overdue from that report"])
def test_that_report_is_the_one_that_all_entries_answered_are_from(read: Read, then: str) -> None:
    named = after(read, "who owns REG-02", then, refs=("REG-02",), title=FRAUD)
    unclear = after(read, "overdue recs", then, refs=("REG-02", "REG-04"))
    assert is_(Field.REPORT, FRAUD) in query(named).where
    assert unclear.route is Route.CLARIFY


@pytest.mark.parametrize(
    "then",
    [
        "the rest?",
        "what are the others",
        "back to all of them",
        "any others like it",
        "how long have they been waiting",
        "and the thing",
        "which is nicer",
    ],
)
def test_what_tells_too_little_is_asked_back_and_searched_for_in_no_report(
    read: Read, then: str
) -> None:
    assert after(read, "overdue Crime recs", then).route is Route.CLARIFY


def test_a_follow_up_that_adds_nothing_is_asked_back(read: Read) -> None:
    assert after(read, "overdue Crime recs", "just actions").route is Route.CLARIFY


@pytest.mark.parametrize(
    ("then", "changes"),
    [("just closures", (Change.CLOSED,)), ("what closed?", (Change.CLOSED,)), ("and March?", ())],
)
def test_what_changed_stays_asked_for_in_a_conversation(
    read: Read, then: str, changes: tuple[Change, ...]
) -> None:
    plan = query(after(read, "what changed since April", then))
    assert plan.ask is Ask.CHANGE
    assert plan.changes == changes


def test_since_another_day_takes_the_place_of_the_day_compared_with(read: Read) -> None:
    first = query(read("what changed since April"))
    then = query(after(read, "what changed since April", "and since February?"))
    assert first.since and then.since
    assert then.since < first.since


def test_oldest_first_sorts_and_picks_nothing(read: Read) -> None:
    plan = query(after(read, "overdue recs", "oldest first", refs=("REG-02", "REG-05")))
    assert plan.where == (OVERDUE,)
    assert plan.order


def test_a_row_of_a_table_is_listed_with_what_was_counted(read: Read) -> None:
    plan = query(after(read, "overdue by owner", "list Ada Marlowe's"))
    assert set(plan.where) == {OVERDUE, MARLOWE}
    assert plan.ask is Ask.LIST


def test_the_next_of_another_unit_is_next_again(read: Read) -> None:
    plan = query(after(read, "what is due next in Crime", "and in Local Policing?"))
    assert plan.ask is Ask.NEXT
    assert LOCAL in plan.where


def test_a_period_that_says_nothing_of_a_list_is_asked_back(read: Read) -> None:
    assert after(read, "Crime recs", "and since April?").route is Route.CLARIFY
    assert after(read, "what is in progress", "and in March?").route is Route.CLARIFY
