"""Messages as data: within Slack's limits, whole, and never more than text."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.answers import Answer, Group, Kind, Outcome, Statement
from assistant.entrypoints.slack.guards import question_of
from assistant.render.slack_answer import render_answer
from assistant.render.slack_blocks import Message, message
from assistant.render.slack_dialogues import draft_form, notice, wrong_form
from assistant.render.slack_handover import QUESTION, handed_over, question_in, words_of
from assistant.render.slack_home import home_view
from assistant.render.slack_pack import plain_pieces
from assistant.render.slack_table import MAX_ROWS, entry_table, group_table, urgency
from assistant.render.slack_text import clean, cut, escaped, pieces
from tests.builders import a_quotation, a_row, an_answer, an_entry
from tests.slack import draw
from tests.slack.block_kit import check_blocks, check_view
from tests.slack.bot import PAT, TODAY, VIEWER, entries_of, own_answer, spoken
from tests.slack.kinds import FACTS, kinds, messages

BOMB = (
    "<!channel> <!here> <!subteam^S1> <@U123> <#C123> <https://evil.example|click> @here "
    "https://evil.example/x.png *bold* _it_ ~no~ `code` :wave: [a](https://evil.example) "
    "![i](https://evil.example/i.png) &lt;!channel&gt; &amp;lt;!channel&amp;gt; "
    "<!date^1392734382^{date}|now> \u202egnippilf\u202c \u200b\x07\n> quote\n```pre```"
)
HARMLESS = {"rich_text", "context", "context_actions", "actions", "data_table", "header"}


def _safe(said: Message) -> None:
    code, wrong = check_blocks(list(said.blocks))
    assert code is None, wrong
    assert {block["type"] for block in said.blocks} <= HARMLESS
    assert not any(mark in said.text for mark in "<>")
    for element in _elements(list(said.blocks)):
        if element.get("type") == "link":
            assert element["url"].startswith(f"{VIEWER}/sources/")
        assert element.get("type") not in ("mrkdwn", "image", "emoji", "broadcast", "usergroup")


def _elements(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(each for part in value.values() for each in _elements(part))]
    return [each for part in value for each in _elements(part)] if isinstance(value, list) else []


def _bombed(text: str) -> Answer:
    quotation = a_quotation(text or "x", title=text, page_label=text)
    row = a_row(ref=text or "x", source=text, sheet=text)
    return an_answer(
        Statement(text or "x", (quotation, row)),
        Statement(text or "x", (row,), mark="•"),
        Statement(text or "x", (quotation,), mark=text),
        nearest=(Statement(text or "x", (quotation,)),),
        choices=(text or "x",),
    )


@pytest.mark.parametrize("name", sorted(messages()))
def test_every_kind_of_message_is_within_the_limits(name: str) -> None:
    assert messages()[name]
    for said in messages()[name]:
        _safe(said)


def test_every_tab_and_dialogue_is_within_the_limits() -> None:
    views = [
        home_view(FACTS),
        home_view(replace(FACTS, entries=None)),
        home_view(replace(FACTS, entries=(), register_as_at=None)),
        draft_form(TODAY, TODAY),
        wrong_form("id"),
        notice("Committee paper", "One moment ..."),
    ]
    assert [check_view(view) for view in views] == [[]] * len(views)


def test_every_kind_is_drawn_with_all_its_words() -> None:
    drawn = kinds()

    assert {
        "own-0",
        "own-1",
        "own-12",
        "own-250",
        "cited",
        "refusal",
        "clarification",
        "draft",
    } <= (drawn.keys())
    assert "Inspectors found 140 items that nobody had recorded. [2][3]" in drawn["cited"][0]
    assert "1–10 of 200" in drawn["own-250"][0]
    assert "<script" not in draw.page(draw.message({"text": "<script>"}))


def test_text_of_sources_mentions_links_and_formats_nothing() -> None:
    shown = render_answer(_bombed(BOMB), "id", VIEWER, BOMB).messages
    assert shown
    for said in shown:
        _safe(said)
        text = spoken({"blocks": list(said.blocks)})
        assert "<!channel> <!here>" in text
        assert "\u202e" not in json.dumps(said.blocks, ensure_ascii=False)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=400) | st.sampled_from([BOMB, "", " ", "\u0000", "x" * 5_000]))
def test_any_text_becomes_nothing_but_text(text: str) -> None:
    for said in render_answer(_bombed(text), "id", VIEWER, text or None).messages:
        _safe(said)
    held = tuple(
        replace(each, text=text, ref=text, status_text=text) for each in entries_of(PAT, 3)
    )
    for said in render_answer(own_answer(PAT, held), "id", VIEWER).messages:
        _safe(said)
    for said in handed_over(text, text, "U1", text):
        code, wrong = check_blocks(list(said.blocks))
        assert code is None, wrong


@settings(deadline=None)
@given(st.text(max_size=2_500) | st.sampled_from([BOMB, "q" * 2_000]))
def test_a_question_comes_back_from_the_button_that_hands_it_over(text: str) -> None:
    said = render_answer(_bombed("x"), "id", VIEWER, question=text).messages[-1]
    _safe(said)

    shown = cut(text, QUESTION)
    assert question_in({"blocks": list(said.blocks)}) == shown
    assert check_view(wrong_form("\n".join(("i" * 36, "C" * 11, "1" * 17, shown)))) == []


def test_what_slack_gives_back_is_handed_over_as_it_was_said() -> None:
    made = an_answer(Statement("It is <so> & more.", (a_quotation("so"),)))
    (said,) = render_answer(made, "id", VIEWER, question="Is it?").messages

    assert "It is <so> & more. [1]" in words_of({"blocks": list(said.blocks)})
    assert f"{VIEWER}/sources/" in words_of({"blocks": list(said.blocks)})
    assert words_of({"text": "It is &lt;so&gt; &amp;amp;"}) == "It is <so> &amp;"


@settings(deadline=None)
@given(st.text(), st.integers(1, 50))
def test_pieces_lose_nothing(text: str, limit: int) -> None:
    cut = pieces(text, limit)

    assert "".join(cut) == text
    assert all(0 < len(each) <= limit for each in cut)


@settings(deadline=None)
@given(st.text())
def test_escaping_leaves_nothing_for_slack_to_find(text: str) -> None:
    assert "<" not in escaped(text)
    assert ">" not in escaped(text)
    # Whoever undoes it once has the text again, and not the text undone twice.
    assert question_of(escaped(text)) == " ".join(clean(text).split())


@pytest.mark.parametrize("length", [2_999, 3_000, 3_001, 9_000, 60_000])
def test_a_long_answer_is_split_with_nothing_left_out(length: int) -> None:
    words = " ".join(f"w{n}" for n in range(length // 6))
    made = an_answer(Statement(words, (a_quotation("w1"),)))
    said = render_answer(made, "id", VIEWER).messages

    whole = "".join(spoken({"blocks": list(each.blocks)}) for each in said)
    assert words in whole
    assert whole.index("[1]") > whole.index(words)
    assert "Sources" in whole
    assert said[-1].blocks[-2]["type"] == "context_actions"
    for each in said:
        _safe(each)


@pytest.mark.parametrize("count", [1, 2, 10, 123, 199, 200, 201, 300, 3_000])
@pytest.mark.parametrize("width", [1, 90, 900])
def test_a_table_of_any_size_is_within_the_limits(count: int, width: int) -> None:
    entries = [replace(an_entry(), ref=f"R{n}", text="w" * width) for n in range(count)]
    made = entry_table(entries, "caption", TODAY)

    assert check_blocks([made.block]) == (None, [])
    assert len(made.block["rows"]) == 1 + min(count, MAX_ROWS)
    assert made.whole == (count <= MAX_ROWS)


def test_what_is_urgent_comes_first() -> None:
    day = timedelta(days=1)
    entries = [
        an_entry(ref="undated"),
        an_entry(ref="soon", due=TODAY + day),
        an_entry(ref="late", due=TODAY - day),
        an_entry(ref="later", due=TODAY - 9 * day),
        an_entry(ref="today", due=TODAY),
    ]
    ordered = sorted(entries, key=lambda entry: urgency(entry, TODAY))

    assert [entry.ref for entry in ordered] == ["later", "late", "today", "soon", "undated"]
    rows = spoken({"blocks": [entry_table(ordered, "caption", TODAY).block]})
    assert rows.count("overdue") == 2  # What is due today isn't.


def test_a_count_of_what_is_not_stated_says_so() -> None:
    groups = [Group((("owner", "Ann Lee"),), 2, ("A", "B")), Group((("owner", ""),), 1, ("C",))]
    block = group_table(groups, "caption").block
    assert check_blocks([block]) == (None, [])
    assert "not stated1" in spoken({"blocks": [block]})


def test_a_long_quotation_still_makes_a_link_that_slack_takes() -> None:
    quote = "Wörter über Wörter " * 300
    made = an_answer(Statement("It is so.", (a_quotation(quote.strip()),)))
    (said,) = render_answer(made, "id", VIEWER).messages

    links = [each for each in _elements(list(said.blocks)) if each.get("type") == "link"]
    assert len(links[0]["url"]) < 3_000
    _safe(said)


def test_without_an_address_sources_are_named_but_not_linked() -> None:
    made = an_answer(Statement("It is so.", (a_quotation("so"),)))
    (said,) = render_answer(made, "id", None).messages

    assert "Handling of found property, page 3" in spoken({"blocks": list(said.blocks)})
    assert "link" not in [each.get("type") for each in _elements(list(said.blocks))]


def test_plain_text_says_all_that_the_blocks_say() -> None:
    (said,) = render_answer(own_answer(PAT, entries_of(PAT, 3)), "id", VIEWER).messages
    plain = "\n".join(plain_pieces(said))

    for words in ("You own 3 entries", "HFP-001 | ", "[1] HFP-001, row 1", "Understood as"):
        assert words in plain


@pytest.mark.parametrize(
    ("changes", "buttons"),
    [
        ({}, ["context_actions", "actions"]),
        ({"kind": Kind.OTHER}, ["actions"]),
        ({"outcome": Outcome.CLARIFY, "choices": ("This one", "That one")}, []),
    ],
)
def test_buttons_stand_only_where_they_act(changes: dict[str, Any], buttons: list[str]) -> None:
    made = an_answer(Statement("Which one?", (), remark=True), **changes)
    (said,) = render_answer(made, "id", VIEWER).messages

    found = [block["type"] for block in said.blocks if "actions" in block["type"]]
    assert found == buttons


def test_a_message_without_layout_is_its_text() -> None:
    said = message("One <two> & three")

    assert said.text == "One &lt;two&gt; &amp; three"
    assert spoken({"blocks": list(said.blocks)}) == "One <two> & three"
