from dataclasses import replace

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


def test_a_remark_has_no_key_and_a_mark_stands_before_its_statement() -> None:
    answer = an_answer(
        Statement("There is more.", (), remark=True), Statement("Item.", (a_row(),), mark="IV.")
    )

    assert answer_text(answer) == "There is more.\nIV. Item. [1]"


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
