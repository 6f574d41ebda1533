"""Builds a generation and dies on the way; in a module of its own for the process that runs it."""

import multiprocessing
import os
from multiprocessing.context import ForkServerContext
from pathlib import Path

# Imported before the processes part, so that each starts at once.
import chromadb  # noqa: F401
import llama_index.vector_stores.chroma  # noqa: F401

from tests.assistant.adapters.generation.building import a_reading, build

KILLED = 9


def fresh_processes() -> ForkServerContext:
    """Return a way to start processes without Chroma's threads, which don't survive a fork."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def build_and_die(home: Path, step: str | None, reached: list[str] | None = None) -> None:
    """Publish a second generation; leave without any cleaning up when `step` is reached."""

    def die(now: str) -> None:
        if reached is not None:
            reached.append(now)
        if now == step:
            os._exit(KILLED)

    build(home, a_reading("b", "Two."), keep=("a",), fault=die)
