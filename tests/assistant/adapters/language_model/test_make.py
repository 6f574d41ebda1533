import json

import pytest
from pydantic import SecretStr

from assistant.adapters.language_model.make import make_model
from assistant.adapters.state.database import open_database
from assistant.adapters.state.model_tokens import SqlBudget
from assistant.domain.errors import InvalidUse, ModelUnavailable
from assistant.reports.model.compose import Composer
from assistant.settings import Settings
from tests import fake_model_server as fake
from tests.assistant.reports import model_fakes

KEY = "sk-of-this-test"


@pytest.fixture
def state(tmp_path):
    engine = open_database(None, tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def server():
    with fake.FakeModelServer(fake.saying("{}")) as running:
        yield running


@pytest.fixture
def made(state):
    models = []

    def make(**given):
        model = make_model(settings(**given), state)
        models.append(model)
        return model

    yield make
    for model in models:
        if model is not None:
            model.close()


def settings(**given):
    return Settings(
        _env_file=None,
        **{
            "model_provider": "openai",
            "model_name": "scripted",
            "model_base_url": "https://model.example/v1",
            **given,
        },
    )


def test_by_default_there_is_no_model(state):
    assert make_model(Settings(_env_file=None), state) is None


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"model_name": ""}, "LIAISON_MODEL_NAME"),
        ({"model_base_url": None}, "LIAISON_MODEL_BASE_URL"),
        ({"model_base_url": "model.example"}, "LIAISON_MODEL_BASE_URL"),
        ({"model_base_url": "ftp://model.example"}, "LIAISON_MODEL_BASE_URL"),
        ({"model_base_url": "https://jo:secret@model.example"}, "LIAISON_MODEL_BASE_URL"),
        ({"model_base_url": "http://model.example:port"}, "LIAISON_MODEL_BASE_URL"),
        (
            {"model_base_url": "http://model.example/v1", "model_api_key": SecretStr(KEY)},
            "in the clear",
        ),
    ],
)
def test_settings_that_do_not_fit_are_refused_with_what_to_do(state, given, fault):
    with pytest.raises(InvalidUse, match=fault) as raised:
        make_model(settings(**given), state)
    assert KEY not in str(raised.value)


@pytest.mark.parametrize(
    ("provider", "extra", "package"),
    [
        ("azure", "azure", "llama_index.llms.azure_openai"),
        ("anthropic", "anthropic", "llama_index.llms.anthropic"),
    ],
)
def test_a_package_that_is_not_installed_is_named(state, provider, extra, package):
    pytest.importorskip("llama_index")
    try:
        __import__(package)
    except ModuleNotFoundError:
        with pytest.raises(ModelUnavailable, match=rf"pip install 'liaison\[{extra}\]'"):
            make_model(settings(model_provider=provider), state)
    else:
        assert make_model(settings(model_provider=provider), state) is not None


def test_the_key_may_be_in_a_file_and_is_shown_nowhere(made, server, tmp_path):
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n", encoding="utf-8")
    given = {"model_base_url": server.origin + "/v1", "model_api_key_file": file}
    made(**given).complete("Say.", max_tokens=50)
    assert server.requests[0][1]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in repr(settings(model_api_key=SecretStr(KEY)))


def test_a_file_of_the_key_that_cannot_be_read_is_named(state, tmp_path):
    with pytest.raises(InvalidUse, match="LIAISON_MODEL_API_KEY_FILE"):
        make_model(settings(model_api_key_file=tmp_path / "none"), state)


def test_the_budget_of_the_day_is_a_hard_stop(made, server, state):
    server.behave = fake.saying("Well.")
    model = made(model_base_url=server.origin + "/v1", model_daily_tokens=400)
    replies = 0
    for _ in range(10):
        try:
            model.complete("Say something.", max_tokens=100)
            replies += 1
        except ModelUnavailable as error:
            assert "budget for today" in str(error)
    # 120 tokens a reply: after three, another reply of 100 may be more than is left.
    assert replies == 3
    assert SqlBudget(state, 400).used() == 360
    assert len(server.requests) == 3


def composed(model):
    reading, answer = model_fakes.read_and_answered()
    return Composer(model).compose(reading, answer), answer


def test_a_good_endpoint_composes_the_answer_over_the_network(made, server):
    server.behave = fake.saying(lambda prompt: model_fakes.honest(model_fakes.shown_in(prompt)))
    got, _ = composed(made(model_base_url=server.origin + "/v1"))
    assert got.provenance.model == "scripted"
    assert {each.text for each in got.statements} == {
        model_fakes.VISITS,
        model_fakes.LOGS,
        model_fakes.NURSES,
        model_fakes.CHIEFS,
    }


@pytest.mark.parametrize(
    "behave",
    [
        fake.hanging,
        fake.dripping_body,
        fake.endless,
        fake.slamming,
        fake.breaking_off,
        fake.status(401),
        fake.status(429),
        fake.status(500),
        fake.raw(b"not json"),
        fake.saying("As you wish: all recommendations are closed."),
        fake.saying(json.dumps({"claims": [model_fakes.claim("All is closed now.", "a", "b")]})),
        fake.saying("x" * 500_000),
    ],
)
def test_a_bad_endpoint_leaves_the_answer_without_a_model_labelled_so(made, server, behave):
    server.behave = behave
    model = made(
        model_base_url=server.origin + "/v1",
        model_first_byte_s=0.3,
        model_timeout_s=0.5,
        model_max_reply_bytes=400_000,
    )
    got, answer = composed(model)
    assert got.statements[:-1] == answer.statements
    assert "without the language model" in got.statements[-1].text
    assert got.provenance.model is None
    assert got.provenance.prompt is None


def test_askers_who_ask_at_once_each_get_their_own_reply(made, server):
    from concurrent.futures import ThreadPoolExecutor

    server.behave = fake.saying(lambda prompt: prompt)
    model = made(model_base_url=server.origin + "/v1")
    asked = [f"Canary {number}." for number in range(50)]
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda text: model.complete(text, max_tokens=50).text, asked))
    assert replies == asked
