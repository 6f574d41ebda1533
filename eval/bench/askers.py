"""Answers a second of the running service, with one asker and with many at once."""

import socket
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import httpx
from tenacity import retry, stop_after_delay, wait_fixed

from eval.bench.corpus import Corpus
from eval.bench.questions import register_questions
from eval.bench.rows import Row
from eval.bench.timing import Times
from eval.faults import LibraryError
from eval.libraries import LIAISON

ASKERS = (1, 50)
_PATIENCE_S = 120
_OK, _BUSY = 200, 503
_NO_LIMIT = "1000000"


def measure(home: Path, corpus: Corpus, asked: int) -> Iterator[Row]:
    """Ask a service over HTTP, every other question of the register, the rest of the reports.

    Args:
        home: Of a library of generated passages, indexed with the model that the settings name.
        corpus: What was indexed.
        asked: Questions of each number of askers.
    """
    with _served(home) as address:
        for askers in ASKERS:
            texts = _mixed(corpus, asked)
            _ask_all(address, texts[:2], 1)
            started = perf_counter()
            times, busy = _ask_all(address, texts, askers)
            took = perf_counter() - started
            what = f"{askers} asker{'s' if askers > 1 else ''}, {corpus.passages:,} passages"
            note = f"over HTTP; {busy} of {len(texts)} told to come back later"
            yield Row(f"answers a second, {what}", times.n / took, times.n, unit="", note=note)
            yield Row(f"an answer, {what}, p50", times.p50, times.n)
            yield Row(f"an answer, {what}, p95", times.p95, times.n)


def _mixed(corpus: Corpus, asked: int) -> list[str]:
    half = asked // 2 + 1
    pairs = zip(register_questions(half), corpus.questions(half), strict=True)
    return [text for pair in pairs for text in pair][:asked]


def _ask_all(address: str, texts: Sequence[str], askers: int) -> tuple[Times, int]:
    """Return the milliseconds of each answer, and how many were told that the service is busy."""
    with httpx.Client(
        base_url=address, timeout=_PATIENCE_S, limits=httpx.Limits(max_connections=askers)
    ) as client:

        def ask(text: str) -> tuple[int, float]:
            started = perf_counter()
            reply = client.post("/ask", json={"question": text})
            return reply.status_code, (perf_counter() - started) * 1000

        with ThreadPoolExecutor(askers) as pool:
            replies = list(pool.map(ask, texts))
    if strange := [status for status, _ in replies if status not in {_OK, _BUSY}]:
        raise LibraryError(f"The service answered a question with status {strange[0]}.")
    times = tuple(took for status, took in replies if status == _OK)
    return Times(times), len(replies) - len(times)


@contextmanager
def _served(home: Path) -> Iterator[str]:
    port = _free_port()
    settings = {
        "LIAISON_HOME": str(home), "LIAISON_PORT": str(port),
        "LIAISON_RATE_PER_MINUTE": _NO_LIMIT,
    }  # fmt: skip
    command = ["env", *(f"{name}={value}" for name, value in settings.items()), str(LIAISON)]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "serve"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(_PATIENCE_S)


@retry(stop=stop_after_delay(_PATIENCE_S), wait=wait_fixed(0.2), reraise=True)
def _wait_for(address: str) -> None:
    httpx.get(f"{address}/healthz", timeout=_PATIENCE_S).raise_for_status()


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
