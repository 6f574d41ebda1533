"""A real committee paper and the register made from it, asked forty questions."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.door import Door, open_door
from assistant.settings import read_settings
from ingest.job import Request, ingest
from tests.acceptance.independent import stands

PAPER = "jac-2021-09-29-hmicfrs-update.pdf"


@pytest.fixture(scope="module")
def paper(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    folder = shared_data / "committee-paper"
    home = tmp_path_factory.mktemp("paper")
    request = Request((folder / PAPER,), folder / "register.csv", as_at=date(2021, 9, 29))
    ingest(request, read_settings(home=home))
    door = open_door(home=home)
    yield door
    door.close()


@pytest.fixture(scope="module")
def answers(paper: Door, shared_data: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    path = shared_data / "committee-paper" / "questions.json"
    asked = []
    for case in json.loads(path.read_text(encoding="utf-8")):
        day = date.fromisoformat(case["as_of"])
        for earlier in case["context"]:
            paper.ask(earlier, today=day, thread=case["id"])
        asked.append((case, paper.ask(case["question"], today=day, thread=case["id"])))
    return asked


def test_the_questions_are_answered_as_they_should_be(
    answers: list[tuple[dict[str, Any], dict[str, Any]]],
) -> None:
    wrong = {
        case["id"]: (case["question"], answer["text"])
        for case, answer in answers
        if not all(re.search(each, answer["text"], re.IGNORECASE) for each in case["must_include"])
    }

    assert wrong == {}


def test_nothing_is_asserted_that_must_not_be(
    answers: list[tuple[dict[str, Any], dict[str, Any]]],
) -> None:
    said = [
        (case["id"], pattern)
        for case, answer in answers
        for pattern in case["must_not_include"]
        if re.search(pattern, answer["text"], re.IGNORECASE)
    ]

    assert said == []


def test_every_quotation_of_these_answers_stands_on_its_page(
    answers: list[tuple[dict[str, Any], dict[str, Any]]], shared_data: Path
) -> None:
    path = shared_data / "committee-paper" / PAPER
    cited = [each for _, answer in answers for each in answer["citations"]]
    quotes = [each for each in cited if each["kind"] == "passage"]

    assert quotes
    assert [each for each in quotes if not stands(each["quote"], path, each["page"])] == []


def test_every_row_cited_is_a_line_of_the_register(
    answers: list[tuple[dict[str, Any], dict[str, Any]]], shared_data: Path
) -> None:
    text = (shared_data / "committee-paper" / "register.csv").read_text(encoding="utf-8-sig")
    rows = [
        each for _, answer in answers for each in answer["citations"] if each["kind"] == "register"
    ]

    assert rows
    assert all(each["quote"] in text.replace('""', '"') for each in rows)
