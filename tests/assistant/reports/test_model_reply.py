import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reports.model.reply import read_claims
from assistant.reports.model.text import plain_line, tidy
from tests.assistant.reports.model_fakes import claim, reply

GOOD = reply(claim("Thirteen forces were inspected.", "abc", "Thirteen forces were inspected."))


@pytest.mark.parametrize(
    "text", [GOOD, f"```json\n{GOOD}\n```", f"\n```\n{GOOD}\n```\n", f" {GOOD}\n"]
)
def test_claims_in_the_agreed_form_are_read(text):
    (read,) = read_claims(text)
    assert read.text == "Thirteen forces were inspected."
    assert [(each.handle, each.quote) for each in read.supports] == [
        ("abc", "Thirteen forces were inspected.")
    ]


def test_no_claims_are_claims_too():
    assert read_claims('{"claims": []}') == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sure! Here is the JSON:\n" + GOOD,
        GOOD + GOOD,
        GOOD[:-1],
        "[]",
        "null",
        '{"claims": null}',
        '{"claims": {}}',
        '{"answer": "yes", "claims": []}',
        '{"claims": [{"text": "a"}]}',
        '{"claims": [{"text": "a", "support": []}]}',
        '{"claims": [{"text": 1, "support": [{"handle": "a", "quote": "b"}]}]}',
        '{"claims": [{"text": "a", "support": [{"handle": "a", "quote": "b", "page": 9}]}]}',
        '{"claims": [{"text": "", "support": [{"handle": "a", "quote": "b"}]}]}',
        '{"claims": [{"text": "\\ud800", "support": [{"handle": "a", "quote": "b"}]}]}',
        reply(*[claim("a", "b", "c")] * 13),
        reply(claim("a" * 1_001, "b", "c")),
        reply(claim("a", "b", "c" * 3_001)),
        "[" * 100_000,
        '{"claims":' * 9_000,
        " " * 10_000_000 + GOOD,
    ],
)
def test_anything_else_is_none(text):
    assert read_claims(text) is None


@settings(deadline=None, max_examples=300)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["claims", "text", "support", "handle", "quote"]) | st.text(),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_no_json_makes_it_fall_over(value):
    claims = read_claims(json.dumps(value))
    assert claims is None or all(each.supports for each in claims)


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_no_text_makes_it_fall_over(text):
    assert read_claims(text) is None


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Read https://evil.example/x now", "Read now"),
        ("Read www.evil.example now", "Read now"),
        ("See [the report](https://evil.example).", "See the report."),
        ("See ![a](https://evil.example/p.png) this", "See a this"),
        ("Ask <@U123> or <!channel> or <https://evil.example|us>", "Ask or or"),
        ("Ask @channel and @jo", "Ask and"),
        ("It is **bold** `code` ~~gone~~ # one", "It is bold code gone one"),
        ("<script>alert(1)</script>Well", "alert(1)Well"),
        ("One\u202etwo\u200b three\x00\x1b[31m", "Onetwo three31m"),
        ("javascript:alert(1) ok", "ok"),
        ("htt`ps://evil.example/x no", "htt no"),
        ("[a](htt*ps://evil.example) no", "a no"),
        ("Thirteen  forces\nfailed.", "Thirteen forces failed."),
    ],
)
def test_links_mentions_markup_and_unseen_characters_are_taken_out(said, left):
    assert tidy(said) == left


@settings(deadline=None, max_examples=300)
@given(
    st.text(
        alphabet=st.sampled_from(list("[]passgend <>|@!:/.#`*hxtw\n\u200b\u202e\x07"))
        | st.characters()
    )
)
def test_no_text_keeps_a_fence_or_a_line_end(text):
    line = plain_line(text)
    assert "\n" not in line
    assert "[passage" not in line.lower()
    assert "[end" not in line.lower()
    assert not set("@<>`\u200b\u202e") & set(tidy(text)) - {"@"}
