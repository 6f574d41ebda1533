from typing import Any

import pytest

from assistant.adapters.identity.key_set import KeySet
from assistant.domain.errors import StoreUnavailable
from tests.assistant.adapters.identity.issuer import ISSUER, KEYS, jwks


class Issuer:
    """An issuer with a clock that is moved by hand."""

    def __init__(self, *kids: str) -> None:
        self.kids = list(kids)
        self.now = 0.0
        self.fetches = 0
        self.down = False

    def fetch(self, _: str) -> Any:
        self.fetches += 1
        if self.down:
            raise StoreUnavailable("no answer")
        return jwks(*self.kids)

    def key_set(self) -> KeySet:
        return KeySet(ISSUER, KEYS, self.fetch, lambda: self.now)


def test_a_new_key_is_honoured_after_one_fetch() -> None:
    issuer = Issuer("k1")
    keys = issuer.key_set()
    assert keys.key("k1")
    issuer.now, issuer.kids = 400, ["k1", "k2"]

    assert keys.key("k2")
    assert issuer.fetches == 2


def test_a_flood_of_made_up_key_ids_fetches_once_in_five_minutes() -> None:
    issuer = Issuer("k1")
    keys = issuer.key_set()
    for number in range(1_000):
        assert keys.key(f"made-up-{number}") is None
    assert issuer.fetches == 1

    issuer.now = 301
    for number in range(1_000):
        assert keys.key(f"made-up-{number}") is None
    assert issuer.fetches == 2


def test_the_last_good_keys_serve_through_an_outage_of_a_day_and_no_longer() -> None:
    issuer = Issuer("k1")
    keys = issuer.key_set()
    assert keys.key("k1")
    issuer.down = True

    issuer.now = 23 * 3600
    assert keys.key("k1")
    issuer.now = 25 * 3600
    with pytest.raises(StoreUnavailable):
        keys.key("k1")


def test_an_issuer_that_comes_up_late_is_asked_again_soon() -> None:
    issuer = Issuer("k1")
    issuer.down = True
    keys = issuer.key_set()
    with pytest.raises(StoreUnavailable):
        keys.key("k1")

    issuer.down, issuer.now = False, 11
    assert keys.key("k1")


def test_a_key_that_was_withdrawn_opens_nothing_more() -> None:
    issuer = Issuer("k1")
    keys = issuer.key_set()
    assert keys.key("k1")
    issuer.kids, issuer.now = ["k2"], 3601

    assert keys.key("k1") is None


def test_the_keys_are_found_through_the_issuers_own_configuration() -> None:
    asked = []

    def fetch(url: str) -> Any:
        asked.append(url)
        if url.endswith("openid-configuration"):
            return {"issuer": ISSUER, "jwks_uri": "https://issuer.example/found"}
        return jwks("k1")

    assert KeySet(ISSUER, None, fetch).key("k1")
    assert asked == [f"{ISSUER}/.well-known/openid-configuration", "https://issuer.example/found"]


def test_a_configuration_of_another_issuer_is_not_believed() -> None:
    found = {"issuer": "https://evil.example", "jwks_uri": "https://evil.example/keys"}

    with pytest.raises(StoreUnavailable, match="not the configuration"):
        KeySet(ISSUER, None, lambda _: found).key("k1")
