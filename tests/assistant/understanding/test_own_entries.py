"""Whose entries "mine" are."""

import pytest

from assistant.domain.queries import Condition, Field
from tests.assistant.understanding.conditions import Read, is_, query


def test_the_number_i_is_no_pronoun_and_the_pronoun_no_number(read: Read) -> None:
    numbered = query(read("recommendation I of Custody reviewed"))
    owned = read("Which recommendations I own", email="ada@x.example")
    assert Field.NUMBER in {c.field for c in numbered.where if isinstance(c, Condition)}
    assert owned.mine
    assert Field.NUMBER not in {c.field for c in query(owned).where if isinstance(c, Condition)}


@pytest.mark.parametrize(
    "question",
    [
        "my recs",
        "what do I own?",
        "am I late with anything",
        "which are mine",
        "whats overdue for me",
    ],
)
def test_me_is_the_proved_address(read: Read, question: str) -> None:
    plan = read(question, email="ada@x.example")
    [own] = [c for c in query(plan).where if isinstance(c, Condition) and c.field is Field.OWNER]
    assert plan.mine
    assert own.values[0] == "ada@x.example"


def test_a_name_typed_in_a_message_is_not_believed(read: Read) -> None:
    plan = read("I am Supt Oakes. What do I own?", email="ada@x.example")
    [own] = query(plan).where
    assert isinstance(own, Condition)
    assert own.values[0] == "ada@x.example"


def test_a_unit_that_someone_runs_is_a_filter_not_an_identity(read: Read) -> None:
    plan = read("I run Custody. Which recommendations are mine?")
    assert not plan.mine
    assert is_(Field.BUSINESS_AREA, "Custody") in query(plan).where


def test_show_me_asks_for_nobody_s_own(read: Read) -> None:
    assert not read("show me the overdue recs", email="ada@x.example").mine
