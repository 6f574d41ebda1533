"""`/drafts`: committee papers drafted, read, changed, approved and compared."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.domain.people import Role
from assistant.entrypoints.api.roles import allow
from assistant.entrypoints.api.wiring import TheAsker, TheAssistant, TheDoorkeeper, TheSettings
from assistant.papers.drafts import LONGEST_TEXT
from assistant.register.filters import Day
from assistant.render.paper_document import comparison_document, draft_document, draft_summary
from assistant.render.paper_ledger import ledger_csv, ledger_document
from assistant.render.paper_markdown import paper_markdown
from assistant.render.paper_word import paper_docx

router = APIRouter(dependencies=[allow(Role.LIAISON, Role.ADMINISTRATOR)])

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DraftRequest(BaseModel):
    """A period, both days included."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"since": "2026-07-01", "until": "2026-09-30"}]},
    )

    since: Day
    until: Day
    as_: str | None = Field(default=None, alias="as", max_length=254)


class SectionText(BaseModel):
    """What a person writes in place of a section's prose: paragraphs, and bullets after "- "."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=LONGEST_TEXT)


@router.post("/drafts")
def make(
    request: DraftRequest, assistant: TheAssistant, asker: TheAsker, doorkeeper: TheDoorkeeper
) -> dict[str, Any]:
    """Draft the committee paper of a period; the same inputs give the same draft."""
    asked_as = doorkeeper.asking_as(asker, request.as_)
    return draft_document(assistant.drafts.make(request.since, request.until, asked_as))


@router.get("/drafts")
def list_drafts(assistant: TheAssistant, asker: TheAsker) -> dict[str, Any]:
    """List the drafts that are kept, newest first."""
    return {"drafts": [draft_summary(each) for each in assistant.drafts.all(asker)]}


@router.get("/drafts/{draft_id}.docx")
def word(
    draft_id: str, assistant: TheAssistant, asker: TheAsker, settings: TheSettings
) -> Response:
    """Return the draft as a Word document."""
    draft = assistant.drafts.get(draft_id, asker)
    return _file(paper_docx(draft, settings.paper_template), DOCX, f"{draft_id}.docx")


@router.get("/drafts/{draft_id}.md")
def markdown(draft_id: str, assistant: TheAssistant, asker: TheAsker) -> Response:
    """Return the draft as Markdown."""
    draft = assistant.drafts.get(draft_id, asker)
    text = paper_markdown(draft.paper, approved=draft.approved)
    return _file(text.encode(), "text/markdown; charset=utf-8", f"{draft_id}.md")


@router.get("/drafts/{draft_id}/ledger")
def ledger(
    draft_id: str,
    assistant: TheAssistant,
    asker: TheAsker,
    format_: Annotated[Literal["json", "csv"], Query(alias="format")] = "json",
) -> Any:
    """Return the ledger: one row a statement, with how it was made and its sources."""
    paper = assistant.drafts.get(draft_id, asker).paper
    if format_ == "csv":
        return _file(ledger_csv(paper), "text/csv; charset=utf-8", f"{draft_id}-ledger.csv")
    return {"id": draft_id, "ledger": ledger_document(paper)}


@router.get("/drafts/{draft_id}/compare/{other_id}")
def compare(
    draft_id: str, other_id: str, assistant: TheAssistant, asker: TheAsker
) -> dict[str, Any]:
    """Return what differs from one draft to another, statement by statement."""
    return comparison_document(assistant.drafts.compare(draft_id, other_id, asker))


@router.get("/drafts/{draft_id}")
def show(draft_id: str, assistant: TheAssistant, asker: TheAsker) -> dict[str, Any]:
    """Return a draft."""
    return draft_document(assistant.drafts.get(draft_id, asker))


@router.patch("/drafts/{draft_id}/sections/{name}")
def edit(
    draft_id: str, name: str, written: SectionText, assistant: TheAssistant, asker: TheAsker
) -> dict[str, Any]:
    """Change a section's prose; it is marked as a person's, and drafting again leaves it."""
    return draft_document(assistant.drafts.edit(draft_id, name, written.text, asker))


@router.post("/drafts/{draft_id}/regenerate")
def regenerate(
    draft_id: str,
    assistant: TheAssistant,
    asker: TheAsker,
    section: Annotated[str | None, Query(max_length=200)] = None,
) -> dict[str, Any]:
    """Draft again from what is now indexed; what people changed stays, but for `section`."""
    return draft_document(assistant.drafts.regenerate(draft_id, asker, section))


@router.post("/drafts/{draft_id}/approve")
def approve(draft_id: str, assistant: TheAssistant, asker: TheAsker) -> dict[str, Any]:
    """Approve a draft: it says DRAFT no more and can't be changed."""
    return draft_document(assistant.drafts.approve(draft_id, asker))


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
