import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.documents import Block, BlockKind, Page, Part
from assistant.domain.sources import PassageKind, Visibility
from assistant.language.sentences import sentences
from ingest.passages import TARGET_TOKENS, context, digest_of, embedded_text, split
from tests.ingest.printed_page import (
    FOOTNOTE,
    HEADING,
    ITEM,
    MAX_TOKENS,
    PARAGRAPH,
    TABLE,
    a_report,
    passages_of,
    prose,
    sentence,
    tokens,
)


def test_a_passage_never_crosses_a_heading() -> None:
    passages = passages_of(
        (HEADING, "One"), (PARAGRAPH, "Short."), (HEADING, "Two"), (PARAGRAPH, "Short as well.")
    )
    assert [(passage.heading, passage.text) for passage in passages] == [
        (("One",), "Short."),
        (("Two",), "Short as well."),
    ]
    assert [passage.ordinal for passage in passages] == [0, 1]


def test_short_paragraphs_are_joined_up_to_the_target() -> None:
    passages = passages_of(
        (HEADING, "One"), *[(PARAGRAPH, f"Number {n}: " + prose(3, n)) for n in range(12)]
    )
    sizes = [tokens(embedded_text(passage, context("An inspection of custody", ("One",))))
             for passage in passages]  # fmt: skip
    assert max(sizes) <= TARGET_TOKENS + 5
    assert min(sizes[:-1]) > TARGET_TOKENS // 2
    assert "\n".join(passage.text for passage in passages).count("\n") == 11


def test_a_long_paragraph_is_cut_between_sentences_into_even_parts() -> None:
    text = prose(40)
    passages = passages_of((HEADING, "One"), (PARAGRAPH, text))
    assert len(passages) > 2
    assert " ".join(passage.text for passage in passages) == text
    whole = {text[start:end] for start, end in sentences(text)}
    assert {passage.text[start:end] for passage in passages
            for start, end in sentences(passage.text)} == whole  # fmt: skip
    sizes = [tokens(passage.text) for passage in passages]
    assert max(sizes) < 2 * min(sizes)


def test_a_sentence_without_end_is_cut_between_words_and_loses_none() -> None:
    text = "word " * 900 + "end"
    passages = passages_of((PARAGRAPH, text))
    assert " ".join(passage.text for passage in passages).split() == text.split()
    assert all(tokens(passage.text) <= MAX_TOKENS for passage in passages)


def test_a_recommendation_stays_one_passage_with_its_items_and_its_label() -> None:
    passages = passages_of(
        (HEADING, "Findings"),
        (PARAGRAPH, "Forces were slow."),
        (PARAGRAPH, "Recommendation 1:"),
        (PARAGRAPH, "Forces should make sure that:"),
        (ITEM, prose(5), "a."),
        (ITEM, prose(5, 5), "b."),
        (PARAGRAPH, "They agreed with this."),
    )
    assert [passage.kind for passage in passages] == [
        PassageKind.TEXT, PassageKind.FINDING, PassageKind.TEXT,
    ]  # fmt: skip
    assert passages[1].text.startswith(
        "Recommendation 1:\nForces should make sure that:\nSentence 0"
    )
    assert passages[1].text.endswith(sentence(9))


def test_a_recommendation_too_long_for_one_passage_is_cut_between_its_items() -> None:
    passages = passages_of(
        (PARAGRAPH, "Recommendation 1: Forces should make sure that:"),
        *[(ITEM, prose(4, 4 * n), f"{n}.") for n in range(8)],
    )
    assert len(passages) > 1
    assert {passage.kind for passage in passages} == {PassageKind.FINDING}
    assert all(line.startswith(("Recommendation", "Sentence")) for passage in passages
               for line in passage.text.split("\n"))  # fmt: skip
    assert all(tokens(passage.text) <= MAX_TOKENS for passage in passages)


def test_each_recommendation_of_a_list_is_a_passage_of_its_own() -> None:
    passages = passages_of(
        (PARAGRAPH, "Two recommendations were made:"),
        (ITEM, "Forces should act on this.", "I."),
        (ITEM, "Forces should act on that.", "II."),
    )
    assert [(passage.marker, passage.text) for passage in passages[1:]] == [
        ("I.", "Forces should act on this."),
        ("II.", "Forces should act on that."),
    ]


def test_a_sentence_that_announces_a_list_goes_with_its_first_item() -> None:
    passages = passages_of(
        (PARAGRAPH, prose(12)),
        (PARAGRAPH, "We asked whether:"),
        (ITEM, prose(4, 20), "•"),
        (ITEM, prose(4, 30), "•"),
    )
    (announcing,) = [passage for passage in passages if "We asked whether:" in passage.text]
    assert sentence(20) in announcing.text


def test_footnotes_follow_their_section_and_never_interrupt_it() -> None:
    passages = passages_of(
        (HEADING, "One"),
        (PARAGRAPH, "It began here."),
        (FOOTNOTE, "Under an Act.", "1"),
        (PARAGRAPH, "It ended there."),
        (HEADING, "Two"),
        (PARAGRAPH, "Another."),
    )
    assert [passage.text for passage in passages] == [
        "It began here.\nIt ended there.", "Under an Act.", "Another.",
    ]  # fmt: skip


