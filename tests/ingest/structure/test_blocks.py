"""Lines into blocks: headings, paragraphs, lists, footnotes, tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.documents import BlockKind
from ingest.structure import PageLines, blocks, document_title, printed_labels
from tests.ingest.structure.sheet import FULL, Sheet, plain, texts


def test_headings_stand_above_what_follows_by_size() -> None:
    sheet = Sheet().heading("Findings", size=18.0).body(FULL, "act.").heading("Custody")
    sheet.body(FULL, "change.").heading("Next steps", size=18.0).body(FULL, "report.")
    found = blocks([sheet.page])
    assert [(b.heading, b.text[-7:]) for b in found if b.kind is BlockKind.PARAGRAPH] == [
        (("Findings",), "ll act."),
        (("Findings", "Custody"), "change."),
        (("Next steps",), "report."),
    ]
    assert [b.level for b in found if b.kind is BlockKind.HEADING] == [1, 2, 1]


def test_a_heading_over_two_lines_is_one() -> None:
    sheet = Sheet().heading("An inspection of how well the force protects those who are most")
    sheet.write("vulnerable", bold=True, size=14.0, gap=17.0).body(FULL, "is known.")
    assert texts(blocks([sheet.page]), BlockKind.HEADING) == [
        "An inspection of how well the force protects those who are most vulnerable"
    ]


def test_bold_names_at_the_end_are_no_headings() -> None:
    sheet = Sheet().heading("Next steps").body(FULL, "is due in May.")
    for name in ("Jo Bloggs", "Regional Director", "Sam Smith", "Chief Inspector"):
        sheet.write(name, bold=True, gap=24.0)
    assert texts(blocks([sheet.page]), BlockKind.HEADING) == ["Next steps"]


def test_emphasis_inside_a_paragraph_is_no_heading() -> None:
    sheet = Sheet().body(FULL).write("must never be forgotten by those that", bold=True)
    sheet.write("work in custody.")
    found = blocks([sheet.page])
    assert [b.kind for b in found] == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize("style", [{"italic": True}, {"colour": (0, 80, 160)}])
def test_short_lines_set_off_by_italics_or_colour_are_headings(style: dict[str, object]) -> None:
    sheet = (
        Sheet().body(FULL, "ends.").write("Risk assessment", gap=24.0, **style).body(FULL, "ends.")
    )
    sheet.write("www.example.org/report", gap=24.0, **style)
    assert texts(blocks([sheet.page]), BlockKind.HEADING) == ["Risk assessment"]


def test_a_label_with_a_colon_belongs_to_what_follows() -> None:
    sheet = Sheet().write("Recommendation 1:", bold=True, gap=24.0)
    sheet.write("By 31 March, chief constables should act.")
    found = blocks([sheet.page])
    assert [b.text for b in found] == [
        "Recommendation 1: By 31 March, chief constables should act."
    ]


def test_numbered_paragraphs_and_nested_items_keep_marks_and_depth() -> None:
    sheet = Sheet().write("2.14 Forces have plans, and should:", gap=24.0)
    sheet.write("I. make them known, by:", x=90).write("a. telling officers;", x=110)
    sheet.write("b. telling the public, in:", x=110).write("i. print; and", x=130)
    sheet.write("ii. speech.", x=130).write("II. keep them.", x=90)
    found = blocks([sheet.page])
    assert [(b.kind.value, b.marker, b.level, b.text) for b in found] == [
        ("paragraph", "2.14", 0, "Forces have plans, and should:"),
        ("list_item", "I.", 1, "make them known, by:"),
        ("list_item", "a.", 2, "telling officers;"),
        ("list_item", "b.", 2, "telling the public, in:"),
        ("list_item", "i.", 3, "print; and"),
        ("list_item", "ii.", 3, "speech."),
        ("list_item", "II.", 1, "keep them."),
    ]


def test_a_roman_letter_in_a_row_of_letters_is_a_letter() -> None:
    sheet = Sheet()
    for letter in "abcdefghij":
        sheet.write(f"({letter}) point {letter}.", x=90)
    assert {b.level for b in blocks([sheet.page])} == {1}
    assert [b.marker for b in blocks([sheet.page])][-2:] == ["(i)", "(j)"]


def test_a_number_or_dash_at_a_line_start_inside_a_sentence_is_no_mark() -> None:
    sheet = Sheet().body(FULL + " in section", "12. That is what the Act of last year", "says")
    sheet.body(FULL + " of the matter", "– both of them – in the report that was")
    assert [b.kind for b in blocks([sheet.page])] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_an_item_over_a_page_break_stays_whole_with_a_part_for_each_page() -> None:
    first = Sheet(1).write("• Forces should collect data to record when, and the", x=80)
    second = Sheet(2).write("reasons why, a victim may withdraw.", x=90).write("• Next.", x=80)
    found = blocks([first.page, second.page])
    assert found[0].text == (
        "Forces should collect data to record when, and the reasons why, a victim may withdraw."
    )
    assert [(part.page, part.page_start) for part in found[0].parts] == [(1, 2), (2, 0)]
    assert (found[0].page, found[0].page_end) == (1, 2)
    assert found[1].text == "Next."


def test_a_footnote_at_the_page_end_does_not_cut_the_sentence_that_runs_on() -> None:
    first = Sheet(1).body(FULL, FULL, FULL + " and then").write("1 See the Act.", size=8.0, gap=300)
    second = Sheet(2).body("some more is said.", "The end is near and")
    found = blocks([first.page, second.page])
    assert [b.kind for b in found] == [BlockKind.PARAGRAPH, BlockKind.FOOTNOTE]
    assert "and then some more is said." in found[0].text
    assert (found[1].marker, found[1].text) == ("1", "See the Act.")


def test_hyphens_at_line_ends_follow_the_document() -> None:
    sheet = Sheet().body(
        "Safeguarding is done by a multi-agency team, and safe-", "guarding is multi-"
    )
    sheet.write("agency work.")
    assert blocks([sheet.page])[0].text == (
        "Safeguarding is done by a multi-agency team, and safeguarding is multi-agency work."
    )


def test_contents_pages_are_left_out() -> None:
    sheet = Sheet().heading("Contents")
    for n, name in enumerate(["Summary", "Findings", "Recommendations", "Annex A"], 3):
        sheet.write(f"{name} {'.' * 30} {n}", gap=20.0)
    other = Sheet(2).heading("Summary").body(FULL, "ends.")
    found = blocks([sheet.page, other.page])
    assert [b.text for b in found if b.page == 1] == []
    assert [b.heading for b in found] == [(), ("Summary",)]


def test_running_heads_and_numbers_are_left_out_but_repeated_body_text_is_not() -> None:
    pages = []
    for n in range(1, 7):
        sheet = Sheet(n)
        sheet.y = 30.0
        sheet.write("Custody: an inspection", size=9.0)
        sheet.y = 150.0
        sheet.write(f"Text of page {n}.").write("Forces should act.")
        sheet.y = 800.0
        pages.append(sheet.write(str(n + 2), size=9.0).page)
    assert printed_labels(pages) == ["3", "4", "5", "6", "7", "8"]
    assert [b.text for b in blocks(pages)][:2] == [
        "Text of page 1. Forces should act.",
        "Text of page 2. Forces should act.",
    ]


def test_tables_keep_cells_and_each_cell_has_its_part() -> None:
    sheet = Sheet()
    for row, cells in enumerate([("Area", "Grade"), ("Custody", "Good")]):
        for column, text in enumerate(cells):
            sheet.write(text, cell=(0, row, column))
    [table] = blocks([sheet.page])
    assert table.cells == (("Area", "Grade"), ("Custody", "Good"))
    assert table.text == "Area | Grade\nCustody | Good"
    assert [table.text[p.start : p.end] for p in table.parts] == [
        "Area",
        "Grade",
        "Custody",
        "Good",
    ]
    assert [sheet.text[p.page_start : p.page_end] for p in table.parts] == [
        "Area",
        "Grade",
        "Custody",
        "Good",
    ]


def test_plain_text_headings_stand_alone() -> None:
    found = plain(
        "REPORT TO COMMITTEE\n\n1. PURPOSE\n\nTo tell members what was found in the year that "
        "is now past.\n\nA review of custody – 7th July 2021\n\nThe review found much.\n\n"
        "- I. Forces should act, and\n\nsoon.\n- II. Forces should report.\n"
    )
    assert [(b.kind.value, b.marker, b.text) for b in found][1:] == [
        ("heading", "1.", "PURPOSE"),
        ("paragraph", None, "To tell members what was found in the year that is now past."),
        ("heading", None, "A review of custody – 7th July 2021"),
        ("paragraph", None, "The review found much."),
        ("list_item", "I.", "Forces should act, and soon."),
        ("list_item", "II.", "Forces should report."),
    ]
    assert found[-1].heading == ("PURPOSE", "A review of custody – 7th July 2021")


def test_the_title_is_the_largest_heading_of_the_first_page() -> None:
    sheet = Sheet().heading("An inspection of custody suites", size=24.0).heading("Summary")
    assert document_title([sheet.body(FULL, "ends.").page]) == "An inspection of custody suites"
    assert document_title([Sheet().body(FULL, "ends.").page]) is None


def test_nothing_makes_no_blocks() -> None:
    assert blocks([]) == []
    assert blocks([PageLines(1, (), 842.0)]) == []
    assert plain(" \n\n ") == []


WORDS = st.sampled_from(
    [
        *(
            "the",
            "force",
            "Chief",
            "should",
            "act.",
            "1.",
            "2.14",
            "(a)",
            "I.",
            "iv.",
            "•",
            "–",
            "o",
        ),
        *(
            "multi-",
            "2019",
            "CONTENTS",
            "...",
            "page",
            "3",
            "of",
            "12",
            "safe-",
            "guarding",
            ";",
            ":",
        ),
        *("**", "__", "|", "31.Then", "“quoted”", "\n", "\n\n", "\t", "\f"),
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(WORDS, max_size=60))
def test_parts_always_hold_what_the_text_says(words: list[str]) -> None:
    text = " ".join(words)
    for block in plain(text):
        assert block.text.strip() == block.text != ""
        for part in block.parts:
            said = "".join(block.text[part.start : part.end].split()).replace("-", "")
            printed = "".join(text[part.page_start : part.page_end].split()).replace("-", "")
            assert said == printed
        covered = "".join(block.text[part.start : part.end] for part in block.parts)
        assert "".join(covered.split()) == "".join(block.text.split())
