"""Makes the plan of a follow-up: of the joined question, or of one asked back."""

import re
from dataclasses import replace

from assistant.domain.plans import Manner, Plan, Route, Turn
from assistant.domain.queries import RegisterQuery
from assistant.understanding.conversation.widening import let_go
from assistant.understanding.interpretation import interpret
from assistant.understanding.recognise.reading import Reading
from assistant.understanding.words.printed_numbers import ordinal

_LET_GO = frozenset({"priorities", "statuses", "portfolios", "areas", "owners", "reports", "units"})
_ELSE = re.compile(r"\bwho else\b")


def asked_back(message: str) -> Plan:
    """Return the plan that asks back."""
    return Plan(Route.CLARIFY, message, message=message)


def joined(reading: Reading, previous: Turn, query: RegisterQuery) -> Plan:
    """Return the plan of a follow-up read as a whole query; asks back what isn't clear of it."""
    again = _THE_SAME.match(reading.sheet.line)
    unplaced = tuple(
        word
        for word in reading.unplaced
        if ordinal(word.lower()) is None and not (again and word.lower() == "same")
    )
    if let_go(reading.sheet.line):
        unplaced = tuple(word for word in unplaced if word.lower() not in _LET_GO)
    if unplaced:
        message = f"I could not place “{' '.join(unplaced)}”. What do you mean by it?"
        return replace(asked_back(message), unplaced=unplaced)
    if reading.times.doubts:
        return asked_back(reading.times.doubts[0])
    plan = replace(
        continuing(previous, query),
        manner=Manner.ELSE if _ELSE.search(reading.sheet.line) else Manner.STATE,
        mine=reading.mine or previous.plan.mine,
        column=reading.request.column,
        absent=reading.absent,
    )
    if reading.doubts:
        doubt = reading.doubts[0]
        message = f"What do you mean by “{doubt.words}”?"
        return replace(plan, route=Route.CLARIFY, message=message, choices=doubt.choices)
    return plan


def continuing(previous: Turn, query: RegisterQuery) -> Plan:
    """Return the plan of a query that goes on with the last question."""
    route = Route.REGISTER if previous.plan.route is not Route.BOTH else Route.BOTH
    said = f"{interpret(query)}; continuing the last question"
    return Plan(route, said, query, mine=previous.plan.mine)


_THE_SAME = re.compile(
    r"^(?:and )?(?:the )?same (?:again |question |thing )?(?:for|in|with|but|by)\b"
)
