"""`/reports`: what is indexed and how fresh, and a page for each report."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.entrypoints.api.roles import allow
from assistant.entrypoints.api.web.frame import page
from assistant.entrypoints.api.wiring import TheAsker, TheAssistant

router = APIRouter(include_in_schema=False, dependencies=[allow()])


@router.get("/reports")
def reports(request: Request, assistant: TheAssistant, asker: TheAsker) -> HTMLResponse:
    """Show what is indexed, what could not be read, and how fresh it is."""
    return page(request, asker, "reports.html", covered=assistant.coverage(asker))


@router.get("/reports/{report_id}")
def report(
    report_id: str, request: Request, assistant: TheAssistant, asker: TheAsker
) -> HTMLResponse:
    """Show a report, what it asks for, and the register entries that come from it."""
    return page(request, asker, "report.html", view=assistant.report(report_id, asker))
