"""What is counted and timed, for Prometheus. No label ever holds what was asked or who asked."""

import math
from collections.abc import Callable
from datetime import UTC, date, datetime

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from assistant.domain.answers import Answer

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Figures:
    """The figures of one assistant."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        registry = self._registry
        self._steps = Histogram(
            "liaison_step_seconds",
            "Time that a step of an answer took",
            ["step"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._answers = Counter(
            "liaison_answers",
            "Answers by what became of them",
            ["outcome", "reason", "kind", "channel", "model"],
            registry=registry,
        )
        self._requests = Counter(
            "liaison_requests",
            "HTTP requests by route and status",
            ["method", "route", "status"],
            registry=registry,
        )
        self._request_s = Histogram(
            "liaison_request_seconds",
            "Time until an HTTP request was answered whole",
            ["route"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._refused = Counter(
            "liaison_turned_away", "Requests turned away, by why", ["why"], registry=registry
        )
        self._index_age = Gauge(
            "liaison_index_age_seconds", "Age of the index that answers", registry=registry
        )
        self._register_age = Gauge(
            "liaison_register_age_seconds",
            "Time since the day that the newest register is of",
            registry=registry,
        )
        self._working = Gauge("liaison_working", "Requests being worked on", registry=registry)
        self._waiting = Gauge("liaison_waiting", "Requests that wait", registry=registry)
        self._off = Gauge("liaison_switched_off", "1 while switched off", registry=registry)

    def answered(self, answer: Answer, channel: str) -> None:
        """Count an answer and its times."""
        reason = answer.reason.value if answer.reason else ""
        model = "yes" if answer.provenance.model else "no"
        self._answers.labels(answer.outcome.value, reason, answer.kind.value, channel, model).inc()
        for step, took in answer.provenance.took_ms.items():
            self._steps.labels(step).observe(took / 1000)

    def requested(self, method: str, route: str, status: int, took_s: float) -> None:
        """Count an HTTP request; the route is its pattern, never the address."""
        self._requests.labels(method, route, str(status)).inc()
        self._request_s.labels(route).observe(took_s)

    def turned_away(self, why: str) -> None:
        """Count a request that was not worked on."""
        self._refused.labels(why).inc()

    def watch_queue(self, working: Callable[[], int], waiting: Callable[[], int]) -> None:
        """Show these numbers whenever the figures are read."""
        self._working.set_function(working)
        self._waiting.set_function(waiting)

    def ages(self, built: datetime | None, register_as_at: date | None, *, off: bool) -> None:
        """Set how old the stores are, and whether the service is switched off."""
        now = datetime.now(UTC)
        self._index_age.set((now - built).total_seconds() if built else math.nan)
        days = (now.date() - register_as_at).days if register_as_at else math.nan
        self._register_age.set(days * 86_400)
        self._off.set(off)

    def text(self) -> bytes:
        """Return everything in Prometheus's text format."""
        return generate_latest(REGISTRY) + generate_latest(self._registry)
