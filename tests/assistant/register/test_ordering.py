from datetime import date

from assistant.domain.queries import Field, Order
from assistant.register.ordering import ordered
from tests.builders import an_entry


def test_numbers_inside_references_sort_as_numbers() -> None:
    entries = [an_entry(ref="FP-10"), an_entry(ref="FP-2")]

    assert [each.ref for each in ordered(entries, [Order(Field.REF)])] == ["FP-2", "FP-10"]


def test_blanks_come_last_in_either_direction() -> None:
    entries = [
        an_entry(ref="A"),
        an_entry(ref="B", due=date(2026, 1, 1)),
        an_entry(ref="C", due=date(2025, 1, 1)),
    ]

    assert [each.ref for each in ordered(entries, [Order(Field.DUE)])] == ["C", "B", "A"]
    assert [each.ref for each in ordered(entries, [Order(Field.DUE, True)])] == ["B", "C", "A"]


def test_the_first_key_decides_most_and_equals_keep_their_order() -> None:
    entries = [
        an_entry(ref="1", portfolio="Crime", due=date(2026, 2, 1)),
        an_entry(ref="2", portfolio="Assets", due=date(2026, 2, 1)),
        an_entry(ref="3", portfolio="Crime", due=date(2026, 1, 1)),
        an_entry(ref="4", portfolio="Crime", due=date(2026, 2, 1)),
    ]

    found = ordered(entries, [Order(Field.PORTFOLIO), Order(Field.DUE)])

    assert [each.ref for each in found] == ["2", "3", "1", "4"]


def test_roman_numbers_sort_with_arabic_ones() -> None:
    entries = [an_entry(number="IX"), an_entry(number="V"), an_entry(number="10")]

    assert [each.number for each in ordered(entries, [Order(Field.NUMBER)])] == ["V", "IX", "10"]
