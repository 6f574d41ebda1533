"""Datasets: read as they stand, and a bad line is named."""

import json
from pathlib import Path

import pytest

from eval.cases import read_cases
from eval.faults import DatasetError
from eval.suites import DATASETS

GOOD = "questions:\n- id: a-1\n  kind: a\n  question: What?\n  why: Because.\n"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_question_is_read_with_its_dataset_and_what_is_usual(tmp_path: Path) -> None:
    (case,) = read_cases(written(tmp_path / "mine.yaml", GOOD))

    assert (case.key, case.role, case.expected_outcome) == ("mine/a-1", "liaison", "answered")
    assert case.readings[0].outcome == "answered"


def test_a_line_of_json_is_the_same_question(tmp_path: Path) -> None:
    line = json.dumps({"id": "a-1", "kind": "a", "question": "What?", "why": "Because."})

    (from_json,) = read_cases(written(tmp_path / "mine.jsonl", f"\n{line}\n"))

    assert [from_json] == read_cases(written(tmp_path / "mine.yaml", GOOD))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (GOOD + "- id: b-1\n  kind: b\n  question: Why?\n", "line 6: the field “why”"),
        (GOOD + "  expected_cuont: 3\n", "line 2: the field “expected_cuont”"),
        (GOOD + "  expected_count: many\n", "line 2: the field “expected_count”"),
        (GOOD + GOOD.removeprefix("questions:\n"), "line 6: the id “a-1” is taken, in line 2"),
        (GOOD + "- just words\n", "line 6: a question is a set of fields"),
        (GOOD + "  why: [unclosed\n", "not YAML"),
        ("answers: []\n", "no list called “questions”"),
        ("", "no list called “questions”"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(DatasetError) as raised:
        read_cases(written(tmp_path / "mine.yaml", text))
    assert named in str(raised.value)
    assert "mine.yaml" in str(raised.value)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="line 2: not JSON"):
        read_cases(written(tmp_path / "mine.jsonl", "\n{oh\n"))


def test_every_dataset_of_the_project_can_be_read() -> None:
    read = {path.name: read_cases(path) for path in DATASETS.glob("*.yaml")}

    assert len(read["register.yaml"]) >= 200
    assert all(cases for cases in read.values())
