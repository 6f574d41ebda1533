from assistant.domain.answers import Statement
from assistant.render.chat import annotations, sources_text
from assistant.render.document import answer_document
from tests.builders import a_quotation, a_row, an_answer

BASE = "https://liaison.example"


def test_every_mention_of_a_source_is_annotated_with_where_it_opens() -> None:
    document = answer_document(
        an_answer(
            Statement("Found property was logged.", (a_quotation("It was logged."),)),
            Statement("One entry is open.", (a_row(ref="HFP/1 a"),)),
        )
    )

    text = document["text"] + sources_text(document, BASE)
    found = annotations(document, text, BASE)

    cited = [each["url_citation"] for each in found]
    assert [text[each["start_index"] : each["end_index"]] for each in cited] == [
        "[1]",
        "[2]",
        "[1]",
        "[2]",
    ]
    assert cited[0]["url"].startswith(f"{BASE}/sources/r1?page=3&quote=")
    assert cited[1]["url"] == f"{BASE}/register/HFP%2F1%20a"
    assert cited[0]["title"] == "Handling of found property, page 1"


def test_a_number_in_brackets_that_is_no_source_is_left_alone() -> None:
    document = answer_document(an_answer(Statement("See [7].", (a_quotation("See [7]."),))))

    text = document["text"]
    assert [
        text[a["url_citation"]["start_index"] :][:3] for a in annotations(document, text, "")
    ] == ["[1]"]


def test_an_answer_without_sources_lists_none() -> None:
    document = answer_document(an_answer(Statement("What do you mean?", (), remark=True)))

    assert sources_text(document, BASE) == ""
    assert annotations(document, document["text"], BASE) == []
