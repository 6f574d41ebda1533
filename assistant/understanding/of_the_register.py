"""Tells what only the register can answer from what a report could answer too."""

from assistant.domain.plans import Plan
from assistant.domain.queries import AnyOf, Ask, Condition, Field

_ASKS_OF_THE_REGISTER = frozenset({Ask.NEXT, Ask.LAST, Ask.GROUP, Ask.SHARE, Ask.CHANGE})
_OF_THE_REGISTER = frozenset(
    {Field.STATUS, Field.OVERDUE, Field.OWNER, Field.DELEGATE, Field.DUE, Field.CLOSED_ON,
     Field.PRIORITY, Field.UPDATED, Field.DUE_BASIS}
)  # fmt: skip


def only_of_the_register(plan: Plan) -> bool:
    """Whether a plan asks what no report can tell, or goes on with a question to the register."""
    query = plan.register
    if query and (query.ask in _ASKS_OF_THE_REGISTER or speaks_of_states(query.where)):
        return True
    return plan.interpretation.endswith("continuing the last question")


def speaks_of_states(where: tuple[Condition | AnyOf, ...]) -> bool:
    """Whether conditions are of what only the register holds, which no report can answer."""
    return any(isinstance(each, Condition) and each.field in _OF_THE_REGISTER for each in where)
