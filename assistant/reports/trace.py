"""What was considered on the way to an answer, and what was dropped and why."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done or decided."""

    step: str
    what: str
    """Passage id, sentence or plain words."""
    detail: str = ""
    """Score, rank or reason."""


@dataclass(slots=True)
class Trace:
    """The steps of one answer in order."""

    steps: list[Step] = field(default_factory=list)

    def add(self, step: str, what: str, detail: str = "") -> None:
        """Note one step."""
        self.steps.append(Step(step, what, detail))
