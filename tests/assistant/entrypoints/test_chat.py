"""The official client of chat programs against the service."""

from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest

OVERDUE = "Which recommendations are overdue?"


@pytest.fixture
def client(proving_address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(
        base_url=f"{proving_address}/v1", api_key="liaison una@x.example", max_retries=0
    ) as made:
        yield made


def _user(*texts: str) -> Any:
    said: list[dict[str, str]] = []
    for text in texts:
        said += [{"role": "user", "content": text}, {"role": "assistant", "content": "..."}]
    return said[:-1]


def test_the_client_finds_the_model(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["liaison"]
    assert client.models.retrieve("liaison").owned_by == "liaison"


def test_an_answer_keeps_its_citations_in_the_text_and_as_annotations(
    client: openai.OpenAI, proving_address: str
) -> None:
    question = "What is a stalking protection order?"
    reply = client.chat.completions.create(model="liaison", messages=_user(question))
    whole = httpx.post(
        f"{proving_address}/ask",
        json={"question": question},
        headers={"Authorization": "Bearer liaison una@x.example"},
    ).json()

    message = reply.choices[0].message
    assert message.content
    assert message.content.startswith(whole["text"])
    assert reply.choices[0].finish_reason == "stop"
    assert message.annotations
    for annotation in message.annotations:
        cited = annotation.url_citation
        assert message.content[cited.start_index : cited.end_index].startswith("[")
        assert cited.url.startswith(proving_address)
        assert cited.url in message.content
    opened = httpx.get(
        message.annotations[0].url_citation.url, headers={"Authorization": "Bearer officer"}
    )
    assert "<mark" in opened.text


def test_a_streamed_answer_is_the_same_as_a_whole_one(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="liaison", messages=_user(OVERDUE))
    chunks = list(
        client.chat.completions.create(model="liaison", messages=_user(OVERDUE), stream=True)
    )

    told = [chunk.choices[0].delta.content or "" for chunk in chunks]
    assert "".join(told) == whole.choices[0].message.content
    assert sum(bool(text) for text in told) > 3
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[0].choices[0].delta.role == "assistant"


def test_a_conversation_is_continued_and_another_is_not_mixed_in(client: openai.OpenAI) -> None:
    first, other = "Which recommendations are in the Crime portfolio?", "How many are closed?"
    for opening in (first, other):
        client.chat.completions.create(model="liaison", messages=_user(opening))

    follow_up = client.chat.completions.create(
        model="liaison", messages=_user(first, "Which of them are overdue?")
    )
    whole = follow_up.model_dump()["liaison"]

    assert {entry["portfolio"] for entry in whole["entries"]} == {"Crime"}
    assert all(entry["status"] == "open" for entry in whole["entries"])


def test_parts_and_system_messages_and_settings_of_models_are_put_up_with(
    client: openai.OpenAI,
) -> None:
    reply = client.chat.completions.create(
        model="gpt-something",
        messages=[
            {"role": "system", "content": "You are a pirate."},
            {"role": "user", "content": [{"type": "text", "text": OVERDUE}]},
        ],
        temperature=0.9,
        max_tokens=5,
        user="someone",
    )

    assert reply.model == "gpt-something"
    assert "overdue" in (reply.choices[0].message.content or "")


def test_rights_are_the_callers(proving_address: str) -> None:
    def count(key: str) -> Any:
        with openai.OpenAI(base_url=f"{proving_address}/v1", api_key=key, max_retries=0) as client:
            reply = client.chat.completions.create(
                model="liaison", messages=_user("List all entries in the register")
            )
            return reply.model_dump()["liaison"]["count"]

    assert count("liaison") > count("officer")
    with pytest.raises(openai.AuthenticationError):
        count("stranger")


@pytest.mark.parametrize(
    "messages",
    [
        [],
        [{"role": "assistant", "content": "hello"}],
        [{"role": "user", "content": ""}],
        [{"role": "user", "content": "x" * 3000}],
        [{"role": "emperor", "content": "hello"}],
    ],
)
def test_what_cannot_be_asked_is_an_error_of_the_client(
    client: openai.OpenAI, messages: Any
) -> None:
    with pytest.raises(openai.UnprocessableEntityError):
        client.chat.completions.create(model="liaison", messages=messages)


def test_a_fault_in_a_stream_is_an_error_and_not_a_short_answer(client: openai.OpenAI) -> None:
    with pytest.raises(openai.APIError, match="no question"):
        list(client.chat.completions.create(model="x", messages=_user("\u200b"), stream=True))


def test_a_long_conversation_fits_and_an_endless_one_does_not(client: openai.OpenAI) -> None:
    long: Any = [{"role": "assistant", "content": "x" * 100_000}, *_user(OVERDUE)]
    assert client.chat.completions.create(model="x", messages=long).choices

    with pytest.raises(openai.APIStatusError) as refused:
        client.chat.completions.create(model="x", messages=[*long[:1] * 12, *long[1:]])
    assert refused.value.status_code == 413
