"""No pattern of ours can be kept busy by a text made for that, or by an ordinary one."""

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from types import FrameType, ModuleType
from typing import Any

import pytest

import assistant
import ingest
from assistant.domain.errors import InvalidInput
from ingest.describing.places import _forces
from ingest.patience import within

LENGTH = 300
UNITS = (
    "A", "a", "1", " ", "-", ".", ",", "(", "[", "'", "’", "\n", "\t", "é", "“", "/", "|", "_", "@",
    "A ", "a ", "Aa ", "AA ", "1 ", "1.", "1,", "a.", "A.", "a-", "a\n", "- ", "a@", "a@a.", "(a) ",
    "and ", "And ", "of the ", "The ", "Recommendation 1 ", "1 May 2024 ", "31/12/2024 ", "<a ",
    "&#1;", "Chief Constable ", "UMLAUTÖ ", "i ", "iv. ", "not ", "by ", "no. ", "s.", "  \n", "=a",
)  # fmt: skip
"""What a text may repeat without end."""
ENDINGS = ("", "Z9")
LONGEST_S = 1.0


def modules() -> Iterator[ModuleType]:
    for package in (assistant, ingest):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in found.name and "__main__" not in found.name:
                yield importlib.import_module(found.name)


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every pattern that a module keeps under a name, alone or in a list, table or mapping."""
    found: dict[str, re.Pattern[Any]] = {}
    for module in modules():
        for value in list(vars(module).values()):
            for one in _flat(value):
                found.setdefault(one.pattern, one)
    return {str(key)[:200]: one for key, one in found.items()}


def _flat(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for one in [*value, *value.values()]:
            yield from _flat(one, depth + 1)
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _flat(one, depth + 1)


class TooSlow(Exception):
    """A pattern is still busy."""


def test_no_pattern_is_kept_busy_by_any_text(record_property: Any) -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    every = patterns()
    assert len(every) > 100
    before = signal.signal(signal.SIGPROF, stop)
    busy, slowest, tried = [], 0.0, 0
    try:
        for shown, pattern in every.items():
            worst = _worst(pattern)
            tried += 1
            slowest = max(slowest, min(worst, LONGEST_S))
            if worst >= LONGEST_S:
                busy.append(shown)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    assert busy == []
    record_property("tried", tried)
    record_property("survived", tried - len(busy))
    record_property("figure", f"slowest {slowest:.2f} s for {LENGTH} characters")


def _worst(pattern: re.Pattern[Any]) -> float:
    """Processor time of all texts together, cut off at the limit."""
    signal.setitimer(signal.ITIMER_PROF, LONGEST_S)
    began = time.process_time()
    try:
        for unit in UNITS:
            body = unit * (LENGTH // len(unit))
            for ending in ENDINGS:
                text: Any = body + ending
                pattern.search(text.encode() if isinstance(pattern.pattern, bytes) else text)
    except TooSlow:
        return LONGEST_S
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - began


def test_a_long_heading_in_capitals_is_read_at_once() -> None:
    heading = "APPLICATION FOR A GRANT UNDER THE SCHEME FOR TRANSFERRING KNOWLEDGE " * 20
    began = time.process_time()
    assert list(_forces(heading)) == []
    assert time.process_time() - began < 1
    assert list(_forces("An inspection of Mere and Marsh Constabulary")) == [
        "Mere and Marsh Constabulary"
    ]
    assert list(_forces("Visit to North Mere Police Service in May")) == [
        "North Mere Police Service"
    ]


def test_what_takes_too_long_is_stopped_and_the_next_is_not() -> None:
    with pytest.raises(InvalidInput, match="Reading took more than 1 s"), within(1, "Reading"):
        re.search(r"(?:a+)+b", "a" * 60)
    with within(1, "Reading"):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
