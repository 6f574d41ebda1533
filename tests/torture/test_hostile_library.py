"""All the odd files at once, through `liaison ingest` as a force would run it."""

import hashlib
import json
import random
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.adapters.generation.opening import open_current
from assistant.domain.documents import Document
from assistant.domain.errors import InvalidInput
from assistant.domain.sources import Visibility
from assistant.entrypoints.cli.app import build_app
from assistant.settings import Settings
from ingest.discover import SUFFIXES
from ingest.job import Request, ingest
from ingest.opening import Limits
from ingest.register.load import load_register
from ingest.report import IngestReport
from ingest.sandbox import Sandbox
from tests.index_fakes import BagOfWords

REGISTERS = {".csv", ".xlsx"}
ENDED = ("crashed its reader", "was lost", "ended without an answer", "stopped by the system")
"""What a refusal says where the file ended its reader."""


@pytest.fixture
def hostile(shared_data: Path) -> Path:
    return shared_data / "hostile"


def everything(folder: Path) -> list[Path]:
    names = {"expect.json", "manifest.json"}
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name not in names)


def run(paths: list[Path], home: Path) -> IngestReport:
    settings = Settings(home=home)
    return ingest(Request(tuple(paths), accept_drop=True), settings, encoder=BagOfWords)


def passages(home: Path) -> dict[str, list[str]]:
    generation = open_current(home, exact_below=9, encoder=BagOfWords().identity, full=True)
    try:
        library = generation.library
        return {
            report.digest: [passage.text for passage in library.passages_of(report.id)]
            for report in library.reports(list(Visibility))
        }
    finally:
        generation.close()


def state_of(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in everything(folder)
    }


@pytest.mark.torture
def test_every_odd_document_ends_indexed_or_refused_with_a_reason(
    hostile: Path, tmp_path: Path, record_property: Any
) -> None:
    before = state_of(hostile)
    began = time.monotonic()
    report = run([hostile], tmp_path / "home")
    took = time.monotonic() - began

    documents = [p for p in everything(hostile) if p.suffix.lower() in SUFFIXES]
    refused = dict(report.refused)
    ended = [*report.added, *refused]
    assert {path.name for path in documents} <= {Path(name).name for name in ended}
    assert len(ended) >= len(documents)
    assert all(len(why.split()) > 3 for why in refused.values())
    crashed = {name: why for name, why in refused.items() if any(e in why for e in ENDED)}
    assert set(passages(tmp_path / "home")), "nothing was indexed"
    assert all(any(texts) for texts in passages(tmp_path / "home").values())
    assert state_of(hostile) == before
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    record_property("tried", len(ended))
    record_property("survived", len(ended))
    record_property(
        "figure",
        f"{len(report.added)} indexed, {len(refused)} refused, {len(crashed)} of them ended "
        f"their reader; {took:.0f} s",
    )


@pytest.mark.torture
def test_the_order_of_naming_changes_nothing(
    hostile: Path, tmp_path: Path, record_property: Any
) -> None:
    documents = [p for p in everything(hostile) if p.suffix.lower() in SUFFIXES]
    small = [path for path in documents if path.stat().st_size < 200_000]
    found = []
    for seed in (1, 2, 3):
        random.Random(seed).shuffle(small)
        home = tmp_path / f"home-{seed}"
        report = run(small, home)
        found.append((sorted(set(report.refused)), sorted(report.added), passages(home)))
        shutil.rmtree(home)
    assert found[0] == found[1] == found[2]
    record_property("tried", 3 * len(small))
    record_property("survived", 3 * len(small))
    record_property("figure", "seeds 1, 2, 3: the same files, reasons and passages")


@pytest.mark.torture
def test_every_odd_workbook_ends_loaded_or_refused_with_a_reason(
    hostile: Path, record_property: Any
) -> None:
    odd = [p for p in everything(hostile) if p.suffix.lower() in REGISTERS | {".xlsm", ".xls"}]
    loaded = 0
    for path in odd:
        began = time.process_time()
        try:
            version = load_register(
                path, as_at=date(2026, 1, 1), profile=None, default_visibility=Visibility.FORCE
            ).version
            assert version.entries
            loaded += 1
        except InvalidInput as error:
            assert len(str(error).split()) > 3
        assert time.process_time() - began < 60, path.name
    record_property("tried", len(odd))
    record_property("survived", len(odd))
    record_property("figure", f"{loaded} loaded, {len(odd) - loaded} refused")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


READABLE = {"index_clean", "index_flag"}
STRICTER = {"xlsx_duplicate_headers.xlsx": "two columns of one name are refused by name"}
"""Made files that are refused although they might have been read with a flag."""


def test_made_files_end_as_they_should(
    sandbox: Sandbox, hostile: Path, record_property: Any
) -> None:
    folder = hostile / "synthetic"
    expected = json.loads((folder / "expect.json").read_text(encoding="utf-8"))
    wrong = []
    for name, entry in expected.items():
        path = folder / name
        if path.suffix in REGISTERS:
            ended = "loaded"
            try:
                load_register(
                    path, as_at=date(2026, 1, 1), profile=None, default_visibility=Visibility.FORCE
                )
            except InvalidInput:
                ended = "refused"
        else:
            outcome = sandbox.read(path, Limits()).outcome
            ended = "loaded" if isinstance(outcome, Document) else "refused"
        if (ended == "loaded") != (entry["action"] in READABLE) and name not in STRICTER:
            wrong.append((name, ended, entry["note"]))
    assert wrong == []
    record_property("tried", len(expected))
    record_property("survived", len(expected))


def test_what_could_not_be_read_is_shown_by_status(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "good.md").write_text("# Canals\n\nForces should fence canals.\n", encoding="utf-8")
    (reports / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing here\n")
    (reports / "renamed.docx").write_bytes(b"MZ\x90\x00" + b"\x00" * 200)
    environment = {"LIAISON_HOME": str(tmp_path / "home")}
    assert len(run([reports], tmp_path / "home").refused) == 2
    shown = CliRunner().invoke(build_app(), ["status"], env=environment).output
    assert "2 files could not be read" in shown
    assert "broken.pdf" in shown
    assert "renamed.docx" in shown
