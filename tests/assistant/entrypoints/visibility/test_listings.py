import csv
import io
from time import thread_time
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.domain.errors import NotFound
from assistant.domain.people import Asker, Role
from assistant.service import Assistant, Question
from tests.assistant.entrypoints.visibility.marked import (
    ROWS,
    SHUT_REPORT,
    email_of,
    hidden_from,
)


def _said(text: str) -> dict[str, str]:
    return {"role": "user", "content": text}


def _reports(client: TestClient) -> list[str]:
    return [each["id"] for each in client.get("/sources").json()["reports"]]


@pytest.mark.parametrize("role", ["officer", "committee", "administrator", "liaison"])
@pytest.mark.parametrize("name", ["Zed Nobody", "Ann Archer"])
def test_every_listing_and_export_holds_exactly_what_the_asker_may_see(
    app: Any, role: str, name: str
) -> None:
    asker = Asker(email_of(name), name, frozenset({Role(role)}))
    client = TestClient(app, headers={"Authorization": f"Bearer {role} {email_of(name)}"})
    visible = {row.ref for row in ROWS if row.shown_to(asker)}

    listing = client.get("/register").json()
    exported = client.get("/register?format=csv").content.decode("utf-8-sig")
    pages = {
        entry["ref"]
        for offset in range(0, 80, 7)
        for entry in client.get(f"/register?offset={offset}&limit=7").json()["entries"]
    }

    assert {entry["ref"] for entry in listing["entries"]} == visible
    assert listing["count"] == len(visible)
    assert {row["ref"] for row in csv.DictReader(io.StringIO(exported))} == visible
    assert pages == visible
    told = [
        exported,
        client.get("/register").text,
        client.get("/sources").text,
        client.get("/search", params={"query": "stores ledger kept", "k": 100}).text,
        client.post("/ask/stream", json={"question": "List all entries in the register"}).text,
        client.get("/").text,
        client.get("/recommendations?whose=all").text,
        client.get("/recommendations?whose=mine&sort=-ref").text,
        client.get("/reports").text,
        client.post("/", content="question=List+all+entries+in+the+register").text,
        client.post("/answer", content="question=List+all+entries+in+the+register").text,
        client.post("/v1/chat/completions", json={"messages": [_said("List all entries")]}).text,
        *(client.get(f"/reports/{each}").text for each in _reports(client)),
        *(client.get(f"/recommendations/{ref}").text for ref in sorted(visible)[:8]),
    ]
    hidden = [word for word in hidden_from(asker) if any(word in text for text in told)]
    assert hidden == []
    assert f"{len(visible)} entries that you may see" in client.get("/reports").text
    assert (SHUT_REPORT in told[2]) == (role == "liaison")


def test_what_may_not_be_seen_is_not_found_like_what_is_not_there(
    app: Any, assistant: Assistant
) -> None:
    client = TestClient(app, headers={"Authorization": "Bearer officer zed@x.example"})
    outsider = Asker("zed@x.example", "Zed", frozenset({Role.OFFICER}), "http")
    hidden = next(row for row in ROWS if not row.shown_to(outsider)).ref
    everything = Asker(roles=frozenset({Role.LIAISON}))
    shut = next(each for each in assistant.reports(everything) if each.title == SHUT_REPORT)

    entry, no_entry = client.get(f"/register/{hidden}"), client.get("/register/QRX-999")
    page, no_page = client.get(f"/sources/{shut.id}"), client.get("/sources/nothing")

    assert entry.status_code == no_entry.status_code == 404
    assert entry.text.replace(hidden, "*") == no_entry.text.replace("QRX-999", "*")
    assert (page.status_code, page.text) == (404, no_page.text)
    with pytest.raises(NotFound, match="No report called"):
        assistant.search("ledger", k=5, report=SHUT_REPORT, asker=outsider)


def test_the_time_of_an_answer_tells_nothing_either(assistant: Assistant) -> None:
    asker = Asker("zed@x.example", "Zed", frozenset({Role.OFFICER}), "http")
    hidden = next(row for row in ROWS if not row.shown_to(asker))

    # Of this thread alone, so that a busy machine changes nothing; the least of many.
    took: dict[str, list[float]] = {hidden.ref: [], "QRX-999": []}
    for ref in [*took] * 20:
        started = thread_time()
        assistant.ask(Question(f"What is the status of {ref}?", asker))
        took[ref].append(thread_time() - started)

    assert abs(min(took[hidden.ref]) - min(took["QRX-999"])) < 0.01
