"""Traces of answers for OpenTelemetry: one a question, with a span for each step.

What was asked, answered and by whom stays out of them.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from structlog.contextvars import get_contextvars

from assistant.domain.errors import InvalidUse
from assistant.domain.timing import Timed

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span

_PATH = "/v1/traces"
_SEND_WITHIN_S = 5.0


def otlp_exporter(endpoint: str) -> "SpanExporter":
    """Return what sends spans to a collector by OTLP over HTTP.

    Raises:
        InvalidUse: its package isn't installed.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    except ImportError as error:
        raise InvalidUse(
            "LIAISON_OTLP_ENDPOINT is set, and the package that sends traces is not installed. Run "
            "`pip install 'liaison[otel]'`, or leave it unset."
        ) from error
    address = endpoint.rstrip("/")
    address = address if address.endswith(_PATH) else f"{address}{_PATH}"
    return OTLPSpanExporter(endpoint=address, timeout=_SEND_WITHIN_S)


class OpenTelemetryTraces:
    """Implements `ports.Traces`. Spans are sent aside; a collector that is away delays nothing."""

    def __init__(self, exporter: "SpanExporter") -> None:
        from opentelemetry.sdk.resources import SERVICE_NAME, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        resource = Resource.create({SERVICE_NAME: "liaison"})
        self._provider = TracerProvider(resource=resource)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("liaison")

    def record(
        self, times: Sequence[Timed], facts: Mapping[str, str], failed: str | None = None
    ) -> None:
        """Send one trace: the first step with what is known of the whole, the others within it."""
        from opentelemetry.trace import Status, StatusCode, set_span_in_context

        request = get_contextvars().get("request")
        known = {f"liaison.{name}": value for name, value in facts.items()}
        if request:
            known["liaison.request_id"] = str(request)
        spans: list[Span] = []
        for each in times:
            context = None if each.within is None else set_span_in_context(spans[each.within])
            spans.append(
                self._tracer.start_span(
                    each.name,
                    context=context,
                    start_time=each.began_ns,
                    attributes={} if spans else known,
                )
            )
        if failed and spans:
            spans[0].set_attribute("error.type", failed)
            spans[0].set_status(Status(StatusCode.ERROR))
        for each, span in zip(reversed(times), reversed(spans), strict=True):
            span.end(each.began_ns + each.took_ns)

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()
