import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from starlette.applications import Starlette

from assistant.domain.errors import InvalidUse
from assistant.domain.people import Role
from assistant.entrypoints.api.app import build_app
from assistant.entrypoints.api.roles import allow, anyone, declared
from assistant.service import Assistant
from assistant.settings import Settings
from tests.assistant.entrypoints.conftest import Client, Roles

EVERYONE = {None, "officer", "liaison", "committee", "administrator"}
ROLES = {"officer", "liaison", "committee", "administrator"}
WHO_MAY = {
    ("POST", "/ask"): ROLES,
    ("POST", "/ask/stream"): ROLES,
    ("GET", "/search"): ROLES,
    ("GET", "/register"): ROLES,
    ("GET", "/register/check"): {"liaison"},
    ("GET", "/register/{ref:path}"): ROLES,
    ("GET", "/sources"): ROLES,
    ("GET", "/sources/{report_id}"): ROLES,
    ("GET", "/metrics"): {"administrator"},
    ("GET", "/openapi.json"): ROLES,
    ("POST", "/v1/chat/completions"): ROLES,
    ("GET", "/v1/models"): ROLES,
    ("POST", "/mcp"): ROLES,
    ("GET", "/"): ROLES,
    ("POST", "/"): ROLES,
    ("POST", "/answer"): ROLES,
    ("GET", "/recommendations"): ROLES,
    ("GET", "/reports/{report_id}"): ROLES,
    ("GET", "/check"): {"liaison"},
    ("GET", "/papers"): {"liaison", "administrator"},
    ("POST", "/drafts"): {"liaison", "administrator"},
    ("GET", "/healthz"): EVERYONE,
    ("GET", "/readyz"): EVERYONE,
}


@pytest.fixture(scope="module")
def app(sample_assistant: Assistant, sample_settings: Settings) -> Iterator[FastAPI]:
    settings = sample_settings.model_copy(update={"auth_keys": True, "rate_per_minute": 1_000_000})
    yield build_app(sample_assistant, settings, Roles())


def _status(app: FastAPI, method: str, path: str, role: str | None) -> int:
    headers = {"Authorization": f"Bearer {role}"} if role else {}
    source = (f"{role} {method} {path}", 1)
    client = TestClient(app, headers=headers, raise_server_exceptions=False, client=source)
    address = re.sub(r"\{[^}]+\}", "none", path)
    return client.request(method, address, follow_redirects=False).status_code


def test_every_route_lets_in_exactly_whom_it_declares(app: FastAPI) -> None:
    wrong = []
    for method, path, roles in declared(app.routes):
        if method == "*":
            continue
        for role in (None, "stranger", *(each.value for each in Role)):
            status = _status(app, method, path, role)
            if path == "/sign-in":
                right = status in {200, 401}  # No key was given, or none that holds.
            elif roles is None or role in roles:
                right = status not in {401, 403, 500}
            else:
                right = status == (403 if role in set(Role) else 401)
            if not right:
                wrong.append((method, path, role, status))

    assert wrong == []


def test_routes_are_for_whom_they_should_be(app: FastAPI) -> None:
    found = {
        (method, path): roles if roles is None else {role.value for role in roles}
        for method, path, roles in declared(app.routes)
    }

    assert {route: found[route] or EVERYONE for route in WHO_MAY} == WHO_MAY


def test_only_these_routes_are_open_to_those_who_prove_nothing(app: FastAPI) -> None:
    is_open = {path for _, path, roles in declared(app.routes) if roles is None}

    assert is_open == {"/healthz", "/readyz", "/static", "/sign-in", "/sign-out"}


def _app_with(add: Any) -> FastAPI:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    add(app)
    return app


def _route_without(app: FastAPI) -> None:
    app.get("/leak")(lambda: "secret")


def _router_without(app: FastAPI) -> None:
    router = APIRouter()
    router.get("/fine", dependencies=[allow()])(lambda: "fine")
    router.get("/leak")(lambda: "secret")
    app.include_router(router)


def _mount_without(app: FastAPI) -> None:
    app.mount("/leak", Starlette())


def _route_that_says_two_things(app: FastAPI) -> None:
    app.get("/leak", dependencies=[allow(Role.LIAISON), anyone()])(lambda: "secret")


@pytest.mark.parametrize(
    "add", [_route_without, _router_without, _mount_without, _route_that_says_two_things]
)
def test_a_route_that_does_not_say_who_may_use_it_is_not_served(add: Any) -> None:
    with pytest.raises(TypeError, match="/leak must say once who may use it"):
        list(declared(_app_with(add).routes))


def test_only_the_local_user_may_ask_as_someone_else(
    client_of: Client, sample_assistant: Assistant, sample_settings: Settings
) -> None:
    mine = {"question": "Which are mine?", "as": "Una.Reed@Wexmoor.police.example"}
    local = TestClient(build_app(sample_assistant, sample_settings))

    for role in Role:
        assert client_of(role.value).post("/ask", json=mine).status_code == 403
        assert client_of(role.value).post("/ask/stream", json=mine).status_code == 403
    own = client_of("officer una.reed@wexmoor.police.example").post("/ask", json=mine)
    assert own.json()["asked"]["as"] == "una.reed@wexmoor.police.example"
    assert local.post("/ask", json=mine).json()["asked"]["as"] == "una.reed@wexmoor.police.example"


def test_a_service_that_asks_for_proof_does_not_start_without_a_way_to_check_it(
    sample_assistant: Assistant, proving_settings: Settings
) -> None:
    with pytest.raises(InvalidUse, match="nothing proves it"):
        build_app(sample_assistant, proving_settings)


def test_a_refusal_says_how_to_prove_who_asks(client_of: Client) -> None:
    response = client_of(None).get("/register")

    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.headers["content-type"] == "application/problem+json"


def test_guessing_is_stopped_after_ten_failures_and_good_credentials_wait_too(
    client_of: Client,
) -> None:
    statuses = [client_of(f"guess-{n}").get("/sources").status_code for n in range(100)]

    assert statuses[:10] == [401] * 10
    assert set(statuses[10:]) == {429}
    response = client_of("liaison").get("/sources")
    assert response.status_code == 429
    assert response.headers["retry-after"]


def test_one_greedy_person_is_slowed_down_and_others_are_not(
    sample_assistant: Assistant, proving_settings: Settings
) -> None:
    settings = proving_settings.model_copy(update={"rate_per_minute": 40})
    client = TestClient(build_app(sample_assistant, settings, Roles()))

    def status(person: str) -> int:
        headers = {"Authorization": f"Bearer officer {person}"}
        return client.get("/openapi.json", headers=headers).status_code

    greedy = [status("greedy@x.example") for _ in range(30)]

    assert greedy[:10] == [200] * 10
    assert greedy[-10:] == [429] * 10
    assert status("other@x.example") == 200
