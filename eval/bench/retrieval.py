"""Hybrid retrieval beside the quickstart's, whole, within a report and by who may see it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from assistant.adapters.exact_index import ExactIndex
from assistant.adapters.generation.opening import OpenGeneration
from assistant.domain.sources import Visibility
from assistant.ports import Encoder, Vectors
from assistant.reports.search.retrieve import search
from assistant.reports.search.stores import ReportStores
from eval.bench import ours, peer
from eval.bench.corpus import Corpus
from eval.bench.encoders import PaidEncoder
from eval.bench.rows import Row, Target
from eval.bench.timing import WARM, Times, in_turns

_ALL = (Visibility.PUBLIC, Visibility.FORCE, Visibility.RESTRICTED)
_SMALL, _LARGE = 10_000, 100_000
_P50 = {_SMALL: 5.0, _LARGE: 10.0}
_P95 = {_LARGE: 20.0}


def measure(home: Path, corpus: Corpus, asked: int) -> list[Row]:
    """Measure a library of generated passages; the peer's is made beside it where it isn't there.

    Args:
        home: A home in which the corpus is indexed with synthetic vectors.
        corpus: What was indexed.
        asked: How many questions.
    """
    own = PaidEncoder(ours.engine("onnx-int8", home))
    theirs = PaidEncoder(ours.engine("sentence-transformers", home))
    beside = home / "quickstart"
    with ours.opened(home, own) as generation:
        if not beside.exists():
            peer.fill(beside, _rows(generation))
        return [
            *_times(generation, own, (beside, theirs), corpus, asked),
            _recall(generation, own, corpus, asked),
        ]


def _times(
    generation: OpenGeneration,
    own: Encoder,
    theirs: tuple[Path, Encoder],
    corpus: Corpus,
    asked: int,
) -> Iterator[Row]:
    stores = ReportStores(generation.library, generation.dense, generation.words, own)
    report = generation.library.reports(_ALL)[0].id
    questions = iter(corpus.questions(3 * (asked + WARM)))
    kinds: tuple[tuple[str, Sequence[Visibility], Sequence[str], dict[str, str]], ...] = (
        ("of all", _ALL, (), {}),
        ("within one report", _ALL, (report,), {"report": report}),
        ("of the public half", _ALL[:1], (), {"visibility": "public"}),
    )
    for kind, classes, scope, equal in kinds:
        ask = _asking(stores, classes, scope)
        mine, other = in_turns(
            list(islice(questions, asked + WARM)), ask, peer.retriever(*theirs, equal)
        )
        what = f"retrieval {kind}, {corpus.passages:,} passages"
        least = Target(5.0 if equal else 1.5, of_ratio=True, at_least=True)
        yield from _rows_of(what, mine, other, corpus.passages, least)
        yield Row(
            f"{what}, processor time", mine.work, mine.n, peer=other.work,
            of=f"Retrieval {kind}: processor time, ms", at=corpus.passages,
        )  # fmt: skip


def _asking(
    stores: ReportStores, classes: Sequence[Visibility], scope: Sequence[str]
) -> Callable[[str], object]:
    return lambda query: search(stores, query, classes=classes, k=peer.RETRIEVED, scope=scope)


def _rows_of(what: str, mine: Times, other: Times, passages: int, least: Target) -> Iterator[Row]:
    own = Target(_P50[passages]) if passages in _P50 else None
    late = Target(_P95[passages]) if passages in _P95 else None
    note = f"the quickest took {mine.least:.1f} ms, the peer's {other.least:.1f} ms"
    grown = f"{what.split(',', maxsplit=1)[0].capitalize()}: median, ms"
    yield Row(
        f"{what}, p50", mine.p50, mine.n, peer=other.p50, target=own, note=note,
        of=grown, at=passages,
    )  # fmt: skip
    yield Row(f"{what}, p95", mine.p95, mine.n, peer=other.p95, target=late)
    if passages >= _LARGE:
        yield Row(f"{what}, times the peer's", mine.p50, mine.n, peer=other.p50, target=least)


def _recall(generation: OpenGeneration, own: Encoder, corpus: Corpus, asked: int) -> Row:
    """Of the ten that an exact scan finds, those that our search by meaning finds."""
    found, wanted = 0, 0
    with ours.opened(generation_home(generation), own, exact_below=10**9) as exact:
        for question in corpus.questions(asked):
            vector = own.encode([question])[0]
            best = {hit.passage_id for hit in exact.dense.nearest(vector, peer.RETRIEVED, _ALL)}
            mine = {hit.passage_id for hit in generation.dense.nearest(vector, 200, _ALL)[:10]}
            found += len(best & mine)
            wanted += len(best)
    return Row(
        f"recall@10 of the search by meaning against an exact scan, {corpus.passages:,} passages",
        found / wanted,
        asked,
        unit="",
        target=Target(0.99, at_least=True),
    )


def generation_home(generation: OpenGeneration) -> Path:
    """The home that an open generation lies in."""
    return generation.folder.parents[1]


def _rows(generation: OpenGeneration) -> Iterator[tuple[str, Vectors, str, dict[str, str]]]:
    """The same passages with the same vectors, as the peer keeps them."""
    exact = ExactIndex(generation.folder)
    for visibility in _ALL:
        places = iter(enumerate(exact.rows(visibility)))
        while some := list(islice(places, 1_000)):
            texts = {
                each.id: each.text
                for each in generation.library.passages(name for _, (name, _) in some)
            }
            for row, (name, report) in some:
                metadata = {"report": report, "visibility": visibility.value}
                yield name, exact.vector(visibility, row), texts[name], metadata
