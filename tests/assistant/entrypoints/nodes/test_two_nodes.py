"""Two processes of the service with one PostgreSQL, behind a plain reverse proxy."""

import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from assistant.adapters.audit.checkpoints import Checkpoints
from assistant.adapters.audit.verify import entries, verify
from assistant.adapters.generation.sharing import SharedIndex
from assistant.adapters.state.audit import SqlStore
from assistant.adapters.state.database import open_database
from assistant.adapters.state.keys import SqlKeys
from assistant.domain.people import Role
from tests.homes import copy_home
from tests.postgres import empty_database, postgres_server
from tests.proxy import proxied
from tests.waiting import PATIENCE_S, wait_for

__all__ = ["postgres_server"]

LIAISON = [sys.executable, "-c", "from assistant.entrypoints.cli import main; main()"]
CRIME = {"question": "Which recommendations are in the Crime portfolio?"}
OVERDUE = {"question": "Which of them are overdue?"}


@dataclass
class Node:
    """One process of the service."""

    home: Path
    outside: Path
    """Where all nodes vouch for the audit log that they share."""
    url: str
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *arguments: str) -> None:
        """Run a command of the command line beside it."""
        subprocess.run([*self._command(), *arguments], capture_output=True, check=True)

    def start(self) -> None:
        command = [*self._command(), "serve", "--port", str(self.port)]
        log = (self.home.parent / f"{self.home.name}.log").open("ab")
        with log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        wait_for(self._ready)

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            assert self.process.wait(PATIENCE_S) in {0, -signal.SIGTERM}

    def _ready(self) -> bool:
        assert self.process
        assert self.process.poll() is None, "the node ended instead of starting"
        try:
            return httpx.get(f"{self.address}/readyz").status_code == 200
        except httpx.TransportError:
            return False

    def _command(self) -> list[str]:
        settings = {
            "LIAISON_HOME": str(self.home),
            "LIAISON_DATABASE_URL": self.url,
            "LIAISON_AUDIT_CHECKPOINT": str(self.outside),
            "LIAISON_AUDIT_KEY_FILE": str(self.outside / "key"),
            "LIAISON_SHARED_INDEX": str(self.outside / "index"),
            "LIAISON_AUTH_KEYS": "true",
            "LIAISON_TODAY": "2026-10-01",
            "LIAISON_RATE_PER_MINUTE": "1000000",
            "OMP_NUM_THREADS": "1",
        }
        return ["env", *(f"{name}={value}" for name, value in settings.items()), *LIAISON]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def nodes(
    sample_home: Path, postgres_server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Node]]:
    folder = tmp_path_factory.mktemp("nodes")
    url = empty_database(postgres_server)
    outside = folder / "outside"
    outside.mkdir()
    (outside / "key").write_text("k" * 32)
    (outside / "key").chmod(0o600)
    built = folder / "a"
    copy_home(sample_home, built)
    SharedIndex(built, str(outside / "index"), 2).hand_out()
    # The other node has nothing of its own: it takes what is handed out when it starts.
    shutil.copytree(sample_home / "models", folder / "b" / "models")
    made = [Node(folder / name, outside, url, _free_port()) for name in ("a", "b")]
    with ExitStack() as stack:
        for node in made:
            stack.callback(node.stop)
            node.start()
        yield made


@pytest.fixture(scope="module")
def client(nodes: list[Node]) -> Iterator[httpx.Client]:
    """A person before the proxy, who doesn't know which node answers."""
    engine = open_database(nodes[0].url, nodes[0].home)
    _, secret = SqlKeys(engine).create("Una", Role.LIAISON, 30, "una@x.example")
    engine.dispose()
    headers = {"Authorization": f"Bearer {secret}"}
    with (
        proxied([node.port for node in nodes]) as address,
        httpx.Client(base_url=address, headers=headers, timeout=PATIENCE_S) as made_client,
    ):
        yield made_client


def test_nodes_answer_alike_and_share_conversations_drafts_and_the_audit_log(
    nodes: list[Node], client: httpx.Client
) -> None:
    first = client.post("/ask", json={**CRIME, "thread": "t1"})
    second = client.post("/ask", json={**OVERDUE, "thread": "t1"})
    alone = [client.post("/ask", json=CRIME) for _ in nodes]
    drafted = client.post("/drafts", json={"since": "2026-07-01", "until": "2026-09-30"})
    found = client.get(f"/drafts/{drafted.json()['id']}")

    assert {each.headers["x-node"] for each in alone} == {str(node.port) for node in nodes}
    assert first.headers["x-node"] != second.headers["x-node"]
    assert drafted.headers["x-node"] != found.headers["x-node"]
    assert {entry["portfolio"] for entry in second.json()["entries"]} == {"Crime"}
    assert all(entry["status"] == "open" for entry in second.json()["entries"])
    assert alone[0].json()["text"] == alone[1].json()["text"] == first.json()["text"]
    assert found.json() == drafted.json()
    asked = _asked(nodes[0])
    assert asked[:2] == [CRIME["question"], OVERDUE["question"]]
    assert len(asked) == 4


@contextmanager
def _audit(node: Node) -> Iterator[SqlStore]:
    engine = open_database(node.url, node.home)
    yield SqlStore(engine)
    engine.dispose()


def _asked(node: Node) -> list[str]:
    with _audit(node) as store:
        return [entry["asked"] for entry in entries(store) if entry["action"] == "ask"]


def test_many_at_once_on_both_nodes_leave_one_unbroken_log(
    nodes: list[Node], client: httpx.Client
) -> None:
    questions = [f"What is the status of FR23-{number:02}?" for number in range(1, 41)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda q: client.post("/ask", json={"question": q}), questions))

    assert {each.status_code for each in answers} == {200}
    asked = Counter(_asked(nodes[1]))
    assert all(asked[question] == 1 for question in questions)
    with _audit(nodes[0]) as store:
        verdict = verify(store, Checkpoints(nodes[0].outside, b"k" * 32))
    assert (verdict.problems, verdict.entries > 40) == ([], True)


def test_one_command_switches_both_off_and_on(nodes: list[Node], client: httpx.Client) -> None:
    def says(status: int) -> bool:
        told = [httpx.get(f"{node.address}/sources", headers=client.headers) for node in nodes]
        return all(each.status_code == status for each in told)

    nodes[0].run("off", "--why", "wrong register")
    wait_for(lambda: says(503))
    assert "switched off" in client.post("/ask", json=CRIME).json()["detail"]
    nodes[0].run("on")
    wait_for(lambda: says(200))


def test_nodes_are_restarted_one_by_one_without_a_failed_request(
    nodes: list[Node], client: httpx.Client
) -> None:
    done = threading.Event()

    def ask_on() -> list[tuple[int, str]]:
        told = []
        while not done.is_set():
            answer = client.post("/ask", json=CRIME)
            told.append((answer.status_code, answer.headers.get("x-node", "none")))
        return told

    with ThreadPoolExecutor(3) as pool:
        people = [pool.submit(ask_on) for _ in range(3)]
        try:
            for node in nodes:
                node.stop()
                node.start()
        finally:
            done.set()
        told = Counter(each for person in people for each in person.result())

    assert {status for status, _ in told} == {200}
    assert {node for _, node in told} == {str(node.port) for node in nodes}
