"""How long the steps of an answer took."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timed:
    """One step, begun and ended, within another one or by itself."""

    name: str
    began_ns: int
    """Nanoseconds since 1970."""
    took_ns: int
    within: int | None = None
    """Place of the step that it is a part of, in the order in which steps were begun."""