def test_a_table_is_a_passage_of_rows_and_a_long_one_repeats_its_header() -> None:
    rows = ["Force | Grade"] + [
        f"Force number {n} of them | good enough for now" for n in range(60)
    ]
    passages = passages_of((PARAGRAPH, "See below."), (TABLE, "\n".join(rows)))
    tables = [passage for passage in passages if passage.kind is PassageKind.TABLE]
    assert len(tables) > 1
    assert all(table.text.startswith("Force | Grade\n") for table in tables)
    assert [line for table in tables for line in table.text.split("\n")[1:]] == rows[1:]


def test_a_heading_with_nothing_under_it_can_still_be_found() -> None:
    passages = passages_of(
        (HEADING, "Filled"), (PARAGRAPH, "Words."), (HEADING, "Empty"), (HEADING, "Empty too")
    )
    assert [passage.text for passage in passages] == ["Words.", "Empty\nEmpty too"]


def test_passages_carry_their_report_s_visibility() -> None:
    (passage,) = passages_of(
        (PARAGRAPH, "Secret."), report=a_report(visibility=Visibility.RESTRICTED)
    )
    assert passage.visibility is Visibility.RESTRICTED


def test_a_passage_keeps_its_id_when_others_change_and_repeats_have_their_own() -> None:
    before = passages_of((HEADING, "A"), (PARAGRAPH, "Same."), (HEADING, "B"), (PARAGRAPH, "Same."))
    after = passages_of(
        (HEADING, "New"), (PARAGRAPH, "New."), (HEADING, "A"), (PARAGRAPH, "Same."), (HEADING, "B"),
        (PARAGRAPH, "Same."),
    )  # fmt: skip
    assert before[0].id != before[1].id
    assert [passage.id for passage in after[1:]] == [passage.id for passage in before]
    elsewhere = passages_of((HEADING, "A"), (PARAGRAPH, "Same."), report=a_report(id="r2"))
    assert elsewhere[0].id != before[0].id
    assert all(re.fullmatch("[0-9a-f]{16}", passage.id) for passage in after)


def test_the_digest_covers_all_that_is_embedded() -> None:
    one, two = passages_of(
        (HEADING, "A"), (PARAGRAPH, "Same."), (HEADING, "B"), (PARAGRAPH, "Other.")
    )
    assert digest_of(one, "Title > A") == digest_of(one, "Title > A")
    assert (
        len({digest_of(one, "Title > A"), digest_of(one, "Title > B"), digest_of(two, "Title > A")})
        == 3
    )


def test_the_context_names_title_place_and_headings_in_little_room() -> None:
    assert context("A letter", ("Findings", "Health"), "Anyshire") == (
        "A letter > Anyshire > Findings > Health"
    )
    assert context("A letter to Anyshire", (), "Anyshire") == "A letter to Anyshire"
    long = context(
        "Title " * 60, ["Heading number one " * 20, "Inner " * 3, "Last one"], "Anyshire"
    )
    assert len(long) < 300
    assert long.startswith("Title Title")
    assert long.endswith("Last one")
    assert "Anyshire" in long


def test_a_passage_over_a_page_break_knows_both_pages() -> None:
    text = "It began on one page and went on over the next."
    pages = [
        Page(1, None, "It began on\none page and"),
        Page(2, None, "12\nwent on over the next."),
    ]
    parts = (Part(0, 24, 1, 0, 24), Part(25, len(text), 2, 3, 25))
    (passage,) = split(a_report(), [Block(PARAGRAPH, text, parts)], tokens, MAX_TOKENS, pages=pages)
    assert (passage.page, passage.page_end) == (1, 2)
    assert passage.parts == parts


def test_words_that_a_line_end_broke_are_followed_on_the_page() -> None:
    whole = " ".join(f"Safeguarding of number {n} was well-run by all." for n in range(60))
    broken = whole.replace("Safeguarding", "Safe-\nguarding").replace(" was ", " \n was ")
    block = Block(PARAGRAPH, whole, (Part(0, len(whole), 1, 0, len(broken)),))
    passages = split(a_report(), [block], tokens, MAX_TOKENS, pages=[Page(1, None, broken)])
    assert len(passages) > 1
    for passage in passages:
        (part,) = passage.parts
        there = broken[part.page_start : part.page_end]
        assert there.replace("-\n", "").split() == passage.text.split()
    assert all(one.parts[0].page_end <= two.parts[0].page_start for one, two in pairwise(passages))


WORDS = st.lists(
    st.sampled_from(["The", "force", "acts.", "Why?", "2.5", "(a)", "No."]), min_size=1
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from([HEADING, PARAGRAPH, PARAGRAPH, ITEM, FOOTNOTE]),
        st.one_of(
            WORDS, st.builds(lambda words, times: words * times, WORDS, st.integers(1, 60))
        ).map(" ".join),
    ),
    max_size=12,
)


@given(ROWS)
@settings(deadline=None, max_examples=60)
def test_no_word_under_a_heading_is_lost_or_told_twice(rows: list[tuple[BlockKind, str]]) -> None:
    passages = passages_of(*rows)
    told = sorted(word for passage in passages for word in passage.text.split())
    under = sorted(word for kind, text in rows if kind is not HEADING for word in text.split())
    headings = {text for kind, text in rows if kind is HEADING}
    extra = list(told)
    for word in under:
        extra.remove(word)
    assert all(any(word in heading.split() for heading in headings) for word in extra)
    assert len({passage.id for passage in passages}) == len(passages)
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    title = a_report().title
    for passage in passages:
        assert tokens(embedded_text(passage, context(title, passage.heading))) <= MAX_TOKENS + 2
