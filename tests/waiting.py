"""Waiting for what happens in another thread or process."""

from collections.abc import Callable
from time import monotonic, sleep

PATIENCE_S = 120
"""How long something may take on a machine that is very busy."""


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until it has happened."""
    until = monotonic() + PATIENCE_S
    while not happened():
        assert monotonic() < until, "it did not happen"
        sleep(0.05)
