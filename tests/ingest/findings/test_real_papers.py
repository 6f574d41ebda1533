"""Real papers: what a person wrote down of each is found again, from every format."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from assistant.domain.sources import Basis, DeadlineKind, Finding, FindingKind, Report
from assistant.language.words import fold
from ingest.findings import find_findings, tie
from ingest.passages import split
from ingest.readers import read


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def findings_of(path: Path) -> list[Finding]:
    document = read(path.read_bytes(), path.name)
    report = Report(
        id="r1",
        source=path.name,
        digest="",
        media_type=document.media_type,
        title=document.title or path.stem,
        title_basis=Basis.DOCUMENT,
        pages=len(document.pages),
    )
    found = find_findings(report, document.blocks)
    passages = split(report, document.blocks, lambda text: 2 + len(text.split()), 256, found)
    return tie(found, passages)


def bodies(cell: str) -> set[str]:
    names = re.sub(r"\(.*?\)", "", fold(cell)).replace("national police chiefs' council", "npcc")
    return {name.strip() for name in names.split(";")} - {"not stated", ""}


@pytest.fixture(scope="module", params=["txt", "docx", "pdf"])
def paper(request: pytest.FixtureRequest, shared_data: Path) -> list[Finding]:
    (path,) = (shared_data / "committee-paper").glob(f"*.{request.param}")
    return findings_of(path)


@pytest.fixture(scope="module")
def expected(shared_data: Path) -> list[dict[str, str]]:
    return rows_of(shared_data / "committee-paper" / "register.csv")


def test_every_recommendation_is_found_under_its_report_and_no_other_list(
    paper: list[Finding], expected: list[dict[str, str]]
) -> None:
    assert [(finding.section, str(finding.published), finding.number) for finding in paper] == [
        (row["report"], row["published"], row["rec_no"]) for row in expected
    ]


def test_deadlines_are_those_that_a_person_read(
    paper: list[Finding], expected: list[dict[str, str]]
) -> None:
    for finding, row in zip(paper, expected, strict=True):
        deadline = finding.deadline
        due = deadline.due if deadline else None
        assert due == (date.fromisoformat(row["deadline_iso"]) if row["deadline_iso"] else None)
        immediate = deadline is not None and deadline.kind is DeadlineKind.IMMEDIATE
        assert immediate == ("immediate" in row["deadline_text"].lower())
        assert (deadline is not None and deadline.partial) == ("only" in row["deadline_text"])


def test_addressees_are_those_that_a_person_read(
    paper: list[Finding], expected: list[dict[str, str]]
) -> None:
    for finding, row in zip(paper, expected, strict=True):
        assert bodies("; ".join(finding.addressees)) == bodies(row["addressee"])


def test_every_finding_is_one_passage(paper: list[Finding]) -> None:
    assert [len(finding.passage_ids) for finding in paper] == [1] * len(paper)
    assert len({finding.passage_ids for finding in paper}) == len(paper)


@pytest.mark.parametrize("place", range(0, 32, 6))
def test_a_letter_says_who_must_send_what_by_when(shared_data: Path, place: int) -> None:
    folder = shared_data / "jtai-letters"
    row = rows_of(folder / "answers.csv")[place]
    (action,) = [
        finding
        for finding in findings_of(folder / row["file"])
        if finding.kind is FindingKind.ACTION
    ]
    assert action.deadline is not None
    assert action.deadline.due == date.fromisoformat(row["due_iso"])
    assert fold(row["owner_as_written"]).endswith(fold(action.addressees[0]))
    assert action.page <= int(row["page"]) <= action.page_end
