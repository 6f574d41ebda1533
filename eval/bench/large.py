"""A library larger than can be read and embedded while one waits: its stores, filled directly.

Texts are generated and vectors drawn at random around a few hundred subjects; what fills and reads
the stores is the product. Chroma is left out: what it would take is told from a part.
"""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from assistant.adapters import chroma_index
from assistant.adapters.exact_index import ExactIndex
from assistant.adapters.generation.building import write_vectors, write_words
from assistant.adapters.generation.opening import LIBRARY, WORDS
from assistant.adapters.library_sqlite import SqliteLibrary
from assistant.adapters.library_sqlite_writer import SqliteLibraryWriter
from assistant.adapters.tantivy_words import TantivyWords
from assistant.domain.catalogue import Reading, SourceFile
from assistant.domain.documents import Part
from assistant.domain.sources import Basis, Passage, PassageKind, Report, Visibility
from assistant.ports import Encoder, Vectors
from assistant.reports.search.retrieve import search
from assistant.reports.search.stores import ReportStores
from eval.bench import ours, peer
from eval.bench.corpus import SEED, Corpus, Section
from eval.bench.encoders import DIMENSIONS, SyntheticEncoder
from eval.bench.rows import Row
from eval.bench.starting import Started, run
from eval.bench.timing import WARM, Times, in_turns

_SUBJECTS, _APART = 400, 0.06
_PART_OF_CHROMA = 10_000
_MIB, _MINUTE = 2**20, 60
_ALL = tuple(Visibility)


@dataclass(frozen=True)
class Built:
    """What filling the stores took, in seconds of processor time, and how much they hold."""

    library: float
    vectors: float
    words: float
    chroma_rows: float
    """Rows that Chroma takes in a second, of the first few thousand."""
    mebibytes: float
    """On disk."""


