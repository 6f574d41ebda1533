"""Merging rankings whose scores can't be compared."""

from collections.abc import Sequence

from assistant.ports import Hit

RANK_CONSTANT = 60
"""Cormack, Clarke and Buettcher (SIGIR 2009), "Reciprocal rank fusion outperforms Condorcet and
individual rank learning methods": k = 60."""


def fuse(rankings: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Return the passages of all rankings by the sum of 1 / (60 + rank), best first.

    Scores are shares of the best possible, from 0 to 1. Ties keep the order of passage ids.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, hit in enumerate(ranking, 1):
            scores[hit.passage_id] = scores.get(hit.passage_id, 0.0) + 1 / (RANK_CONSTANT + rank)
    best = len(rankings) / (RANK_CONSTANT + 1)
    ordered = sorted(scores.items(), key=lambda each: (-each[1], each[0]))
    return [Hit(passage_id, score / best) for passage_id, score in ordered]
