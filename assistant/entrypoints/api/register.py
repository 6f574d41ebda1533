"""`GET /register`, `GET /register/check` and `GET /register/{ref}`."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from assistant.domain.people import Role
from assistant.entrypoints.api.roles import allow
from assistant.entrypoints.api.wiring import TheAsker, TheAssistant
from assistant.register.filters import Day, Filters
from assistant.render.document import entry_document
from assistant.render.exports import entries_csv, entries_xlsx
from assistant.render.register import check_document, register_document
from assistant.service import RegisterRequest

router = APIRouter()

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILES: dict[str, Any] = {"text/csv": {}, XLSX: {}}
"""What else than JSON a listing can be."""


class RegisterParameters(Filters):
    """Exact filters, sorting and paging. Text filters match whole words."""

    sort: str | None = None
    """Field to sort by; "-due" for latest first."""
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0
    limit: Annotated[int | None, Query(ge=1, le=10**9)] = None
    today: Day | None = None
    format: Literal["json", "csv", "xlsx"] = "json"


@router.get("/register", responses={200: {"content": _FILES}}, dependencies=[allow()])
def list_register(
    parameters: Annotated[RegisterParameters, Query()], assistant: TheAssistant, asker: TheAsker
) -> Any:
    """Return the entries that match, `count` being that of all of them."""
    listing = assistant.register(
        RegisterRequest(
            parameters,
            sort=parameters.sort,
            offset=parameters.offset,
            limit=parameters.limit,
            today=parameters.today,
        ),
        asker,
    )
    if parameters.format == "csv":
        return _file(entries_csv(listing.entries), "text/csv; charset=utf-8", "register.csv")
    if parameters.format == "xlsx":
        return _file(entries_xlsx(listing.entries), XLSX, "register.xlsx")
    return register_document(listing)


@router.get("/register/check", dependencies=[allow(Role.LIAISON)])
def check_register(assistant: TheAssistant, asker: TheAsker) -> dict[str, Any]:
    """Compare the register with the published reports."""
    return check_document(assistant.check_register(asker))


@router.get("/register/{ref:path}", dependencies=[allow()])
def one_entry(ref: str, assistant: TheAssistant, asker: TheAsker) -> dict[str, Any]:
    """Return the entries of this reference (several, where the register repeats it)."""
    found = assistant.entry(ref, asker)
    return {**entry_document(found[0]), "same_ref": [entry_document(each) for each in found[1:]]}


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
