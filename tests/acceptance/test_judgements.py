"""Forty real letters that judge children's services, against what another reader sees in them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from assistant.door import Door, open_door
from assistant.settings import read_settings
from ingest.job import Request, ingest

GRADES = r"Outstanding|Good|Requires improvement(?:\s+to\s+be\s+good)?|Inadequate"
AREAS = re.compile(r"(?P<area>[a-z]+)-\d\d-[a-z]+-\d{4}")
"""Letters whose area is one word of the file's name."""


@pytest.fixture(scope="module")
def letters(shared_data: Path) -> dict[str, str]:
    """Area and overall grade of the letters that print it in their table, read with pypdf."""
    found = {}
    for path in sorted((shared_data / "ilacs-letters").glob("*.pdf")):
        text = " ".join(pypdf.PdfReader(path).pages[0].extract_text().split())
        grade = re.search(rf"Overall effectiveness\s+({GRADES})\b", text)
        area = AREAS.fullmatch(path.stem)
        if grade and area:
            found[area["area"].capitalize()] = " ".join(grade[1].split())
    assert len(found) > 15
    return found


@pytest.fixture(scope="module")
def door(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    home = tmp_path_factory.mktemp("judged")
    ingest(Request((shared_data / "ilacs-letters",)), read_settings(home=home))
    opened = open_door(home=home)
    yield opened
    opened.close()


def test_the_overall_grade_of_each_letter_is_given_as_it_prints_it(
    door: Door, letters: dict[str, str]
) -> None:
    wrong = {}
    for area, grade in letters.items():
        answer = door.ask(f"What was the overall effectiveness of {area} judged to be?")
        said = [each["text"] for each in answer["statements"] if each["citations"]]
        if answer["status"] != "answered" or said != [f"Overall effectiveness: {grade}"]:
            wrong[area] = (grade, answer["text"])

    assert wrong == {}


def test_all_letters_with_a_grade_are_counted_and_none_with_another(
    door: Door, letters: dict[str, str]
) -> None:
    answer = door.ask("Which authorities were judged outstanding overall?")
    named = " ".join(each["mark"] or "" for each in answer["statements"])

    assert answer["status"] == "answered"
    for area, grade in letters.items():
        assert (area in named) is (grade == "Outstanding"), area


def test_when_each_was_inspected_is_the_line_that_says_so(
    door: Door, letters: dict[str, str]
) -> None:
    for area in letters:
        answer = door.ask(f"When was {area} inspected?")

        assert answer["status"] == "answered", area
        assert re.match(r"Inspection dates?:? ", answer["text"]), (area, answer["text"])
