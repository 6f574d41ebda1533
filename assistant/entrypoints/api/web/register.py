"""`/recommendations`: one's own, or all that one may see, filtered and sorted."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from assistant.domain.checks import Discrepancy
from assistant.domain.people import Asker, Role
from assistant.domain.register import Status
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
    ("due", "Due"),
    ("status", "Status"),
    ("owner", "Owner"),
    ("report", "Report"),
)
STATUSES = ("open", *(each.value for each in Status if each is not Status.UNKNOWN))
VIEWS: tuple[tuple[str, dict[str, object]], ...] = (
    ("Open", {"status": "open", "overdue": False, "soon": False}),
    ("Overdue", {"status": "open", "overdue": True, "soon": False}),
    ("Due soon", {"status": "open", "overdue": False, "soon": True}),
    ("Closed", {"status": "closed", "overdue": False, "soon": False}),
    ("All", {"status": "", "overdue": False, "soon": False}),
)
"""What people look for most, one click away."""


class Shown(BaseModel):
    """Which entries are shown, in which order, as the page's own address says."""

    whose: Literal["mine", "all"] | None = None
    owner: Words = ""
    portfolio: Words = ""
    report: Words = ""
    status: Words = "open"
    text: Words = ""
    overdue: bool = False
    soon: bool = False
    """Only what is due within the days that count as soon."""
    sort: Annotated[str, Field(pattern=f"^-?({'|'.join(SORTS)})$")] = "due"
    start: Annotated[int, Field(ge=0, le=10**6)] = 0

    @property
    def narrowed(self) -> bool:
        """Whether any field of the form is filled in."""
        return any((self.owner, self.portfolio, self.report, self.text))

    def filters(self, asker: Asker, today: date, soon: date) -> Filters:
        """Return the filters; one's own entries are those that name one's address as owner."""
        mine = self.whose == "mine" and asker.email
        one = timedelta(days=1)
        return Filters(
            owner=(asker.email if mine else self.owner.strip()) or None,
            portfolio=self.portfolio.strip() or None,
            report=self.report.strip() or None,
            status=self.status.strip() or None,
            text=self.text.strip() or None,
            overdue=self.overdue,
            due_after=today - one if self.soon else None,
            due_before=soon + one if self.soon else None,
        )

    def link(self, **changes: object) -> str:
        """Return the address that shows the same with these changes."""
        held = self.model_copy(update=changes).model_dump(mode="json", exclude_defaults=True)
        return f"/recommendations?{urlencode(held)}"

    def views(self) -> list[tuple[str, str, bool]]:
        """Return (title, link, whether it is shown now) of each view."""
        return [
            (title, self.link(start=0, **held), held.items() <= self.model_dump().items())
            for title, held in VIEWS
        ]

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
    today = settings.current_day
    soon = today + timedelta(days=settings.due_soon_days)
    filters = shown.filters(asker, today, soon)
    listing = assistant.register(RegisterRequest(filters, shown.sort, shown.start, PAGE), asker)
    earlier, later = max(shown.start - PAGE, 0), shown.start + PAGE
    return page(
        request,
        asker,
        "recommendations.html",
        listing=listing,
        shown=shown,
        can_be_mine=asker.email is not None,
        columns=[(title, *shown.column(name)) for name, title in COLUMNS],
        views=shown.views(),
        statuses=STATUSES,
        soon=soon,
        earlier=shown.link(start=earlier) if shown.start else None,
        later=shown.link(start=later) if later < listing.count else None,
    )


@router.get("/recommendations/{ref:path}", dependencies=[allow()])
def recommendation(
    ref: str,
    request: Request,
    assistant: TheAssistant,
    asker: TheAsker,
    settings: TheSettings,
) -> HTMLResponse:
    """Show one entry whole, and where its report says so."""
    entries = assistant.entry(ref, asker)
    return page(
        request,
        asker,
        "recommendation.html",
        ref=ref,
        entries=entries,
        origins=assistant.origins(entries, asker),
        today=settings.current_day,
        soon=settings.current_day + timedelta(days=settings.due_soon_days),
    )


@router.get("/check", dependencies=[allow(Role.LIAISON)])
def check(request: Request, assistant: TheAssistant, asker: TheAsker) -> HTMLResponse:
    """Show where the register and the reports don't agree, by kind."""
    found = [{**asdict(each), "rest": _rest(each)} for each in assistant.check_register(asker)]
    kinds = sorted({each["kind"] for each in found})
    grouped = [(kind, [each for each in found if each["kind"] == kind]) for kind in kinds]
    return page(request, asker, "check.html", count=len(found), grouped=grouped)


def _rest(found: Discrepancy) -> str:
    """Return the sentence without the reference that it may begin with, which is a link there."""
    rest = found.text.removeprefix(found.ref or "")
    return rest if rest != found.text else f": {rest}"
