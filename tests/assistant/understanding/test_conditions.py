"""Filters in a question, as conditions on the register."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from assistant.domain.queries import AnyOf, Ask, Condition, Field, Op
from tests.assistant.understanding.conditions import (
    CRIME,
    IN_NOVEMBER,
    KEYS,
    MARLOWE,
    OPEN,
    OVERDUE,
    REVISIT,
    STALKING,
    Read,
    is_,
    query,
)


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ("Which recommendations are overdue?", {OVERDUE}),
        ("whats overdue in crime", {OVERDUE, CRIME}),
        ("overdue recs in the Crime Portfolio", {OVERDUE, CRIME}),
        (
            "Which Crime recommendations are not overdue?",
            {CRIME, Condition(Field.OVERDUE, Op.TRUE, (), True)},
        ),
        ("recs that are not closed", {OPEN}),
        ("everything other than Crime", {is_(Field.PORTFOLIO, "Crime", negated=True)}),
        (
            "neither Crime nor Local Policing",
            {is_(Field.PORTFOLIO, "Crime", "Local Policing", negated=True)},
        ),
        ("crime or local policing recs", {is_(Field.PORTFOLIO, "Crime", "Local Policing")}),
        ("what does Marlowe own that is open", {MARLOWE, OPEN}),
        ("what does Ada own?", {MARLOWE}),
        (
            "DCI Marlowe's recs except the overdue ones",
            {MARLOWE, Condition(Field.OVERDUE, Op.TRUE, (), True)},
        ),
        ("recommendations without an owner", {Condition(Field.OWNER, Op.EMPTY)}),
        ("anything unowned?", {Condition(Field.OWNER, Op.EMPTY)}),
        ("open recs with no due date", {OPEN, Condition(Field.DUE, Op.EMPTY)}),
        ("recs with a due date", {Condition(Field.DUE, Op.EMPTY, (), True)}),
        ("whats due for custody nov", {is_(Field.BUSINESS_AREA, "Custody"), IN_NOVEMBER, OPEN}),
        ("which recs were due in november", {IN_NOVEMBER}),
        ("recs addressed to the Home Office", {is_(Field.ADDRESSEE, "Home Office")}),
        ("What must the College of Policing do?", {is_(Field.ADDRESSEE, "College of Policing")}),
        ("immediate recs", {Condition(Field.IMMEDIATE, Op.TRUE)}),
        (
            "high priority fraud revisit recs",
            {is_(Field.PRIORITY, "High"), is_(Field.REPORT, REVISIT)},
        ),
        ("recs from the stalking interim", {is_(Field.REPORT, STALKING)}),
        ("everything from Custody reviewed", {is_(Field.REPORT, KEYS)}),
        ("which are waiting for HMICFRS?", {is_(Field.STATUS, "awaiting sign-off")}),
        (
            "AFIs in local policing",
            {is_(Field.KIND, "area for improvement"), is_(Field.PORTFOLIO, "Local Policing")},
        ),
        ("recs that mention bail", {Condition(Field.TEXT, Op.CONTAINS, ("bail",))}),
        (
            "overdue by more than 90 days",
            {OVERDUE, Condition(Field.DUE, Op.BEFORE, ("2026-02-19",))},
        ),
        (
            "recommendations published in 2025",
            {Condition(Field.PUBLISHED, Op.BETWEEN, ("2025-01-01", "2025-12-31"))},
        ),
        (
            "recs with a deadline set by the force",
            {
                Condition(Field.DUE, Op.EMPTY, (), True),
                is_(Field.DUE_BASIS, "force target", "revised target"),
            },
        ),
        ("REG-04", {is_(Field.REF, "REG-04")}),
    ],
)
def test_a_question_becomes_conditions(read: Read, question: str, where: set[Condition]) -> None:
    assert set(query(read(question)).where) == where


def test_or_between_different_fields_leaves_a_choice(read: Read) -> None:
    [either] = query(read("either overdue or without an owner")).where
    assert either == AnyOf(((OVERDUE,), (Condition(Field.OWNER, Op.EMPTY),)))


def test_or_between_two_pairs_keeps_the_pairs(read: Read) -> None:
    [either] = query(read("open in crime or overdue in local policing")).where
    assert either == AnyOf(((OPEN, CRIME), (OVERDUE, is_(Field.PORTFOLIO, "Local Policing"))))


def test_numbers_go_with_the_reports_named_beside_them(read: Read) -> None:
    [pairs] = query(read("stalking 1 and Custody reviewed II")).where
    assert isinstance(pairs, AnyOf)
    assert [{c.field for c in side} for side in pairs.alternatives] == [
        {Field.REPORT, Field.NUMBER},
        {Field.REPORT, Field.NUMBER},
    ]
    assert pairs.alternatives[1][0].values == (KEYS,)


def test_both_units_are_asked_for_together_only_when_the_words_say_so(read: Read) -> None:
    both = query(read("held jointly by Custody and the Contact Centre")).where
    either = query(read("recs of Custody and the Contact Centre")).where
    assert len(both) == 2
    assert len(either) == 1


def test_a_roman_and_an_arabic_number_are_one(read: Read) -> None:
    [number] = [
        c
        for c in query(read("recommendation 1 of Custody reviewed")).where
        if isinstance(c, Condition) and c.field is Field.NUMBER
    ]
    assert {"1", "I"} <= set(number.values)


_FILTERS = {
    "owned by Ada Marlowe": MARLOWE,
    "in the Crime portfolio": CRIME,
    "in the business area Custody": is_(Field.BUSINESS_AREA, "Custody"),
    "without a delegate": Condition(Field.DELEGATE, Op.EMPTY),
    "that are overdue": OVERDUE,
    "from the fraud revisit": is_(Field.REPORT, REVISIT),
    "addressed to the Home Office": is_(Field.ADDRESSEE, "Home Office"),
    "awaiting sign-off": is_(Field.STATUS, "awaiting sign-off"),
    "of high priority": is_(Field.PRIORITY, "High"),
    "published before 2026": Condition(Field.PUBLISHED, Op.BEFORE, ("2026-01-01",)),
}


_OPENINGS = {
    "Which recommendations": Ask.LIST,
    "List the recommendations": Ask.LIST,
    "How many recommendations": Ask.COUNT,
    "please show me recs": Ask.LIST,
}


@given_settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    opening=st.sampled_from(sorted(_OPENINGS)),
    parts=st.lists(st.sampled_from(sorted(_FILTERS)), min_size=1, max_size=4, unique=True),
    shout=st.booleans(),
)
def test_any_filters_in_any_order_make_exactly_their_conditions(
    read: Read, opening: str, parts: list[str], shout: bool
) -> None:
    question = f"{opening} {' '.join(parts)}?"
    plan = read(question.lower() if shout else question)
    asked = query(plan)
    assert asked.ask is _OPENINGS[opening]
    assert set(asked.where) == {_FILTERS[part] for part in parts}


def test_every_pair_of_one_filter_and_its_denial_is_told_apart(read: Read) -> None:
    for words, field in product(("not in", "other than", "except", "excluding"), ("Crime",)):
        [denied] = query(read(f"recs {words} {field}")).where
        assert denied == is_(Field.PORTFOLIO, "Crime", negated=True)


@pytest.mark.parametrize(
    "question",
    ["entries with more than one owner", "which recs are owned jointly", "recs with joint owners"],
)
def test_several_owners_are_a_condition(read: Read, question: str) -> None:
    assert query(read(question)).where == (Condition(Field.OWNER, Op.SEVERAL),)


def test_a_date_to_finish_by_is_a_due_date_and_not_one_of_closing(read: Read) -> None:
    plan = query(read("what has to be finished by the end of November 2026"))
    fields = {each.field for each in plan.where if isinstance(each, Condition)}
    assert fields == {Field.DUE, Field.STATUS}


def test_two_things_that_are_had_are_two_conditions(read: Read) -> None:
    where = query(read("recs that have both an owner and a delegate")).where
    assert Condition(Field.OWNER, Op.EMPTY, negated=True) in where
    assert Condition(Field.DELEGATE, Op.EMPTY, negated=True) in where


def test_months_in_a_row_are_alternatives_beside_the_other_filters(read: Read) -> None:
    where = query(read("due in October, November or December 2026 in Custody")).where
    either = [each for each in where if isinstance(each, AnyOf)]
    assert len(either) == 1
    assert len(either[0].alternatives) == 3
    assert is_(Field.BUSINESS_AREA, "Custody") in where
