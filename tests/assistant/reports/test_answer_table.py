import pytest

from assistant.domain.answers import Outcome
from assistant.domain.sources import PassageKind
from assistant.reports.evidence.tables import measured, read_table
from assistant.reports.evidence.units import Unit
from tests.assistant.reports.table_library import SUITES, stores_with_tables
from tests.builders import a_passage, a_report
from tests.sample_reports import ask_reports


def rows(text):
    passage = a_passage(text, kind=PassageKind.TABLE, heading=("Table 1: Something",))
    found, at = [], 0
    for place, line in enumerate(text.split("\n")):
        found.append(
            Unit(a_report(), passage, at, at + len(line), place, place, None, listed=False)
        )
        at += len(line) + 1
    return found


@pytest.fixture(scope="module")
def stores():
    return stores_with_tables()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many devices were waiting in Force 1?", "Force 1 – Waiting: 6,210"),
        ("What is the median wait for devices in Force 2?", "Force 2 – Median wait in days: 21"),
        ("How many strip searches were there in the custody suite at Merrow?",
         "Strip searches – Merrow: 371"),
        ("How did the devices waiting in Force 2 change?",
         "Force 2 – Waiting: 712; A year before: 1,604; Median wait in days: 21"),
    ],
)  # fmt: skip
def test_a_cell_is_found_by_its_row_and_column(stores, question, said):
    answer = ask_reports(stores, question)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.statements[0].text == said
    assert {source.page for source in answer.statements[0].sources} == {1}


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Which force had the most devices waiting?", "Force 1"),
        ("Which force had the fewest devices waiting?", "Force 2"),
        ("Which force had the longest median wait for devices?", "Tarnbrook"),
    ],
)
def test_the_most_and_the_least_are_looked_for_in_the_whole_column(stores, question, row):
    answer = ask_reports(stores, question)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.statements[0].text.startswith(f"{row} – ")
    assert answer.statements[1].remark
    assert "of 4 rows" in answer.statements[1].text


def test_the_most_of_columns_is_looked_for_in_the_row(stores):
    answer = ask_reports(stores, "Which custody suite had the most detainees?")
    assert answer.statements[0].text == "Detainees in the year – Alderholt: 7,912"


@pytest.mark.parametrize(
    "question",
    [
        "How many devices were waiting in Force 9?",
        "Why were so many devices waiting in Force 1?",
        "How many officers were waiting in Force 1?",
        "Which force had the most drones?",
    ],
)
def test_a_table_that_has_not_the_thing_asked_for_gives_no_number(stores, question):
    assert not any("6,210" in s.text for s in ask_reports(stores, question).statements)


def test_a_corner_that_is_left_out_is_put_back():
    whole = read_table(rows("2024 | 2025\nReports | 38 | 44\nCauses of concern | 17 | 14"))
    assert whole is not None
    assert (whole.corner, whole.columns) == ("", ("2024", "2025"))
    assert whole.said(whole.rows[1], (0,)) == "Causes of concern – 2024: 17"
    assert read_table(rows(SUITES)).columns == ("Alderholt", "Merrow", "Stane")


def test_prose_in_two_columns_is_no_table():
    prose = "He went missing on many nights and nobody knew why it was that he had gone so often."
    assert read_table(rows(f"Case one | Case two\n{prose} {prose} | {prose}")) is None
    assert read_table(rows("Alone | Head")) is None
    assert read_table(rows("A | B\none | 2 | three | 4")) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,388", 1388), ("12.3%", 12.3), ("38 min", 38), ("3 h 5 min", 185), ("Good", None),
     ("12 more", None), ("", None), ("9-12 May", None)],
)  # fmt: skip
def test_cells_are_compared_by_what_they_measure(cell, value):
    assert measured(cell) == value
