"""Questions put in unusual words: read rightly, or asked back; never read as something else."""

from datetime import date

import pytest

from assistant.domain.plans import Plan, Route, Turn
from assistant.domain.queries import Ask, Condition, Field, Op
from assistant.settings import Settings
from assistant.understanding.periods.periods import find_periods
from assistant.understanding.vocabulary.near_names import near_owners
from assistant.understanding.vocabulary.vocabulary import Vocabulary
from assistant.understanding.words.courtesy import without_courtesy
from tests.assistant.understanding.conditions import FRAUD, KEYS, OVERDUE, REVISIT, Read, is_

TODAY = date(2026, 5, 20)


def conditions(plan: Plan) -> set[object]:
    assert plan.register is not None
    return set(plan.register.where)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("hi liaison, whats overdue please thanks", "whats overdue"),
        ("Good morning all, how many are open?", "how many are open?"),
        ("who owns REG-02? cheers mate", "who owns REG-02"),
        ("anything about bail, thanks in advance!", "anything about bail"),
        ("ta for that. whats overdue", "whats overdue"),
        ("rec X", "rec X"),
        ("thanks", "thanks"),
        ("please", "please"),
    ],
)
def test_courtesy_is_no_part_of_the_question(typed: str, asked: str) -> None:
    assert without_courtesy(typed) == asked


def test_thanks_never_join_the_words_that_are_searched_for(read: Read) -> None:
    plan = read("recs about bail, many thanks")
    assert conditions(plan) == {Condition(Field.TEXT, Op.CONTAINS, ("bail",))}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("due before bonfire night", None, "2026-11-04"),
        ("due by new year's eve", None, "2026-12-31"),
        ("due this side of Christmas", None, "2026-12-24"),
        ("due by Easter", None, "2027-03-28"),
        ("due w/c 1 June", "2026-06-01", "2026-06-07"),
        ("due the week ending 7 June", "2026-06-01", "2026-06-07"),
        ("due in the first half of 2027", "2027-01-01", "2027-06-30"),
        ("due in the second half of June", "2026-06-16", "2026-06-30"),
        ("due in Q4 of the next financial year", "2028-01-01", "2028-03-31"),
        ("due by the 31st", None, "2026-05-31"),
        ("due by the 14th of next month", None, "2026-06-14"),
        ("due on 21/10", "2026-10-21", "2026-10-21"),
        ("due 21.10.26", "2026-10-21", "2026-10-21"),
        ("due jun-aug 2026", "2026-06-01", "2026-08-31"),
        ("due 1-15 June", "2026-06-01", "2026-06-15"),
        ("due a week on Friday", "2026-05-29", "2026-05-29"),
        ("not due until 2027", "2027-01-01", None),
        ("due no earlier than July", "2026-07-01", None),
        ("due in under a month", "2026-05-20", "2026-06-20"),
        ("due within 45 days of today", "2026-05-20", "2026-07-04"),
        ("due in more than six months", "2026-11-21", None),
        ("overdue by less than a month", "2026-04-21", "2026-05-19"),
        ("60+ days overdue", None, "2026-03-21"),
        ("overdue for between 30 and 90 days", "2026-02-19", "2026-04-20"),
        ("due between the March and June committees", "2026-03-25", "2026-06-24"),
    ],
)
def test_dates_of_every_shape(
    text: str, first: str | None, last: str | None, settings: Settings
) -> None:
    [period] = find_periods(text, TODAY, settings)
    said = [each.isoformat() if each else None for each in (period.first, period.last)]
    assert said == [first, last]


@pytest.mark.parametrize(
    "question",
    [
        "recs due on 31 November",
        "recs due on 29 February 2027",
        "recs due 30/2/2027",
        "recs due 10/21/2026",
        "recs due in early December",
        "recs due in mid-November",
        "recs due in the new year",
        "recs due in the last week of June",
        "recs submitted for sign-off in March",
    ],
)
def test_days_that_there_are_not_or_that_nobody_can_count_are_asked_about(
    read: Read, question: str
) -> None:
    assert read(question).route is Route.CLARIFY


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        (f"recs from “{FRAUD}”", {FRAUD}),
        ('what is left from "Custody reviewed"', {KEYS}),
        ("everything out of 'Custody reviewed'", {KEYS}),
        ('how many recommendations came from "Paying the price"', {FRAUD, REVISIT}),
    ],
)
def test_a_title_in_quotation_marks_is_the_report(
    read: Read, question: str, titles: set[str]
) -> None:
    named = [each for each in conditions(read(question)) if isinstance(each, Condition)]
    assert [set(each.values) for each in named if each.field is Field.REPORT] == [titles]
    assert not [each for each in named if each.field is Field.TEXT]


