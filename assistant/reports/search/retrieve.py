"""Finding passages for a question, by meaning and by words."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.sources import Passage, Visibility
from assistant.language.glossary import expand
from assistant.ports import Hit
from assistant.reports.search.fuse import fuse
from assistant.reports.search.stores import ReportStores
from assistant.reports.search.trace import Step, Trace
from assistant.reports.search.vectors import vectors_of

DEPTH = 200
"""Passages taken from each index before fusing."""
RERANKED = 20
"""Passages that a reranker, where there is one, puts into another order: each takes it a pass."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage that was found, with its fused score from 0 to 1."""

    passage: Passage
    score: float


def search(
    stores: ReportStores,
    query: str,
    *,
    classes: Sequence[Visibility],
    k: int,
    scope: Sequence[str] = (),
    trace: Trace | None = None,
) -> list[Ranked]:
    """Return the k best passages for a query, inside the reports of the scope if given.

    Each passage is checked again before it is handed on: an index that lets through what the
    classes may not see, or what lies outside the scope, changes nothing.
    """
    depth = max(DEPTH, k)
    noted = trace if trace is not None else Trace()
    with noted.timed("retrieve"):
        spelt_out = " ".join([query, *expand(query)])
        vector = vectors_of(stores.encoder, [query])
        dense = stores.dense.nearest(vector[0], depth, classes, scope)
        worded = stores.words.match(spelt_out, depth, classes, scope)
        fused = fuse(dense, worded)
        found = _checked(stores, fused, max(k, RERANKED if stores.reranker else 0), classes, scope)
        found = _reranked(stores, query, found)[:k]
    _note(noted, fused, found)
    return found


def _checked(
    stores: ReportStores,
    fused: Sequence[Hit],
    k: int,
    classes: Sequence[Visibility],
    scope: Sequence[str],
) -> list[Ranked]:
    """Return the k best that may be shown; no more are read than are needed for that."""
    found: list[Ranked] = []
    start = 0
    while len(found) < k and start < len(fused):
        some = fused[start : start + k - len(found)]
        start += len(some)
        scores = {hit.passage_id: hit.score for hit in some}
        found += [
            Ranked(passage, scores[passage.id])
            for passage in stores.library.passages(scores)
            if passage.visibility in classes and (not scope or passage.report_id in scope)
        ]
    return found


def _reranked(stores: ReportStores, query: str, found: list[Ranked]) -> list[Ranked]:
    """Return the best passages in the reranker's order, with the scores that their ranks had."""
    if stores.reranker is None or not found:
        return found
    best = found[:RERANKED]
    texts = [" > ".join((*each.passage.heading, each.passage.text)) for each in best]
    scores = stores.reranker.scores(query, texts)
    order = sorted(range(len(best)), key=lambda place: -scores[place])
    reordered = [
        Ranked(best[place].passage, held.score) for place, held in zip(order, best, strict=True)
    ]
    return [*reordered, *found[RERANKED:]]


def _note(trace: Trace, fused: Sequence[Hit], found: Sequence[Ranked]) -> None:
    trace.add("retrieve", f"{len(fused)} passages considered", f"{len(found)} may be shown")
    taken = {each.passage.id for each in found}
    trace.add_later(
        lambda: (
            Step(
                "retrieved" if hit.passage_id in taken else "dropped: rank",
                hit.passage_id,
                f"rank {rank}, score {hit.score:.3f}",
            )
            for rank, hit in enumerate(fused, 1)
        )
    )
