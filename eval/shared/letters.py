"""32 letters of one template that differ in little but the area: half are indexed, all asked about.

A question on a letter that isn't indexed can't be answered, however alike the others are.
"""

import csv
import shutil
from datetime import date
from pathlib import Path

from eval.cases import Case
from eval.libraries import Library, Places, ingest

SMALL = {"and", "of", "upon", "on", "with"}
QUESTION = "When was the statement of action for {} due?"


def cases(shared_data: Path) -> list[Case]:
    """One question a letter: the date and the page, or a refusal."""
    made = []
    for number, row in enumerate(_rows(shared_data / "jtai-letters")):
        held = number % 2 == 0
        day = date.fromisoformat(row["due_iso"])
        made.append(
            Case(
                id=Path(row["file"]).stem,
                kind="indexed" if held else "not indexed",
                question=QUESTION.format(_named(row["area"])),
                why="The letter says so." if held else "The letter isn't in the library.",
                dataset="letters",
                library="letters",
                expected_outcome="answered" if held else "abstained",
                expected_facts=[rf"\b{day.day} {day:%B} {day.year}"] if held else [],
                expected_pages={row["file"]: [int(row["page"])]} if held else {},
            )
        )
    return made


def half(places: Places) -> Library:
    """Index every second letter."""
    folder, home = places.scratch / "letters-held", places.scratch / "letters"
    if not home.exists():
        places.say("Indexing 16 of the 32 letters")
        folder.mkdir(parents=True, exist_ok=True)
        source = places.shared("jtai-letters")
        for row in _rows(source)[::2]:
            shutil.copy(source / row["file"], folder)
        ingest(home, folder)
    return Library(home, (folder,))


def _rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "answers.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _named(area: str) -> str:
    return " ".join(word if word in SMALL else word.title() for word in area.split())
