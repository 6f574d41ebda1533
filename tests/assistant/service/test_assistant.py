from datetime import date

import pytest

from assistant.domain.answers import Kind, Outcome, Reason
from assistant.domain.errors import InvalidUse, NotFound
from assistant.domain.people import LOCAL, Asker
from assistant.register.filters import Filters
from assistant.service import Assistant, Question, RegisterRequest

TODAY = date(2026, 10, 1)


def test_a_follow_up_continues_the_thread_of_the_same_person_only(
    sample_assistant: Assistant,
) -> None:
    first = Question("Which recommendations are overdue?", LOCAL, TODAY, "thread-1")
    whole = sample_assistant.ask(first)
    narrowed = sample_assistant.ask(Question("only Crime Portfolio", LOCAL, TODAY, "thread-1"))
    other = Asker(email="someone@wexmoor.police.example")
    stranger = sample_assistant.ask(Question("only Crime Portfolio", other, TODAY, "thread-1"))

    assert whole.count is not None
    assert narrowed.count is not None
    assert 0 < narrowed.count < whole.count
    assert {entry.portfolio for entry in narrowed.entries} == {"Crime"}
    assert {entry.ref for entry in narrowed.entries} <= {entry.ref for entry in whole.entries}
    assert [entry.ref for entry in stranger.entries] != [entry.ref for entry in narrowed.entries]


def test_the_same_question_gives_the_same_answer(sample_assistant: Assistant) -> None:
    question = Question("What is a stalking protection order?", LOCAL, TODAY)
    first, second = (sample_assistant.ask(question) for _ in range(2))

    assert first.statements == second.statements
    assert first.outcome is Outcome.ANSWERED


def test_mine_without_a_proved_identity_is_never_a_guess(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask(Question("Which recommendations do I own?", LOCAL, TODAY))

    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.NO_IDENTITY)
    assert answer.entries == ()


def test_an_officer_owns_what_the_register_says(sample_assistant: Assistant) -> None:
    officer = Asker(email="tobias.venn@wexmoor.police.example")
    answer = sample_assistant.ask(Question("which recommendations do i own", officer, TODAY))

    assert answer.count == len(answer.entries) > 0
    assert all(officer.email in entry.owner_emails for entry in answer.entries)


def test_nothing_restricted_is_listed_for_an_officer_who_does_not_own_it(
    sample_assistant: Assistant,
) -> None:
    officer = Asker(email="nobody@wexmoor.police.example")
    seen = sample_assistant.register(RegisterRequest(Filters()), officer)
    everything = sample_assistant.register(RegisterRequest(Filters()), LOCAL)
    hidden = {e.ref for e in everything.entries} - {e.ref for e in seen.entries}

    assert hidden
    assert seen.count == len(seen.entries) < everything.count
    with pytest.raises(NotFound):
        sample_assistant.entry(min(hidden), officer)


def test_a_public_channel_hears_nothing_of_the_register(sample_assistant: Assistant) -> None:
    channel = Asker(email="tobias.venn@wexmoor.police.example", public_only=True)
    answer = sample_assistant.ask(Question("How many are overdue?", channel, TODAY))

    assert answer.reason is Reason.NOT_PERMITTED
    assert (answer.entries, answer.count) == ((), None)


def test_words_the_register_cannot_place_are_looked_for_in_the_reports(
    sample_assistant: Assistant,
) -> None:
    answer = sample_assistant.ask(
        Question(
            "What share of return interviews in Tolminster took place within 72 hours?",
            LOCAL,
            TODAY,
        )
    )

    assert answer.kind is Kind.REPORT
    assert any("38 per cent" in each.text for each in (*answer.statements, *answer.nearest))


def test_searching_inside_a_report_brings_passages_of_it_alone(
    sample_assistant: Assistant,
) -> None:
    found = sample_assistant.search("evidence", k=5, asker=LOCAL, report="fraud-2023.pdf")

    assert found
    assert {each.report.source for each in found} == {"fraud-2023.pdf"}
    with pytest.raises(NotFound):
        sample_assistant.search("evidence", k=5, asker=LOCAL, report="Cheese rolling in the park")


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "x" * 2001])
def test_what_is_no_question_is_refused(sample_assistant: Assistant, text: str) -> None:
    with pytest.raises(InvalidUse):
        sample_assistant.ask(Question(text, LOCAL, TODAY))
