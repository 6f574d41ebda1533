"""Finding passages for a question, by meaning and by words."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.sources import Passage, Visibility
from assistant.language.glossary import expand
from assistant.ports import Hit
from assistant.reports.fuse import fuse
from assistant.reports.stores import ReportStores
from assistant.reports.trace import Trace

DEPTH = 200
"""Passages taken from each index before fusing."""


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
    spelt_out = " ".join([query, *expand(query)])
    vector = stores.encoder.encode([query])
    dense = stores.dense.nearest(vector[0], depth, classes, scope)
    worded = stores.words.match(spelt_out, depth, classes, scope)
    fused = fuse(dense, worded)
    found = _checked(stores, fused, classes, scope)
    if trace is not None:
        _note(trace, found, k, len(fused))
    return found[:k]


def _checked(
    stores: ReportStores, fused: Sequence[Hit], classes: Sequence[Visibility], scope: Sequence[str]
) -> list[Ranked]:
    passages = stores.library.passages(hit.passage_id for hit in fused)
    scores = {hit.passage_id: hit.score for hit in fused}
    return [
        Ranked(passage, scores[passage.id])
        for passage in passages
        if passage.visibility in classes and (not scope or passage.report_id in scope)
    ]


def _note(trace: Trace, found: Sequence[Ranked], k: int, considered: int) -> None:
    trace.add("retrieve", f"{considered} passages considered", f"{len(found)} may be shown")
    for rank, each in enumerate(found, 1):
        step = "retrieved" if rank <= k else "dropped: rank"
        trace.add(step, each.passage.id, f"rank {rank}, score {each.score:.3f}")
