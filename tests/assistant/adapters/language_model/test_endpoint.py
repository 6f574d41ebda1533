"""The language model's endpoint at its best and its worst, over real HTTP on this machine."""

import gzip
import json
from time import perf_counter

import httpx
import pytest

from assistant.adapters.language_model.breaker import Breaker
from assistant.adapters.language_model.engines import Endpoint, engine
from assistant.adapters.language_model.faults import EndpointFault
from assistant.adapters.language_model.llama_index_model import LlamaIndexModel
from assistant.adapters.language_model.transport import BoundedTransport, Limits
from assistant.domain.errors import ModelUnavailable, StoreUnavailable
from tests import fake_model_server as fake

SHORT = Limits(
    connect_s=0.5, first_byte_s=0.4, total_s=0.7, reply_bytes=200_000, retry_wait_s=(0.0, 0.01)
)
NARROW = Limits(reply_bytes=200_000, retry_wait_s=(0.0, 0.01))
PATIENT = Limits(retry_wait_s=(0.0, 0.01))
KEY = "sk-of-this-test"


class Ledger:
    def __init__(self, grants=True):
        self.grants = grants
        self.settled = []

    def reserve(self, tokens):
        return self.grants

    def settle(self, reserved, used):
        self.settled.append((reserved, used))


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def server():
    with fake.FakeModelServer(fake.saying("{}")) as running:
        yield running


@pytest.fixture
def model_of():
    made = []

    def make(origin, limits=PATIENT, *, budget=None, breaker=None, provider="openai"):
        path = "" if provider == "ollama" else "/v1"
        endpoint = Endpoint(provider, origin + path, "scripted", KEY, "2024-10-21")
        model = LlamaIndexModel(
            "scripted",
            engine(endpoint),
            BoundedTransport(endpoint.base_url, limits),
            limits,
            (breaker or Breaker(), budget or Ledger()),
        )
        made.append(model)
        return model

    yield make
    for model in made:
        model.close()


def refusal(model):
    """Return why there is no reply, and how long it took to say so."""
    started = perf_counter()
    with pytest.raises(ModelUnavailable) as raised:
        model.complete("Say something.", max_tokens=50)
    return str(raised.value), perf_counter() - started


def test_a_good_reply_comes_with_what_it_took(server, model_of):
    server.behave = fake.saying("Good morning.")
    budget = Ledger()
    reply = model_of(server.origin, budget=budget).complete("Say something.", max_tokens=50)
    assert reply == ("Good morning.", 100, 20, "scripted")
    assert [used for _, used in budget.settled] == [120]
    path, headers, body = server.requests[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert headers["accept-encoding"] == "identity"
    assert body["messages"] == [{"role": "user", "content": "Say something."}]
    assert body["max_tokens"] == 50
    assert "tools" not in body


def test_ollama_is_asked_in_its_own_protocol(server, model_of):
    def behave(handler, request):
        assert request["format"] == "json"
        message = {"role": "assistant", "content": "Bore da."}
        counts = {"prompt_eval_count": 7, "eval_count": 3, "done": True}
        handler.whole(json.dumps({"model": "scripted", "message": message, **counts}).encode())

    server.behave = behave
    reply = model_of(server.origin, provider="ollama").complete("Say something.", max_tokens=50)
    assert reply == ("Bore da.", 7, 3, "scripted")
    assert server.requests[0][0] == "/api/chat"


@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_the_same_limits_hold_for_every_provider(server, model_of, provider):
    server.behave = fake.endless
    said, took = refusal(model_of(server.origin, NARROW, provider=provider))
    assert "reply was too long" in said
    assert took < 5


@pytest.mark.parametrize(
    ("behave", "limits", "reason"),
    [
        (fake.hanging, SHORT, "begin to reply"),
        (fake.dripping_headers, SHORT, "begin to reply"),
        (fake.dripping_body, SHORT, "too long to reply"),
        (fake.endless, NARROW, "reply was too long"),
        (fake.raw(b" " * 10_000_000), NARROW, "reply was too long"),
    ],
)
def test_a_reply_that_is_late_or_long_is_cut(server, model_of, behave, limits, reason):
    model_of(server.origin).complete("Warm up.", max_tokens=50)
    server.requests.clear()
    server.behave = behave
    budget = Ledger()
    said, took = refusal(model_of(server.origin, limits, budget=budget))
    assert reason in said
    assert took < 5
    # The work may have been done and charged for, so it counts; and it isn't asked for again.
    assert all(used == reserved for reserved, used in budget.settled)
    assert len(server.requests) == 1


def test_a_reply_that_is_cut_leaves_no_connection_open(server, model_of):
    server.behave = fake.dripping_body
    refusal(model_of(server.origin, SHORT))
    assert server.cut.wait(5)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"", {}),
        (b"not json", {}),
        (b"\xff\xfe\x00{", {}),
        (b"null", {}),
        (b"[]", {}),
        (b'{"choices": []}', {}),
        (b'{"choices": null}', {}),
        (b'{"choices": [{"message": null}]}', {}),
        (b'{"choices": [{"message": {"content": null}}]}', {}),
        (b'{"choices": [{"message": {"content": ["a", 1]}}]}', {}),
        (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, {}),
        (b"<html>Sign in</html>", {"content_type": "text/html"}),
        (gzip.compress(b" " * 5_000_000), {"content_encoding": "gzip"}),
    ],
)
def test_a_reply_that_breaks_the_protocol_is_none(server, model_of, body, headers):
    server.behave = fake.raw(body, **headers)
    said, _ = refusal(model_of(server.origin))
    assert said.startswith("The language model")
    assert KEY not in said


