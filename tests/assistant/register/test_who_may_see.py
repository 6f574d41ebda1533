"""Whose entries are whose, and who may see them."""

import pytest

from assistant.domain.answers import Outcome, Reason
from tests.assistant.register.small_register import Ask, refs, text


def test_own_entries_are_told_as_yours_in_singular_and_plural(ask: Ask) -> None:
    two = ask("Which open recommendations do I own?", email="ada@x.example")
    one = ask("Which open recommendations do I own?", email="bram@x.example")
    assert text(two).startswith("You own 2 open recommendations, 1 of them overdue on 20 May 2026")
    assert text(one).startswith("You own 2 open recommendations")  # one of them is restricted
    assert refs(one) == ["REG-07", "REG-05"]


def test_an_address_that_owns_nothing_is_no_identity(ask: Ask) -> None:
    answer = ask("my recs", email="zed@x.example")
    assert (answer.outcome, answer.reason) == (Outcome.ABSTAINED, Reason.NO_IDENTITY)
    assert "zed@x.example" in text(answer) and "the duty desk" in text(answer)
    assert answer.entries == () and answer.count is None


def test_without_an_address_nobody_is_guessed(ask: Ask) -> None:
    assert ask("my recs").reason is Reason.NO_IDENTITY


@pytest.mark.parametrize(
    "question",
    ["everything in cells", "how many recs are there?", "what is overdue?", "recs by portfolio",
     "what does Bram Oakes own?", "REG-07", "cells recommendations"],
)  # fmt: skip
def test_a_restricted_entry_shows_nowhere_to_who_may_not_see_it(ask: Ask, question: str) -> None:
    answer = ask(question, email="ada@x.example")
    shown = f"{text(answer)} {refs(answer)} {answer.groups} {answer.choices}"
    assert "Secret" not in shown
    assert question == "REG-07" or "REG-07" not in shown
    assert "row 7" not in shown
    assert "REG-07" in refs(ask("everything in cells", liaison=True))


def test_a_channel_is_told_nothing_of_the_register(ask: Ask) -> None:
    answer = ask("what is overdue?", public_only=True, email="ada@x.example")
    assert answer.reason is Reason.NOT_PERMITTED
    assert answer.entries == ()


def test_the_highest_marking_of_what_was_used_is_on_the_answer(ask: Ask) -> None:
    assert ask("everything in cells").marking == "force"
    assert ask("everything in cells", liaison=True).marking == "restricted"
