"""Small words that change an answer are asked about where no rule has taken them."""

import pytest

from assistant.domain.plans import Plan, Route, Turn
from assistant.domain.queries import Ask, Change, Condition, Field, Op
from tests.assistant.understanding.conditions import (
    CRIME,
    FRAUD,
    MARLOWE,
    OPEN,
    OVERDUE,
    Read,
    is_,
    query,
)


def conditions(plan: Plan) -> set[object]:
    return set(query(plan).where)


@pytest.mark.parametrize(
    "question",
    [
        "which recs apply",
        "which recs are going well",
        "how many are open by now and how many in April",
        "compare overdue by portfolio, March vs April",
        "how does the number overdue now compare to April",
        "proportion of open entries that have slipped",
        "due soonest in each portfolio",
        "how many hours did REG-02 take",
        "how many entries does the liaison officer own",
        "who does Ada Marlowe report to",
        "which recs will HMICFRS check first",
        "not for us and not closed",
        "who's got only one overdue",
        "open entries last year",
        "recent recs",
        "what changed since 2 June 2026",
    ],
)
def test_what_was_not_read_is_asked_about_and_never_counted(read: Read, question: str) -> None:
    assert read(question).route is Route.CLARIFY


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many did we sign off in March", Field.CLOSED_ON),
        ("how many were awaiting sign-off in March", None),
    ],
)
def test_signing_off_is_closing_where_it_was_done(
    read: Read, question: str, expected: Field | None
) -> None:
    fields = {each.field for each in query(read(question)).where if isinstance(each, Condition)}
    assert (Field.CLOSED_ON in fields) is (expected is Field.CLOSED_ON)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("recs with nobody's name against them", {Condition(Field.OWNER, Op.EMPTY)}),
        ("recs that nobody has finished in Crime", {OPEN, CRIME}),
        ("which entries does Ada Marlowe not own", {
            is_(Field.OWNER, "DCI Ada Marlowe", negated=True)}),
        ("open entries not yet allocated", {is_(Field.STATUS, "not allocated")}),
        ("everything but the overdue ones in Crime", {
            Condition(Field.OVERDUE, Op.TRUE, negated=True), CRIME}),
        ("whats open in economic crime wk 4", None),
        ("is anything in economic crime with dates in the past", {
            is_(Field.BUSINESS_AREA, "Economic Crime"), OVERDUE}),
    ],
)  # fmt: skip
def test_conditions_are_those_that_were_said(
    read: Read, question: str, expected: set[object] | None
) -> None:
    plan = read(question)
    if expected is None:
        assert plan.route is Route.CLARIFY
    else:
        assert conditions(plan) == expected


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("status breakdown of Crime", (Field.STATUS,)),
        ("tally of priorities among overdue", (Field.PRIORITY,)),
        ("how are the open ones spread across portfolios", (Field.PORTFOLIO,)),
        ("break the overdue ones down by owner", (Field.OWNER,)),
        ("a table of status by portfolio", (Field.STATUS, Field.PORTFOLIO)),
        ("which report do most of the overdue ones come from", (Field.REPORT,)),
        ("how many high and low", (Field.PRIORITY,)),
    ],
)
def test_tables_are_counted_by_what_was_named(
    read: Read, question: str, fields: tuple[Field, ...]
) -> None:
    asked = query(read(question))
    assert (asked.ask, asked.group_by) == (Ask.GROUP, fields)


def test_either_of_two_statuses_is_one_count(read: Read) -> None:
    asked = query(read("how many are either closed or awaiting sign-off"))
    assert asked.ask is Ask.COUNT
    assert asked.where == (is_(Field.STATUS, "closed", "awaiting sign-off"),)


def test_sorting_leaves_what_stands_between_its_words(read: Read) -> None:
    asked = query(read("can you sort the overdue ones by owner"))
    assert (asked.ask, set(asked.where)) == (Ask.LIST, {OVERDUE})
    assert [order.field for order in asked.order] == [Field.OWNER]


def test_a_share_without_a_state_is_one_of_all(read: Read) -> None:
    asked = query(read("what percentage of recs are in Crime"))
    assert (asked.ask, asked.where, asked.of) == (Ask.SHARE, (CRIME,), ())


@pytest.mark.parametrize(
    ("question", "changes"),
    [
        ("has the wording of any entry changed since March", (Change.REWORDED,)),
        ("any change of owner since March?", (Change.REASSIGNED,)),
        ("which recs got a new owner between March and May", (Change.REASSIGNED,)),
    ],
)
def test_changes_are_of_the_kind_that_was_named(
    read: Read, question: str, changes: tuple[Change, ...]
) -> None:
    assert query(read(question)).changes == changes


@pytest.mark.parametrize(
    ("question", "mine"),
    [
        ("what have I closed this year", True),
        ("could I have the overdue ones", False),
        ("can I see what's open in Crime", False),
        ("I've been asked what's overdue in Crime - can you list it?", False),
    ],
)
def test_i_is_mine_only_where_i_have_or_did_something(
    read: Read, question: str, mine: bool
) -> None:
    assert read(question, email="ada@x.example").mine is mine


def test_a_head_is_the_person_where_the_post_is_known(read: Read) -> None:
    assert MARLOWE in conditions(read("what does the head of fraud have overdue"))
    assert read("the Custody boss's recs").route is Route.CLARIFY


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("what is overdue in Crime", "same for Local Policing", {
            OVERDUE, is_(Field.PORTFOLIO, "Local Policing")}),
        ("what does Ada Marlowe own", "no, Supt Oakes", {is_(Field.OWNER, "Supt Bram Oakes")}),
        ("what is open in Crime", "medium", None),
        ("what is open in Crime", "high", {OPEN, CRIME, is_(Field.PRIORITY, "High")}),
        ("what is open in Crime", "drop the overdue ones", {
            OPEN, CRIME, Condition(Field.OVERDUE, Op.TRUE, negated=True)}),
        ("what closed in March", "and April?", {
            is_(Field.STATUS, "closed"),
            Condition(Field.CLOSED_ON, Op.BETWEEN, ("2026-04-01", "2026-04-30"))}),
    ],
)  # fmt: skip
def test_a_follow_up_takes_the_place_of_what_it_corrects(
    read: Read, before: str, after: str, expected: set[object] | None
) -> None:
    first = read(before)
    plan = read(after, previous=Turn(first, ("REG-02",)))
    if expected is None:
        assert plan.route in {Route.CLARIFY, Route.REPORT}
    else:
        assert conditions(plan) == expected


def test_a_share_continues_a_count(read: Read) -> None:
    first = read("how many are open in Crime?")
    asked = query(read("as a percentage of all entries in Crime", previous=Turn(first, ())))
    assert (asked.ask, set(asked.where), asked.of) == (Ask.SHARE, {OPEN, CRIME}, (CRIME,))


def test_short_forms_of_days_are_read(read: Read) -> None:
    due = Condition(Field.DUE, Op.BETWEEN, ("2026-05-25", "2026-05-31"))
    assert due in conditions(read("wots due nxt wk"))
    assert Condition(Field.DUE, Op.BETWEEN, ("2026-05-22", "2026-05-22")) in conditions(
        read("recs due fri")
    )


def test_the_report_stays_named_beside_a_number(read: Read) -> None:
    asked = query(read("recommendation 2 of paying the price fraud inspection"))
    assert any(
        isinstance(each, Condition) and each.field is Field.REPORT and FRAUD in each.values
        for each in asked.where
    )
