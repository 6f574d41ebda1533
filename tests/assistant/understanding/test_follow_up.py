import pytest

from assistant.domain.plans import Manner, Plan, Route, Turn
from assistant.domain.queries import Ask, Condition, Field, Op, RegisterQuery
from tests.assistant.understanding.conditions import CRIME, OVERDUE, Read, is_


def after(read: Read, first: str, then: str, refs: tuple[str, ...] = ()) -> Plan:
    return read(then, previous=Turn(read(first), refs))


@pytest.mark.parametrize(
    ("first", "then", "where"),
    [
        ("Crime recommendations", "and the overdue ones?", {CRIME, OVERDUE}),
        ("overdue recs", "only Crime", {CRIME, OVERDUE}),
        ("open Crime recs", "just the overdue ones", {CRIME, OVERDUE}),
        ("Crime recs", "And for Local Policing?", {is_(Field.PORTFOLIO, "Local Policing")}),
        (
            "overdue recs",
            "not the ones awaiting sign-off",
            {OVERDUE, Condition(Field.STATUS, Op.IS, ("awaiting sign-off",), negated=True)},
        ),
        (
            "What does Ada Marlowe own?",
            "without a delegate",
            {is_(Field.OWNER, "DCI Ada Marlowe"), Condition(Field.DELEGATE, Op.EMPTY)},
        ),
    ],
)
def test_a_follow_up_refines_what_was_asked(
    read: Read, first: str, then: str, where: set[Condition]
) -> None:
    plan = after(read, first, then)
    assert plan.register is not None
    assert set(plan.register.where) == where
    assert "continuing" in plan.interpretation


def test_a_bare_name_takes_the_place_of_another(read: Read) -> None:
    plan = after(read, "overdue Crime recs", "Local Policing")
    assert plan.register is not None
    assert set(plan.register.where) == {is_(Field.PORTFOLIO, "Local Policing"), OVERDUE}


def test_a_choice_that_is_picked_goes_on_with_what_was_asked(read: Read) -> None:
    asked = Plan(
        Route.CLARIFY,
        "asked back",
        RegisterQuery(Ask.LIST, (OVERDUE,)),
        choices=("the portfolio Crime", "the portfolio Local Policing"),
    )
    for said in ("the second one", "Local Policing", "the portfolio Local Policing please"):
        plan = read(said, previous=Turn(asked))
        assert plan.register is not None
        assert plan.register.where == (OVERDUE, is_(Field.PORTFOLIO, "Local Policing"))
        assert plan.route is Route.REGISTER


def test_a_new_subject_starts_afresh(read: Read) -> None:
    plan = after(read, "overdue Crime recs", "Which recommendations does Bram Oakes own?")
    assert plan.register is not None
    assert plan.register.where == (is_(Field.OWNER, "Supt Bram Oakes"),)


def test_the_second_is_the_second_of_the_list_shown(read: Read) -> None:
    plan = after(read, "overdue recs", "who owns the second?", ("REG-02", "REG-05"))
    assert plan.register is not None
    assert plan.register.where == (is_(Field.REF, "REG-05"),)
    assert plan.register.wanted == (Field.OWNER,)


def test_the_second_of_a_report_s_numbers_is_number_two(read: Read) -> None:
    plan = after(read, "What is fraud revisit recommendation 1?", "And the second one?")
    assert plan.register is not None
    [number] = [
        c for c in plan.register.where if isinstance(c, Condition) and c.field is Field.NUMBER
    ]
    assert "2" in number.values


def test_a_place_beyond_the_list_is_asked_about(read: Read) -> None:
    assert after(read, "overdue recs", "who owns the fifth?", ("REG-02",)).route is Route.CLARIFY


def test_a_table_keeps_the_conditions(read: Read) -> None:
    plan = after(read, "open Crime recs", "by business area")
    assert plan.register is not None
    assert plan.register.ask is Ask.GROUP
    assert CRIME in plan.register.where


def test_the_same_can_be_asked_as_a_table(read: Read) -> None:
    first = read("open Crime recs")
    again = read("put that in a table", previous=Turn(first))
    assert first.register is not None and again.register is not None
    assert again.register.where == first.register.where


def test_who_else_asks_beside_whom_it_was_about(read: Read) -> None:
    plan = after(read, "Which recommendations does Custody hold?", "Who else holds them?")
    assert plan.manner is Manner.ELSE
    assert plan.register is not None
    assert is_(Field.BUSINESS_AREA, "Custody") in plan.register.where


def test_no_the_other_one_takes_the_other_report(read: Read) -> None:
    first = read("recs from the fraud revisit")
    other = read("no, the other fraud report", previous=Turn(first))
    assert other.register is not None
    [report] = other.register.where
    assert isinstance(report, Condition)
    assert report.values == ("Paying the price: an inspection of the police response to fraud",)


def test_mine_of_them_are_the_asker_s(read: Read) -> None:
    plan = read("mine", email="ada@x.example", previous=Turn(read("What is overdue?")))
    assert plan.mine
    assert plan.register is not None
    assert OVERDUE in plan.register.where


def test_a_short_question_without_entries_of_its_own_continues(read: Read) -> None:
    plan = after(read, "Crime recs", "how many are closed?")
    assert plan.register is not None
    assert set(plan.register.where) == {CRIME, is_(Field.STATUS, "closed")}
    assert plan.register.ask is Ask.COUNT


def test_which_version_asks_of_the_register_itself(read: Read) -> None:
    assert after(read, "overdue recs", "Which version of the register is that?").manner is (
        Manner.VERSION
    )


def test_a_word_that_is_not_placed_is_asked_about_also_here(read: Read) -> None:
    plan = after(read, "overdue recs", "and the ones in Bedfordshire?")
    assert plan.route is Route.CLARIFY
    assert "Bedfordshire" in plan.message
