"""The sample library: made from its sources, looking like real reports, faulty where it says so."""

import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pypdf
import pypdfium2
import pytest
import yaml

from eval.sample.build import HERE, LIBRARY, SOURCES, build
from eval.sample.markup import Fence, read_source
from eval.sample.register import read_register
from eval.sample.workbook import HEADER_ROW

PDFS = sorted(LIBRARY.glob("*.pdf"))
LAST = date(2026, 9, 30)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    build(folder)
    return folder


def contents(path: Path) -> object:
    """What a reader would see of a file, whatever the version of the compressor."""
    if path.suffix == ".pdf":
        return [page.extract_text() for page in pypdf.PdfReader(path).pages]
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    return path.read_bytes()


def page_texts(name: str) -> list[str]:
    document = pypdfium2.PdfDocument(LIBRARY / name)
    return [
        document[n].get_textpage().get_text_range().replace("\r\n", "\n")
        for n in range(len(document))
    ]


def test_building_again_gives_what_is_committed(rebuilt: Path) -> None:
    committed = {path.name: path for path in LIBRARY.iterdir()}
    assert {path.name for path in rebuilt.iterdir()} == set(committed)
    for path in sorted(rebuilt.iterdir()):
        assert contents(path) == contents(committed[path.name]), f"{path.name} is out of date"


def test_building_twice_gives_the_same_bytes(rebuilt: Path, tmp_path: Path) -> None:
    build(tmp_path)
    for path in sorted(rebuilt.iterdir()):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_it_is_large_and_varied_enough() -> None:
    pages = sum(len(pypdf.PdfReader(path).pages) for path in PDFS)
    assert len(PDFS) >= 5
    assert len(list(LIBRARY.glob("*.docx"))) >= 2
    assert len(list(LIBRARY.glob("*.html"))) >= 1
    assert pages >= 60
    assert sum(path.stat().st_size for path in LIBRARY.iterdir()) < 3_000_000


def test_no_page_but_covers_and_contents_is_nearly_empty() -> None:
    for path in PDFS:
        for number, page in enumerate(pypdf.PdfReader(path).pages[1:], 2):
            assert len(page.extract_text()) > 150, f"{path.name}, page {number}"


def test_every_report_has_a_contents_list_with_dotted_leaders_and_right_labels() -> None:
    for path in PDFS:
        texts = page_texts(path.name)
        if path.name.startswith("area-letter"):
            continue
        lines = re.findall(r"^(.+?)(?: \.){5,} (\w+)$", texts[1], re.MULTILINE)
        assert len(lines) >= 4, path.name
        for title, label in lines:
            heading, foot = rf"^{re.escape(title.strip())}$", rf"(^|Page ){label}( \d+ \w+ \d+)?$"
            assert any(
                re.search(heading, text, re.M) and re.search(foot, text, re.M) for text in texts[2:]
            ), (path.name, title, label)


def test_printed_numbers_differ_from_physical_ones() -> None:
    first_chapter = page_texts("fraud-2023.pdf")[4]
    assert "1. About this inspection" in first_chapter
    assert re.search(r"^1$", first_chapter, re.MULTILINE)
    assert re.search(r"^iii?$", page_texts("fraud-2023.pdf")[2], re.MULTILINE)


def test_some_sentences_run_over_a_page_break() -> None:
    running = [
        (path.name, number)
        for path in PDFS
        for number, text in enumerate(page_texts(path.name), 1)
        if re.search(r"^[a-z][a-z ]+.*", text.splitlines()[1] if text.count("\n") > 1 else "")
    ]
    assert len(running) >= 3, running


def test_footnotes_stand_at_the_foot_of_the_page_that_calls_them() -> None:
    page = next(text for text in page_texts("fraud-2023.pdf") if "Money laundering will be" in text)
    assert "a fraud that was also being investigated." in page


def test_the_missing_children_report_counts_seven_and_makes_eight() -> None:
    source = read_source(SOURCES / "12-missing-2026.md")
    made = [e for e in source.elements if isinstance(e, Fence) and e.kind == "recommendation"]
    assert len(made) == 8
    assert any("We make seven recommendations" in text for text in page_texts(source.file))


