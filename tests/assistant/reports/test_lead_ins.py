"""Items of a list mean what their lead-in makes of them."""

from datetime import date

import pytest

from assistant.domain.answers import Outcome
from tests.fakes_reports import MemoryLibrary, report, stores_of, write
from tests.sample_reports import ask_reports


@pytest.fixture
def ask():
    library = MemoryLibrary()
    own = report("parcels", "Lost parcels", published=date(2025, 5, 1))
    found = [
        "The inspection considered whether:",
        "- senders of lost parcels receive a prompt apology; and",
        "- depots keep a reliable list of lost parcels.",
        "The inspection found that:",
        "- Most senders of lost parcels wait a month for an apology.",
        "- The lists that depots keep are seldom complete.",
    ]
    write(library, own, [("What we looked at", found[:3]), ("What we found", found[3:])])
    stores = stores_of(library)
    return lambda question: ask_reports(stores, question)


def test_what_was_only_considered_is_never_given_as_found(ask) -> None:
    answer = ask("Do senders of lost parcels receive a prompt apology?")

    assert not any("receive a prompt apology" in each.text for each in answer.statements)


def test_an_item_is_quoted_after_what_leads_into_it(ask) -> None:
    answer = ask("Do most senders of lost parcels wait a month for an apology?")
    said = [each.text for each in answer.statements]

    assert answer.outcome is Outcome.ANSWERED
    assert said[:2] == [
        "The inspection found that:",
        "Most senders of lost parcels wait a month for an apology.",
    ]


def test_what_was_considered_is_said_where_that_is_asked(ask) -> None:
    answer = ask("Was it considered whether depots keep a reliable list of lost parcels?")
    said = [each.text for each in answer.statements]

    assert said[0] == "The inspection considered whether:"
    assert "depots keep a reliable list of lost parcels." in said


def test_a_summary_gives_no_item_without_its_lead_in_and_none_that_was_only_asked() -> None:
    library = MemoryLibrary()
    own = report("parcels", "Lost parcels", published=date(2025, 5, 1))
    lines = [
        "We considered whether:",
        "- senders of lost parcels receive a prompt apology.",
        "We found that in most depots:",
        "- lists of lost parcels are seldom complete.",
    ]
    write(library, own, [("What we looked at: summary", lines[:2]), ("Summary", lines[2:])])
    said = [
        each.text for each in ask_reports(stores_of(library), "Summarise Lost parcels").statements
    ]

    assert said == ["We found that in most depots:", "lists of lost parcels are seldom complete."]
