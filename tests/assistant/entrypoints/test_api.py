import json
from collections.abc import Iterator
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient

from assistant.domain.errors import InvalidUse, StoreUnavailable
from assistant.entrypoints.api.app import build_app, require_loopback
from assistant.entrypoints.api.limits import MAX_BODY
from assistant.service import Assistant
from assistant.service.figures import Figures
from assistant.settings import Settings, read_settings


@pytest.fixture(scope="module")
def client(sample_assistant: Assistant, sample_settings: Settings) -> Iterator[TestClient]:
    # Not entered as a context: the assistant is shared, and leaving would close it.
    yield TestClient(build_app(sample_assistant, sample_settings), raise_server_exceptions=False)


def test_an_answer_has_every_part_of_the_contract(client: TestClient) -> None:
    answer = client.post("/ask", json={"question": "Which recommendations are overdue?"}).json()

    assert answer["status"] == "answered"
    assert answer["kind"] == "register"
    assert answer["count"] == len(answer["entries"]) > 0
    assert answer["asked"]["today"] == "2026-10-01"
    assert answer["provenance"]["register_as_at"] == "2026-09-30"
    assert answer["provenance"]["index"]
    assert {"understand", "total"} <= answer["provenance"]["took_ms"].keys()
    assert all(
        entry["due"] < "2026-10-01" and entry["status"] == "open" for entry in answer["entries"]
    )


def test_the_stream_brings_progress_statements_and_then_the_same_answer(client: TestClient) -> None:
    question = {"question": "How many recommendations are open?"}
    whole = client.post("/ask", json=question).json()

    lines = client.post("/ask/stream", json=question).text.splitlines()

    events = [
        (name.removeprefix("event: "), json.loads(data.removeprefix("data: ")))
        for name, data in pairwise(lines)
        if name.startswith("event: ")
    ]
    assert events[0][0] == "progress"
    assert [data for name, data in events if name == "statement"] == whole["statements"]
    assert events[-1][0] == "answer"
    assert events[-1][1]["text"] == whole["text"]


def test_a_quotation_opens_highlighted_on_its_page(client: TestClient) -> None:
    answer = client.post("/ask", json={"question": "What is a stalking protection order?"}).json()
    cited = next(each for each in answer["citations"] if each["kind"] == "passage")

    page = client.get(cited["url"])
    document = client.get(cited["url"], headers={"accept": "application/json"}).json()

    assert "<mark" in page.text
    assert document["quote_found"]
    assert document["page"] == cited["page"]
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_page_says_when_a_quotation_does_not_stand_on_it(client: TestClient) -> None:
    report = client.get("/sources").json()["reports"][0]["id"]

    page = client.get(f"/sources/{report}", params={"quote": "Pigs were seen to fly <b>low</b>."})

    assert "does not stand on this page" in page.text
    assert "<mark" not in page.text


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/ask", {"question": ""}, 422),
        ("POST", "/ask", {"question": "x" * 2001}, 422),
        ("POST", "/ask", {"question": "What?", "colour": "red"}, 422),
        ("POST", "/ask", {}, 422),
        ("GET", "/search", None, 422),
        ("GET", "/search?query=fraud&k=0", None, 422),
        ("GET", "/search?query=fraud&report=Cheese+rolling", None, 404),
        ("GET", "/register?sort=colour", None, 422),
        ("GET", "/register?colour=red", None, 422),
        ("GET", "/register/NOPE-1", None, 404),
        ("GET", "/sources/nothing", None, 404),
        ("GET", "/nothing", None, 404),
    ],
)
def test_what_is_wrong_is_a_problem_document(
    client: TestClient, method: str, path: str, body: object, status: int
) -> None:
    response = client.request(method, path, json=body)

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert response.json()["detail"]


def test_a_body_over_the_cap_is_refused_whatever_its_header_says(client: TestClient) -> None:
    def dripping() -> Iterator[bytes]:
        for _ in range(MAX_BODY // 1024 + 2):
            yield b"x" * 1024

    assert client.post("/ask", content=b"x" * (MAX_BODY + 1)).status_code == 413
    assert client.post("/ask", content=dripping()).status_code == 413


def test_the_register_is_listed_filtered_sorted_and_paged(client: TestClient) -> None:
    everything = client.get("/register", params={"sort": "-due"}).json()
    page = client.get("/register", params={"sort": "-due", "offset": 3, "limit": 2}).json()
    crime = client.get("/register", params={"portfolio": "crime", "status": "open"}).json()

    assert everything["count"] == len(everything["entries"]) >= 80
    assert page["entries"] == everything["entries"][3:5]
    assert page["count"] == everything["count"]
    dated = [entry["due"] for entry in everything["entries"] if entry["due"]]
    assert dated == sorted(dated, reverse=True)
    assert crime["count"] > 0
    assert {entry["portfolio"] for entry in crime["entries"]} == {"Crime"}


def test_one_entry_is_found_by_its_reference(client: TestClient) -> None:
    ref = client.get("/register", params={"limit": 1}).json()["entries"][0]["ref"]

    assert client.get(f"/register/{ref}").json()["ref"] == ref


def test_the_check_lists_what_a_person_should_look_at(client: TestClient) -> None:
    check = client.get("/register/check").json()

    assert check["count"] == sum(check["by_kind"].values())
    assert {"not in register", "wording differs", "owner not in the list of people"} <= set(
        check["by_kind"]
    )


def test_exports_open_as_what_they_say(client: TestClient) -> None:
    assert client.get("/register?format=csv").content.startswith(b"\xef\xbb\xbfref,")
    assert client.get("/register?format=xlsx").content.startswith(b"PK")


def test_a_person_can_ask_on_the_page_and_nothing_typed_becomes_markup(client: TestClient) -> None:
    page = client.post("/", content="question=%3Cscript%3Ealert(1)%3C/script%3E+overdue")

    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "Answers come from" in page.text


def test_health_speaks_of_the_process_and_readiness_of_the_stores(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json()["status"] == "ready"
    assert "python_info" in client.get("/metrics").text


def test_an_outage_is_a_503_and_never_an_answer(sample_settings: Settings) -> None:
    class Broken:
        figures = Figures()

        def ask(self, *_: object, **__: object) -> None:
            raise StoreUnavailable("The index is gone.")

    app = build_app(Broken(), sample_settings)  # type: ignore[arg-type]
    response = TestClient(app, raise_server_exceptions=False).post("/ask", json={"question": "x"})

    assert response.status_code == 503
    assert response.headers["retry-after"]
    assert response.json()["detail"] == "The index is gone."


def test_a_fault_shows_a_reference_and_nothing_else(sample_settings: Settings) -> None:
    class Faulty:
        figures = Figures()

        def ask(self, *_: object, **__: object) -> None:
            raise RuntimeError("secret detail")

    app = build_app(Faulty(), sample_settings)  # type: ignore[arg-type]
    response = TestClient(app, raise_server_exceptions=False).post("/ask", json={"question": "x"})

    assert response.status_code == 500
    assert "secret detail" not in response.text
    assert "Reference" in response.json()["detail"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_the_service_does_not_listen_where_others_could_reach_it(host: str) -> None:
    with pytest.raises(InvalidUse, match=r"127\.0\.0\.1"):
        require_loopback(read_settings(host=host))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.5.5.5"])
def test_loopback_addresses_are_fine(host: str) -> None:
    require_loopback(read_settings(host=host))
