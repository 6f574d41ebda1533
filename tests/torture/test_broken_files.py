"""Good reports cut short, with flipped bits, or with letters that say something else."""

import random
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from assistant.domain.documents import Document
from assistant.domain.errors import InvalidInput
from ingest.opening import Limits
from ingest.sandbox import Sandbox

SEED = 20260930
SAMPLE = Path(__file__).resolve().parents[2] / "eval" / "sample" / "library"
ENDED = ("crashed its reader", "was lost", "took more than")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


def reports() -> list[Path]:
    found = sorted(SAMPLE.rglob("*.pdf")) + sorted(SAMPLE.rglob("*.docx"))
    assert len(found) >= 8
    return found


def text_of(outcome: Document) -> str:
    return "\n".join(page.text for page in outcome.pages)


@pytest.mark.torture
def test_a_report_cut_short_anywhere_is_never_read_in_part_unmarked(
    sandbox: Sandbox, tmp_path: Path, record_property: Any
) -> None:
    tried = refused = 0
    for report in reports():
        whole = report.read_bytes()
        sound = sandbox.read(report, Limits()).outcome
        assert isinstance(sound, Document)
        cut = tmp_path / f"cut{report.suffix}"
        for part in range(1, 64):
            cut.write_bytes(whole[: len(whole) * part // 64])
            outcome = sandbox.read(cut, Limits()).outcome
            tried += 1
            if isinstance(outcome, InvalidInput):
                refused += 1
                assert not any(each in str(outcome) for each in ENDED), str(outcome)
            else:
                whole_text = text_of(outcome) == text_of(sound)
                assert whole_text or outcome.notes, (report.name, part)
    record_property("tried", tried)
    record_property("survived", tried)
    record_property("figure", f"{refused} refused, the others whole or marked")


@pytest.mark.torture
def test_flipped_bytes_crash_nothing(
    sandbox: Sandbox, tmp_path: Path, record_property: Any
) -> None:
    chance = random.Random(SEED)
    tried = refused = same = 0
    for report in reports():
        whole = report.read_bytes()
        sound = sandbox.read(report, Limits()).outcome
        assert isinstance(sound, Document)
        flipped = tmp_path / f"flipped{report.suffix}"
        for _ in range(50):
            data = bytearray(whole)
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            flipped.write_bytes(data)
            reading = sandbox.read(flipped, Limits())
            tried += 1
            if isinstance(reading.outcome, InvalidInput):
                refused += 1
                assert not any(each in str(reading.outcome) for each in ENDED), str(reading.outcome)
            else:
                same += text_of(reading.outcome) == text_of(sound)
    record_property("tried", tried)
    record_property("survived", tried)
    record_property("figure", f"{same} the same, {refused} refused, 0 crashes; seed {SEED}")


def a_pdf(text: str) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for place, line in enumerate(text.split("\n")):
        canvas.drawString(60, 780 - 14 * place, line)
    canvas.save()
    return file.getvalue()


SENTENCE = "The force should record every crime within a day of the report that it is given."


@pytest.mark.parametrize("shift", [1, 3, 13])
def test_a_text_layer_of_no_words_is_noted(sandbox: Sandbox, tmp_path: Path, shift: int) -> None:
    """As a wrong map from glyphs to letters leaves it: the page looks right, its text is none."""
    garbled = "".join(
        chr((ord(c.lower()) - 97 + shift) % 26 + 97) if c.isalpha() else c for c in SENTENCE
    )
    path = tmp_path / "garbled.pdf"
    path.write_bytes(a_pdf("\n".join([garbled] * 20)))
    outcome = sandbox.read(path, Limits()).outcome
    assert isinstance(outcome, Document)
    assert any("garbled" in note for note in outcome.notes)


def test_honest_reports_are_not_said_to_be_garbled(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    path.write_bytes(a_pdf("\n".join([SENTENCE] * 20)))
    for report in [path, *sorted(SAMPLE.rglob("*.pdf"))[:4]]:
        outcome = sandbox.read(report, Limits()).outcome
        assert isinstance(outcome, Document)
        assert not [note for note in outcome.notes if "garbled" in note], report.name
