import pytest

from assistant.domain.answers import Outcome
from assistant.domain.plans import ReportQuestion, Want
from assistant.reports.answers.two_parts import two_parts
from assistant.reports.matching.changes import asks_change, tells_change
from tests.fakes_reports import MemoryLibrary, report, stores_of, write
from tests.sample_reports import ask_reports


def parts(text):
    return [part.text for part in two_parts(ReportQuestion(text, (Want.TEXT,)))]


@pytest.mark.parametrize(
    ("question", "halves"),
    [
        ("Who chairs the board and how many people sit on it?",
         ["Who chairs the board", "how many people sit on it? chairs the board?"]),
        ("How many officers are there and how many cases were good?",
         ["How many officers are there", "how many cases were good?"]),
        ("Who runs the clinic and since when?", ["Who runs the clinic", "when runs the clinic?"]),
        ("What did officers and staff say?", ["What did officers and staff say?"]),
    ],
)  # fmt: skip
def test_a_question_of_two_halves_is_taken_apart(question, halves):
    found = parts(question)
    assert found[0] == halves[0]
    assert len(found) == len(halves)
    assert [" ".join(half.split()).replace("it? ", "it ") for half in found] == [
        half.replace("it? ", "it ") for half in halves
    ]


@pytest.fixture(scope="module")
def stores():
    library = MemoryLibrary()
    lines = [
        "The exploitation board is chaired by Councillor Ida Marsh.",
        "The exploitation team has nine constables.",
    ]
    write(library, report("one", "Children at risk"), [("Leadership", lines)])
    return stores_of(library)


def test_both_halves_are_answered_each_by_its_own_sentence(stores):
    question = (
        "Who chairs the exploitation board and how many constables has the exploitation team?"
    )
    answer = ask_reports(stores, question)
    said = " ".join(statement.text for statement in answer.statements)
    assert answer.outcome is Outcome.ANSWERED
    assert "Ida Marsh" in said
    assert "nine constables" in said


def test_the_half_that_is_not_answered_is_named(stores):
    question = "Who chairs the exploitation board and how many helicopters did the unit buy?"
    answer = ask_reports(stores, question)
    assert answer.outcome is Outcome.PARTIAL
    assert not answer.complete
    assert "helicopters" in answer.statements[-1].text
    assert answer.statements[-1].remark


@pytest.mark.parametrize(
    "question",
    ["How did the wait change?", "Did it go up or down?", "Has the use of it improved?"],
)
def test_a_question_for_a_change_is_told(question):
    assert asks_change(question)


def test_then_and_now_tell_a_change_better_than_now_alone():
    assert tells_change("The wait has fallen from 33 days to 12.") == 1.0
    assert tells_change("It was 41 per cent, compared with 17 before.") == 1.0
    assert tells_change("The wait has fallen since 3 May 2020.") < 1.0
    assert tells_change("The wait was 33 days.") == 0.0
    assert not asks_change("How long was the wait?")