def test_the_three_letters_differ_in_area_owner_and_date() -> None:
    due = {}
    for area in ("brackenford", "tolminster", "llanwernog"):
        text = " ".join(" ".join(page_texts(f"area-letter-{area}.pdf")).split())
        found = re.search(
            r"The ([A-Z][^.]+?) should send this written .+? by (\d+ \w+ \d{4})", text
        )
        assert found
        due[area] = found.groups()
    assert len(set(due.values())) == 3
    assert {day for _, day in due.values()} == {"27 May 2026", "18 June 2026", "30 July 2026"}


def test_the_catalogue_names_every_report_and_what_replaces_what() -> None:
    listed = yaml.safe_load((LIBRARY / "reports.yaml").read_text(encoding="utf-8"))["reports"]
    files = {path.name for path in LIBRARY.iterdir() if path.suffix in {".pdf", ".docx", ".html"}}
    assert {report["file"] for report in listed} == files
    old = next(report for report in listed if report.get("withdrawn"))
    new = next(report for report in listed if report.get("supersedes"))
    assert new["supersedes"] == old["title"]


def test_every_text_says_that_it_is_free_to_use() -> None:
    assert "CC0 1.0" in (HERE / "LICENSE").read_text(encoding="utf-8")


def test_register_sheets_hold_every_entry_of_their_day() -> None:
    register = read_register()
    for version in register.versions:
        sheet = openpyxl.load_workbook(LIBRARY / f"register-{version}.xlsx")["Register"]
        refs = [row[0] for row in sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True)]
        assert refs == [entry.ref for entry in register.entries(version)]
    assert len(register.entries(LAST)) >= 80
    assert [len(register.entries(v)) for v in register.versions] == [71, 89, 110]


def test_the_register_has_the_faults_that_its_readme_lists() -> None:
    rows = {entry.ref: entry for entry in read_register().entries(LAST)}
    refs = [entry.ref for entry in read_register().entries(LAST)]
    assert [ref for ref in dict.fromkeys(refs) if refs.count(ref) > 1] == ["STF25-06"]
    assert [ref for ref, row in rows.items() if not row.owner] == ["STF25-08", "DF26-02"]
    assert rows["CUST26-A2"].force_target == "TBC spring"
    assert [ref for ref, row in rows.items() if not row.status] == ["CUST26-A7"]
    assert rows["JAIT-02"].status == "Parked"
    assert rows["JAIL-01"].status == "Closed"
    assert rows["JAIL-01"].closed == ""
    assert [r for r, row in rows.items() if row.marking == "OFFICIAL-SENSITIVE"] == [
        "PEEL26-A11", "JAIB-02", "CUST26-A2", "VET25-06", "VET25-07",
    ]  # fmt: skip


def test_every_owner_but_the_one_who_left_is_in_the_list_of_people() -> None:
    register = read_register()
    owners = {key for entry in register.entries(LAST) for key in (*entry.owner, *entry.delegate)}
    assert {key for key in owners if not register.person(key).listed} == {"garrowby"}
    sheet = openpyxl.load_workbook(LIBRARY / f"register-{LAST}.xlsx")["People"]
    listed = {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert register.person("frayne").email in listed
    assert register.person("garrowby").email not in listed


def test_later_versions_slip_close_reassign_and_reword_entries() -> None:
    register = read_register()
    first, _, last = ({e.ref: e for e in register.entries(v)} for v in register.versions)
    assert last["RUR25-03"].owner != first["RUR25-03"].owner
    assert last["STF25-02"].status == "Closed" != first["STF25-02"].status
    assert last["VET25-12"].text != first["VET25-12"].text
    assert last["STF25-11"].revised_target > first["STF25-11"].deadline[:0]
    assert "MISS26-01" in last
    assert "MISS26-01" not in first


@pytest.mark.parametrize("fence", [":::recommendation Recommendation 1\nWords.\n", ":::\n"])
def test_a_fence_that_is_not_closed_or_opened_is_named(tmp_path: Path, fence: str) -> None:
    source = (SOURCES / "09-custody-2023.md").read_text(encoding="utf-8")
    path = tmp_path / "broken.md"
    path.write_text(f"{source}\n{fence}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.md"):
        read_source(path)
