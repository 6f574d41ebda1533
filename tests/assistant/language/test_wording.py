from datetime import date

import pytest

from assistant.language.wording import counted, say_day, say_page


@pytest.mark.parametrize("day", [date(2026, 9, 3), "2026-09-03"])
def test_a_day_is_said_without_a_nought_before_it(day: date | str) -> None:
    assert say_day(day) == "3 September 2026"


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 entries"), (1, "1 entry"), (2, "2 entries"), (1_234, "1,234 entries")],
)
def test_only_one_is_in_the_singular(number: int, said: str) -> None:
    assert counted(number, "entry", "entries") == said
    assert counted(number, "row") == said.replace("entries", "rows").replace("entry", "row")


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("10", "page 12 (printed 10)"),
        ("iv", "page 12 (printed iv)"),
        ("12", "page 12"),
        ("", "page 12"),
        (None, "page 12"),
    ],
)
def test_what_is_printed_on_a_page_is_said_where_it_differs(label: str | None, said: str) -> None:
    assert say_page(12, label) == said
