"""The conditions that questions about the small register are read as."""

from collections.abc import Callable

from assistant.domain.plans import Plan, Route
from assistant.domain.queries import Condition, Field, Op, RegisterQuery

FRAUD = "Paying the price: an inspection of the police response to fraud"
REVISIT = "Paying the price – A revisit of the 2022 fraud inspection"
KEYS = "Custody reviewed: a joint inspection of cells"
STALKING = "Close at hand: interim report on stalking"

Read = Callable[..., Plan]


def is_(field: Field, *values: str, negated: bool = False) -> Condition:
    return Condition(field, Op.IS, values, negated)


OPEN = is_(Field.STATUS, "open")
OVERDUE = Condition(Field.OVERDUE, Op.TRUE)
CRIME = is_(Field.PORTFOLIO, "Crime")
MARLOWE = is_(Field.OWNER, "DCI Ada Marlowe")
IN_NOVEMBER = Condition(Field.DUE, Op.BETWEEN, ("2026-11-01", "2026-11-30"))


def query(plan: Plan) -> RegisterQuery:
    assert plan.route in {Route.REGISTER, Route.BOTH}, plan
    assert plan.register is not None
    return plan.register
