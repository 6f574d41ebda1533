"""`/papers`: draft the committee's paper, read it, change it, tick off its ledger, download it."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.domain.errors import InvalidUse, LiaisonError
from assistant.domain.people import Asker, Role
from assistant.entrypoints.api.problems import said
from assistant.entrypoints.api.roles import allow
from assistant.entrypoints.api.web.frame import TheForm, page
from assistant.entrypoints.api.wiring import TheAsker, TheAssistant
from assistant.papers.layout import placed
from assistant.papers.paper import Block, Paper
from assistant.render.paper_document import draft_document, draft_summary
from assistant.service import Assistant

router = APIRouter(include_in_schema=False, dependencies=[allow(Role.LIAISON, Role.ADMINISTRATOR)])
_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 31)


@router.get("/papers")
def papers(request: Request, assistant: TheAssistant, asker: TheAsker) -> HTMLResponse:
    """Show the drafts that are kept, and the form for another."""
    return _list(request, assistant, asker, {}, None)


@router.post("/papers")
def make(request: Request, form: TheForm, assistant: TheAssistant, asker: TheAsker) -> Response:
    """Draft the paper of a period, and open it."""
    try:
        since, until = _day(form, "since"), _day(form, "until")
        draft = assistant.drafts.make(since, until, asker)
    except LiaisonError as error:
        return _list(request, assistant, asker, form, said(error))
    return _to(draft.id)


@router.get("/papers/{draft_id}")
def paper(
    draft_id: str, request: Request, assistant: TheAssistant, asker: TheAsker
) -> HTMLResponse:
    """Show a draft."""
    return _draft(request, assistant, asker, draft_id, None)


@router.post("/papers/{draft_id}/sections/{name}")
def edit(
    draft_id: str,
    name: str,
    request: Request,
    form: TheForm,
    assistant: TheAssistant,
    asker: TheAsker,
) -> Response:
    """Change a section, or give its change up."""
    try:
        if "undo" in form:
            assistant.drafts.regenerate(draft_id, asker, name)
        else:
            assistant.drafts.edit(draft_id, name, form.get("text", ""), asker)
    except LiaisonError as error:
        return _draft(request, assistant, asker, draft_id, said(error))
    return _to(draft_id, f"#section-{name}")


@router.post("/papers/{draft_id}/{step}")
def step(
    draft_id: str,
    step: str,
    request: Request,
    form: TheForm,
    assistant: TheAssistant,
    asker: TheAsker,
) -> Response:
    """Approve a draft, or draft it again from what is now indexed."""
    try:
        if step == "approve":
            assistant.drafts.approve(draft_id, asker)
        elif step == "regenerate":
            assistant.drafts.regenerate(draft_id, asker)
        else:
            raise InvalidUse("A draft can be approved or regenerated.")
    except LiaisonError as error:
        return _draft(request, assistant, asker, draft_id, said(error))
    return _to(draft_id)


def _list(
    request: Request,
    assistant: Assistant,
    asker: Asker,
    form: dict[str, str],
    fault: str | None,
) -> HTMLResponse:
    drafts = [draft_summary(each) for each in assistant.drafts.all(asker)]
    status = 422 if fault else 200
    return page(request, asker, "papers.html", status, drafts=drafts, form=form, fault=fault)


def _draft(
    request: Request, assistant: Assistant, asker: Asker, draft_id: str, fault: str | None
) -> HTMLResponse:
    draft = assistant.drafts.get(draft_id, asker)
    held = {"draft": draft_document(draft), "blocks": _blocks(draft.paper), "fault": fault}
    return page(request, asker, "paper.html", 422 if fault else 200, **held)


def _blocks(paper: Paper) -> dict[str, list[tuple[str, Block]]]:
    """Return the paragraphs and tables of each section by its name, each with its number."""
    found: dict[str, list[tuple[str, Block]]] = {section.name: [] for section in paper.sections}
    for section, number, block in placed(paper.sections):
        found[section.name].append((number, block))
    return found


def _to(draft_id: str, place: str = "") -> RedirectResponse:
    return RedirectResponse(f"/papers/{draft_id}{place}", status_code=303)


def _day(form: dict[str, str], name: str) -> date:
    try:
        day = date.fromisoformat(form.get(name, ""))
    except ValueError as error:
        raise InvalidUse("Give both days, such as 2026-07-01.") from error
    if not _EARLIEST <= day <= _LATEST:
        raise InvalidUse(f"The paper can't be about {day.year}.")
    return day
