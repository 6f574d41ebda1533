"""How a force was graded, in the sentences that give its grades."""

from collections.abc import Callable

import pytest

from assistant.domain.answers import Answer, Outcome
from assistant.domain.people import Asker, Role

LIAISON = Asker(roles=frozenset({Role.LIAISON}))
Ask = Callable[[str], Answer]


def said(answer: Answer) -> list[str]:
    return [each.text for each in answer.statements if not each.remark]


@pytest.mark.parametrize("question", ["How was Wexmoor graded?", "what were the PEEL grades?"])
def test_every_grade_is_given_where_no_area_is_named(asks: Ask, question: str) -> None:
    grades = said(asks(question))

    assert len(grades) == 8
    assert all(each.startswith("Wexmoor Police ") for each in grades)


@pytest.mark.parametrize(
    ("question", "grade"),
    [
        ("What grade did Wexmoor get for responding to the public?", "is inadequate at"),
        ("Is our force good at investigating crime?", "requires improvement at"),
        ("what was wexmoor rated for leadership", "requires improvement in its leadership"),
    ],
)
def test_the_grade_of_the_area_that_is_named_is_given_alone(
    asks: Ask, question: str, grade: str
) -> None:
    (only,) = said(asks(question))

    assert grade in only


@pytest.mark.parametrize(
    "question", ["What grade did Wexmoor get for counter terrorism?", "How was Brackenford graded?"]
)
def test_a_grade_that_no_report_gives_is_not_made_up(asks: Ask, question: str) -> None:
    assert asks(question).outcome is Outcome.ABSTAINED
