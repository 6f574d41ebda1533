"""Events for the audit log, and a log of many."""

from assistant.adapters.audit.log import ChainedAuditLog
from assistant.domain.audit import Action, AuditEvent
from assistant.domain.people import Asker

KEPT = 60


def an_event(asked: str = "Which are overdue?") -> AuditEvent:
    asker = Asker("una.reed@wexmoor.police.example", "Una Reed", channel="http")
    return AuditEvent(Action.ASK, asker, asked, {"outcome": "answered", "sources": ["r1:3"]})


def fill(log: ChainedAuditLog, count: int = KEPT) -> None:
    for number in range(count):
        log.record(an_event(f"Question {number}?"))
