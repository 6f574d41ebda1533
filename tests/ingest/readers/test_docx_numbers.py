"""The numbers that Word prints before paragraphs."""

import pytest

from assistant.domain.documents import BlockKind
from ingest.readers.word.numbering import written
from tests.ingest.readers.word_files import level, listed, marks, opened, paragraph


def test_automatic_numbers_are_counted_as_word_prints_them() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "decimal", "%1.")
        + level(1, "decimal", "%1.%2")
        + level(2, "lowerLetter", "(%3)")
        + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
        + level(0, "upperRoman", "%1.")
        + level(1, "bullet", "·")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    items = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (2, 0), (2, 1), (2, 0), (3, 0)]

    document = opened(
        *(listed(f"Item {place}.", number, depth) for place, (number, depth) in enumerate(items)),
        numbering=numbering,
    )

    assert [block.marker for block in document.blocks] == [
        "1.", "1.1", "1.2", "(a)", "(b)", "2.", "2.1", "I.", "•", "II.", "1.",
    ]  # fmt: skip
    assert document.blocks[3].level == 3
    assert document.blocks[1].kind is BlockKind.PARAGRAPH
    assert document.pages[0].text.startswith("1. Item 0.\n1.1 Item 1.")


def test_numbering_that_a_style_brings_is_printed_too() -> None:
    document = opened(
        paragraph("The force should act.", properties='<w:pStyle w:val="Rec"/>'),
        numbering='<w:abstractNum w:abstractNumId="1">'
        + level(0, "lowerRoman", "%1)")
        + '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>',
        styles='<w:style w:type="paragraph" w:styleId="Rec"><w:name w:val="Rec"/><w:pPr><w:numPr>'
        '<w:numId w:val="5"/></w:numPr></w:pPr></w:style>',
    )

    assert marks(document) == [("i)", 1)]


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"),
        (1, "lowerLetter", "a"),
        (27, "upperLetter", "AA"),
        (7, "decimalZero", "07"),
        (0, "upperRoman", "0"),
        (12, "chicago", "12"),
    ],
)
def test_numbers_are_written_in_words_formats(count: int, form: str, printed: str) -> None:
    assert written(count, form) == printed


def test_typed_marks_make_list_items_nested_by_their_kind() -> None:
    document = opened(
        paragraph("I. Chief constables should assure themselves that:"),
        paragraph("a. officers are supported by:"),
        paragraph("i. knowing the measures;"),
        paragraph("ii. having guidance; and"),
        paragraph("b. governance is in place."),
        paragraph("II. Chief constables should act."),
    )

    assert marks(document) == [("I.", 1), ("a.", 2), ("i.", 3), ("ii.", 3), ("b.", 2), ("II.", 1)]
