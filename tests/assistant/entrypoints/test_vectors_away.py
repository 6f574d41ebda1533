"""A service whose vectors are in Milvus, while that is away."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.bootstrap import build_assistant, generation_writer
from assistant.entrypoints.api.app import build_app
from assistant.settings import Settings
from tests.homes import copy_home

REPORTS = {"question": "What did the inspectors say about domestic abuse?"}
REGISTER = {"question": "Which recommendations are overdue?"}


@pytest.fixture(scope="module")
def in_milvus(
    sample_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """The sample library, with its vectors in a file of Milvus Lite."""
    folder = tmp_path_factory.mktemp("milvus")
    copy_home(sample_settings.home, folder / "home")
    settings = sample_settings.model_copy(
        update={
            "home": folder / "home",
            "vector_store": "milvus",
            "milvus_uri": str(folder / "vectors.db"),
            "exact_scan_below": 0,
        }
    )
    with generation_writer(settings) as writing:
        for file in writing.files.values():
            (writing.keep if file.report_id else writing.refuse)(file)
        writing.publish()
    yield settings


def asked(settings: Settings, question: dict[str, str]) -> tuple[int, str]:
    with TestClient(build_app(build_assistant(settings), settings)) as client:
        reply = client.post("/ask", json=question)
    body = reply.json()
    return reply.status_code, body["text"] if reply.status_code == 200 else body["detail"]


def test_answers_are_the_same_through_milvus(in_milvus: Settings) -> None:
    exactly = in_milvus.model_copy(update={"exact_scan_below": 1_000_000})
    assert asked(in_milvus, REPORTS) == asked(exactly, REPORTS)
    assert asked(in_milvus, REPORTS)[0] == 200


@pytest.mark.parametrize(
    "address", ["http://admin:hunter2@127.0.0.1:9", "http://admin:hunter2@localhost:9"]
)
def test_a_question_to_the_reports_is_503_and_the_register_answers(
    in_milvus: Settings, address: str
) -> None:
    away = in_milvus.model_copy(update={"milvus_uri": address})
    status, said = asked(away, REPORTS)
    assert status == 503
    assert "can't be used" in said
    assert "LIAISON_MILVUS_URI" in said
    assert "hunter2" not in said
    assert asked(away, REGISTER)[0] == 200
