"""Which way a question goes where both the register and the reports could be meant."""

from collections.abc import Callable

from assistant.domain.answers import Answer, Kind, Outcome, Reason
from assistant.domain.people import Asker, Role

LIAISON = Asker(roles=frozenset({Role.LIAISON}))
Ask = Callable[[str], Answer]


def text(answer: Answer) -> str:
    return " ".join(each.text for each in answer.statements)


def test_what_the_register_cannot_place_is_answered_by_a_report_that_says_it(
    asks: Ask,
) -> None:
    answer = asks("By when should chief constables say whether they accept the recommendations of"
                 " the super-complaint?")  # fmt: skip

    assert answer.kind is Kind.REPORT
    assert "22 October 2026" in text(answer)


def test_a_premise_that_a_report_contradicts_is_denied_in_its_words(asks: Ask) -> None:
    answer = asks("Why did the Home Office reject the recommendation on national measures?")

    assert answer.reason is Reason.PREMISE_CONTRADICTED
    assert "accepted" in text(answer)


def test_a_number_of_entries_that_one_report_does_not_have_is_contradicted(asks: Ask) -> None:
    answer = asks("What are the eight areas for improvement in the missing children report?")

    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.PREMISE_CONTRADICTED)
    assert "The question speaks of 8; the register holds 1." in text(answer)


def test_an_ordinal_past_those_of_its_kind_is_contradicted(asks: Ask) -> None:
    answer = asks("What did the third cause of concern in the custody inspection say?")

    assert answer.reason is Reason.PREMISE_CONTRADICTED
    assert "There is no cause of concern 3" in text(answer)


def test_no_entry_that_fits_gives_way_to_a_report_that_says_what_should_be_done(
    asks: Ask,
) -> None:
    answer = asks("What should forces do about stalking by January 2026?")

    assert answer.kind is Kind.REPORT
    assert "31 January 2026" in text(answer)


def test_entries_that_cannot_be_placed_are_asked_about_not_looked_up_elsewhere(
    asks: Ask,
) -> None:
    assert asks("is anything overdue for PC Smith?").outcome is Outcome.CLARIFY
