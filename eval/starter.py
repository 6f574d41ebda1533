"""A starter set of a force's own questions, with what its own register and reports say."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from eval.doors import Document, Door, in_process
from eval.faults import DatasetError, DoorError
from eval.originals import squeezed
from eval.run import scratch_folder

HEAD = """\
# Questions on your own register and reports, to be confirmed one by one: read the question, open
# the rows or the page, and set `why` to your reason. What is wrong, mend or take out; add the
# questions that people really ask. `today` is the day that the register shows.
"""
EACH = 5
"""Owners, portfolios and reports asked about: those with the most entries."""
FINDINGS = 20
FIRST_WORDS = 7
"""Words of a recommendation that its answer must give."""
CONFIRM = "Computed from the register; confirm."
Question = dict[str, Any]


def write_starter(home: Path, out: Path) -> int:
    """Write questions on the register and the reports of a home; returns how many.

    Raises:
        DoorError: the home holds no register, or can't be opened.
        DatasetError: the file is there already.
    """
    if out.exists():
        raise DatasetError(f"{out} is there already; it may hold what somebody confirmed.")
    if not home.is_dir():
        raise DoorError(f"{home} is no home of Liaison. Name it with --home, or index it first.")
    with scratch_folder() as scratch:
        door = in_process(home, Path(scratch))
        try:
            questions = starter(door)
        finally:
            door.close()
    body = yaml.safe_dump({"questions": questions}, sort_keys=False, allow_unicode=True, width=98)
    out.write_text(HEAD + body, encoding="utf-8", newline="\n")
    return len(questions)


def starter(door: Door) -> list[Question]:
    """Make the questions."""
    listing = door.register()
    today = str(listing["register_as_at"])
    entries = list(listing["entries"])
    found = [*_register_questions(entries, today), *_finding_questions(entries, door)]
    return [
        {"id": f"{each['kind']}-{number:02}", "today": today, "role": "liaison", **each}
        for number, each in enumerate(found, 1)
    ]


def _register_questions(entries: list[Document], today: str) -> Iterator[Question]:
    still = [e for e in entries if e["status"] == "open"]
    overdue = [e for e in still if e["due"] and e["due"] < today]
    yield _counted("status", "Which recommendations are open?", still)
    yield _counted("deadline", "What is overdue?", overdue)
    yield _counted(
        "deadline", "Which open entries have no due date?", [e for e in still if not e["due"]]
    )
    for surname in _commonest(_surname(name) for e in entries for name in e["owners"]):
        own = [e for e in entries if surname in map(_surname, e["owners"])]
        yield _counted("ownership", f"What does {own[0]['owners'][0]} own?", own)
    for portfolio in _commonest(e["portfolio"] for e in entries):
        in_it = [e for e in still if e["portfolio"] == portfolio]
        yield _counted("portfolio", f"What is open in the {portfolio} portfolio?", in_it)
        late = [e for e in overdue if e["portfolio"] == portfolio]
        yield _counted("deadline", f"How many are overdue in the {portfolio} portfolio?", late)
    for report in _commonest(e["report"] for e in entries):
        of_it = [e for e in entries if e["report"] == report]
        yield _counted("report", f"Which entries come from “{report}”?", of_it)


def _surname(owner: str) -> str:
    """By which one owner is known however the rank and the first name are written."""
    return owner.split()[-1]


def _commonest(names: Any) -> list[str]:
    return [name for name, _ in Counter(name for name in names if name).most_common(EACH)]


def _counted(kind: str, question: str, entries: list[Document]) -> Question:
    return {
        "kind": kind,
        "question": question,
        "expected_outcome": "answered",
        "expected_count": len(entries),
        "expected_refs": sorted(entry["ref"] for entry in entries),
        "why": CONFIRM,
    }


def _finding_questions(entries: list[Document], door: Door) -> Iterator[Question]:
    titles = {report["title"] for report in door.sources()["reports"]}
    made = 0
    for entry in entries:
        if made < FINDINGS and entry["report"] in titles and entry["number"]:
            page = _page_of(entry, door)
            if page is not None:
                made += 1
                yield _looked_up(entry, *page)


def _page_of(entry: Document, door: Door) -> tuple[str, int] | None:
    """The file and the page on which the entry's wording stands, if search finds it there."""
    wanted = squeezed(entry["text"])[:60].lower()
    for passage in door.search(entry["text"][:400], k=5, report=entry["report"])["passages"]:
        if passage["page"] == passage["page_end"] and wanted in squeezed(passage["text"]).lower():
            return (str(passage["source"]), int(passage["page"]))
    return None


def _looked_up(entry: Document, source: str, page: int) -> Question:
    words = entry["text"].split()[:FIRST_WORDS]
    return {
        "kind": "findings",
        "question": f"What is {entry['kind']} {entry['number']} of “{entry['report']}”?",
        "expected_outcome": "answered",
        "expected_facts": [r"\s+".join(re.escape(word) for word in words)],
        "expected_pages": {source: [page]},
        "also_register": [entry["ref"]],
        "why": "Looked up in the report; confirm.",
    }
