import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.numbers import find_numbers, number_word, roman, to_roman


@given(st.integers(1, 3999))
@settings(deadline=None)
def test_roman_numbers_read_back(n: int) -> None:
    assert roman(to_roman(n)) == n
    assert roman(to_roman(n).lower()) == n


@pytest.mark.parametrize(
    ("n", "signs"),
    [
        (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (90, "XC"), (99, "XCIX"),
        (50, "L"), (100, "C"), (400, "CD"), (1000, "M"), (444, "CDXLIV"),
       (500, "D"), (900, "CM"), (1994, "MCMXCIV"),
        (3999, "MMMCMXCIX"),
    ],
)  # fmt: skip
def test_roman_numbers_are_those_that_everyone_writes(n: int, signs: str) -> None:
    assert (to_roman(n), roman(signs)) == (signs, n)


@given(st.text("IVXLCDM", min_size=1, max_size=8))
@settings(deadline=None)
def test_only_well_formed_roman_numbers_are_read(text: str) -> None:
    value = roman(text)
    assert value is None or to_roman(value) == text


@pytest.mark.parametrize("text", ["", "IIII", "Iv", "VX", "A", "MMMM", "I.", "ⅳ"])
def test_what_is_no_roman_number_gives_none(text: str) -> None:
    assert roman(text) is None


@pytest.mark.parametrize("n", [0, -1, 4000])
def test_what_roman_signs_cannot_write_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="1 to 3999"):
        to_roman(n)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("thirteen", 13),
        ("Twenty-one", 21),
        ("two hundred and five", 205),
        ("forty three thousand", 43_000),
        ("a hundred", 100),
        ("hundred", 100),
        ("a thousand", 1_000),
        ("two thousand three hundred and four", 2_304),
        ("a", None),
        ("many", None),
        ("", None),
    ],
)
def test_numbers_in_words_are_read(word: str, value: int | None) -> None:
    assert number_word(word) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("13,732 of 2.5 million", [13_732, 2_500_000]),
        ("£3m, £12k, £1bn and 43%", [3_000_000, 12_000, 1_000_000_000, 43]),
        ("twenty-one and two hundred and five", [21, 205]),
        ("between 10 and 12, or 10-12", [10, 12, 10, 12]),
        ("31st, IA2, 2.1.4, 7th and someone often", []),
        ("Seventeen forces; six of them", [17, 6]),
        ("in 2021.", [2021]),
    ],
)
def test_numbers_are_found_in_prose(text: str, values: list[float]) -> None:
    found = find_numbers(text)
    assert [number.value for number in found] == values
    assert all(text[number.start : number.end] == number.text for number in found)


@given(st.integers(0, 10_000_000))
@settings(deadline=None)
def test_digits_with_and_without_commas_are_the_same_number(n: int) -> None:
    assert [number.value for number in find_numbers(f"about {n:,} or {n}")] == [n, n]
