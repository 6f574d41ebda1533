"""The service keeps to its own OpenAPI document, whatever is sent."""

from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from assistant.entrypoints.api.app import build_app
from assistant.service import Assistant
from assistant.settings import Settings


@pytest.fixture(scope="module")
def described(sample_assistant: Assistant, sample_settings: Settings) -> Any:
    return schemathesis.openapi.from_asgi(
        "/openapi.json", build_app(sample_assistant, sample_settings)
    )


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_the_service_keeps_to_what_it_describes(described: Any) -> None:
    operations = [result.ok() for result in described.get_all_operations()]
    assert len(operations) > 15

    for operation in operations:

        @settings(
            max_examples=12,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def keeps(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        keeps()


def test_every_route_for_programs_is_described_and_questions_have_examples(
    sample_assistant: Assistant, sample_settings: Settings
) -> None:
    client = TestClient(build_app(sample_assistant, sample_settings))
    document = client.get("/openapi.json").json()

    assert {
        "/ask",
        "/ask/stream",
        "/search",
        "/register",
        "/register/check",
        "/register/{ref}",
        "/sources",
        "/sources/{report_id}",
        "/drafts",
        "/drafts/{draft_id}",
        "/healthz",
        "/readyz",
        "/metrics",
        "/v1/chat/completions",
        "/v1/models",
    } <= set(document["paths"])
    assert document["components"]["schemas"]["AskRequest"]["examples"]
    for path, methods in document["paths"].items():
        for operation in methods.values():
            assert operation.get("description") or operation.get("summary"), path
            assert "application/problem+json" in operation["responses"]["503"]["content"]
