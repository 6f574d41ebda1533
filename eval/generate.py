"""Asks the cases, each in a conversation of its own. Scoring comes afterwards."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from eval.answers import Answered
from eval.cases import Case
from eval.doors import Door

UNIDENTIFIED = "nobody.known@unidentified.example"
"""Who asks when an officer asks whom nobody has identified: an address that owns nothing."""
SEARCHED = 10
"""Passages asked for where a case is a search."""


def generate(
    cases: Iterable[Case], door: Door, *, run: str, on_case: Callable[[Case], None] | None = None
) -> Iterator[Answered]:
    """Ask each case in order; `run` keeps the conversations of one run from those of another."""
    for case in cases:
        if on_case:
            on_case(case)
        yield _answered(case, door, run)


def _answered(case: Case, door: Door, run: str) -> Answered:
    try:
        return Answered(case.key, _REQUESTS[case.request](case, door, run))
    except Exception as error:  # noqa: BLE001 - a question that fails is a finding, not the run's end
        return Answered(case.key, None, f"{type(error).__name__}: {error}")


def asked_as(case: Case) -> str | None:
    """The address under which a case is asked; none is the liaison team at the machine."""
    return case.asker or (None if case.role == "liaison" else UNIDENTIFIED)


def _ask(case: Case, door: Door, run: str) -> dict[str, Any]:
    thread = f"{run}/{case.key}" if case.context else None
    who = asked_as(case)
    for earlier in case.context:
        door.ask(earlier, as_=who, today=case.today, thread=thread)
    return door.ask(case.question, as_=who, today=case.today, thread=thread)


def _search(case: Case, door: Door, run: str) -> dict[str, Any]:
    if case.way in {"meaning", "words"}:
        return door.search(case.question, k=SEARCHED, by=case.way)
    return door.search(case.question, k=SEARCHED)


def _draft(case: Case, door: Door, run: str) -> dict[str, Any]:
    if case.since is None or case.until is None:
        raise ValueError("a paper needs the first and the last day of its period")
    return door.draft(case.since, case.until, as_=asked_as(case))


def _listing(case: Case, door: Door, run: str) -> dict[str, Any]:
    return door.register(as_=asked_as(case), today=case.today)


_REQUESTS: dict[str, Callable[[Case, Door, str], dict[str, Any]]] = {
    "ask": _ask,
    "search": _search,
    "draft": _draft,
    "listing": _listing,
}
