"""The whole way with a language model that a scripted endpoint plays."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.bootstrap import build_assistant
from assistant.domain.people import LOCAL
from assistant.render.document import answer_document
from assistant.service import Assistant, Question
from assistant.settings import read_settings
from tests import fake_model_server as fake

QUESTION = Question("What innovative practice was found in Wexmoor?", LOCAL, date(2026, 10, 1))
WITHOUT = "without the language model"


@pytest.fixture
def server() -> Iterator[Any]:
    with fake.FakeModelServer(fake.saying("{}")) as running:
        yield running


@pytest.fixture
def assistant(server: Any, sample_home: Path) -> Iterator[Assistant]:
    made = build_assistant(
        read_settings(
            home=sample_home,
            model_provider="openai",
            model_name="scripted",
            model_base_url=f"{server.origin}/v1",
            model_api_key="sk-test",
        )
    )
    yield made
    made.close()


def test_a_model_that_makes_things_up_changes_nothing_but_the_label(
    assistant: Assistant, server: Any, sample_assistant: Assistant
) -> None:
    claim = {"text": "Everything is closed.", "support": [{"handle": "h1", "quote": "so it is"}]}
    server.behave = fake.saying(json.dumps({"claims": [claim]}))

    plain = answer_document(sample_assistant.ask(QUESTION))
    answered = answer_document(assistant.ask(QUESTION))

    assert server.requests
    assert answered["provenance"]["model"] is None
    assert answered["provenance"]["took_ms"]["model"] > 0
    assert "Everything is closed" not in answered["text"]
    said = [each for each in answered["statements"] if WITHOUT not in each["text"]]
    assert [each["text"] for each in said] == [each["text"] for each in plain["statements"]]
    assert any(WITHOUT in each["text"] for each in answered["statements"])


def test_the_model_is_shown_passages_and_no_register(assistant: Assistant, server: Any) -> None:
    assistant.ask(QUESTION)
    assistant.ask(Question("Which recommendations are overdue?", LOCAL, date(2026, 10, 1)))

    assert len(server.requests) == 1
    shown = json.dumps(server.requests[0][2])
    assert not re.search(r"@wexmoor|Pending sign-off", shown)


def test_a_model_that_is_down_leaves_the_extractive_answer(
    assistant: Assistant, server: Any, sample_assistant: Assistant
) -> None:
    server.behave = fake.status(500)

    answer = assistant.ask(QUESTION)

    assert answer.outcome is sample_assistant.ask(QUESTION).outcome
    assert any(WITHOUT in each.text for each in answer.statements)
