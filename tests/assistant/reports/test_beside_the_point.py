"""Sentences near a question that don't answer it, and the true statements behind false premises."""

from datetime import date

import pytest

from assistant.domain.answers import Outcome, Reason
from assistant.reports.matching.changes import told_turn
from assistant.reports.matching.counted import counted_in
from assistant.reports.matching.counting import counts, counts_under
from tests.assistant.reports.table_library import stores_with_tables
from tests.fakes_reports import MemoryLibrary, report, stores_of, write
from tests.sample_reports import ask_reports

SUITES = report(
    "suites", "Safe cells: an inspection of custody in Tarnbrook", published=date(2026, 5, 14)
)
SECTIONS = [
    ("Foreword", [
        "I asked my inspectors to visit every cell.",
        "Ada Merrow, Chief Inspector of Standards",
    ]),
    ("Why we carried out this inspection", [
        "The board asked us to look at the cells because two people had been hurt in them.",
    ]),
    ("About this inspection", [
        "The inspection took place from 9 to 13 March 2026.",
        "We made 84 test calls to the control rooms of twelve forces, of which Tarnbrook was one.",
    ]),
    ("Searches", [
        "There were 795 strip searches in the year. Of these, 31 were of children.",
        "The largest number of searches in a week was 40.",
        "The average time in the cells was 13 hours and 25 minutes, compared with 15 hours and 20"
        " minutes in 2023.",
    ]),
    ("The van", [
        "Tarnbrook has had a van since June 2024. It was used on 31 days, since only two people"
        " were trained to drive it.",
        "The board has still not published its measures of searches.",
        "Five of the 19 posts in the forensics unit were vacant.",
        "We read records from three of the eight suites that the force has.",
    ]),
]  # fmt: skip


@pytest.fixture(scope="module")
def stores():
    library = MemoryLibrary()
    write(library, SUITES, SECTIONS)
    return stores_of(library)


def said(answer):
    return " ".join(statement.text for statement in answer.statements)


@pytest.mark.parametrize(
    "question",
    [
        "How many people work in the Tarnbrook control room?",
        "Which week had the fewest strip searches?",
        "How many test calls were abandoned?",
        "How many strip searches of women were there?",
        "Who is the head of the control room?",
        "When did the chief constable visit the cells?",
        "Why were there 40 searches in a week?",
    ],
)
def test_a_sentence_that_shares_words_but_tells_something_else_is_no_answer(stores, question):
    answer = ask_reports(stores, question)
    assert answer.outcome is Outcome.ABSTAINED
    assert all(statement.remark for statement in answer.statements)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many strip searches of children were there?", "31 were of children"),
        ("Why was the van hardly used?", "only two people were trained"),
        ("Why did the inspectors carry out the custody inspection?", "The board asked us"),
        ("Who wrote the foreword of the custody report?", "Ada Merrow"),
    ],
)
def test_what_the_report_does_tell_is_said(stores, question, words):
    answer = ask_reports(stores, question)
    assert answer.outcome is Outcome.ANSWERED
    assert words in said(answer)


@pytest.mark.parametrize(
    ("question", "true"),
    [
        ("When did the board publish its measures of searches?", "has still not published"),
        ("Why did the average time in the cells rise?", "compared with 15 hours"),
        ("Why is the forensics unit fully staffed?", "were vacant"),
        ("Why was the custody inspection carried out in June 2025?", "9 to 13 March 2026"),
        ("Why did you read records from all eight suites?", "three of the eight"),
    ],
)
def test_what_is_taken_for_granted_wrongly_is_denied_with_what_is_so(stores, question, true):
    answer = ask_reports(stores, question)
    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.PREMISE_CONTRADICTED)
    assert true in said(answer)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Why did Force 1 have the fewest devices waiting?", ["Force 2 – Waiting: 712",
                                                             "Force 1 – Waiting: 6,210"]),
        ("Why has the number of devices waiting in Force 1 fallen?",
         ["Force 1 – Waiting: 6,210; A year before: 5,480"]),
    ],
)  # fmt: skip
def test_a_table_contradicts_a_rank_and_a_change(question, rows):
    answer = ask_reports(stores_with_tables(), question)
    assert answer.reason is Reason.PREMISE_CONTRADICTED
    assert [each.text for each in answer.statements if each.sources] == rows


@pytest.mark.parametrize(
    "question",
    [
        "Why did Force 1 have the most devices waiting?",
        "Why has the number of devices waiting in Force 1 risen?",
    ],
)
def test_a_rank_and_a_change_that_are_so_are_not_denied(question):
    answer = ask_reports(stores_with_tables(), question)
    assert answer.reason is not Reason.PREMISE_CONTRADICTED


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("How many social workers sit there?", "A nurse and two youth workers sit there.", False),
        ("How many youth workers sit there?", "A nurse and two youth workers sit there.", True),
        ("How many interpreters are there?", "Children interpreted in 14 of 91 cases.", False),
        ("How many tractors were taken?", "212 units were taken from tractors in five forces.",
         False),
        ("How many forces usually take part?", "It takes place in about six forces.", True),
        ("How many forces visited?", "Three forces came.", True),
    ],
)  # fmt: skip
def test_a_number_is_of_the_thing_that_it_stands_with(question, sentence, told):
    assert (counts(counted_in(question), sentence) == 1.0) is told


def test_a_number_is_of_what_the_sentence_before_names_only_where_it_names_nothing_itself():
    vans = counted_in("How many vans are there?")
    lead = "The force uses vans at the scene."
    assert counts_under(vans, "In Stane there were 14.", lead) > 0.5
    assert counts_under(vans, "Of 1,930 devices seen it took away 610.", lead) < 0.5
    assert counts_under(vans, "In one, a girl of 14 was held for eleven hours.", lead) < 0.5


@pytest.mark.parametrize(
    ("sentence", "turn"),
    [
        ("It took 13 hours and 25 minutes, compared with 15 hours and 20 minutes before.", "fall"),
        ("The wait was 38 days, up from 12 days.", "rise"),
        ("The wait was 38 days.", ""),
        ("It was used in 51 per cent, compared with 37 per cent in 2024.", "rise"),
    ],
)
def test_now_and_then_tell_the_turn(sentence, turn):
    assert told_turn(sentence) == turn
