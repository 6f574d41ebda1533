"""What the long tests share."""

from collections.abc import Callable

import pytest


@pytest.fixture
def record_property(request: pytest.FixtureRequest) -> Callable[[str, object], None]:
    """Keep a figure (tried, survived, figure) for the table of `make torture`."""

    def keep(name: str, value: object) -> None:
        request.node.user_properties.append((name, value))

    return keep
