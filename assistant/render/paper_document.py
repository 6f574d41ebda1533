"""A draft as the document that the command line and the HTTP service return."""

from typing import Any

from assistant.papers.compare import Comparison
from assistant.papers.drafts import Draft, contradictions, gaps
from assistant.papers.layout import headings, placed
from assistant.papers.paper import Paper, Table
from assistant.render.paper_ledger import ledger_document
from assistant.render.paper_markdown import paper_markdown
from assistant.render.paper_text import printable

Document = dict[str, Any]


def draft_document(draft: Draft) -> Document:
    """Return the whole draft: sections, notes, the ledger and the paper as Markdown."""
    paper = draft.paper
    return {
        **draft_summary(draft),
        "inputs": _inputs(paper),
        "sections": _sections(paper),
        "notes": [printable(each.text) for each in paper.notes],
        "warnings": contradictions(draft),
        "gaps": [{"heading": heading, "text": text} for heading, text in gaps(draft)],
        "ledger": ledger_document(paper),
        "markdown": paper_markdown(paper, approved=draft.approved),
    }


def draft_summary(draft: Draft) -> Document:
    """Return what tells a draft from others, and where its files are."""
    paper = draft.made
    return {
        "id": draft.id,
        "kind": "draft",
        "status": "approved" if draft.approved else "draft",
        "title": paper.front.title,
        "since": paper.since.isoformat(),
        "until": paper.until.isoformat(),
        "made_at": draft.made_at.isoformat(),
        "made_by": draft.made_by,
        "approved_at": draft.approved_at.isoformat() if draft.approved_at else None,
        "approved_by": draft.approved_by,
        "edited": sorted(each.section for each in draft.edits),
        "docx": f"/drafts/{draft.id}.docx",
        "md": f"/drafts/{draft.id}.md",
        "ledger_csv": f"/drafts/{draft.id}/ledger?format=csv",
    }


def comparison_document(found: Comparison) -> Document:
    """Return what differs between two drafts."""
    return {
        "statements": [
            {
                "section": each.section,
                "heading": each.heading,
                "before": each.before or None,
                "after": each.after or None,
            }
            for each in found.statements
        ],
        "figures": [
            {"basis": each.basis, "before": each.before, "after": each.after}
            for each in found.figures
        ],
    }


def _inputs(paper: Paper) -> Document:
    return {
        "digest": paper.inputs,
        "index": paper.generation,
        "model": paper.model,
        "registers": [
            {
                "version": each.id,
                "as_at": each.as_at.isoformat(),
                "source": each.source,
                "sha256": each.digest,
            }
            for each in paper.versions
        ],
        "reports": [
            {"id": each.id, "title": each.title, "source": each.source, "sha256": each.digest}
            for each in paper.reports
        ],
    }


def _sections(paper: Paper) -> list[Document]:
    numbers = headings(paper.sections)
    texts: dict[str, list[str]] = {section.name: [] for section in paper.sections}
    for section, number, block in placed(paper.sections):
        if isinstance(block, Table):
            texts[section.name].append(f"{number}. {block.caption.text}")
        else:
            text = " ".join(each.text for each in block.statements)
            texts[section.name].append(f"- {text}" if block.bullet else f"{number} {text}")
    return [
        {
            "name": section.name,
            "number": number or None,
            "heading": section.heading,
            "text": printable("\n".join(texts[section.name])),
            "mandatory": section.mandatory,
            "author": section.author,
        }
        for section, number in zip(paper.sections, numbers, strict=True)
    ]
