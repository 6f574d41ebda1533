"""Errors as RFC 9457 problem documents: a plain sentence, never an exception's text."""

import logging
import re
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from structlog.contextvars import get_contextvars

from assistant.domain.errors import (
    Busy,
    InvalidInput,
    InvalidUse,
    LiaisonError,
    ModelUnavailable,
    NotFound,
    NotIdentified,
    NotPermitted,
    StoreUnavailable,
    SwitchedOff,
    TooMany,
)
from assistant.entrypoints.api.html import render

_log = logging.getLogger(__name__)

_STATUS: dict[type[LiaisonError], int] = {
    InvalidInput: 422,
    InvalidUse: 422,
    NotIdentified: 401,
    NotPermitted: 403,
    NotFound: 404,
    StoreUnavailable: 503,
    ModelUnavailable: 503,
    SwitchedOff: 503,
    TooMany: 429,
    Busy: 503,
}


def add_handlers(app: FastAPI) -> None:
    """Answer every error with a problem document."""

    @app.exception_handler(LiaisonError)
    async def ours(request: Request, error: LiaisonError) -> Response:
        return _for_people(request, problem_of(error), said(error))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        response = problem(error.status_code, str(error.detail))
        response.headers.update(error.headers or {})
        return _for_people(request, response, str(error.detail))

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        wrong = [
            f"{'.'.join(str(part) for part in each['loc'][1:]) or 'body'}: {each['msg']}"
            for each in error.errors()
        ]
        return problem(422, "; ".join(wrong))


def _for_people(request: Request, response: JSONResponse, detail: str) -> Response:
    """Return a problem as a page where a browser asked for one, or lead it to sign in."""
    if "text/html" not in request.headers.get("accept", ""):
        return response
    if response.status_code == HTTPStatus.UNAUTHORIZED and request.url.path != "/sign-in":
        return RedirectResponse("/sign-in", status_code=303)
    shown = render("problem.html", title=HTTPStatus(response.status_code).phrase, detail=detail)
    shown.status_code = response.status_code
    shown.headers.update({k: v for k, v in response.headers.items() if k == "retry-after"})
    return shown


def problem_of(error: LiaisonError) -> JSONResponse:
    """Return the problem document of one of our errors."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("%s: %s", type(error).__name__, error)
    return problem(status, said(error))


def said(error: LiaisonError) -> str:
    """Return the error's sentence for someone elsewhere: files by their names, without folders."""
    return _FOLDERS.sub("", str(error))


_FOLDERS = re.compile(r"(?<![\w/:.])(?:/[\w.+-]+)+/(?=[\w.+-])")


def fault(request: Request, error: Exception) -> Response:
    """Log a fault of ours; return a problem that shows its reference and nothing else."""
    detail = fault_detail(error)
    return _for_people(request, problem(500, detail), detail)


def fault_detail(error: Exception) -> str:
    """Log a fault of ours; return a sentence that tells its reference and nothing else."""
    reference = str(get_contextvars().get("request") or uuid4().hex)
    _log.error("fault %s", reference, exc_info=error)
    return f"A fault at our end. Reference {reference}."


def problem(status: int, detail: str) -> JSONResponse:
    """Return a problem document of this status."""
    document = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return JSONResponse(
        document,
        status_code=status,
        headers=_HEADERS.get(status),
        media_type="application/problem+json",
    )


_HEADERS: dict[int, dict[str, str]] = {
    HTTPStatus.UNAUTHORIZED: {"WWW-Authenticate": "Bearer"},
    HTTPStatus.TOO_MANY_REQUESTS: {"Retry-After": "60"},
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": "5"},
}


def documented() -> dict[int | str, dict[str, Any]]:
    """Return what the OpenAPI document says of errors: any route may answer with these."""
    statuses = (400, 401, 403, 404, 405, 408, 413, 422, 429, 500, 503)
    return {status: _documented(HTTPStatus(status)) for status in statuses}


def _documented(status: HTTPStatus) -> dict[str, Any]:
    schema = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    }
    example = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": "What happened, to what, and what to do.",
    }
    content = {"application/problem+json": {"schema": schema, "example": example}}
    return {"description": status.phrase, "content": content}
