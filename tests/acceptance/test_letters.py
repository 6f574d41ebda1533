"""The main job on real letters: 32 of one template that differ in little but the area."""

import csv
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.door import Door, open_door
from assistant.settings import read_settings
from ingest.job import Request, ingest
from tests.acceptance.independent import stands

QUESTION = "When was the statement of action for {} due, and who had to send it?"
SMALL = {"and", "of", "upon", "on", "with"}


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _named(area: str) -> str:
    return " ".join(word if word in SMALL else word.title() for word in area.split())


def _spoken(day: str) -> str:
    value = date.fromisoformat(day)
    return f"{value.day} {value:%B %Y}"


@pytest.fixture(scope="module")
def letters(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    home = tmp_path_factory.mktemp("letters")
    folders = tuple(shared_data / name for name in ("jtai-letters", "ilacs-letters", "misnamed"))
    ingest(Request(paths=folders), read_settings(home=home))
    door = open_door(home=home)
    yield door
    door.close()


@pytest.fixture(scope="module")
def half(
    shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Door, set[str]]]:
    """Every second joint letter indexed, and the names of those."""
    root = tmp_path_factory.mktemp("half")
    held = {row["file"] for row in _rows(shared_data / "jtai-letters", "answers.csv")[::2]}
    for name in held:
        shutil.copy(shared_data / "jtai-letters" / name, root)
    home = tmp_path_factory.mktemp("half-home")
    ingest(Request(paths=(root,)), read_settings(home=home))
    door = open_door(home=home)
    yield door, held
    door.close()


@pytest.mark.parametrize("folder", ["jtai-letters", "ilacs-letters"])
def test_every_letter_is_indexed_with_its_pages(
    letters: Door, shared_data: Path, folder: str
) -> None:
    pages = {report["source"]: report["pages"] for report in letters.sources()["reports"]}
    expected = {row["file"]: int(row["pages"]) for row in _rows(shared_data / folder, "pages.csv")}

    assert {name: pages.get(Path(name).name) for name in expected} == expected


def test_web_pages_named_pdf_are_read_as_what_they_are(letters: Door) -> None:
    odd = [each for each in letters.sources()["reports"] if each["source"].startswith("html-page")]
    refused = [each for each in letters.sources()["refused"] if "html-page" in each["file"]]

    assert len(odd) + len(refused) == 4
    assert all(each["media_type"] == "text/html" and each["notes"] for each in odd)


def test_the_statement_of_action_of_every_area_is_found(letters: Door, shared_data: Path) -> None:
    folder = shared_data / "jtai-letters"
    wrong = []
    for row in _rows(folder, "answers.csv"):
        answer = letters.ask(QUESTION.format(_named(row["area"])))
        owner = re.findall(r"\w+", row["owner_as_written"])[-1]
        right = (
            answer["status"] == "answered"
            and _spoken(row["due_iso"]) in answer["text"]
            and owner.casefold() in answer["text"].casefold()
            and (row["file"], int(row["page"])) in _pages(answer)
        )
        if not right:
            wrong.append((row["area"], row["due_iso"], row["page"], answer["text"], _pages(answer)))

    assert len(wrong) <= 1, wrong


def test_no_date_of_another_area_is_given_for_one_that_is_not_indexed(
    half: tuple[Door, set[str]], shared_data: Path
) -> None:
    door, held = half
    rows = _rows(shared_data / "jtai-letters", "answers.csv")
    answers = {
        row["area"]: door.ask(QUESTION.format(_named(row["area"])))
        for row in rows
        if row["file"] not in held
    }

    assert len(answers) == 16
    assert {area for area, answer in answers.items() if answer["status"] != "abstained"} == set()
    assert not [
        area
        for area, answer in answers.items()
        if re.search(r"\d+ [A-Z][a-z]+ 20\d\d", answer["text"]) or answer["citations"]
    ]


def test_every_quotation_stands_on_its_page(letters: Door, shared_data: Path) -> None:
    questions = [
        QUESTION.format(_named(row["area"]))
        for row in _rows(shared_data / "jtai-letters", "answers.csv")
    ]
    questions += [
        "What did inspectors say about domestic abuse in Norfolk?",
        "What are the strengths in Torbay?",
    ]
    files = {path.name: path for path in shared_data.glob("*-letters/*.pdf")}

    quotes = [
        (files[each["source"]], each["page"], each["quote"])
        for question in questions
        for each in letters.ask(question)["citations"]
    ]

    assert len(quotes) >= 32
    assert [quote for quote in quotes if not stands(quote[2], quote[0], quote[1])] == []


def _pages(answer: dict[str, Any]) -> list[tuple[str, int]]:
    return [(each["source"], each["page"]) for each in answer["citations"]]
