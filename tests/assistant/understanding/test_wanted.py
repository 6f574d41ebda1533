"""What is asked for: a list, a count, a table, a share, what changed."""

from datetime import date

import pytest

from assistant.domain.plans import Manner, Route
from assistant.domain.queries import Ask, Change, Condition, Field
from tests.assistant.understanding.conditions import CRIME, OVERDUE, REVISIT, Read, is_, query


@pytest.mark.parametrize(
    ("question", "ask"),
    [
        ("How many recommendations are open?", Ask.COUNT),
        ("What is due next?", Ask.NEXT),
        ("Which recommendation has the latest deadline?", Ask.LAST),
        ("What percentage of Crime recommendations are closed?", Ask.SHARE),
        ("Who owns REG-04?", Ask.DETAIL),
        ("What changed since March?", Ask.CHANGE),
        ("open recs by portfolio", Ask.GROUP),
        ("list the open ones", Ask.LIST),
    ],
)
def test_what_is_wanted_is_told_from_the_words(read: Read, question: str, ask: Ask) -> None:
    assert query(read(question)).ask is ask


def test_a_table_can_have_two_fields(read: Read) -> None:
    asked = query(read("How many are overdue in the Crime Portfolio, by business area and status?"))
    assert asked.group_by == (Field.BUSINESS_AREA, Field.STATUS)
    assert set(asked.where) == {OVERDUE, CRIME}


def test_who_has_most_is_a_table_cut_to_its_top(read: Read) -> None:
    asked = query(read("Which owner has the most overdue recommendations?"))
    assert (asked.ask, asked.group_by, asked.limit) == (Ask.GROUP, (Field.OWNER,), 1)
    assert asked.order[0].descending


def test_a_share_is_of_what_stands_before_the_verb(read: Read) -> None:
    asked = query(read("What percentage of Crime recommendations are closed?"))
    assert asked.of == (CRIME,)
    assert set(asked.where) == {CRIME, is_(Field.STATUS, "closed")}


@pytest.mark.parametrize(
    ("question", "changes"),
    [
        ("what changed since the last committee", ()),
        ("what's new since March?", (Change.NEW,)),
        ("which dates slipped since March", (Change.LATER,)),
        ("which were reassigned since March", (Change.REASSIGNED,)),
        ("what was reworded?", (Change.REWORDED,)),
    ],
)
def test_kinds_of_change_are_told_apart(
    read: Read, question: str, changes: tuple[Change, ...]
) -> None:
    assert query(read(question)).changes == changes


def test_a_premise_is_parted_from_what_it_is_asked_of(read: Read) -> None:
    plan = read("why was recommendation 2 of the fraud revisit closed?")
    assert plan.manner is Manner.WHY
    assert plan.premise == (is_(Field.STATUS, "closed"),)
    assert is_(Field.REPORT, REVISIT) in query(plan).where


def test_a_stated_number_is_kept_to_be_checked(read: Read) -> None:
    assert read("Who owns the three custody inspection recommendations?").expected == 3
    assert read("What are the other eleven stalking recommendations?").expected == -11


def test_a_month_to_compare_with_is_its_last_day_and_a_day_is_itself(read: Read) -> None:
    month = query(read("what changed since June 2025"))
    day = query(read("changed since 1 June 2025"))
    assert (month.since, month.since_start) == (date(2025, 6, 30), date(2025, 6, 1))
    assert (day.since, day.since_start) == (date(2025, 6, 1), None)


def test_which_report_has_more_is_a_count_of_each(read: Read) -> None:
    plan = read("Which has more recommendations, the fraud revisit or the stalking interim?")
    asked = query(plan)
    assert plan.route is Route.REGISTER
    assert (asked.ask, asked.group_by) == (Ask.GROUP, (Field.REPORT,))


@pytest.mark.parametrize(
    ("question", "field"),
    [
        (
            "Do the fraud revisit and stalking interim recommendations have the same deadline?",
            Field.DUE,
        ),
        ("Do the fraud revisit and stalking interim recs have the same owners?", Field.OWNER),
    ],
)
def test_whether_it_is_the_same_sets_side_by_side(read: Read, question: str, field: Field) -> None:
    plan = read(question)
    assert plan.manner is Manner.COMPARE
    assert field in query(plan).wanted


def test_which_was_published_first_asks_for_the_days(read: Read) -> None:
    asked = query(read("Which was published first, the fraud revisit or the stalking interim?"))
    assert asked.wanted == (Field.PUBLISHED,)
    assert {each.field for each in asked.where} == {Field.REPORT}


def test_no_one_is_no_number(read: Read) -> None:
    plan = read("Which recommendations name no one?")
    fields = {each.field for each in plan.register.where} if plan.register else set()
    assert Field.NUMBER not in fields


@pytest.mark.parametrize(
    "question",
    [
        "Where does it say that the full report is expected in November?",
        "Why was the fraud inspection done?",
        "Who submitted the report?",
    ],
)
def test_what_only_a_report_tells_goes_to_the_reports(read: Read, question: str) -> None:
    assert read(question).route is Route.REPORT


@pytest.mark.parametrize("intro", ["I run", "I am head of", "I'm the head of", "As manager of"])
def test_who_introduces_themselves_by_a_unit_is_asking_of_it(read: Read, intro: str) -> None:
    plan = read(f"{intro} Custody. Which recommendations are mine?")
    assert not plan.mine
    assert plan.unplaced == ()
    assert {each.field for each in query(plan).where if isinstance(each, Condition)} == {
        Field.BUSINESS_AREA
    }
