"""`/recommendations`: one's own, or all that one may see, filtered and sorted."""

from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from assistant.domain.people import Asker, Role
from assistant.entrypoints.api.roles import allow
from assistant.entrypoints.api.web.frame import page
from assistant.entrypoints.api.wiring import TheAsker, TheAssistant, TheSettings
from assistant.register.filters import SORTS, Filters
from assistant.service import RegisterRequest

router = APIRouter(include_in_schema=False)

PAGE = 50
"""Entries shown at once."""
Words = Annotated[str, Field(max_length=300)]
COLUMNS = (
    ("ref", "Reference"),
    ("report", "Report"),
    ("due", "Due"),
    ("status", "Status"),
    ("owner", "Owner"),
)


class Shown(BaseModel):
    """Which entries are shown, in which order, as the page's own address says."""

    whose: Literal["mine", "all"] | None = None
    owner: Words = ""
    portfolio: Words = ""
    report: Words = ""
    status: Words = ""
    text: Words = ""
    overdue: bool = False
    sort: Annotated[str, Field(pattern=f"^-?({'|'.join(SORTS)})$")] = "due"
    start: Annotated[int, Field(ge=0, le=10**6)] = 0

    def filters(self, asker: Asker) -> Filters:
        """Return the filters; one's own entries are those that name one's address as owner."""
        mine = self.whose == "mine" and asker.email
        return Filters(
            owner=(asker.email if mine else self.owner.strip()) or None,
            portfolio=self.portfolio.strip() or None,
            report=self.report.strip() or None,
            status=self.status.strip() or None,
            text=self.text.strip() or None,
            overdue=self.overdue,
        )

    def link(self, **changes: object) -> str:
        """Return the address that shows the same with these changes."""
        held = self.model_copy(update=changes).model_dump(mode="json", exclude_defaults=True)
        return f"/recommendations?{urlencode(held)}"

    def column(self, name: str) -> tuple[str, str]:
        """Return the link that sorts by a column, and how it is sorted now."""
        if self.sort == name:
            return self.link(sort=f"-{name}", start=0), "ascending"
        now = "descending" if self.sort == f"-{name}" else "none"
        return self.link(sort=name, start=0), now


@router.get("/recommendations", dependencies=[allow()])
def recommendations(
    request: Request,
    given: Annotated[Shown, Query()],
    assistant: TheAssistant,
    asker: TheAsker,
    settings: TheSettings,
) -> HTMLResponse:
    """Show the entries that match, those that are due or overdue marked."""
    whose = given.whose or ("mine" if asker.email else "all")
    shown = given.model_copy(update={"whose": whose})
    request_ = RegisterRequest(shown.filters(asker), shown.sort, shown.start, PAGE)
    listing = assistant.register(request_, asker)
    earlier, later = max(shown.start - PAGE, 0), shown.start + PAGE
    return page(
        request,
        asker,
        "recommendations.html",
        listing=listing,
        shown=shown,
        can_be_mine=asker.email is not None,
        columns=[(title, *shown.column(name)) for name, title in COLUMNS],
        soon=listing.today + timedelta(days=settings.due_soon_days),
        earlier=shown.link(start=earlier) if shown.start else None,
        later=shown.link(start=later) if later < listing.count else None,
    )


@router.get("/recommendations/{ref:path}", dependencies=[allow()])
def recommendation(
    ref: str, request: Request, assistant: TheAssistant, asker: TheAsker
) -> HTMLResponse:
    """Show one entry whole."""
    return page(request, asker, "recommendation.html", entries=assistant.entry(ref, asker), ref=ref)


@router.get("/check", dependencies=[allow(Role.LIAISON)])
def check(request: Request, assistant: TheAssistant, asker: TheAsker) -> HTMLResponse:
    """Show where the register and the reports don't agree, by kind."""
    found = [asdict(each) for each in assistant.check_register(asker)]
    kinds = sorted({each["kind"] for each in found})
    grouped = [(kind, [each for each in found if each["kind"] == kind]) for kind in kinds]
    return page(request, asker, "check.html", count=len(found), grouped=grouped)
