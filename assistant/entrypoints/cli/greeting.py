"""What `liaison serve` prints once it answers."""

from collections.abc import Sequence
from typing import Any

import httpx
from rich.console import Console
from tenacity import RetryError, Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from assistant.render.terminal import document_view
from assistant.settings import Settings

READY_WITHIN_S = 60


def greet(server: Any, settings: Settings, questions: Sequence[str]) -> None:
    """Wait until the service is ready, then say where it is and show questions to try."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    base = f"http://{settings.host}:{settings.port}"
    try:
        _wait_until_ready(base)
    except RetryError:
        if not server.should_exit:
            console.print(f"The service at {base} did not become ready.", markup=False)
        return
    console.print(f"\nLiaison is answering at {base} (stop it with Ctrl-C).", markup=False)
    if questions:
        _show(console, base, questions)


def _wait_until_ready(base: str) -> None:
    for attempt in Retrying(
        stop=stop_after_delay(READY_WITHIN_S),
        wait=wait_fixed(0.2),
        retry=retry_if_exception_type(httpx.HTTPError),
    ):
        with attempt:
            httpx.get(f"{base}/readyz", timeout=5).raise_for_status()


def _show(console: Console, base: str, questions: Sequence[str]) -> None:
    console.print("\nThree things to try, here on the page or with `liaison ask`:", markup=False)
    for number, question in enumerate(questions, start=1):
        console.print(f"  {number}. {question}", markup=False)
    first = httpx.post(f"{base}/ask", json={"question": questions[0]}, timeout=60)
    first.raise_for_status()
    console.print(f"\nThe first one, answered:\n\n> {questions[0]}\n", markup=False)
    console.print(document_view(first.json()), markup=False)
    console.print("", markup=False)
