"""What the fake Slack holds, and the faults that were ordered."""

from dataclasses import dataclass, field
from typing import Any

Payload = dict[str, Any]


@dataclass
class Fault:
    method: str
    status: int | None = None
    error: str | None = None
    retry_after: int = 30
    delay_s: float = 0.0
    cut: bool = False
    with_blocks: bool = False
    times: int = 1

    def hits(self, method: str, args: Payload) -> bool:
        named = self.method in (method, "*") and self.times > 0
        return named and (not self.with_blocks or bool(args.get("blocks")))


@dataclass
class Call:
    method: str
    args: Payload
    at: float
    result: str = ""


@dataclass
class World:
    """Everything a test may look at."""

    users: dict[str, Payload] = field(default_factory=dict)
    channels: dict[str, Payload] = field(default_factory=dict)
    messages: dict[tuple[str, str], Payload] = field(default_factory=dict)
    streams: dict[str, Payload] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    views: dict[str, Payload] = field(default_factory=dict)
    home: dict[str, Payload] = field(default_factory=dict)
    files: dict[str, Payload] = field(default_factory=dict)
    prompts: list[Payload] = field(default_factory=list)
    ephemerals: list[Payload] = field(default_factory=list)
    responses: list[Payload] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    triggers: dict[str, float] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)