@pytest.mark.parametrize("code", [400, 401, 403, 404])
def test_a_refusal_is_not_asked_for_again(server, model_of, code):
    server.behave = fake.status(code)
    budget = Ledger()
    said, _ = refusal(model_of(server.origin, budget=budget))
    assert str(code) in said
    assert len(server.requests) == 1
    assert [used for _, used in budget.settled] == [0]


@pytest.mark.parametrize("first", [fake.status(429), fake.status(503), fake.slamming])
def test_a_passing_fault_is_tried_once_more(server, model_of, first):
    server.behave = fake.in_turn(first, fake.saying("Better now."))
    assert model_of(server.origin).complete("Say.", max_tokens=50).text == "Better now."
    assert len(server.requests) == 2


@pytest.mark.parametrize("fault", [fake.status(429), fake.status(500), fake.slamming])
def test_a_lasting_fault_is_tried_twice_and_no_more(server, model_of, fault):
    server.behave = fault
    refusal(model_of(server.origin))
    assert len(server.requests) == 2


def test_a_reply_that_breaks_off_is_none(server, model_of):
    server.behave = fake.breaking_off
    said, _ = refusal(model_of(server.origin))
    assert "broke off" in said


def test_nobody_there_is_said_at_once(model_of):
    said, took = refusal(model_of(f"http://127.0.0.1:{fake.free_port()}", SHORT))
    assert "can't be reached" in said
    assert took < 5


def test_a_name_that_does_not_resolve_is_said_in_time(model_of):
    _, took = refusal(model_of("http://nowhere.invalid", SHORT))
    assert took < 5


def test_a_reply_that_was_compressed_unasked_is_not_unpacked(server, model_of):
    body = gzip.compress(json.dumps(fake.completion("Well.")).encode())
    server.behave = fake.raw(body, content_encoding="gzip")
    said, _ = refusal(model_of(server.origin))
    assert "compressed" in said


def test_a_redirect_is_not_followed(server, model_of):
    with fake.FakeModelServer(fake.saying("Gotcha.")) as elsewhere:
        server.behave = fake.status(307, location=elsewhere.origin + "/v1/chat/completions")
        said, _ = refusal(model_of(server.origin))
        assert "elsewhere" in said
        assert elsewhere.requests == []


async def test_no_other_host_is_called():
    called = []

    def reply(request):
        called.append(request.url)
        return httpx.Response(200, text="ok")

    transport = BoundedTransport("https://model.example/v1", PATIENT, httpx.MockTransport(reply))
    async with httpx.AsyncClient(transport=transport) as client:
        for address in (
            "https://other.example/v1",
            "http://model.example/v1",
            "https://model.example:8443/v1",
            "https://model.example.evil.example/v1",
        ):
            with pytest.raises(EndpointFault, match="another host"):
                await client.get(address)
        assert called == []
        assert (await client.get("https://MODEL.example/anything")).text == "ok"


def test_after_five_failures_the_endpoint_is_left_alone_and_then_tried_again(server, model_of):
    server.behave = fake.status(401)
    clock = Clock()
    model = model_of(server.origin, breaker=Breaker(5, 30, clock))
    for _ in range(5):
        refusal(model)
    said, took = refusal(model)
    assert "left alone" in said
    assert took < 1
    assert len(server.requests) == 5
    server.behave = fake.saying("Back.")
    clock.now = 31
    assert model.complete("Say.", max_tokens=50).text == "Back."
    assert model.complete("Say.", max_tokens=50).text == "Back."


def test_without_budget_nothing_is_sent(server, model_of):
    said, _ = refusal(model_of(server.origin, budget=Ledger(grants=False)))
    assert "budget" in said
    assert server.requests == []


def test_without_a_readable_budget_nothing_is_sent(server, model_of):
    class Broken(Ledger):
        def reserve(self, tokens):
            raise StoreUnavailable("gone")

    said, _ = refusal(model_of(server.origin, budget=Broken()))
    assert "budget" in said
    assert server.requests == []


@pytest.mark.parametrize("reported", [-5, 10**40, "many", None, 1.5, True])
def test_what_an_endpoint_says_it_used_is_believed_within_reason(server, model_of, reported):
    body = fake.completion("Well.")
    body["usage"] = {"prompt_tokens": reported, "completion_tokens": reported, "total_tokens": 1}
    server.behave = fake.raw(json.dumps(body).encode())
    budget = Ledger()
    model_of(server.origin, budget=budget).complete("Say.", max_tokens=50)
    ((reserved, used),) = budget.settled
    assert 0 < used <= 10 * reserved


def test_the_key_is_in_no_message_and_no_log(server, model_of, caplog):
    server.behave = fake.status(401)
    with caplog.at_level("DEBUG"):
        said, _ = refusal(model_of(server.origin))
    assert KEY not in said + caplog.text
