from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.dates import add_months, find_dates, month_number, read_day

MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
]  # fmt: skip
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def forms(day: date) -> list[str]:
    month = MONTHS[day.month - 1]
    ordinal = f"{day.day}{ENDINGS.get(day.day, 'th')}"
    return [
        f"{day.day} {month} {day.year}",
        f"{ordinal} {month} {day.year}",
        f"{ordinal} of {month.lower()}, {day.year}",
        f"{day:%A} {day.day} {month} {day.year}",
        f"{day:%A}, the {ordinal} {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day.day:02d}-{month[:3]}-{day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02d}/{day.month:02d}/{day.year}",
        f"{day.day:02d}.{day.month:02d}.{day.year}",
        day.isoformat(),
    ]


@given(DAYS, st.integers(0, 11), st.sampled_from(["By {}, they", "({})", "{}", "due {}."]))
@settings(deadline=None)
def test_a_date_is_read_back_from_every_form(day: date, form: int, around: str) -> None:
    written = forms(day)[form]
    text = around.format(written)
    (found,) = find_dates(text)
    assert found.day == day
    assert found.month is None
    assert text[found.start : found.end] == found.text == written


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
@settings(deadline=None)
def test_two_digit_years_are_read_day_first(day: date) -> None:
    (found,) = find_dates(f"{day.day}/{day.month}/{day:%y}")
    assert found.day == day


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2021",
        "31st of April 2021",
        "31/02/2021",
        "30.13.2021",
        "2021-02-30",
        "29 February 2023",
        "in 2021/22",
        "open 24/7",
        "see 1.2.22",
        "version 1.10.2021.4",
        "March was cold",
        "7 July",
        "call 01/02/20213",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert find_dates(text) == []


def test_a_month_with_a_year_is_a_month() -> None:
    (found,) = find_dates("issued in September 2019 by them")
    assert (found.day, found.month, found.text) == (None, (2019, 9), "September 2019")


def test_several_dates_come_in_order() -> None:
    text = "from March 2020 until 29 February 2024, and on 1/7/22"
    assert [(found.day, found.month) for found in find_dates(text)] == [
        (None, (2020, 3)),
        (date(2024, 2, 29), None),
        (date(2022, 7, 1), None),
    ]


@pytest.mark.parametrize(
    ("word", "number"),
    [("September", 9), ("SEPT.", 9), ("sep", 9), ("may", 5), ("mayor", None), ("", None)],
)
def test_months_are_known_by_name(word: str, number: int | None) -> None:
    assert month_number(word) == number


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2021, 12, 15), 1, date(2022, 1, 15)),
        (date(2021, 3, 31), -1, date(2021, 2, 28)),
    ],
)
def test_months_are_added_without_running_into_the_next(
    day: date, months: int, expected: date
) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-09-30", date(2021, 9, 30)),
        (" 30 September 2021 ", date(2021, 9, 30)),
        ("1/7/22", date(2022, 7, 1)),
        ("30 September 2021 or so", None),
        ("from 30 September 2021", None),
        ("1 May 2021 2 May 2021", None),
        ("September 2021", None),
        ("2021-02-30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_text_that_is_one_day_and_nothing_else_is_that_day(text: str, day: date | None) -> None:
    assert read_day(text) == day
