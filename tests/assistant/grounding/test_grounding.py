from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.grounding.draft import DraftStatement, Support, ground_draft
from assistant.grounding.quotations import quote_stands
from assistant.grounding.verdict import ground

PAGE = """The Northmoor force inspected 21 July 2021 its multi-
agency hub. It “requires improvement”, and the chief constable does not hold
weekly reviews. Thirteen officers were trained by 30th November 2021."""


@pytest.mark.parametrize(
    "quote",
    [
        "The Northmoor force inspected",
        "multi-agency hub.",
        'It "requires improvement", and the chief',
        "does not hold weekly reviews",
        "21 July 2021",
    ],
)
def test_a_quotation_stands_over_line_ends_and_typographic_quotes(quote):
    assert quote_stands(quote, PAGE)


@pytest.mark.parametrize(
    "quote",
    [
        "1 July 2021",
        "12 July 2021",
        "does hold weekly reviews",
        "",
        "  ",
        "The north",
        "rained by 30th",
    ],
)
def test_a_quotation_that_differs_or_cuts_a_word_does_not_stand(quote):
    assert not quote_stands(quote, PAGE)


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 30), st.integers(1, 12))
def test_every_run_of_whole_words_stands(start, length):
    tokens = PAGE.split()
    run = tokens[start : start + length]
    if run and run[0] != "agency":
        assert quote_stands(" ".join(run).replace("multi- agency", "multi-agency"), PAGE)


SOURCE = (
    "By 30th November 2021, Northmoor Police should not close any of its thirteen custody suites."
)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (
            "By 31 November 2021, Northmoor Police should not close its thirteen custody suites.",
            "number",
        ),
        (
            "By 30 November 2020, Northmoor Police should not close its thirteen custody suites.",
            "date",
        ),
        (
            "By 30 November 2021, Northmoor Police should not close its fourteen custody suites.",
            "number",
        ),
        (
            "By 30 November 2021, Southmoor Police should not close its thirteen custody suites.",
            "name",
        ),
        (
            "By 30 November 2021, Northmoor Police should close its thirteen custody suites.",
            "negation",
        ),
        (
            "By 30 November 2021, Northmoor Police must not close its thirteen custody suites.",
            "must",
        ),
        ("Northmoor Police has excellent custody suites, and should not close any.", "excellent"),
    ],
)
def test_a_statement_that_says_more_than_its_source_is_told_apart(statement, fault):
    assert fault in " ".join(ground(statement, [SOURCE]).unsupported)


def test_a_rewording_with_the_same_facts_is_grounded():
    statement = (
        "Northmoor Police should not close any of its 13 custody suites by 30 November 2021."
    )
    assert ground(statement, [SOURCE]).grounded


def test_a_negation_that_was_put_in_is_told_apart():
    source = "Leaders share information with schools every week."
    assert not ground(
        "Leaders do not share information with schools every week.", [source]
    ).grounded


DAYS = st.dates().filter(lambda day: day.year >= 1900 and day.year < 2100)
VERBS = st.sampled_from(["publish", "review", "extend", "refresh", "monitor", "record", "adopt"])
BODIES = st.sampled_from(
    ["Northmoor Council", "the chief constable", "Harrow Vale Police", "the board"]
)
THINGS = st.sampled_from(["training plans", "bail decisions", "victim contracts", "radio checks"])


def _sentence(body, negated, verb, number, thing, day):
    duty = "should not" if negated else "should"
    written = f"{day.day} {day:%B %Y}"
    return f"By {written}, {body} {duty} {verb} all {number} {thing}."


FACTS = st.tuples(BODIES, st.booleans(), VERBS, st.integers(2, 500), THINGS, DAYS)


@settings(deadline=None, max_examples=300)
@given(FACTS, st.integers(1, 99), st.integers(1, 9000))
def test_mutated_numbers_dates_and_negations_are_dropped(facts, more, days_later):
    body, negated, verb, number, thing, day = facts
    other_number, other_day = number + more, day + timedelta(days=days_later)
    source = _sentence(*facts)
    for mutated in (
        _sentence(body, negated, verb, other_number, thing, day),
        _sentence(body, negated, verb, number, thing, other_day),
        _sentence(body, not negated, verb, number, thing, day),
    ):
        assert not ground(mutated, [source]).grounded


@settings(deadline=None, max_examples=200)
@given(FACTS)
def test_a_reordered_statement_with_the_same_facts_is_kept(facts):
    body, negated, verb, number, thing, day = facts
    source = _sentence(*facts)
    duty = "should not" if negated else "should"
    body = body[0].upper() + body[1:]
    reordered = f"{body} {duty} {verb} all {number} {thing} by {day:%d %B %Y}."
    assert ground(reordered, [source]).grounded


EVIDENCE = {
    "h1": SOURCE,
    "h2": "Thirteen recommendations were made to forces in England and Wales.",
}


def _draft(text, handle, quote):
    return DraftStatement(text, (Support(handle, quote),))


def test_a_statement_citing_an_unknown_handle_is_dropped():
    outcome = ground_draft([_draft(SOURCE, "h9", SOURCE)], EVIDENCE)
    assert outcome.kept == ()
    assert "unknown handle h9" in outcome.dropped[0].reason


def test_a_near_miss_of_a_quotation_is_dropped():
    near = "Twelve recommendations were made to forces in England"
    outcome = ground_draft([_draft(near + ".", "h2", near)], EVIDENCE)
    assert outcome.kept == ()
    assert "don't stand" in outcome.dropped[0].reason


def test_another_piece_of_evidence_does_not_support_a_quotation():
    assert ground_draft([_draft(SOURCE, "h2", SOURCE)], EVIDENCE).kept == ()


def test_only_the_supports_that_hold_are_kept():
    draft = DraftStatement(
        "Thirteen recommendations were made to forces.",
        (Support("h2", EVIDENCE["h2"]), Support("h7", "made up words that nobody wrote")),
    )
    (kept,) = ground_draft([draft], EVIDENCE).kept
    assert [support.handle for support in kept.supports] == ["h2"]


def test_a_quotation_of_a_few_words_supports_nothing():
    assert (
        ground_draft(
            [_draft("Thirteen recommendations.", "h2", "Thirteen recommendations")], EVIDENCE
        ).kept
        == ()
    )
