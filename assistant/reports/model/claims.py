"""Keeping, of a model's claims, those that one sentence of what it was shown bears out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.domain.answers import Statement
from assistant.grounding.draft import DraftStatement, Support, ground_draft
from assistant.grounding.quotations import quote_stands
from assistant.grounding.verdict import ground
from assistant.language.words import fold, words
from assistant.reports.evidence.units import Unit
from assistant.reports.model.evidence import Evidence
from assistant.reports.model.wording import FEWEST_WORDS, shortens
from assistant.reports.search.trace import Trace

Cite = Callable[[Unit], Statement | None]
"""Turns a sentence into a statement whose quotations stand on their pages, or none."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim that holds, with the sentence that it is of."""

    unit: Unit
    statement: Statement


def keep_claims(
    claims: Sequence[DraftStatement], evidence: Evidence, cite: Cite, trace: Trace
) -> list[Claimed]:
    """Return the claims that hold, each once, cited with the whole sentence on its page."""
    texts = {
        handle: "\n".join(unit.text for unit in shown.units) for handle, shown in evidence.items()
    }
    grounded = ground_draft(claims, texts)
    for dropped in grounded.dropped:
        trace.add("dropped: claim", dropped.statement.text, dropped.reason)
    kept: dict[str, Claimed] = {}
    for claim in grounded.kept:
        claimed = _cited(claim, evidence, cite)
        if claimed is None:
            trace.add("dropped: claim", claim.text, "is no sentence of what it cites")
        else:
            kept.setdefault(fold(claimed.statement.text), claimed)
    return list(kept.values())


def _cited(claim: DraftStatement, evidence: Evidence, cite: Cite) -> Claimed | None:
    for support in claim.supports:
        for unit in evidence[support.handle].units:
            if _bears_out(unit, claim.text, support) and (made := cite(unit)) is not None:
                return Claimed(unit, replace(made, text=_finished(claim.text)))
    return None


def _bears_out(unit: Unit, text: str, support: Support) -> bool:
    return (
        len(words(support.quote)) >= FEWEST_WORDS
        and quote_stands(support.quote, unit.text)
        and shortens(text, unit.text)
        and ground(text, [unit.text]).grounded
    )


def _finished(text: str) -> str:
    ended = text if text.rstrip("'\"’”)")[-1:] in set(".!:;") else text.rstrip(",;:- ") + "."
    return ended[:1].upper() + ended[1:]
