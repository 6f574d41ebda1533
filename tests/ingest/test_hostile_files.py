"""Every odd file ends read or refused with a reason, inside the limits."""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain.documents import Document
from assistant.domain.errors import InvalidInput
from ingest.opening import Limits
from ingest.sandbox import Reading, Sandbox
from tests.ingest.places import assert_places_are_true

FAST = {".docx", ".docm", ".html", ".txt", ".xml", ".zip", ".csv", ".xls", ".xlsx", ".xlsm"}
LIMITS = Limits()
MAY_BE_READ = {"index_clean", "index_flag"}
REGISTERS = {".csv", ".xlsx"}
"""Kinds of register, which the readers of reports refuse whatever is in them."""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


def files(folder: Path, *, fast: bool) -> list[Path]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".json")
    return [path for path in found if not fast or path.suffix.lower() in FAST]


def check(reading: Reading, seconds: float) -> None:
    assert seconds < LIMITS.seconds + 5, reading.path
    assert reading.peak_kib * 1024 <= LIMITS.memory_bytes
    if isinstance(reading.outcome, InvalidInput):
        said = str(reading.outcome)
        assert len(said.split()) > 3, reading.path
        assert "template" not in said
        return
    assert any(page.text.strip() for page in reading.outcome.pages)
    assert reading.outcome.blocks
    assert_places_are_true(reading.outcome)


def sweep(sandbox: Sandbox, paths: list[Path]) -> dict[str, str]:
    outcomes = {}
    for path in paths:
        began = time.monotonic()
        reading = sandbox.read(path, LIMITS)
        check(reading, time.monotonic() - began)
        outcomes[path.name] = str(reading.outcome)
    return outcomes


def test_odd_office_text_and_web_files_are_read_or_refused(
    sandbox: Sandbox, shared_data: Path
) -> None:
    paths = files(shared_data / "hostile", fast=True)

    outcomes = sweep(sandbox, paths)

    assert len(outcomes) >= 120
    assert sum(outcome.startswith("Document(") for outcome in outcomes.values()) >= 45


def test_made_traps_end_as_expected(sandbox: Sandbox, shared_data: Path) -> None:
    folder = shared_data / "hostile" / "synthetic"
    expected = json.loads((folder / "expect.json").read_text(encoding="utf-8"))
    wrong = []
    for name, entry in sorted(expected.items()):
        path = folder / name
        if path.suffix == ".pdf" or path.suffix in REGISTERS:
            continue
        outcome = sandbox.read(path, LIMITS).outcome
        read = isinstance(outcome, Document)
        if read != (entry["action"] in MAY_BE_READ):
            wrong.append((name, str(outcome)))
        if read and entry["action"] == "index_flag":
            assert isinstance(outcome, Document)
            assert outcome.notes, name

    assert wrong == []


def test_a_good_file_cut_short_anywhere_is_never_read_in_part(
    sandbox: Sandbox, shared_data: Path, tmp_path: Path
) -> None:
    whole = next((shared_data / "committee-paper").glob("*.docx")).read_bytes()
    cut = tmp_path / "cut.docx"
    for part in range(1, 64, 7):
        cut.write_bytes(whole[: len(whole) * part // 64])

        assert isinstance(sandbox.read(cut, LIMITS).outcome, InvalidInput)


def test_flipped_bytes_give_the_same_text_or_a_refusal(
    sandbox: Sandbox, shared_data: Path, tmp_path: Path
) -> None:
    whole = next((shared_data / "committee-paper").glob("*.docx")).read_bytes()
    sound = sandbox.read(next((shared_data / "committee-paper").glob("*.docx")), LIMITS).outcome
    assert isinstance(sound, Document)
    chance = random.Random(20210929)
    flipped = tmp_path / "flipped.docx"
    for _ in range(25):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        flipped.write_bytes(data)

        outcome = sandbox.read(flipped, LIMITS).outcome

        if isinstance(outcome, Document):
            assert [page.text for page in outcome.pages] == [page.text for page in sound.pages]


@pytest.mark.torture
def test_every_hostile_file_in_any_order_ends_the_same(sandbox: Sandbox, shared_data: Path) -> None:
    paths = files(shared_data / "hostile", fast=False)
    first = sweep(sandbox, paths)
    for seed in (1, 2, 3):
        random.Random(seed).shuffle(paths)

        assert sweep(sandbox, paths) == first
