"""What is asked of the library itself, and what only sounds like it."""

from datetime import date

import pytest

from assistant.domain.plans import LibraryAsk, LibraryQuery
from assistant.settings import Settings
from assistant.understanding.library.library_question import library_question, say
from assistant.understanding.library.report_scope import ReportCatalogue
from tests.builders import a_report

TODAY = date(2026, 10, 1)
CATALOGUE = ReportCatalogue(
    [
        a_report(title="Handling of found property", kind="thematic"),
        a_report(
            id="r2",
            title="Joint inspection of Brackenford",
            kind="joint area inspection letter",
            inspectorate="Children's Services Inspectorate",
        ),
    ]
)


def read(text: str) -> LibraryQuery | None:
    return library_question(text, CATALOGUE, TODAY, Settings())


@pytest.mark.parametrize(
    ("question", "ask"),
    [
        ("Which reports do you have?", LibraryAsk.LIST),
        ("what's in the library", LibraryAsk.LIST),
        ("hi, can you list all the reports please", LibraryAsk.LIST),
        ("most recent publications", LibraryAsk.LIST),
        ("How many reports are indexed?", LibraryAsk.COUNT),
        ("What's the latest report?", LibraryAsk.NEWEST),
        ("when was the last report published", LibraryAsk.NEWEST),
        ("What is the oldest report you hold?", LibraryAsk.OLDEST),
    ],
)
def test_a_question_about_the_library_is_read(question: str, ask: LibraryAsk) -> None:
    assert read(question) == LibraryQuery(ask)


def test_a_period_bounds_the_days_of_publication() -> None:
    query = read("What was published since July 2026?")

    assert query == LibraryQuery(LibraryAsk.LIST, since=date(2026, 7, 1))


def test_words_of_a_title_a_kind_or_an_inspectorate_say_which_reports() -> None:
    property_, letters = (
        read("what reports do you have on found property"),
        read("list the letters"),
    )
    children = read("how many reports by the Children's Services Inspectorate in 2026")

    assert property_ is not None
    assert letters is not None
    assert children is not None
    assert (property_.about_words, letters.about_words) == ("found property", "letters")
    assert children.ask is LibraryAsk.COUNT
    assert say(children) == (
        "the reports held, told by “children services inspectorate” in title, kind, place or"
        " inspectorate, published on or after 1 January 2026, published on or before"
        " 31 December 2026"
    )


def test_letters_are_what_people_call_any_report_where_none_is_of_that_kind() -> None:
    plain = ReportCatalogue([a_report(title="Handling of found property", kind="thematic")])

    assert library_question("list the letters", plain, TODAY, Settings()) == LibraryQuery(
        LibraryAsk.LIST
    )


@pytest.mark.parametrize(
    "question",
    [
        "Which reports have overdue recommendations?",
        "how many reports mention found property?",
        "what reports do you have about drones",
        "which report has the most recommendations",
        "what inspections are due next month",
        "what did the latest report say about property",
        "Which reports made recommendations to chief constables?",
        "what do you cover",
        "",
    ],
)
def test_a_question_with_a_word_of_something_else_is_not_about_the_library(question: str) -> None:
    assert read(question) is None
