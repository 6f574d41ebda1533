import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.documents import BlockKind, Document
from assistant.domain.errors import InvalidInput
from ingest.readers import read
from ingest.readers.characters import decode, visible
from tests.ingest.places import assert_places_are_true


def opened(text: str, name: str) -> Document:
    document = read(text.encode(), name)
    assert_places_are_true(document)
    return document


PAPER = """AUDIT COMMITTEE

1. PURPOSE OF REPORT

To tell members about inspections and about what has been
done since.

2. **PUBLISHED REPORTS**

A review of fraud: time to act – How forces in towns and villages have moved on since the last \
inspection – 5th August 2021

The inspection made two recommendations.

- I. Forces should train staff to raise

awareness of fraud.
- II. Forces should assure themselves that:
 - a. officers are supported; and
 - b. governance is in place.

That is all.
"""


def test_a_plain_paper_has_headings_lists_and_whole_sentences() -> None:
    document = opened(PAPER, "paper.txt")

    headings = [block.text for block in document.blocks if block.kind is BlockKind.HEADING]
    assert any(heading.endswith("5th August 2021") for heading in headings)
    assert "PUBLISHED REPORTS" in headings
    items = [block for block in document.blocks if block.kind is BlockKind.LIST_ITEM]
    assert [(item.marker, item.level) for item in items] == [
        ("I.", 1), ("II.", 1), ("a.", 2), ("b.", 2),
    ]  # fmt: skip
    assert items[0].text == "Forces should train staff to raise awareness of fraud."
    assert items[0].heading[-1].startswith("A review of fraud")


def test_form_feeds_end_pages() -> None:
    document = opened("First page says this.\n\fSecond page says that.\n", "paper.txt")

    assert [block.page for block in document.blocks] == [1, 2]
    assert len(document.pages) == 2


def test_markdown_is_read_as_the_page_it_renders_to() -> None:
    document = opened(
        "# Report\n\nSome *emphasis* and a [link](http://x.example).\n\n## Findings\n\n"
        "1. First\n   - inner\n2. Second\n\n| Area | Grade |\n|---|---|\n| Victims | Good |\n\n"
        "<script>alert(1)</script>\n\n- IV. Fourth\n",
        "report.md",
    )

    assert [(block.kind, block.marker, block.text) for block in document.blocks] == [
        (BlockKind.HEADING, None, "Report"),
        (BlockKind.PARAGRAPH, None, "Some emphasis and a link."),
        (BlockKind.HEADING, None, "Findings"),
        (BlockKind.LIST_ITEM, "1.", "First"),
        (BlockKind.LIST_ITEM, "•", "inner"),
        (BlockKind.LIST_ITEM, "2.", "Second"),
        (BlockKind.TABLE, None, "Area | Grade\nVictims | Good"),
        (BlockKind.LIST_ITEM, "IV.", "Fourth"),
    ]
    assert document.blocks[3].heading == ("Report", "Findings")
    assert "alert" not in document.pages[0].text
    assert any("HTML" in note for note in document.notes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_in_any_usual_encoding_is_read(encoding: str) -> None:
    text = "The café’s owner was paid £5,000 – “in full” – by the force.\n" * 3

    assert decode(text.encode(encoding))[0] == text


def test_a_guessed_encoding_is_noted() -> None:
    assert decode("naïve café".encode("cp1252"))[1] is not None
    assert decode("naïve café".encode())[1] is None


@given(st.text())
def test_what_is_visible_is_stable(text: str) -> None:
    once, _ = visible(text)

    assert visible(once) == (once, 0)


LINES = st.sampled_from(
    ["A sentence that ends.", "a line that runs on", "HEADING", "1. Item one", "- bullet",
     " - i. deep",      "", "\f", "Recommendation 1:", "**Bold line**", "2.14 Numbered text.",
     "a\u200bb\u00adc", "Tab\tle",      "multi-", "agency work"]
)  # fmt: skip


@pytest.mark.parametrize("name", ["any.txt", "any.md"])
@given(lines=st.lists(st.one_of(LINES, st.text(max_size=12)), max_size=30))
@settings(deadline=None, max_examples=150)
def test_every_block_stands_where_it_says(name: str, lines: list[str]) -> None:
    try:
        document = read("\n".join(lines).encode("utf-8", "replace"), name)
    except InvalidInput:
        return
    assert_places_are_true(document)


@given(
    st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a"])
)
@settings(deadline=None, max_examples=200)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        document = read(data, name)
    except InvalidInput as error:
        assert str(error).endswith((".", ")"))
        return
    assert document.blocks
