from dataclasses import replace

import pytest

from assistant.domain.answers import Group, Statement
from assistant.render.document import answer_document, answer_text, entry_document
from tests.builders import a_quotation, a_row, an_answer, an_entry


def test_sources_are_numbered_in_the_order_in_which_the_text_leans_on_them() -> None:
    first, second = a_quotation("One."), a_quotation("Two.")
    answer = an_answer(Statement("B.", (second,)), Statement("A.", (first, second)))

    document = answer_document(answer)

    assert [each["quote"] for each in document["citations"]] == ["Two.", "One."]
    assert [each["citations"] for each in document["statements"]] == [["1"], ["2", "1"]]
    assert document["text"] == "B. [1]\nA. [2][1]"


def test_every_key_of_a_statement_is_among_the_citations() -> None:
    answer = an_answer(
        Statement("A.", (a_row(),)), nearest=(Statement("N.", (a_quotation("N."),)),)
    )

    document = answer_document(answer)

    keys = {each["key"] for each in document["citations"]}
    used = {
        key
        for part in ("statements", "nearest")
        for each in document[part]
        for key in each["citations"]
    }
    assert used == keys == {"1", "2"}


def test_many_citations_are_shown_as_a_range() -> None:
    rows = tuple(a_row(row=row) for row in range(1, 9))

    assert answer_text(an_answer(Statement("Eight.", rows))) == "Eight. [1]–[8]"


def test_a_range_never_takes_in_a_source_that_is_not_cited() -> None:
    # Regression: seven of ten rows were shown as "[1]–[10]".
    rows = tuple(a_row(row=row) for row in range(1, 11))
    some = (*rows[:3], *rows[4:6], *rows[8:])

    said = answer_text(an_answer(Statement("Ten.", rows), Statement("Seven.", some)))

    assert said == "Ten. [1]–[10]\nSeven. [1]–[3][5][6][9][10]"


def test_a_remark_has_no_key_and_a_mark_stands_before_its_statement() -> None:
    answer = an_answer(
        Statement("There is more.", (), remark=True), Statement("Item.", (a_row(),), mark="IV.")
    )

    assert answer_text(answer) == "There is more.\nIV. Item. [1]"


@pytest.mark.parametrize(
    ("mark", "line"),
    [
        ("Joint inspection of Tarnbrook", "Joint inspection of Tarnbrook: Item. [1]"),
        ("Recommendation 2", "Recommendation 2: Item. [1]"),
        ("Time lost (2023)", "Time lost (2023): Item. [1]"),
        ("What now?", "What now? Item. [1]"),
        ("2.14", "2.14 Item. [1]"),
        ("(iv)", "(iv) Item. [1]"),
        ("•", "• Item. [1]"),
    ],
)
def test_a_name_before_a_statement_is_followed_by_a_colon(mark: str, line: str) -> None:
    assert answer_text(an_answer(Statement("Item.", (a_row(),), mark=mark))) == line


def test_a_quotation_opens_on_its_page() -> None:
    document = answer_document(an_answer(Statement("A.", (a_quotation("100% & more?"),))))

    assert document["citations"][0]["url"] == "/sources/r1?page=3&quote=100%25+%26+more%3F"


def test_a_blank_group_is_said_to_be_not_stated() -> None:
    group = Group(key=(("owner", ""),), count=2, refs=("A", "B"))

    document = answer_document(an_answer(groups=(group,)))

    assert document["groups"] == [{"key": {"owner": "not stated"}, "count": 2, "refs": ["A", "B"]}]


def test_an_entry_shows_its_family_of_status_and_the_printed_word() -> None:
    entry = replace(an_entry(), owners=("A", "B"))

    document = entry_document(entry)

    assert (document["status"], document["status_text"]) == ("open", "In progress")
    assert document["owner"] == "A; B"
