"""How long an answer says that each of its steps took."""

import time

import pytest

from assistant.domain.people import LOCAL
from assistant.service import Assistant, Question


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        ("Which recommendations are overdue?", {"understand", "answer"}),
        ("What did the inspectors say about domestic abuse?", {"understand", "retrieve", "answer"}),
        ("Which reports do you have?", {"understand", "answer"}),
    ],
)
def test_the_steps_of_an_answer_are_timed_apart_and_add_up(
    sample_assistant: Assistant, question: str, steps: set[str]
) -> None:
    began = time.perf_counter()
    took = dict(sample_assistant.ask(Question(question, LOCAL)).provenance.took_ms)
    elapsed_ms = (time.perf_counter() - began) * 1000
    total = took.pop("total")
    assert took.keys() == steps
    assert all(each > 0 for each in took.values())
    assert sum(took.values()) == pytest.approx(total)
    assert total <= elapsed_ms
