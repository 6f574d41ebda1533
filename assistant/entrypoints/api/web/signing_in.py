"""`/sign-in`: a browser proves who uses it by an API key, which it then holds in a cookie."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.domain.errors import NotIdentified
from assistant.domain.people import Asker
from assistant.entrypoints.api.doorkeeper import COOKIE
from assistant.entrypoints.api.problems import said
from assistant.entrypoints.api.roles import anyone
from assistant.entrypoints.api.web.frame import TheForm, page
from assistant.entrypoints.api.wiring import TheDoorkeeper, TheSettings

router = APIRouter(include_in_schema=False, dependencies=[anyone()])

KEPT_S = 12 * 3600
"""How long a browser stays signed in."""
NOBODY = Asker(roles=frozenset())


@router.get("/sign-in")
def show(request: Request, settings: TheSettings) -> HTMLResponse:
    """Show the form."""
    return page(request, NOBODY, "sign-in.html", by_key=settings.auth_keys, fault=None)


@router.post("/sign-in")
async def sign_in(
    request: Request, form: TheForm, doorkeeper: TheDoorkeeper, settings: TheSettings
) -> Response:
    """Check the key, and let the browser hold it where no script can read it."""
    key = form.get("key", "").strip()
    source = request.client.host if request.client else "unknown"
    try:
        await run_in_threadpool(doorkeeper.prove, key, source, "http")
    except NotIdentified as error:
        fault = said(error)
        return page(request, NOBODY, "sign-in.html", 401, by_key=settings.auth_keys, fault=fault)
    response = RedirectResponse("/", status_code=303)
    response.set_cookie(
        COOKIE,
        key,
        max_age=KEPT_S,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return response


@router.post("/sign-out")
async def sign_out(form: TheForm) -> Response:
    """Let go of the key."""
    response = RedirectResponse("/sign-in", status_code=303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response
