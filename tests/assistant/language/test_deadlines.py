from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.sources import DeadlineKind
from assistant.language.deadlines import find_deadline

PUBLISHED = date(2022, 8, 31)


@pytest.mark.parametrize(
    ("text", "words", "due"),
    [
        ("By 31st December 2021, forces should act.", "By 31st December 2021", date(2021, 12, 31)),
        ("Not later than 31 March 2015 those forces should act.", "Not later than 31 March 2015",
         date(2015, 3, 31)),
        ("Forces must, no later than 1/7/22, act.", "no later than 1/7/22", date(2022, 7, 1)),
        ("By the end of March 2026, all forces should act.", "By the end of March 2026",
         date(2026, 3, 31)),
        ("By February 2024, forces should act.", "By February 2024", date(2024, 2, 29)),
        ("Before 1 July 2022, forces should act.", "Before 1 July 2022", date(2022, 6, 30)),
        ("By the end of 2023 the college must act.", "By the end of 2023", date(2023, 12, 31)),
        ("It should be sent to them by 18 June 2020.", "by 18 June 2020", date(2020, 6, 18)),
        ("30/09/2021", "30/09/2021", date(2021, 9, 30)),
        ("30 September 2021", "30 September 2021", date(2021, 9, 30)),
        ("IV. By 1 May 2023, forces should act.", "By 1 May 2023", date(2023, 5, 1)),
    ],
)  # fmt: skip
def test_a_dated_deadline_is_met_until_its_last_day(text: str, words: str, due: date) -> None:
    deadline = find_deadline(text, PUBLISHED)
    assert deadline is not None
    assert (deadline.text, deadline.kind, deadline.due) == (words, DeadlineKind.DATE, due)
    assert not deadline.partial


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Immediately, forces should act.", "Immediately"),
        ("I. Immediately, forces should act.", "Immediately"),
        ("Recommendation 3: With immediate effect, they must act.", "With immediate effect"),
        ("The force should immediately:\n• stop;\n• think.", "immediately"),
        ("Changes should be made immediately.", "immediately"),
        ("Immediate", "Immediate"),
    ],
)
def test_at_once_is_a_deadline_without_a_date(text: str, words: str) -> None:
    deadline = find_deadline(text, PUBLISHED)
    assert deadline is not None
    assert (deadline.text, deadline.kind, deadline.due) == (words, DeadlineKind.IMMEDIATE, None)
    assert not deadline.partial


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Within six months, the force should act.", date(2023, 2, 28)),
        ("Within six months the force should:\n• act.", date(2023, 2, 28)),
        ("Within 12 weeks of publication, forces should act.", date(2022, 11, 23)),
        ("The force should, within a year, act.", date(2023, 8, 31)),
        ("Within two years of this report's publication, they must act.", date(2024, 8, 31)),
        ("Within ten working days, they should act.", None),
    ],
)
def test_a_period_runs_from_publication(text: str, due: date | None) -> None:
    deadline = find_deadline(text, PUBLISHED)
    assert deadline is not None
    assert (deadline.kind, deadline.due) == (DeadlineKind.PERIOD, due)


def test_a_period_without_a_publication_date_has_no_day() -> None:
    deadline = find_deadline("Within six months, the force should act.", None)
    assert deadline is not None
    assert (deadline.text, deadline.due) == ("Within six months", None)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry should undertake an urgent review.",
        "There should be an immediate and lasting commitment to it.",
        "Forces should adopt the guidance that came out in September 2019.",
        "Officers should respond within 24 hours.",
        "Cases should be opened within ten days of a referral.",
        "Officers should immediately after an arrest tell the family.",
        "Forces should review what was done before. It was so by 1 May 2020.",
        "No deadline set by the inspectorate",
        "n/a",
        "",
    ],
)
def test_urgent_words_and_other_dates_are_no_deadline(text: str) -> None:
    assert find_deadline(text, PUBLISHED) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Forces should, until the new orders replace the old: review them.",
         "until the new orders replace the old"),
        ("By summer 2022, forces should act.", "By summer 2022"),
    ],
)  # fmt: skip
def test_an_event_has_no_day(text: str, words: str) -> None:
    deadline = find_deadline(text, PUBLISHED)
    assert deadline is not None
    assert (deadline.text, deadline.kind, deadline.due) == (words, DeadlineKind.EVENT, None)


def test_a_deadline_of_a_later_sentence_only_is_partial() -> None:
    deadline = find_deadline(
        "Rooms should be better. Small changes should be made immediately.", None
    )
    assert deadline is not None
    assert deadline.partial


def test_a_deadline_of_the_first_sentence_covers_what_follows_from_it() -> None:
    deadline = find_deadline(
        "By 1 May 2023, they should set a standard. Forces should keep it.", None
    )
    assert deadline is not None
    assert not deadline.partial


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("By 1 May 2024, and by 1 March 2024 for cells, forces should act.", "By 1 May 2024"),
        ("Forces should act by 1 May 2024 and report by 1 March 2024.", "by 1 May 2024"),
        ("Within six months, or by 1 May 2024, forces should act.", "Within six months"),
        ("Immediately, and by 1 May 2024 in full, forces should act.", "Immediately"),
    ],
)
def test_of_two_deadlines_in_one_sentence_the_one_that_comes_first_is_given_as_a_part(
    text: str, words: str
) -> None:
    deadline = find_deadline(text, date(2024, 1, 1))
    assert deadline is not None
    assert (deadline.text, deadline.partial) == (words, True)


def test_the_first_of_two_deadlines_is_given_as_one_of_a_part() -> None:
    deadline = find_deadline(
        "Within three months, the force should act. By March 2024, it should report.", PUBLISHED
    )
    assert deadline is not None
    assert (deadline.text, deadline.partial) == ("Within three months", True)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.text(max_size=30))
@settings(deadline=None)
def test_a_deadline_always_quotes_the_text(day: date, noise: str) -> None:
    text = f"By {day.day} {day:%B} {day.year}, forces should act. {noise}"
    deadline = find_deadline(text, day)
    assert deadline is not None
    assert deadline.text in text
    assert deadline.due == day
