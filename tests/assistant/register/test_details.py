"""One field of an entry, and why it is so."""

from assistant.domain.answers import Outcome, Reason
from tests.assistant.register.small_register import Ask, text


def test_details_give_the_field_asked_for(ask: Ask) -> None:
    assert "is due on 30 June 2026" in text(ask("when is fraud recommendation 3 due?"))
    assert "overdue by 20 days" in text(ask("when is REG-02 due?"))
    assert "due immediately" in text(ask("when is cells recommendation 2 due?"))
    assert "owned by Head of Fraud (DCI Ada Marlowe)" in text(ask("who owns REG-04?"))


def test_a_blank_field_is_not_stated_and_what_the_register_says_is_quoted(ask: Ask) -> None:
    answer = ask("who owns cells recommendation II?")
    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.NOT_IN_SOURCES)
    assert "not stated in the register" in text(answer)
    assert "“Work led by the cells lead; a lead, not the owner”" in text(answer)


def test_a_column_that_no_register_has_is_not_stated(ask: Ask) -> None:
    answer = ask("What is the risk rating of the fraud recommendations?")
    assert answer.reason is Reason.NOT_IN_SOURCES
    assert "risk rating is not stated in the register" in text(answer)


def test_a_number_that_the_report_lacks_contradicts_the_premise(ask: Ask) -> None:
    answer = ask("why was recommendation 15 of the fraud report closed?")
    assert answer.reason is Reason.PREMISE_CONTRADICTED
    assert "The register holds 3 from that report: 1 to 3" in text(answer)
    assert answer.entries == ()


def test_why_quotes_the_notes(ask: Ask) -> None:
    answer = ask("why was REG-03 closed?")
    assert answer.outcome is Outcome.ANSWERED
    assert "“Closed by letter.”" in text(answer)


def test_why_of_what_is_not_so_is_answered_as_such(ask: Ask) -> None:
    answer = ask("why was REG-02 closed?")
    assert answer.reason is Reason.PREMISE_CONTRADICTED
    assert text(answer).startswith(
        "That is not so: REG-02, recommendation 1 of “Paying the price” is not closed"
    )


def test_confirming_what_is_not_so_is_refused_and_asking_it_is_answered(ask: Ask) -> None:
    confirmed = ask("Confirm REG-06 has been signed off")
    asked = ask("Has REG-06 been signed off?")
    assert confirmed.reason is Reason.PREMISE_CONTRADICTED
    assert asked.outcome is Outcome.ANSWERED
    for answer in (confirmed, asked):
        assert text(answer).startswith("No: REG-06, recommendation II of “Behind the door")
        assert "is not closed (register as at" in text(answer)
        assert "not yet signed off" in text(answer)


def test_a_number_of_several_reports_is_asked_about_with_what_each_would_say(ask: Ask) -> None:
    answer = ask("what is the deadline for recommendation 1?")
    assert answer.outcome is Outcome.CLARIFY
    assert "2 reports" in text(answer)
    assert any("due 30 April 2026" in choice for choice in answer.choices)
    assert any("due 20 May 2026" in choice for choice in answer.choices)


def test_when_what_is_open_was_closed_is_told_by_how_it_stands(ask: Ask) -> None:
    answer = ask("when was REG-02 closed?")
    assert answer.outcome is Outcome.ABSTAINED
    assert "is not closed: status “In progress”" in text(answer)


def test_a_deadline_that_names_no_day_is_quoted(ask: Ask) -> None:
    answer = ask("what is the inspectorate's deadline for REG-06?")
    assert "is printed as “Immediately”" in text(answer)


def test_only_what_is_not_so_is_denied(ask: Ask) -> None:
    answer = ask("why is Ada Marlowe late with REG-04?")
    assert answer.reason is Reason.PREMISE_CONTRADICTED
    assert "is not overdue on 20 May 2026" in text(answer)
    assert "not owned" not in text(answer)


def test_a_blank_that_is_asked_about_is_said_to_be_blank(ask: Ask) -> None:
    assert "has no delegate" in text(ask("has REG-02 got a delegate?"))
