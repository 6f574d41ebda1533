"""Where a quotation is marked on its page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.grounding.highlight import find_quote
from assistant.grounding.quotations import quote_stands
from assistant.language.words import quotable

PAGE = """They visited on 21 July 2021 and came back on 1 July 2022. A multi-
agency hub “worked”, in part; the officers found ﬁve cells – none of them open.
Unlawful stops were made. Lawful stops were re-
corded by 30\u00a0November."""


def marked(quote: str, page: str = PAGE) -> str | None:
    place = find_quote(quote, page)
    return page[slice(*place)] if place else None


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("They visited on", "They visited on"),
        ("multi-agency hub", "multi-\nagency hub"),
        ("multiagency hub", "multi-\nagency hub"),
        ('"worked", in part', "“worked”, in part"),
        ("five cells - none", "ﬁve cells – none"),
        ("recorded by 30 November.", "re-\ncorded by 30\u00a0November."),
        ("were made.  Lawful", "were made. Lawful"),
    ],
)
def test_a_quotation_is_marked_as_the_page_prints_it(quote: str, shown: str) -> None:
    assert marked(quote) == shown


@pytest.mark.parametrize("quote", ["", " ", "-", "nowhere", "LAWFUL STOPS", "21 July 2022"])
def test_what_the_page_does_not_say_is_marked_nowhere(quote: str) -> None:
    assert find_quote(quote, PAGE) is None


def test_a_place_inside_other_words_gives_way_to_one_that_stands_by_itself() -> None:
    # Regression: the "1 July" of "21 July" was marked, and the "lawful" of "unlawful".
    start, _ = find_quote("1 July 202", PAGE) or (0, 0)
    assert PAGE[start - 1] == "2"
    assert find_quote("1 July 2022", PAGE) == (PAGE.index(" 1 July 2022") + 1, PAGE.index(". A"))
    lower = "unlawful stops and lawful stops"
    assert find_quote("lawful stops", lower) == (19, 31)
    assert find_quote("stop", lower) == (9, 13)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(["a", "an", "1", "21", "re-", "ﬁne", "“so”", "on–off", "é"]), min_size=1
    ),
    st.sampled_from([" ", "\n", "  ", "\u00a0"]),
    st.data(),
)
def test_whatever_stands_on_a_page_is_marked_and_reads_the_same(
    tokens: list[str], space: str, data: st.DataObject
) -> None:
    page = space.join(tokens)
    start = data.draw(st.integers(0, len(tokens) - 1))
    end = data.draw(st.integers(start + 1, len(tokens)))
    quote = " ".join(tokens[start:end])
    if quote_stands(quote, page):
        shown = marked(quote, page)
        assert shown is not None
        assert quotable(shown).replace("-", "") == quotable(quote).replace("-", "")
