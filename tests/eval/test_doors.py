"""A running service is asked by the contract."""

import json
from datetime import date

import httpx
import pytest

from eval.doors import HttpDoor
from eval.faults import DoorError


def door(respond: object) -> HttpDoor:
    return HttpDoor("http://liaison.test", httpx.MockTransport(respond))  # type: ignore[arg-type]


def test_a_question_is_posted_with_what_is_given_only() -> None:
    seen: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"status": "answered"})

    opened = door(respond)
    answer = opened.ask("What is overdue?", as_="a@b.example", today=date(2026, 10, 1))
    opened.search("custody", k=3)
    opened.search("custody", by="words")
    opened.draft(date(2026, 7, 1), date(2026, 9, 30))

    assert answer == {"status": "answered"}
    assert [(each.method, each.url.path) for each in seen] == [
        ("POST", "/ask"),
        ("GET", "/search"),
        ("GET", "/search"),
        ("POST", "/drafts"),
    ]
    assert json.loads(seen[0].content) == {
        "question": "What is overdue?",
        "as": "a@b.example",
        "today": "2026-10-01",
    }
    assert dict(seen[1].url.params) == {"query": "custody", "k": "3"}
    assert dict(seen[2].url.params) == {"query": "custody", "k": "10", "by": "words"}


def test_a_problem_is_an_error_with_the_services_own_words() -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(503, json={"title": "The index is damaged"})

    with pytest.raises(DoorError, match="The index is damaged"):
        door(respond).sources()


def test_a_service_that_isnt_there_is_an_error_of_the_door() -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(DoorError, match="can't be reached"):
        door(respond).sources()
