"""Findings that a language model chooses and shortens, each borne out by a sentence of the report.

The model is shown sentences of one public report and answers in the form of every other reply.
What it says is kept where it is a sentence of the report, or that sentence with no more left out
than loses nothing; all else is dropped, and with most of it dropped the report is quoted instead.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.domain.answers import PassageSource
from assistant.domain.answers import Statement as Answered
from assistant.domain.errors import ModelUnavailable
from assistant.papers.paper import Made, Statement
from assistant.papers.publications import Publication
from assistant.papers.wording import name, quote, say
from assistant.ports import LanguageModel
from assistant.reports.evidence.units import Unit
from assistant.reports.model.claims import Claimed, keep_claims
from assistant.reports.model.evidence import Shown
from assistant.reports.model.reply import read_claims
from assistant.reports.model.text import plain_line
from assistant.reports.model.wording import FEWEST_WORDS
from assistant.reports.search.trace import Trace
from prompts import digest, render

PROMPT = "answer"
_MOST_SHOWN = 80
"""Sentences of one report that the model is shown."""
_OWN_VOICE = re.compile(r"\b(?:we|our|ours|us|i|my|me)\b", re.IGNORECASE)
"""Without quotation marks the force would be saying it of itself."""


class Written(NamedTuple):
    """What came of asking a model for one report's findings."""

    statements: tuple[Statement, ...]
    why_not: str | None = None
    """Why the report is quoted instead, in a sentence."""


@dataclass(frozen=True, slots=True)
class FindingsWriter:
    """Has a language model choose a report's main findings."""

    model: LanguageModel
    identity: str
    """Name of the model, as set."""
    max_tokens: int = 1_000

    @property
    def inputs(self) -> tuple[str, ...]:
        """What the model's part in a paper depends on."""
        return (self.identity, digest(PROMPT))

    def write(
        self,
        one: Publication,
        units: Sequence[Unit],
        most: int,
        cite: Callable[[Unit], Answered | None],
    ) -> Written:
        """Return up to so many findings out of the sentences, or why there are none."""
        evidence = _evidence(units[:_MOST_SHOWN])
        prompt = render(
            PROMPT,
            question=f"What are the main findings of “{plain_line(one.title)}”?",
            passages=list(evidence.values()),
            most_claims=most,
            fewest_words=FEWEST_WORDS,
        )
        try:
            reply = self.model.complete(prompt, max_tokens=self.max_tokens)
        except ModelUnavailable as error:
            return Written((), str(error))
        claims = read_claims(reply.text)
        if claims is None:
            return Written((), "The language model replied out of form.")
        kept = keep_claims(claims, evidence, cite, Trace())
        if not kept or 2 * len(kept) < len(claims):
            return Written((), "Too little of what the language model said held.")
        return Written(tuple(_said(each) for each in kept[:most]))


def _evidence(units: Sequence[Unit]) -> dict[str, Shown]:
    by_passage: dict[str, list[Unit]] = {}
    for unit in units:
        by_passage.setdefault(unit.passage.id, []).append(unit)
    shown = [Shown(secrets.token_hex(5), tuple(held)) for held in by_passage.values()]
    return {each.handle: each for each in shown}


def _said(claimed: Claimed) -> Statement:
    text, whole = claimed.statement.text, claimed.unit.text
    verbatim = " ".join(text.split()) == " ".join(whole.split())
    piece = quote(whole) if verbatim or _OWN_VOICE.search(text) else name(text)
    sources = [each for each in claimed.statement.sources if isinstance(each, PassageSource)]
    return say(piece, made=Made.MODEL, quotes=sources)
