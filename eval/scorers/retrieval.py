"""Retrieval alone: is the page, or the passage, among the first that come back?

A target is a report on one of whose expected pages the answer stands, or a named passage. It is
found at the rank of the first passage that touches it.
"""

from math import log2
from typing import Any

from eval.answers import Answered
from eval.cases import Case
from eval.scoring import Material, Measure, Score, Scores, Unscored

CUTS = (1, 5, 10)
MEASURES = (
    *(
        Measure(f"recall_at_{k}", f"share of what answers that is among the first {k}", "mean")
        for k in CUTS
    ),
    Measure("reciprocal_rank", "one over the rank of the first that answers (MRR)", "mean"),
    Measure("ndcg_at_10", "discounted gain over the best possible order (nDCG)", "mean"),
)
Document = dict[str, Any]


def score(case: Case, answer: Answered, material: Material) -> Scores:
    """Score the ranks at which what answers the question came back."""
    if not case.expected_pages and not case.expected_passages:
        return {}
    if answer.document is None:
        return {m.name: Unscored(answer.error or "no answer") for m in MEASURES}
    return rank_scores(ranks_of(case, answer.document))


def ranks_of(case: Case, document: Document) -> list[int | None]:
    """The rank (from 1) at which each target came back; None where it didn't."""
    if case.expected_passages:
        named = list(document["named"])
        return [named.index(p) + 1 if p in named else None for p in case.expected_passages]
    return [_rank(case, report, document["passages"]) for report in case.expected_pages]


def rank_scores(ranks: list[int | None]) -> Scores:
    """Return the measures for the ranks (from 1) of each target, None where it isn't found."""
    found = sorted(rank for rank in ranks if rank is not None)
    scores: Scores = {
        f"recall_at_{k}": Score(sum(r <= k for r in found) / len(ranks), f"ranks {ranks}")
        for k in CUTS
    }
    scores["reciprocal_rank"] = Score(1 / found[0] if found else 0.0)
    gain = sum(1 / log2(rank + 1) for rank in found if rank <= CUTS[-1])
    best = sum(1 / log2(rank + 1) for rank in range(1, min(len(ranks), CUTS[-1]) + 1))
    scores["ndcg_at_10"] = Score(min(1.0, gain / best))
    return scores


def _rank(case: Case, report: str, passages: list[Document]) -> int | None:
    pages = case.expected_pages[report]
    for passage in passages:
        if passage["source"] == report and (
            not pages or any(passage["page"] <= page <= passage["page_end"] for page in pages)
        ):
            return int(passage["rank"])
    return None
