"""What a question takes from the one before it, when that was answered from the reports."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from assistant.domain.answers import Answer, Outcome, PassageSource
from assistant.domain.people import Asker, Role
from assistant.service import Assistant, Question

LIAISON = Asker(roles=frozenset({Role.LIAISON}))
Talk = Callable[..., Answer]
Conversation = Callable[..., list[Answer]]


@pytest.fixture
def converse(sample_assistant: Assistant) -> Conversation:
    def ask(*questions: str) -> list[Answer]:
        thread = uuid4().hex
        return [sample_assistant.ask(Question(q, LIAISON, thread=thread)) for q in questions]

    return ask


@pytest.fixture
def talk(converse: Conversation) -> Talk:
    return lambda *questions: converse(*questions)[-1]


def files(answer: Answer) -> set[str]:
    return {
        source.source
        for statement in answer.statements
        for source in statement.sources
        if isinstance(source, PassageSource)
    }


def test_it_is_the_report_that_was_answered_from(talk: Talk) -> None:
    assert files(talk("what's the latest report?", "summarise it")) == {
        "digital-forensics-2026.pdf"
    }


def test_recommendations_of_it_are_the_entries_of_that_report_alone(talk: Talk) -> None:
    answer = talk("Summarise the missing children report", "which recommendations come from it?")

    assert answer.count == 9
    assert {entry.ref.split("-")[0] for entry in answer.entries} == {"MISS26"}


def test_how_many_it_makes_is_said_of_that_report_and_no_other(talk: Talk) -> None:
    answer = talk(
        "summarise the “Waiting for answers” report",
        "when was it published?",
        "how many recommendations does it make",
    )

    assert files(answer) == {"digital-forensics-2026.pdf"}
    assert answer.count == 7


def test_which_of_several_reports_is_meant_is_asked_back(talk: Talk) -> None:
    answer = talk("summarise the custody report", "which recommendations come from it?")

    assert answer.outcome is Outcome.CLARIFY
    assert len(answer.choices) == 2
    assert all("custody" in choice.lower() for choice in answer.choices)


def test_another_topic_takes_the_place_of_the_one_before(talk: Talk) -> None:
    answer = talk("What did the inspectors say about domestic abuse?", "and stalking?")

    assert "stalking-final-2025.pdf" in files(answer)
    assert "domestic" not in answer.asked.interpretation


def test_another_report_is_summed_up_after_one_was(talk: Talk) -> None:
    answer = talk("summarise the missing children report", "and the digital forensics report?")

    assert files(answer) == {"digital-forensics-2026.pdf"}


def test_a_report_that_the_question_names_itself_is_the_one_meant(talk: Talk) -> None:
    answer = talk("what's the latest report?", "how many recommendations does Safe custody make?")

    assert {entry.ref.split("-")[0] for entry in answer.entries} == {"CUST26"}


def test_a_filter_after_one_entry_was_picked_is_for_the_list_again(converse: Conversation) -> None:
    overdue, _, in_crime = converse(
        "Which recommendations are overdue?", "who owns the second one?", "what about crime?"
    )

    wanted = [each.ref for each in overdue.entries if each.portfolio == "Crime"]
    assert [each.ref for each in in_crime.entries] == wanted


def test_the_next_one_picked_is_of_the_list_and_not_of_the_one_before(
    converse: Conversation,
) -> None:
    overdue, second, third = converse(
        "Which recommendations are overdue?", "who owns the second one?", "and the third one?"
    )

    refs = [each.ref for each in overdue.entries]
    assert [second.entries[0].ref, third.entries[0].ref] == refs[1:3]


def test_who_owns_what_was_put_back_is_asked_of_these_alone(converse: Conversation) -> None:
    slipped, owners = converse(
        "What changed between 30 June and 30 September 2026?", "who owns those?"
    )

    assert {each.ref for each in owners.entries} == {each.ref for each in slipped.entries}


def test_those_after_a_report_are_the_entries_of_that_report(converse: Conversation) -> None:
    _, overdue = converse("How was Wexmoor graded?", "which of those are overdue?")

    assert overdue.entries
    assert {each.report.split(" ")[0] for each in overdue.entries} == {"PEEL"}


def test_a_number_that_a_report_states_and_another_it_sets_out_are_both_shown(
    converse: Conversation,
) -> None:
    (answer,) = converse("How many recommendations does the missing children report make?")

    said = [each.text for each in answer.statements]
    assert said[0].startswith("We make seven recommendations")
    assert said[1].endswith("sets out 8 recommendations.")


def test_the_register_alone_is_asked_where_it_is_named(converse: Conversation) -> None:
    (answer,) = converse("How many recommendations does the register have from the fraud revisit?")

    assert answer.statements[0].text.startswith("There are 3 entries")


def test_she_is_the_owner_of_the_entry_just_named(converse: Conversation) -> None:
    named, late = converse("who owns STF25-01", "is she late with anything else")

    owners = {each.owners for each in named.entries}
    assert late.entries
    assert {each.owners for each in late.entries} == owners


def test_nobody_is_meant_where_several_own_what_was_answered(converse: Conversation) -> None:
    _, unclear = converse("what is overdue in Local Policing?", "what else does she own")

    assert unclear.outcome is Outcome.CLARIFY
    assert unclear.entries == ()


def test_which_report_entries_are_from_is_asked_of_the_entries(converse: Conversation) -> None:
    named, report = converse("who owns CUST26-05?", "which report is it from?")

    assert [each.ref for each in report.entries] == [each.ref for each in named.entries]
    assert "Safe custody" in report.statements[0].text


def test_others_of_that_report_are_the_entries_of_the_same_report(converse: Conversation) -> None:
    named, others = converse("who owns CUST26-05?", "anything overdue from that report?")

    assert others.entries
    assert {each.report for each in others.entries} == {each.report for each in named.entries}


def test_words_that_say_little_after_a_list_bring_up_no_report(converse: Conversation) -> None:
    _, unclear = converse("what is awaiting sign-off?", "how long have they been waiting?")

    assert unclear.outcome is Outcome.CLARIFY
    assert not files(unclear)
