import re

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from assistant.entrypoints.api import web
from assistant.entrypoints.api.app import build_app
from assistant.entrypoints.api.html import FOLDER
from assistant.service import Assistant
from assistant.settings import Settings

ROUTES = [
    route for part in web.PAGES for route in part.router.routes if isinstance(route, APIRoute)
]
FORMS = sorted(re.sub(r"\{.*?\}", "x", route.path) for route in ROUTES if "POST" in route.methods)
ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
]


@pytest.fixture
def app(sample_assistant: Assistant, sample_settings: Settings) -> FastAPI:
    return build_app(sample_assistant, sample_settings)


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_no_form_is_taken_from_a_page_elsewhere(app: FastAPI, headers: dict[str, str]) -> None:
    client = TestClient(app)
    content = "question=Which+recommendations+are+overdue%3F&since=2026-07-01&until=2026-09-30"

    assert len(FORMS) >= 6
    for path in FORMS:
        refused = client.post(path, content=content, headers=headers)
        assert (refused.status_code, path) == (403, path)
        assert "own page" in refused.json()["detail"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
    ],
    ids=str,
)
def test_forms_are_taken_from_our_own_pages(app: FastAPI, headers: dict[str, str]) -> None:
    content = "question=Which+recommendations+are+overdue%3F"
    answered = TestClient(app).post("/", content=content, headers=headers)

    assert answered.status_code == 200
    assert "overdue" in answered.text


def test_pages_run_no_script_and_no_style_but_our_own_files(app: FastAPI) -> None:
    client = TestClient(app, headers={"Accept": "text/html"})
    report = client.get("/sources", headers={"Accept": "application/json"}).json()["reports"][0]
    paths = ["/", "/recommendations", "/reports", "/check", "/papers", "/sign-in", "/none"]

    for path in [*paths, f"/reports/{report['id']}", f"/sources/{report['id']}"]:
        shown = client.get(path)
        policy = shown.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert not re.search(
            r"<script(?![^>]* src=\"/static/)|<style|\son\w+=|\sstyle=", shown.text
        )
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", shown.text)


def test_a_browser_keeps_our_files_and_asks_whether_they_have_changed(app: FastAPI) -> None:
    client = TestClient(app)
    first = client.get("/static/liaison.js")
    again = client.get("/static/liaison.js", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["cache-control"] == again.headers["cache-control"] == "no-cache"
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_every_form_of_every_page_is_a_route(app: FastAPI) -> None:
    sent = {
        re.sub(r"\{\{.*?\}\}", "x", action)
        for page in FOLDER.glob("*.html")
        for action in re.findall(
            r'method="post" action="([^"]+)"', page.read_text(encoding="utf-8")
        )
    }

    known = {re.sub(r"/x/(approve|regenerate)$", "/x/x", each) for each in sent}
    assert known
    assert known <= set(FORMS)
