"""A real committee paper with its register, and 40 questions on them."""

import json
from pathlib import Path

from eval.cases import Case, Reading
from eval.libraries import Library, Places, ingest

AS_AT = "2021-09-29"


def cases(shared_data: Path) -> list[Case]:
    """The questions; those that can't be answered may be refused, or say what they must."""
    path = shared_data / "committee-paper" / "questions.json"
    return [
        Case(
            id=each["id"],
            kind=each["type"],
            question=each["question"],
            why=each["evidence"] or each["answer"],
            dataset="committee",
            library="committee",
            today=each["as_of"],
            context=each["context"],
            expected_outcome="answered" if each["answerable"] else "abstained",
            expected_facts=each["must_include"],
            must_not=each["must_not_include"],
            accept=[] if each["answerable"] else [Reading(outcome="answered")],
        )
        for each in json.loads(path.read_text(encoding="utf-8"))
    ]


def paper(places: Places) -> Library:
    """Index the paper as it was laid out, with its register."""
    folder = places.shared("committee-paper")
    home = places.scratch / "committee"
    if not home.exists():
        places.say("Indexing the committee paper")
        (document,) = folder.glob("*.pdf")
        ingest(home, document, "--register", folder / "register.csv", "--as-at", AS_AT)
    return Library(home, (folder,))
