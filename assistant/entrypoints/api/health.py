"""`GET /healthz`, `GET /readyz` and `GET /metrics`."""

from typing import Any, cast

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST

from assistant.domain.people import Role
from assistant.entrypoints.api.roles import allow, anyone
from assistant.entrypoints.api.wiring import TheAssistant

router = APIRouter()


@router.get("/healthz", dependencies=[anyone()])
async def healthz() -> dict[str, str]:
    """Say that the process is alive."""
    return {"status": "alive"}


@router.get("/readyz", dependencies=[anyone()])
def readyz(assistant: TheAssistant) -> dict[str, Any]:
    """Say whether questions can be answered, and from which generation; 503 when they can't."""
    index = assistant.generation()
    # Switched off is told to whoever asks a question: a node that isn't sent any can't tell them.
    return {"status": "switched off" if assistant.is_off() else "ready", "index": index}


@router.get(
    "/metrics",
    response_class=PlainTextResponse,
    dependencies=[allow(Role.ADMINISTRATOR)],
)
def metrics(assistant: TheAssistant) -> Response:
    """Return the service's figures in Prometheus's text format."""
    return Response(assistant.metrics(), media_type=CONTENT_TYPE_LATEST)


@router.get("/openapi.json", include_in_schema=False, dependencies=[allow()])
def openapi(request: Request) -> JSONResponse:
    """Describe the service to programs."""
    return JSONResponse(cast(FastAPI, request.app).openapi())
