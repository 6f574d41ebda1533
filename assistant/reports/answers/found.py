"""What one way of answering came to."""

from dataclasses import dataclass

from assistant.domain.answers import Outcome, Reason, Statement


@dataclass(frozen=True, slots=True)
class Found:
    """The statements of an answer, or why there are none."""

    outcome: Outcome
    statements: tuple[Statement, ...]
    reason: Reason | None = None
    nearest: tuple[Statement, ...] = ()
    choices: tuple[str, ...] = ()
    complete: bool = True
    """Everything that was asked for is shown."""
