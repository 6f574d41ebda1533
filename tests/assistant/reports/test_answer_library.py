"""Which reports are held is computed over all of them, and each opens."""

from collections.abc import Callable
from datetime import date

import pytest

from assistant.domain.answers import Answer, Outcome, PassageSource, Reason
from assistant.domain.people import Asker, Role
from assistant.domain.sources import Visibility
from assistant.grounding.quotations import quote_stands
from assistant.service import Assistant, Question

LIAISON = Asker(roles=frozenset({Role.LIAISON}))
Ask = Callable[[str], Answer]


def titles(answer: Answer) -> list[str]:
    return [each.text.split("”")[0].lstrip("“") for each in answer.statements if each.mark == "•"]


def test_every_report_held_is_named_newest_first_with_its_date(
    asks: Ask, sample_assistant: Assistant
) -> None:
    answer = asks("Which reports do you have?")
    held = sample_assistant.coverage(LIAISON).reports

    assert answer.outcome is Outcome.ANSWERED
    assert answer.statements[0].text == f"{len(held)} reports are held."
    newest_first = sorted(held, key=lambda each: each.published or date.min, reverse=True)
    assert titles(answer) == [each.title for each in newest_first]
    assert answer.complete


def test_each_report_opens_on_words_that_stand_on_the_page(
    asks: Ask, sample_assistant: Assistant
) -> None:
    for statement in asks("list all reports").statements:
        if statement.remark:
            assert statement.mark is None  # Only of a report that is named: no item is without.
            continue
        assert statement.sources
        for source in statement.sources:
            assert isinstance(source, PassageSource)
            page = sample_assistant.page(source.report_id, source.page, LIAISON)
            assert quote_stands(source.quote, page.page.text)


def test_a_count_in_a_period_is_of_the_reports_that_came_out_in_it(
    asks: Ask, sample_assistant: Assistant
) -> None:
    answer = asks("How many reports were published in 2025?")
    held = sample_assistant.coverage(LIAISON).reports
    expected = sorted(each.title for each in held if each.published and each.published.year == 2025)

    assert sorted(titles(answer)) == expected
    assert answer.statements[0].text.startswith(f"{len(expected)} reports held came out between")


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("list all reports from 2025", 2025, 2025),
        ("reports from 2025", 2025, 2025),
        ("reports from 2025 onwards", 2025, 2026),
        ("which reports came out from 2024 to 2025?", 2024, 2025),
    ],
)
def test_reports_from_a_year_are_of_that_year(
    asks: Ask, sample_assistant: Assistant, question: str, first: int, last: int
) -> None:
    held = sample_assistant.coverage(LIAISON).reports
    expected = [e.title for e in held if e.published and first <= e.published.year <= last]

    assert sorted(titles(asks(question))) == sorted(expected)


def test_the_newest_report_is_the_one_with_the_last_date(
    asks: Ask, sample_assistant: Assistant
) -> None:
    held = sample_assistant.coverage(LIAISON).reports
    newest = max(held, key=lambda each: each.published or date.min)

    assert titles(asks("what's the latest report?")) == [newest.title]


def test_a_period_in_which_nothing_came_out_is_said_and_nothing_is_named(asks: Ask) -> None:
    answer = asks("which reports were published in 2019?")

    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.NOT_IN_SOURCES)
    assert answer.statements[0].text.startswith("No report held came out between 1 January 2019")


def test_the_words_of_a_kind_narrow_the_list(asks: Ask, sample_assistant: Assistant) -> None:
    held = sample_assistant.coverage(LIAISON).reports
    expected = {each.title for each in held if "fraud" in each.title.lower()}

    assert set(titles(asks("how many reports are there on fraud"))) == expected
    assert len(expected) > 1


def test_who_may_see_only_public_reports_is_told_of_no_other(sample_assistant: Assistant) -> None:
    asker = Asker(roles=frozenset(), public_only=True)
    answer = sample_assistant.ask(Question("which reports do you have?", asker))
    held = sample_assistant.coverage(asker).reports

    assert set(titles(answer)) == {each.title for each in held}
    assert all(each.visibility is Visibility.PUBLIC for each in held)


def test_a_report_that_was_withdrawn_or_replaced_is_said_to_be_so(asks: Ask) -> None:
    said = [each.text for each in asks("which reports do you have about custody?").statements]

    assert any("has been withdrawn" in each for each in said)
    assert any("has been replaced by" in each for each in said)
