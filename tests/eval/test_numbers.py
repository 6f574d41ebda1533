"""What of a statement its sources lack."""

import pytest

from eval.numbers import not_in

SOURCE = "By 31 March 2026, six forces had 1,250 entries; in one, 4.5 per cent were overdue."


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        (SOURCE, []),
        ("Six forces had 1250 entries by 31 March 2026.", []),
        ("6 forces had entries.", []),
        ("Seven forces had entries.", ["7"]),
        ("By 30 March 2026 forces had entries.", ["30"]),
        ("By 31 April 2026 forces had entries.", ["April"]),
        ("4.6 per cent were overdue.", ["4.6"]),
        ("By 2026-03-31 forces had entries.", []),
    ],
)
def test_numbers_and_dates_that_the_source_lacks_are_named(
    statement: str, missing: list[str]
) -> None:
    assert not_in(statement, SOURCE, 0.6) == missing


def test_a_sentence_of_other_words_is_noticed_without_any_number() -> None:
    invented = "Chief officers everywhere welcomed splendid biscuits with enthusiasm."

    assert "biscui" in not_in(invented, SOURCE, 0.6)
