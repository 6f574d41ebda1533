"""Indexing real text with the real model beside the quickstart, and indexing it once more."""

from pathlib import Path
from time import perf_counter

from assistant.ports import Encoder
from eval.bench import ours, peer
from eval.bench.corpus import Corpus
from eval.bench.rows import Row, Target

CHUNK_TOKENS = 200
"""The quickstart's chunks, so that the model reads as much of the text as it does with us."""


def measure(home: Path, corpus: Corpus) -> list[Row]:
    """Index the same files with both, each from nothing; the models are loaded beforehand."""
    own = ours.engine("onnx-int8", home / "models")
    theirs = ours.engine("sentence-transformers", home)
    for encoder in (own, theirs):
        encoder.encode(["ready"])
    return compare(home, corpus, own, theirs)


def compare(home: Path, corpus: Corpus, own: Encoder, theirs: Encoder) -> list[Row]:
    """Index a corpus with ours, with the peer's, and once more with ours."""
    documents = corpus.write(home / "documents")
    report = ours.index(home, documents, encoder=own)
    took = report.took_s
    started = perf_counter()
    chunks = peer.index_files(home / "quickstart", documents, theirs, CHUNK_TOKENS)
    peer_s = perf_counter() - started
    again = ours.index(home, documents, encoder=own).took_s["total"]
    beside = took["total"] - took["embed"]
    stages = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in took.items())
    return [
        Row(
            f"indexing {corpus.passages:,} passages",
            corpus.passages / took["total"],
            corpus.passages,
            unit="a second",
            peer=corpus.passages / peer_s,
            higher_is_better=True,
            target=Target(1.9, of_ratio=True, at_least=True),
            note=f"{report.passages:,} passages of ours, {chunks:,} chunks of the peer's; {stages}",
        ),
        Row(
            "all of indexing but embedding, as a share of embedding",
            beside / took["embed"],
            corpus.passages,
            unit="",
            target=Target(0.25),
        ),
        Row(
            "indexing unchanged files again, as a share of the first time",
            again / took["total"],
            corpus.passages,
            unit="",
            target=Target(0.05),
        ),
    ]
