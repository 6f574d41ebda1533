from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Evans and Mr. Hill spoke to Supt. Moss.",
        "See No. 5, p. 12 and s. 55 of the Act.",
        "Some bodies, e.g. The Trust, i.e. the owner, agreed.",
        "J. R. Smith left the U.K. in May.",
        "They met D.C.I. Marlowe there.",
        "It fell by 2.5 points to 1,234.56 in all.",
        "2.14 The force has improved.",
        "1. An assessment of how it is run.",
        "IV. Adjustments should be made.",
        "(a) They should act.",
        "“What now?” asked the officer.",
        "It took 3.5 hrs. on average.",
        "They saw J. Smith and E. Brown there.",
        "They asked for A. Will by name.",
        "An officer called J. Forcer left.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert split(f"{sentence} Then it rained.") == [sentence, "Then it rained."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was so in 2021. Then it changed.", ["It was so in 2021.", "Then it changed."]),
        ("No. The force has not.", ["No.", "The force has not."]),
        ("All agencies.2 The director left.", ["All agencies.2", "The director left."]),
        ("‘It works.’ He said so!", ["‘It works.’", "He said so!"]),
        ("A heading\nA sentence", ["A heading", "A sentence"]),
        ("They came at 5 p.m. Then they left.", ["They came at 5 p.m.", "Then they left."]),
        (
            "Why? Because (see above). 12 forces did.",
            ["Why?", "Because (see above).", "12 forces did."],
        ),
        (
            "It works in Forces B, C and E. In Wexmoor it does not.",
            ["It works in Forces B, C and E.", "In Wexmoor it does not."],
        ),
        (
            "It was seen in Force D. Officers said so.",
            ["It was seen in Force D.", "Officers said so."],
        ),
        (
            "They are set out in Annex A. The rest is not.",
            ["They are set out in Annex A.", "The rest is not."],
        ),
        ("There was a plan B. It failed.", ["There was a plan B.", "It failed."]),
        ("  \n\n ", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert split(text) == expected


PROSE = st.lists(
    st.sampled_from(
        ["The", "force", "a", "Dr.", "No. 5", "2.5", "end.", "why?", "(a)", "\n", "\n- ", "IV.",
         "“Yes.”",         "e.g.", "...", "x.2", "\u00a0", "  ", "É.", "1.", "£5m!"]
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


@given(st.one_of(PROSE, st.text(max_size=60)))
@settings(deadline=None)
def test_sentences_cover_the_text_in_order_without_overlap(text: str) -> None:
    spans = sentences(text)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= covered


@given(st.one_of(PROSE, st.text(max_size=60)))
@settings(deadline=None)
def test_no_sentence_holds_a_newline_or_white_space_at_its_ends(text: str) -> None:
    for sentence in split(text):
        assert sentence
        assert sentence == sentence.strip()
        assert "\n" not in sentence
