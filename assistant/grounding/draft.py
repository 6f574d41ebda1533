"""Keeping, of a draft, the statements that their evidence bears out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.grounding.quotations import quote_stands
from assistant.grounding.verdict import ground
from assistant.language.words import words

FEWEST_WORDS = 5
"""Words that a quotation needs to be one, unless it is the whole of its evidence."""


@dataclass(frozen=True, slots=True)
class Support:
    """The handle of a piece of evidence, and the words of it that are leaned on."""

    handle: str
    quote: str


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """A sentence that somebody would like to say, with what is said to support it."""

    text: str
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A statement that was not kept, and why."""

    statement: DraftStatement
    reason: str


@dataclass(frozen=True, slots=True)
class Grounded:
    """What a draft comes to. Nothing kept means that there is no answer."""

    kept: tuple[DraftStatement, ...]
    """With only those supports that hold."""
    dropped: tuple[Dropped, ...]


def ground_draft(draft: Sequence[DraftStatement], evidence: Mapping[str, str]) -> Grounded:
    """Keep the statements whose words stand in the evidence that was issued under the handles."""
    kept, dropped = [], []
    for statement in draft:
        holding = [support for support in statement.supports if _holds(support, evidence)]
        if reason := _fault(statement, holding, evidence):
            dropped.append(Dropped(statement, reason))
        else:
            kept.append(DraftStatement(statement.text, tuple(holding)))
    return Grounded(tuple(kept), tuple(dropped))


def _holds(support: Support, evidence: Mapping[str, str]) -> bool:
    text = evidence.get(support.handle)
    if text is None or not quote_stands(support.quote, text):
        return False
    return len(words(support.quote)) >= FEWEST_WORDS or len(words(text)) < FEWEST_WORDS


def _fault(
    statement: DraftStatement, holding: Sequence[Support], evidence: Mapping[str, str]
) -> str:
    """Return why a statement can't be kept; empty where it can."""
    if not words(statement.text):
        return "it says nothing"
    if not holding:
        unknown = [each.handle for each in statement.supports if each.handle not in evidence]
        return f"unknown handle {unknown[0]}" if unknown else "its quotations don't stand"
    verdict = ground(statement.text, [support.quote for support in holding])
    return "; ".join(verdict.unsupported)
