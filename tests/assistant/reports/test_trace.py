"""How long each step took, by itself and in the steps that it is part of."""

import time

import pytest

from assistant.reports.search.trace import Trace


def spin(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def test_a_step_is_timed_without_the_steps_within_it() -> None:
    trace = Trace()
    began = time.perf_counter()
    with trace.timed("answer"):
        spin(0.01)
        for _ in range(2):
            with trace.timed("retrieve"):
                spin(0.02)
    elapsed = time.perf_counter() - began
    took = trace.took_s()
    assert took["retrieve"] >= 0.04
    assert took["answer"] >= 0.01
    assert sum(took.values()) <= elapsed
    whole, *parts = ((each.began_ns, each.began_ns + each.took_ns) for each in trace.times)
    assert all(whole[0] <= began_ns <= ended_ns <= whole[1] for began_ns, ended_ns in parts)
    assert abs(whole[0] - time.time_ns()) < 60e9
    assert [(each.name, each.within) for each in trace.times] == [
        ("answer", None),
        ("retrieve", 0),
        ("retrieve", 0),
    ]


def test_a_step_that_fails_is_timed_and_ends() -> None:
    trace = Trace()
    with pytest.raises(ValueError, match="no"), trace.timed("answer"), trace.timed("retrieve"):
        spin(0.005)
        raise ValueError("no")
    with trace.timed("keep"):
        pass
    assert trace.took_s()["retrieve"] >= 0.005
    assert trace.times[-1].within is None