class DrawnEncoder(SyntheticEncoder):
    """Draws vectors whatever the texts: as many are made in a second as a model makes in an hour.

    A question is encoded by the model, whose time is counted, and its vector drawn as well.
    """

    def __init__(self, real: Encoder | None = None) -> None:
        """Take the model that is run for questions, if any are asked."""
        self._real = real
        self._random = np.random.default_rng(SEED)
        self._centres = self._random.standard_normal((_SUBJECTS, DIMENSIONS), np.float32)
        self._centres /= np.linalg.norm(self._centres, axis=1, keepdims=True)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, near one of the subjects."""
        if self._real is not None:
            self._real.encode(texts)
        about = self._centres[self._random.integers(_SUBJECTS, size=len(texts))]
        rows = about + _APART * self._random.standard_normal((len(texts), DIMENSIONS), np.float32)
        found: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return found


def measure(scratch: Path, passages: int, asked: int) -> Iterator[Row]:
    """Fill the stores and search them, each in a process of its own, for time and memory.

    Args:
        scratch: Where they go; those that are there already are used again.
        passages: How many.
        asked: How many questions.
    """
    folder = scratch / f"large-{passages}"
    command = [sys.executable, "-m", "eval.bench.large"]
    if not (folder / "built.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        filling = run([*command, "build", str(folder), str(passages)])
        (folder / "filling.json").write_text(json.dumps(filling), encoding="utf-8")
    # Exported once, and not in the process whose memory is looked at.
    ours.engine("onnx-int8", scratch / "models").encode(["ready"])
    searching = run([*command, "ask", str(folder), str(passages), str(asked)])
    filling = Started(*json.loads((folder / "filling.json").read_text(encoding="utf-8")))
    built = Built(**json.loads((folder / "built.json").read_text(encoding="utf-8")))
    asking = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    yield from _filled(built, filling, passages)
    yield from _asked(Times(*asking["times"]), asking["opened"], searching, passages)


def _filled(built: Built, filling: Started, passages: int) -> Iterator[Row]:
    what = f"stores of {passages:,} generated passages"
    took = built.library + built.vectors + built.words
    chroma = passages / built.chroma_rows / _MINUTE
    note = (
        f"processor time, with the making of the texts: library {built.library:.0f} s, vectors "
        f"{built.vectors:.0f} s, words {built.words:.0f} s; Chroma, which takes "
        f"{built.chroma_rows:,.0f} rows a second at first, would need {chroma:,.1f} minutes or "
        "more, and is left out"
    )
    of = "Filling the stores: "
    yield Row(f"{what} filled", took, 1, "s", note=note, of=f"{of}seconds", at=passages)
    yield Row(f"{what}, memory to fill", filling.mebibytes, 1, "MiB",
              of=f"{of}memory, MiB", at=passages)  # fmt: skip
    yield Row(f"{what}, on disk", built.mebibytes, 1, "MiB", of=f"{of}disk, MiB", at=passages)


def _asked(times: Times, opened: float, searching: Started, passages: int) -> Iterator[Row]:
    what = f"search of {passages:,} generated passages, exact"
    of = "Exact hybrid search of filled stores: "
    note = f"the quickest took {times.least:.1f} ms; opened in {opened:.1f} s"
    yield Row(f"{what}, p50", times.p50, times.n, note=note, of=f"{of}median, ms", at=passages)
    yield Row(f"{what}, p95", times.p95, times.n)
    yield Row(f"{what}, processor time", times.work, times.n,
              of=f"{of}processor time, ms", at=passages)  # fmt: skip
    yield Row(f"{what}, memory", searching.mebibytes, 1, "MiB", of=f"{of}memory, MiB", at=passages)


def build(folder: Path, corpus: Corpus) -> Built:
    """Fill the library, the vectors and the word index in a folder."""
    library = SqliteLibraryWriter(folder / LIBRARY, None)
    started = process_time()
    for number, title in enumerate(corpus.titles()):
        file, reading = _read(number, title, corpus.sections(number))
        library.add(file, reading)
    filled = process_time()
    write_vectors(folder, library, DrawnEncoder(), None, lambda *_: None)
    placed = process_time()
    write_words(folder, library)
    indexed = process_time()
    library.finish()
    held = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Built(
        library=filled - started,
        vectors=placed - filled,
        words=indexed - placed,
        chroma_rows=_chroma_rows(folder),
        mebibytes=held / _MIB,
    )


def _chroma_rows(folder: Path) -> float:
    exact, part = ExactIndex(folder), folder / "part-of-chroma"
    rows = list(islice(enumerate(exact.rows(Visibility.PUBLIC)), _PART_OF_CHROMA))
    part.mkdir()
    started = perf_counter()
    chroma_index.build(
        part,
        {
            Visibility.PUBLIC: (
                (name, report, exact.vector(Visibility.PUBLIC, row)) for row, (name, report) in rows
            )
        },
    )
    took = perf_counter() - started
    shutil.rmtree(part)
    return len(rows) / took


def _read(number: int, title: str, sections: Sequence[Section]) -> tuple[SourceFile, Reading]:
    visibility = (Visibility.PUBLIC, Visibility.FORCE)[number % 2]
    name = f"report-{number:06}"
    report = Report(
        id=name, source=f"{name}.md", digest="", media_type="text/markdown", title=title,
        title_basis=Basis.DECLARED, pages=1, visibility=visibility,
    )  # fmt: skip
    passages = tuple(
        Passage(
            id=f"{number:06}{place:04}",
            report_id=name,
            ordinal=place,
            kind=PassageKind.TEXT,
            text=each.text,
            heading=(each.heading,),
            parts=(Part(0, len(each.text), 1, 0, len(each.text)),),
            visibility=visibility,
        )
        for place, each in enumerate(sections)
    )
    contexts = tuple(f"{title} > {each.heading}\n" for each in sections)
    file = SourceFile(name.encode(), report.source, 0, 0, 0, 0, 0, 0, "", report_id=name)
    return file, Reading(report, (), (), passages, contexts)


def ask(folder: Path, corpus: Corpus, asked: int) -> dict[str, object]:
    """Search the stores for so many questions; return times and what opening took."""
    encoder = DrawnEncoder(ours.engine("onnx-int8", folder.parent / "models"))
    encoder.encode(["ready"])
    started = perf_counter()
    library = SqliteLibrary(folder / LIBRARY, "large")
    stores = ReportStores(library, ExactIndex(folder), TantivyWords(folder / WORDS), encoder)
    first, *questions = corpus.questions(asked + WARM + 1)
    search(stores, first, classes=_ALL, k=peer.RETRIEVED)
    opened = perf_counter() - started
    (times,) = in_turns(
        questions, lambda query: search(stores, query, classes=_ALL, k=peer.RETRIEVED)
    )
    library.close()
    return {"times": [times.each, times.worked], "opened": opened}


def main(what: str, folder: str, passages: str, asked: str = "0") -> None:
    """Do one of the two, and leave what was measured in the folder."""
    place, corpus = Path(folder), Corpus(int(passages))
    made = asdict(build(place, corpus)) if what == "build" else ask(place, corpus, int(asked))
    name = "built.json" if what == "build" else "asked.json"
    (place / name).write_text(json.dumps(made), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