def test_words_in_quotation_marks_that_are_no_title_are_words_of_the_entries(read: Read) -> None:
    plan = read('entries with the words "publish it" in them')
    assert conditions(plan) == {Condition(Field.TEXT, Op.CONTAINS, ("publish it",))}


def test_one_who_alone_holds_a_rank_is_named_by_it(read: Read) -> None:
    assert conditions(read("what does the DCI own?")) == {is_(Field.OWNER, "DCI Ada Marlowe")}


@pytest.mark.parametrize(
    ("question", "choices"),
    [
        ("what do the superintendents own?", ("Supt Bram Oakes",)),
        ("recs owned by the inspectors", ("Insp Carys Pell",)),
    ],
)
def test_a_rank_in_the_plural_is_asked_about(
    read: Read, question: str, choices: tuple[str, ...]
) -> None:
    plan = read(question)
    assert plan.route is Route.CLARIFY
    assert plan.choices == choices


@pytest.mark.parametrize(
    ("name", "near"),
    [("Marlow", ("DCI Ada Marlowe",)), ("Oaks", ("Supt Bram Oakes",)), ("Smith", ()), ("Oak", ())],
)
def test_names_near_to_an_owners_are_offered(
    vocabulary: Vocabulary, name: str, near: tuple[str, ...]
) -> None:
    assert near_owners(name, vocabulary) == near


@pytest.mark.parametrize(
    "question",
    [
        "which recs were closed late",
        "what did Crime's overdue ones go up by",
        "the last recommendation of the custody report",
        "what else do they own",
        "recs due in March and overdue in Custody and Contact",
        "are all of Ada Marlowe's recs on time",
        "recs mentioning Zebedee",
        "which recs were raised",
    ],
)
def test_what_is_not_surely_understood_is_never_answered(read: Read, question: str) -> None:
    assert read(question).route in {Route.CLARIFY, Route.REPORT}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Local Policing but not Custody, overdue",
            {
                is_(Field.PORTFOLIO, "Local Policing"),
                is_(Field.BUSINESS_AREA, "Custody", negated=True),
                OVERDUE,
            },
        ),
        (
            "all recs bar Custody's in Local Policing",
            {
                is_(Field.PORTFOLIO, "Local Policing"),
                is_(Field.BUSINESS_AREA, "Custody", negated=True),
            },
        ),
        ("which recs still need an owner", {Condition(Field.OWNER, Op.EMPTY)}),
        (
            "which have no owner but do have a deadline",
            {Condition(Field.OWNER, Op.EMPTY), Condition(Field.DUE, Op.EMPTY, negated=True)},
        ),
        ("have we missed any deadlines in Crime", {is_(Field.PORTFOLIO, "Crime"), OVERDUE}),
        ("printed status Closed", {is_(Field.STATUS_TEXT, "Closed")}),
        ("recs for others that are not ours", {is_(Field.STATUS, "not applicable")}),
    ],
)
def test_conditions_hold_as_they_are_said(
    read: Read, question: str, expected: set[Condition]
) -> None:
    plan = read(question)
    assert plan.route is Route.REGISTER
    assert conditions(plan) == expected


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("how many different owners are there", (Field.OWNER,)),
        ("list the portfolios", (Field.PORTFOLIO,)),
        ("rank portfolios by overdue", (Field.PORTFOLIO,)),
        ("top 3 owners by open recs", (Field.OWNER,)),
    ],
)
def test_kinds_of_table_that_are_asked_for(
    read: Read, question: str, fields: tuple[Field, ...]
) -> None:
    plan = read(question)
    assert plan.register is not None
    assert (plan.register.ask, plan.register.group_by) == (Ask.GROUP, fields)


def test_all_references_between_two_are_meant(read: Read) -> None:
    [condition] = conditions(read("recs REG-02 to REG-05"))
    assert isinstance(condition, Condition)
    assert set(condition.values) == {"REG-02", "REG-03", "REG-04", "REG-05"}


@pytest.mark.parametrize(
    ("first", "then", "added"),
    [
        ("what does Ada Marlowe own?", "which are overdue", OVERDUE),
        ("Crime recommendations", "how many are high priority", is_(Field.PRIORITY, "High")),
        ("Crime recommendations", "in Custody?", is_(Field.BUSINESS_AREA, "Custody")),
    ],
)
def test_a_short_question_speaks_of_what_was_just_listed(
    read: Read, first: str, then: str, added: Condition
) -> None:
    before = read(first)
    plan = read(then, previous=Turn(before, ()))
    assert conditions(plan) == conditions(before) | {added}


def test_the_whole_register_can_be_asked_about_again(read: Read) -> None:
    before = read("what does Ada Marlowe own?")
    plan = read("how many recommendations are overdue in total?", previous=Turn(before, ()))
    assert conditions(plan) == {OVERDUE}
