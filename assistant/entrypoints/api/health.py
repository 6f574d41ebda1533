"""`GET /healthz`, `GET /readyz` and `GET /metrics`."""

from typing import Any

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from assistant.entrypoints.api.wiring import TheAssistant

router = APIRouter()


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """Say that the process is alive."""
    return {"status": "alive"}


@router.get("/readyz")
def readyz(assistant: TheAssistant) -> dict[str, Any]:
    """Say whether questions can be answered, and from which generation; 503 when they can't."""
    return {"status": "ready", "index": assistant.generation()}


@router.get("/metrics")
def metrics(assistant: TheAssistant) -> Response:
    """Return the service's figures in Prometheus's text format."""
    return Response(assistant.metrics(), media_type=CONTENT_TYPE_LATEST)
