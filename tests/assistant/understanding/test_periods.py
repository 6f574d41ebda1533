from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from assistant.domain.queries import Field, Op
from assistant.language.wording import say_day
from assistant.settings import Settings
from assistant.understanding.periods.periods import condition, find_periods

TODAY = date(2026, 5, 20)
"""A Wednesday."""
SETTINGS = Settings(
    committee_dates=(date(2026, 3, 25), date(2026, 6, 24)),
    _env_file=None,  # type: ignore[call-arg]
)
DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))


def days(text: str, today: date = TODAY) -> tuple[str | None, str | None]:
    [period] = find_periods(text, today, SETTINGS)
    return (
        period.first.isoformat() if period.first else None,
        period.last.isoformat() if period.last else None,
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("due by 30 June 2026", None, "2026-06-30"),
        ("due before 30 June 2026", None, "2026-06-29"),
        ("due until the end of June", None, "2026-06-30"),
        ("no later than 1/7/26", None, "2026-07-01"),
        ("on or before 1 July", None, "2026-07-01"),
        ("due after June", "2026-07-01", None),
        ("closed since March", "2026-03-01", None),
        ("due on 1 July", "2026-07-01", "2026-07-01"),
        ("between 1 and 15 June", "2026-06-01", "2026-06-15"),
        ("between 1 March and 30 June 2026", "2026-03-01", "2026-06-30"),
        ("due between November and January", "2026-11-01", "2027-01-31"),
        ("due this month", "2026-05-01", "2026-05-31"),
        ("due next month", "2026-06-01", "2026-06-30"),
        ("due in the next month", "2026-05-20", "2026-06-20"),
        ("due next quarter", "2026-07-01", "2026-09-30"),
        ("due next week", "2026-05-25", "2026-05-31"),
        ("due within a fortnight", "2026-05-20", "2026-06-03"),
        ("due in the next 30 days", "2026-05-20", "2026-06-19"),
        ("due soon", "2026-05-20", "2026-06-19"),
        ("overdue by more than 90 days", None, "2026-02-18"),
        ("at least 90 days overdue", None, "2026-02-19"),
        ("due in Q3", "2026-10-01", "2026-12-31"),
        ("due in calendar Q3", "2026-07-01", "2026-09-30"),
        ("due in Q1 2027/28", "2027-04-01", "2027-06-30"),
        ("due in the first quarter of 2027", "2027-01-01", "2027-03-31"),
        ("due this financial year", "2026-04-01", "2027-03-31"),
        ("due in 2026/27", "2026-04-01", "2027-03-31"),
        ("due in 2027", "2027-01-01", "2027-12-31"),
        ("by the end of the financial year", None, "2027-03-31"),
        ("by year end", None, "2026-12-31"),
        ("whats due nov", "2026-11-01", "2026-11-30"),
        ("due in April", "2026-04-01", "2026-04-30"),
        ("due in March", "2027-03-01", "2027-03-31"),
        ("closed in November", "2025-11-01", "2025-11-30"),
        ("new since the end of November", "2025-11-30", None),
        ("due before the next JAC", None, "2026-06-23"),
        ("what changed since the last committee", "2026-03-25", None),
        ("due by Friday", None, "2026-05-22"),
        ("due on 29 feb", "2028-02-29", "2028-02-29"),
    ],
)
def test_words_for_time_become_days(text: str, first: str | None, last: str | None) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize("text", ["the 2018 fraud inspection", "it may be late", "mark 12 of 14"])
def test_what_is_no_period_is_left_alone(text: str) -> None:
    assert find_periods(text, TODAY, SETTINGS) == []


def test_a_committee_whose_dates_are_not_set_is_asked_about() -> None:
    without = Settings(_env_file=None)  # type: ignore[call-arg]
    [period] = find_periods("due before the next committee", TODAY, without)
    assert (period.first, period.last) == (None, None)
    assert period.doubt is not None and "not set" in period.doubt


def test_a_number_of_weeks_that_is_not_told_is_asked_about() -> None:
    [period] = find_periods("due in the next few weeks", TODAY, SETTINGS)
    assert period.last is None and period.doubt is not None


@given_settings(deadline=None)
@given(day=DAYS, today=DAYS)
def test_a_written_day_means_that_day_whatever_today_is(day: date, today: date) -> None:
    for written in (say_day(day), day.isoformat(), f"{day:%d/%m/%Y}"):
        for words, bounds in {
            "on": (day, day),
            "by": (None, day),
            "before": (None, day - timedelta(days=1)),
            "after": (day + timedelta(days=1), None),
            "since": (day, None),
        }.items():
            [period] = find_periods(f"due {words} {written}", today, SETTINGS)
            assert (period.first, period.last) == bounds


@given_settings(deadline=None)
@given(first=DAYS, last=DAYS, today=DAYS)
def test_a_range_holds_both_its_days(first: date, last: date, today: date) -> None:
    first, last = min(first, last), max(first, last)
    [period] = find_periods(f"due between {say_day(first)} and {say_day(last)}", today, SETTINGS)
    assert (period.first, period.last) == (first, last)
    compared = condition(Field.DUE, period)
    assert compared.op is Op.BETWEEN
    assert compared.values == (first.isoformat(), last.isoformat())


@given_settings(deadline=None)
@given(today=DAYS, number=st.integers(1, 400))
def test_days_ahead_are_counted_from_today(today: date, number: int) -> None:
    [period] = find_periods(f"due in the next {number} days", today, SETTINGS)
    assert (period.first, period.last) == (today, today + timedelta(days=number))


@given_settings(deadline=None, max_examples=300)
@given(text=st.text(alphabet=st.sampled_from("duebyQ3 1234/-.in nextmay of")), today=DAYS)
def test_no_text_makes_reading_periods_fail(text: str, today: date) -> None:
    for period in find_periods(text, today, SETTINGS):
        assert 0 <= period.start < period.end <= len(text)
        if period.first and period.last:
            assert period.first <= period.last
