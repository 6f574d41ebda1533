"""What a question takes from the one before it, when that was answered from the reports."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from assistant.domain.answers import Answer, Outcome, PassageSource
from assistant.domain.people import Asker, Role
from assistant.service import Assistant, Question

LIAISON = Asker(roles=frozenset({Role.LIAISON}))
Talk = Callable[..., Answer]


@pytest.fixture
def talk(sample_assistant: Assistant) -> Talk:
    def ask(*questions: str) -> Answer:
        thread = uuid4().hex
        answers = [sample_assistant.ask(Question(q, LIAISON, thread=thread)) for q in questions]
        return answers[-1]

    return ask


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
