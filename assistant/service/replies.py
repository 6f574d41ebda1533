"""What an answer is put together from beside what the stores say: help, refusals, provenance."""

from dataclasses import replace

from assistant.domain.answers import Answer, Kind, Outcome, Provenance, Reason, Statement
from assistant.domain.plans import Plan, Route
from assistant.domain.sources import Visibility, highest
from assistant.service.asking import Asking, asked

NO_REGISTER = Statement(
    "No register is loaded, so nothing can be said of its entries. It is loaded with "
    "`liaison ingest --register FILE`.",
    (),
    remark=True,
)
STEPS = ("understand", "retrieve", "model", "answer")
"""What answers are timed by; each is without the others, so that they add up."""
_OUTCOMES = {
    Route.CLARIFY: (Outcome.CLARIFY, None),
    Route.OUT_OF_SCOPE: (Outcome.ABSTAINED, Reason.OUT_OF_SCOPE),
    Route.HELP: (Outcome.ANSWERED, None),
    Route.DRAFT: (Outcome.ANSWERED, None),
}


def joined(said: Answer, held: Answer) -> Answer:
    """Return what the reports say, then what the register holds."""
    return replace(
        held,
        outcome=Outcome.ANSWERED,
        reason=None,
        kind=Kind.BOTH,
        statements=(*said.statements, *held.statements),
        complete=said.complete and held.complete,
        marking=highest([Visibility(said.marking), Visibility(held.marking)]).value,
    )


def own_words(plan: Plan, asking: Asking) -> Answer:
    """Return the plan's own sentence: a question back, a refusal, or help."""
    outcome, reason = _OUTCOMES[plan.route]
    return Answer(
        outcome=outcome,
        kind=Kind.DRAFT if plan.route is Route.DRAFT else Kind.OTHER,
        statements=(Statement(plan.message, (), remark=True),),
        asked=asked(plan, asking),
        provenance=Provenance(asking.generation.name, None),
        reason=reason,
        choices=plan.choices,
    )


def with_provenance(answer: Answer, asking: Asking) -> Answer:
    """Return the answer with what it was made from and how long each step took."""
    version = asking.generation.register.version()
    took = asking.trace.took_s()
    steps = {step: took[step] * 1000 for step in STEPS if step in took}
    provenance = replace(
        answer.provenance,
        index=asking.generation.name,
        register_as_at=version.as_at if version else None,
        register_version=version.id if version else None,
        took_ms={**steps, "total": sum(steps.values())},
    )
    return replace(answer, provenance=provenance)
