"""Composing an answer with a language model out of what an answer without one was made from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain.answers import ANSWERED, Answer, Statement
from assistant.domain.errors import ModelUnavailable
from assistant.domain.plans import Want
from assistant.ports import LanguageModel, ModelReply
from assistant.reports.evidence.remarks import heading_of, remark
from assistant.reports.matching.measured_against import TYPED
from assistant.reports.matching.reading import Reading
from assistant.reports.model.claims import Claimed, keep_claims
from assistant.reports.model.evidence import Evidence, evidence_for, sayable
from assistant.reports.model.reply import MOST_CLAIMS, read_claims
from assistant.reports.model.text import plain_line
from assistant.reports.model.wording import FEWEST_WORDS
from prompts import digest, render

PROMPT = "answer"
_GIVEN_WHOLE = frozenset((Want.DEFINITION, Want.LIST, Want.FINDINGS))
_FEWEST_SENTENCES = 2
"""With fewer there is nothing to choose."""
_WITHOUT = "This is in the reports' own words, without the language model."


@dataclass(frozen=True, slots=True)
class Composer:
    """Lets a model choose, order and shorten the sentences of an answer."""

    model: LanguageModel
    max_tokens: int = 1_000

    def compose(self, reading: Reading, answer: Answer) -> Answer:
        """Return the answer as the model composes it, or as it stands, saying so.

        What was refused stays refused, lists and definitions stay whole, and sources that may
        differ stay side by side: for these no model is asked.
        """
        if not _is_for_a_model(reading, answer):
            return answer
        evidence = evidence_for(reading, answer)
        if sum(len(shown.units) for shown in evidence.values()) < _FEWEST_SENTENCES:
            return answer
        try:
            with reading.trace.timed("model"):
                reply = self.model.complete(_prompt(reading, evidence), max_tokens=self.max_tokens)
        except ModelUnavailable as error:
            return _without(reading, answer, str(error))
        return _composed(reading, answer, evidence, reply)


def _is_for_a_model(reading: Reading, answer: Answer) -> bool:
    if answer.outcome not in ANSWERED:
        return False
    said = [statement for statement in answer.statements if not statement.remark]
    found = {candidate.unit.text for candidate in sayable(reading)}
    if any(statement.text not in found or statement.text.endswith(":") for statement in said):
        # A count, a row, or a list with what leads into it: made or chosen by rules of its own.
        return False
    wants = set(reading.wanted.wants)
    reports = {source.source for statement in said for source in statement.sources}
    return not wants & _GIVEN_WHOLE and not (wants & TYPED and len(reports) > 1)


def _prompt(reading: Reading, evidence: Evidence) -> str:
    return render(
        PROMPT,
        question=plain_line(reading.question.text),
        passages=list(evidence.values()),
        most_claims=MOST_CLAIMS,
        fewest_words=FEWEST_WORDS,
    )


def _composed(reading: Reading, answer: Answer, evidence: Evidence, reply: ModelReply) -> Answer:
    claims = read_claims(reply.text)
    if claims is None:
        return _without(reading, answer, "The language model replied out of form.")
    kept = keep_claims(claims, evidence, reading.cite, reading.trace)
    reading.trace.add("model", reply.model, f"{len(kept)} of {len(claims)} claims hold")
    if not kept or 2 * len(kept) < len(claims):
        return _without(reading, answer, "Too little of what the language model said held.")
    remarks = [statement for statement in answer.statements if statement.remark]
    return replace(
        answer,
        statements=(*_shown(kept), *remarks),
        provenance=replace(answer.provenance, model=reply.model, prompt=digest(PROMPT)),
    )


def _shown(kept: Sequence[Claimed]) -> list[Statement]:
    """Return the statements report by report, each under its name where there are several."""
    by_report: dict[str, list[Claimed]] = {}
    for claimed in kept:
        by_report.setdefault(claimed.unit.report.id, []).append(claimed)
    shown: list[Statement] = []
    for own in by_report.values():
        mark = heading_of(own[0].unit.report) if len(by_report) > 1 else None
        first = replace(own[0].statement, mark=mark or own[0].statement.mark)
        shown += [first, *(claimed.statement for claimed in own[1:])]
    return shown


def _without(reading: Reading, answer: Answer, why: str) -> Answer:
    reading.trace.add("model", "not used", why)
    return replace(answer, statements=(*answer.statements, remark(f"{_WITHOUT} {why}")))
