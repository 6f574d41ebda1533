"""Days without guesses, text without traps, several values in a cell."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.register.cells import clean, look_alike, plain_text, read_day, split_values
from ingest.register.tables import Unreadable, column_name

APRIL = date(2024, 4, 3)


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2024", " 03/04/2024 ", "3/4/24", "03.04.2024", "3-4-2024", "2024-04-03",
        "2024-04-03T00:00:00Z", "2024-04-03 00:00:00", "3 April 2024", "3rd April 2024",
        "Wednesday 3 April 2024", "By 3 April 2024", "03/04/2024 09:30", "3 Apr 2024",
        "no later than 3 April 2024", APRIL, datetime.combine(APRIL, time(9, 30)),
    ],
)  # fmt: skip
def test_a_day_is_read_day_first(written) -> None:
    found = read_day(written, day_first=True)
    assert (found.day, found.doubt) == (APRIL, None)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("04-13-2024", "no date"), ("13/13/2024", "no date"), ("31/02/2024", "no date"),
        ("29/02/2023", "no date"), ("00/00/0000", "no date"), ("01/01/1900", "too far off"),
        ("31/12/9999", "too far off"), ("April 2024", "a month"), ("Q1 2024/25", "a quarter"),
        ("2024", "a year"), ("2024/25", "a year"), ("TBC", "no date"), ("n/a", "no date"),
        ("soon", "no date"), ("@d", "no date"), ("12", "no date"), (12, "no date"),
        (True, "no date"), (99999.0, "no date"), (time(9, 30), "no date"),
        ("3 April 2024 or 4 May 2024", "2 dates"), ("before 3 April 2024", "more than a date"),
        ("not 3 April 2024", "no day"), ("3 April 2024 not", "no day"),
        ("moved from 3 April 2024", "more than a date"),
        (datetime(1900, 1, 1), "too far off"),  # noqa: DTZ001 - as openpyxl gives it
        (Unreadable("holds the error #REF!"), "#REF!"),
    ],
)  # fmt: skip
def test_what_is_no_day_gives_none_and_says_why(written, said) -> None:
    found = read_day(written, day_first=True)
    assert found.day is None
    assert found.doubt is not None
    assert said in found.doubt


@pytest.mark.parametrize("written", [45385, 45385.5, "45385", "45385.5"])
def test_a_serial_number_is_read_but_never_silently(written) -> None:
    found = read_day(written, day_first=True)
    assert found.day == APRIL
    assert found.doubt is not None
    assert "serial number" in found.doubt


@pytest.mark.parametrize("written", [None, "", "-", "–", " — "])
def test_a_blank_or_a_dash_is_no_day_and_no_doubt(written) -> None:
    assert read_day(written, day_first=True) == read_day(None, day_first=True)


def test_a_profile_may_say_that_months_come_first() -> None:
    assert read_day("04-13-2024", day_first=False).day == date(2024, 4, 13)
    assert read_day("13/04/2024", day_first=False).day is None


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
@settings(deadline=None)
def test_every_day_comes_back_from_each_way_of_writing_it(day: date) -> None:
    forms = (
        "{0:%d/%m/%Y}",
        "{0:%d.%m.%Y}",
        "{0:%Y-%m-%d}",
        "{0.day} {0:%B %Y}",
        "by {0.day} {0:%b %Y}",
    )
    for form in forms:
        assert read_day(form.format(day), day_first=True).day == day, form
    serial = (day - date(1899, 12, 30)).days
    assert read_day(serial, day_first=True).day == day


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=500)
def test_any_text_is_a_day_or_none_with_a_reason(text: str) -> None:
    found = read_day(text, day_first=True)
    assert found.day is None or date(1990, 1, 1) <= found.day <= date(2100, 12, 31)
    if any(char.isalnum() for char in clean(text)):
        assert found.day or found.doubt


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=500)
def test_clean_text_hides_nothing_and_stays_as_it_is(text: str) -> None:
    found = clean(text)
    assert clean(found) == found
    assert not set(found) & set("\0\r\u200b\u202e\u2066\ufeff\u00ad")
    found.encode()


def test_words_can_t_be_hidden_by_invisible_or_direction_changing_characters() -> None:
    assert clean("clo\u200bsed \u202eNOT\u202c\r\nyes_x000D_\0") == "closed NOT\nyes"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"), (2.5, "2.5"), (7, "7"), (True, "yes"), (None, ""), (" a ", "a"),
        (datetime(2024, 4, 3), "2024-04-03"), (date(2024, 4, 3), "2024-04-03"),  # noqa: DTZ001
        (datetime(2024, 4, 3, 9, 30), "2024-04-03 09:30:00"),  # noqa: DTZ001
        (Unreadable("holds the error #N/A"), ""),
    ],
)  # fmt: skip
def test_cells_read_as_text_as_people_see_them(value, text) -> None:
    assert plain_text(value) == text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ROCU; Intelligence", ("ROCU", "Intelligence")),
        ("A\nB;A; ;-", ("A", "B")),
        ("CPS (in talks with x; y); NPCC", ("CPS (in talks with x; y)", "NPCC")),
        ("Crime and Custody, Digital", ("Crime and Custody, Digital",)),
        ("• Ann\n• Bo", ("Ann", "Bo")),
        ("(unclosed; Bo\nCy", ("(unclosed; Bo", "Cy")),
        ("-", ()), ("", ()), ("; ;", ()),
    ],
)  # fmt: skip
def test_several_values_are_parted_outside_brackets(text, values) -> None:
    assert split_values(text, (";", "\n")) == values


def test_letters_that_look_the_same_are_found() -> None:
    assert len({look_alike(one) for one in ("HMI-1", "hmi 1", "ＨＭＩ－１", "НМІ-1")}) == 1
    assert look_alike("HMI-1") != look_alike("HMI-2")


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [column_name(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
