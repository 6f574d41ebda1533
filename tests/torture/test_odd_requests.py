"""Odd questions and odd requests, and how an answer was made."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.adapters.audit.files import FileStore
from assistant.adapters.audit.verify import entries
from assistant.domain.errors import LiaisonError
from assistant.domain.people import LOCAL
from assistant.entrypoints.api.app import build_app
from assistant.render.document import answer_document
from assistant.service import Assistant, Question
from tests.serving import served
from tests.torture.test_service import differs, questions

ODD = {
    "marks": "a" + "\u0301" * 1_900,
    "spaces": " " * 1_900 + "x",
    "brackets": "(" * 1_000 + ")" * 900,
    "capitals": "REPORT ON THE INSPECTION OF FORCES " * 50,
    "digits": "1" * 1_900,
    "dates": "1/1/26 " * 270,
    "quotes": "“”'\"" * 450,
    "null": "Which\x00entries are overdue?",
    "controls": "\x1b[31m\x07\x08 overdue?",
    "ands": "and or not " * 170,
    "references": "PEEL26-C1 " * 180,
    "owners": "owned by " * 200,
    "percent": "%s%n%x" * 300,
    "emoji": "🚓" * 900,
    "rtl": "\u202e" * 500 + "overdue",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_questions_are_answered_or_refused_quickly(
    sample_assistant: Assistant, name: str
) -> None:
    began = time.process_time()
    try:
        assert sample_assistant.ask(Question(ODD[name], LOCAL)).statements is not None
    except LiaisonError as error:
        assert str(error).endswith((".", "?"))
    assert time.process_time() - began < 5


REQUESTS = {
    "range": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nRange: bytes=" + b"0-1," * 4_000 + b"\r\n\r\n",
    "header": b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    "headers": b"GET /healthz HTTP/1.1\r\n" + b"X: a\r\n" * 20_000 + b"\r\n",
    "length": b"POST /ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\nhello",
    "multipart": b"POST /ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n"
    b"Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\nabc\r\n",
    "chunk": b"POST /ask HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    "smuggled": b"POST /ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n",
    "garbage": bytes(range(256)) * 20,
}


@pytest.mark.parametrize("name", REQUESTS)
def test_odd_requests_are_refused_and_the_service_goes_on(local_service: str, name: str) -> None:
    port = int(local_service.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=30) as raw:
        try:
            raw.sendall(REQUESTS[name])
            raw.shutdown(socket.SHUT_WR)
            first = raw.recv(200)
        except OSError:
            first = b""
    assert not first.startswith(b"HTTP/1.1 5"), first
    assert httpx.get(f"{local_service}/healthz", timeout=30).status_code == 200


@pytest.fixture(scope="module")
def local_service(sample_assistant: Assistant, sample_settings: Any) -> Iterator[str]:
    with served(build_app(sample_assistant, sample_settings)) as address:
        yield address


def test_how_an_answer_was_made_is_in_the_log_and_can_be_repeated(
    sample_assistant: Assistant, sample_home: Path
) -> None:
    asked = questions(12)
    first = [answer_document(sample_assistant.ask(Question(each, LOCAL))) for each in asked]
    kept = [e for e in entries(FileStore(sample_home / "audit")) if e["asked"] in asked][-12:]
    assert [entry["asked"] for entry in kept] == asked
    for entry, document in zip(kept, first, strict=True):
        facts = json.dumps(entry["facts"], default=str)
        assert document["provenance"]["index"] in facts
        assert entry["at"]
        assert entry["who"]
        again = answer_document(sample_assistant.ask(Question(entry["asked"], LOCAL)))
        assert not differs(again, document)
