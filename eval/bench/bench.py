"""The whole benchmark: which parts, of what size, and what comes of them."""

import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.bench import (
    askers,
    drafting,
    indexing,
    large,
    ours,
    questions,
    register,
    retrieval,
    starting,
)
from eval.bench.corpus import Corpus
from eval.bench.encoders import SyntheticEncoder
from eval.bench.rows import Row
from eval.faults import DatasetError
from eval.libraries import SAMPLE

PARTS = (
    "indexing", "start", "askers", "retrieval", "questions", "large", "register", "drafting",
)  # fmt: skip


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    retrieval: tuple[int, ...] = (1_000, 10_000, 20_000, 100_000)
    questions: tuple[int, ...] = (1_000, 20_000, 100_000)
    large: tuple[int, ...] = (1_000, 20_000, 100_000, 1_000_000)
    indexing: int = 1_000
    asked: int = 200
    starts: int = 3
    drafts: int = 5
    entries: int = 100_000
    """Of the largest register."""


QUICK = Sizes(
    retrieval=(300, 600), questions=(300, 600), large=(300, 600), indexing=40, asked=8, starts=1,
    drafts=1, entries=200,
)  # fmt: skip
"""Shows that it runs; the figures say nothing."""


@dataclass(frozen=True)
class Bench:
    """One run."""

    scratch: Path
    """Where libraries are made; one of a size that is there already is used again."""
    sizes: Sizes
    parts: tuple[str, ...] = PARTS
    say: Callable[[str], None] = lambda _: None

    def rows(self) -> list[Row]:
        """Measure everything.

        Raises:
            DatasetError: there is no such part.
        """
        if strange := [part for part in self.parts if part not in PARTS]:
            raise DatasetError(f"There is no part “{strange[0]}”; there are {', '.join(PARTS)}.")
        return list(self._rows())

    def setting(self) -> dict[str, Any]:
        """What the figures depend on."""
        load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
        return {
            "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python "
            f"{platform.python_version()}",
            "load average at the end": load,
            "peer": "LlamaIndex quickstart over Chroma, model through sentence-transformers",
            "vectors": "generated, but for those of indexing, start and askers; the model's time "
            "for the question is counted",
        }

    def _rows(self) -> Iterator[Row]:
        if {"indexing", "start", "askers"} & set(self.parts):
            yield from self._really_indexed()
        yield from self._generated()
        if "register" in self.parts:
            self.say(f"Loading a register of {self.sizes.entries:,} entries, and asking it")
            yield from register.measure(self.scratch, self.sizes.entries, self.sizes.asked)
        if "drafting" in self.parts:
            self.say(f"Drafting a paper of {drafting.REPORTS} reports")
            yield from drafting.measure(self.scratch, self.sizes.drafts)

    def _generated(self) -> Iterator[Row]:
        asked = self.sizes.asked
        for size in self._sizes_of("retrieval", self.sizes.retrieval):
            yield from retrieval.measure(self._indexed(size), Corpus(size), asked)
        for size in self._sizes_of("questions", self.sizes.questions):
            yield from questions.measure(self._indexed(size), Corpus(size), asked)
        for size in self._sizes_of("large", self.sizes.large):
            self.say(f"Filling stores with {size:,} generated passages, and searching them")
            yield from large.measure(self.scratch, size, asked)

    def _sizes_of(self, part: str, sizes: tuple[int, ...]) -> tuple[int, ...]:
        return sizes if part in self.parts else ()

    def _really_indexed(self) -> Iterator[Row]:
        home, corpus = self.scratch / "real", Corpus(self.sizes.indexing)
        shutil.rmtree(home, ignore_errors=True)
        self.say(f"Indexing {corpus.passages:,} passages with the model, and with the quickstart")
        rows = indexing.measure(home, corpus)
        if "indexing" in self.parts:
            yield from rows
        if "start" in self.parts:
            self.say("Starting from cold")
            yield from starting.measure(home, corpus.questions(1)[0], self.sizes.starts)
        if "askers" in self.parts:
            self.say("Asking the service, alone and with others")
            yield from askers.measure(home, corpus, self.sizes.asked)

    def _indexed(self, size: int) -> Path:
        home = self.scratch / f"synthetic-{size}"
        if not home.exists():
            self.say(f"Indexing {size:,} passages with synthetic vectors")
            documents = Corpus(size).write(self.scratch / f"documents-{size}")
            register = max(SAMPLE.glob("register-*.xlsx"))
            ours.index(home, documents, encoder=SyntheticEncoder(), register=register)
        self.say(f"Asking {self.sizes.asked} questions of {size:,} passages")
        return home
