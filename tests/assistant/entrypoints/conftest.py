from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.bootstrap import build_assistant
from assistant.domain.errors import NotIdentified
from assistant.domain.people import Asker, Role
from assistant.entrypoints.api.app import build_app
from assistant.service import Assistant
from assistant.settings import Settings
from tests.serving import served

NOBODY = "nobody.atall@wexmoor.police.example"


class Roles:
    """Proves people by credentials such as "liaison" or "officer una.reed@x.example"."""

    def asker(self, credential: str, channel: str) -> Asker:
        role, _, email = credential.partition(" ")
        if role not in set(Role):
            raise NotIdentified("That proves nothing.")
        return Asker(email or NOBODY, role, frozenset({Role(role)}), channel)


Client = Callable[..., TestClient]


@pytest.fixture(scope="session")
def proving_settings(sample_settings: Settings) -> Settings:
    """Settings of a service where everyone proves who they are, and nobody is slowed down."""
    return sample_settings.model_copy(update={"auth_keys": True, "rate_per_minute": 1_000_000})


@pytest.fixture
def client_of(sample_assistant: Assistant, proving_settings: Settings) -> Iterator[Client]:
    """Makes clients of a service that proves its callers: by role, and address if any."""
    app = build_app(sample_assistant, proving_settings, Roles())

    def make(credential: str | None) -> TestClient:
        headers = {"Authorization": f"Bearer {credential}"} if credential else {}
        return TestClient(app, headers=headers, raise_server_exceptions=False)

    yield make


@pytest.fixture(scope="session")
def proving_address(proving_settings: Settings) -> Iterator[str]:
    """Address of a running service that proves its callers, by role and address if any."""
    with served(build_app(build_assistant(proving_settings), proving_settings, Roles())) as address:
        yield address


@pytest.fixture(scope="session")
def local_address(sample_settings: Settings) -> Iterator[str]:
    """Address of a running service that takes everyone for the local user."""
    with served(build_app(build_assistant(sample_settings), sample_settings)) as address:
        yield address
