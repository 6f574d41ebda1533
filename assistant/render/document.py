"""An answer as the document that the command line and the HTTP service both return."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from assistant.domain.answers import (
    Answer,
    Group,
    PassageSource,
    RegisterSource,
    Source,
    Statement,
)
from assistant.domain.register import RegisterEntry

Document = dict[str, Any]

_SHOWN_KEYS = 6
"""A statement with more citations than this shows those that follow one another as ranges."""
_SHORTEST_RANGE = 3
_SHORTEST_NAME = 6
"""Characters of a mark that names what is said: "Action", not "2.14" or "(iv)"."""


def answer_document(answer: Answer) -> Document:
    """Return the answer document of the public contract."""
    keys = _keys(answer)
    asked = answer.asked
    made = answer.provenance
    return {
        "status": answer.outcome.value,
        "kind": answer.kind.value,
        "text": answer_text(answer),
        "statements": [_statement(each, keys) for each in answer.statements],
        "entries": [entry_document(each) for each in answer.entries],
        "count": answer.count,
        "groups": [_group(each) for each in answer.groups],
        "choices": list(answer.choices),
        "nearest": [_statement(each, keys) for each in answer.nearest],
        "citations": [_citation(source, key) for source, key in keys.items()],
        "complete": answer.complete,
        "reason": answer.reason.value if answer.reason else None,
        "marking": answer.marking,
        "asked": {
            "interpretation": asked.interpretation,
            "as": asked.as_,
            "today": asked.today.isoformat(),
            "unplaced": list(asked.unplaced),
        },
        "provenance": {
            "index": made.index,
            "register_as_at": made.register_as_at.isoformat() if made.register_as_at else None,
            "register_version": made.register_version,
            "model": made.model,
            "prompt": made.prompt,
            "took_ms": {step: round(took, 2) for step, took in made.took_ms.items()},
        },
    }


def answer_text(answer: Answer) -> str:
    """Return the answer as plain text, each statement with the keys of its citations."""
    keys = _keys(answer)
    lines = [_line(each, keys) for each in answer.statements]
    if answer.choices:
        lines.extend(f"- {choice}" for choice in answer.choices)
    if answer.nearest:
        lines.append("The nearest the sources come, which does not answer the question:")
        lines.extend(_line(each, keys) for each in answer.nearest)
    return "\n".join(lines)


def entry_document(entry: RegisterEntry) -> Document:
    """Return a register entry as programs see it."""
    return {
        "ref": entry.ref,
        "report": entry.report,
        "number": entry.number,
        "kind": entry.kind,
        "text": entry.text,
        "owner": entry.owner,
        "owners": list(entry.owners),
        "delegates": list(entry.delegates),
        "portfolio": entry.portfolio,
        "business_area": entry.business_area,
        "business_areas": list(entry.business_areas),
        "boards": list(entry.boards),
        "addressees": list(entry.addressees),
        "published": _iso(entry.published),
        "due": _iso(entry.due),
        "due_basis": entry.due_basis.value,
        "deadline_text": entry.deadline_text,
        "immediate": entry.immediate,
        "status": "open" if entry.status.is_open else "closed",
        "status_detail": entry.status.value,
        "status_text": entry.status_text,
        "priority": entry.priority,
        "closed_on": _iso(entry.closed_on),
        "updated": _iso(entry.updated),
        "notes": entry.notes,
        "visibility": entry.visibility.value,
        "sheet": entry.sheet,
        "row": entry.row,
        "doubts": list(entry.doubts),
    }


def source_url(source: PassageSource) -> str:
    """Return where the service opens the page with the quotation highlighted."""
    query = urlencode({"page": source.page, "quote": source.quote})
    return f"/sources/{source.report_id}?{query}"


def shown_keys(cited: Sequence[str]) -> str:
    """Return the keys of a statement's citations as they stand behind it: "[1][2]", "[1]–[8]"."""
    if len(cited) <= _SHOWN_KEYS:
        return "".join(f"[{key}]" for key in cited)
    runs: list[list[int]] = []
    for number in sorted(int(key) for key in cited):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "".join(_run(run) for run in runs)


def _run(numbers: Sequence[int]) -> str:
    if len(numbers) >= _SHORTEST_RANGE:
        return f"[{numbers[0]}]–[{numbers[-1]}]"
    return "".join(f"[{number}]" for number in numbers)


def led_by(mark: str) -> str:
    """Return a mark as it stands before its statement: a name is followed by a colon."""
    named = len(mark) >= _SHORTEST_NAME and (mark[-1].isalnum() or mark[-1] in "’”')")
    return f"{mark}:" if named else mark


def _keys(answer: Answer) -> dict[Source, str]:
    """Number the sources in the order in which the text first leans on them."""
    keys: dict[Source, str] = {}
    for statement in (*answer.statements, *answer.nearest):
        for source in statement.sources:
            keys.setdefault(source, str(len(keys) + 1))
    return keys


def _statement(statement: Statement, keys: dict[Source, str]) -> Document:
    return {
        "text": statement.text,
        "citations": [keys[source] for source in statement.sources],
        "mark": statement.mark,
        "remark": statement.remark,
    }


def _line(statement: Statement, keys: dict[Source, str]) -> str:
    mark = f"{led_by(statement.mark)} " if statement.mark else ""
    shown = shown_keys([keys[source] for source in statement.sources])
    return f"{mark}{statement.text} {shown}".rstrip()


def _citation(source: Source, key: str) -> Document:
    if isinstance(source, RegisterSource):
        return {
            "key": key,
            "kind": "register",
            "ref": source.ref,
            "source": source.source,
            "sheet": source.sheet,
            "row": source.row,
            "quote": source.quote,
            "version": source.version,
        }
    return {
        "key": key,
        "kind": "passage",
        "source": source.source,
        "title": source.title,
        "published": _iso(source.published),
        "page": source.page,
        "page_label": source.page_label,
        "heading": list(source.heading),
        "quote": source.quote,
        "url": source_url(source),
    }


def _group(group: Group) -> Document:
    return {
        "key": {name: value or "not stated" for name, value in group.key},
        "count": group.count,
        "refs": list(group.refs),
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
