"""What was considered on the way to an answer, what was dropped and why, and how long it took."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import perf_counter_ns, time_ns

from assistant.domain.timing import Timed


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

    times: list[Timed] = field(default_factory=list)
    """Every step that was timed, in the order in which they were begun."""
    _noted: list[Step | Callable[[], Iterable[Step]]] = field(default_factory=list)
    _within: int | None = None
    _epoch_ns: int = field(default_factory=lambda: time_ns() - perf_counter_ns())
    """What the one clock is ahead of the other; taken once, so that steps lie within each other."""

    @property
    def steps(self) -> list[Step]:
        """The steps in order."""
        return [
            step
            for noted in self._noted
            for step in ((noted,) if isinstance(noted, Step) else noted())
        ]

    def add(self, step: str, what: str, detail: str = "") -> None:
        """Note one step."""
        self._noted.append(Step(step, what, detail))

    def add_later(self, make: Callable[[], Iterable[Step]]) -> None:
        """Note steps that are made when someone looks: hundreds a question, seldom looked at."""
        self._noted.append(make)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Time what is done meanwhile, also where it fails."""
        place, outer = len(self.times), self._within
        began = perf_counter_ns()
        self.times.append(Timed(name, began + self._epoch_ns, 0, outer))
        self._within = place
        try:
            yield
        finally:
            self._within = outer
            self.times[place] = replace(self.times[place], took_ns=perf_counter_ns() - began)

    def took_s(self) -> dict[str, float]:
        """Return the seconds that each step took by itself, without the steps within it."""
        own: dict[str, int] = {}
        for each in self.times:
            own[each.name] = own.get(each.name, 0) + each.took_ns
            if each.within is not None:
                outer = self.times[each.within].name
                own[outer] = own.get(outer, 0) - each.took_ns
        return {name: max(took, 0) / 1e9 for name, took in own.items()}
