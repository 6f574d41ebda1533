"""What every page for people has: who is here, what they may open, and the frame around it."""

from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from fastapi import Depends, HTTPException, Request
from fastapi.responses import HTMLResponse

from assistant.domain.people import Asker, Role
from assistant.entrypoints.api.doorkeeper import COOKIE
from assistant.entrypoints.api.html import render

_SAME_SITE = (None, "same-origin", "none")


def page(request: Request, asker: Asker, name: str, status: int = 200, **held: Any) -> HTMLResponse:
    """Return the page in the frame that its reader gets."""
    response = render(
        name,
        here=request.url.path,
        who=asker.email or asker.name or "",
        may_check=Role.LIAISON in asker.roles,
        may_draft=bool(asker.roles & {Role.LIAISON, Role.ADMINISTRATOR}),
        signed_in=COOKIE in request.cookies,
        **held,
    )
    response.status_code = status
    return response


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a form that one of our own pages sent, by the first that is filled in.

    A button of its own, such as a question that is offered, comes before the empty field.

    Raises:
        HTTPException: it was sent by a page elsewhere.
    """
    if not _from_here(request):
        raise HTTPException(403, "This form has to be sent from Liaison's own page.")
    fields = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
    return {name: next(filter(None, values), "") for name, values in fields.items()}


def _from_here(request: Request) -> bool:
    """Whether one of our own pages sent it, or a program, which sends neither header."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    # Older browsers tell the origin only.
    elsewhere = site is None and origin and urlsplit(origin).netloc != request.headers.get("host")
    return site in _SAME_SITE and not elsewhere


TheForm = Annotated[dict[str, str], Depends(_form)]
