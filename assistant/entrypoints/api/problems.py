"""Errors as RFC 9457 problem documents: a plain sentence, never an exception's text."""

import logging
from http import HTTPStatus
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.domain.errors import (
    Busy,
    InvalidInput,
    InvalidUse,
    LiaisonError,
    ModelUnavailable,
    NotFound,
    NotPermitted,
    StoreUnavailable,
)

_log = logging.getLogger(__name__)

_STATUS: dict[type[LiaisonError], int] = {
    InvalidInput: 422,
    InvalidUse: 422,
    NotPermitted: 403,
    NotFound: 404,
    StoreUnavailable: 503,
    ModelUnavailable: 503,
    Busy: 503,
}


def add_handlers(app: FastAPI) -> None:
    """Answer every error with a problem document."""

    @app.exception_handler(LiaisonError)
    async def ours(_: Request, error: LiaisonError) -> JSONResponse:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
        return problem(status, str(error))

    @app.exception_handler(HTTPException)
    async def http(_: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail))

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        wrong = [
            f"{'.'.join(str(part) for part in each['loc'][1:]) or 'body'}: {each['msg']}"
            for each in error.errors()
        ]
        return problem(422, "; ".join(wrong))

    @app.exception_handler(Exception)
    async def fault(_: Request, error: Exception) -> JSONResponse:
        reference = uuid4().hex[:8]
        _log.error("fault %s", reference, exc_info=error)
        return problem(500, f"A fault at our end. Reference {reference}.")


def problem(status: int, detail: str) -> JSONResponse:
    """Return a problem document of this status."""
    document = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    headers = {"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return JSONResponse(
        document, status_code=status, headers=headers, media_type="application/problem+json"
    )
