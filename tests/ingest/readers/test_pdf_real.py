"""Real letters and papers: pages, parts, and quotations that another reader finds too."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdfium2.raw import FPDF_GetPageCount

from assistant.domain.documents import Block, BlockKind, Document
from ingest.readers.pdf import read_pdf
from ingest.readers.pdf.opening import open_pdf
from ingest.structure import PageLines, blocks, plain_lines

FOLDERS = ("jtai-letters", "ilacs-letters", "committee-paper")
QUOTED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING}


@pytest.fixture(scope="module")
def documents(shared_data: Path) -> dict[Path, Document]:
    folders = [sorted((shared_data / name).glob("*.pdf")) for name in FOLDERS]
    files = [*folders[0][::3], *folders[1][::6], *folders[2]]
    return {file: read_pdf(file.read_bytes()) for file in files}


def folded(text: str) -> str:
    return re.sub(r"[\s\-‐‑\u00ad]", "", re.sub(r"[-‐‑]\s*\n", "", text))


def sentences(block: Block) -> Iterator[tuple[int, str]]:
    for part in block.parts:
        for sentence in re.split(r"(?<=[.!?;:])\s|\n", block.text[part.start : part.end]):
            if len(sentence) > 12:
                yield part.page, sentence


def test_pages_are_counted_as_known(shared_data: Path) -> None:
    checked = 0
    for name in FOLDERS[:2]:
        with (shared_data / name / "pages.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                known = [int(value) for value in row.values() if value.isdigit()]
                data = (shared_data / name / row["file"]).read_bytes()
                with open_pdf(data) as document:
                    assert FPDF_GetPageCount(document) == known[0], row
                checked += 1
    assert checked == 72


def test_every_part_holds_what_the_block_says(documents: dict[Path, Document]) -> None:
    for file, document in documents.items():
        texts = {page.number: page.text for page in document.pages}
        for block in document.blocks:
            for part in block.parts:
                said = folded(block.text[part.start : part.end])
                assert said == folded(texts[part.page][part.page_start : part.page_end]), file
                assert said


def test_words_cover_the_pages_text(documents: dict[Path, Document]) -> None:
    for document in documents.values():
        for page in document.pages:
            words = "".join(page.text[word.start : word.end] for word in page.words)
            assert words == "".join(page.text.split())
            assert all(0 <= w.x0 <= w.x1 <= page.width + 5 and w.y0 < w.y1 for w in page.words)


def test_another_reader_finds_the_sentences_on_the_same_pages(
    documents: dict[Path, Document],
) -> None:
    total = found = 0
    for file, document in list(documents.items())[::3]:
        texts = [folded(page.extract_text()) for page in PdfReader(file).pages]
        for block in document.blocks:
            if block.kind in QUOTED:
                for page, sentence in sentences(block):
                    total += 1
                    found += folded(sentence) in texts[page - 1]
    assert total > 1500
    assert found / total >= 0.98, f"{found} of {total}"


def test_nothing_hidden_is_claimed_of_honest_letters(documents: dict[Path, Document]) -> None:
    notes = [note for document in documents.values() for note in document.notes]
    assert not any("Hidden" in note or "Invisible" in note for note in notes)


def test_furniture_is_no_block_and_numbers_become_labels(documents: dict[Path, Document]) -> None:
    for file, document in documents.items():
        assert not any(re.fullmatch(r"\d{1,3}", block.text) for block in document.blocks), file
    labelled = sum(page.label is not None for d in documents.values() for page in d.pages)
    assert labelled / sum(len(d.pages) for d in documents.values()) > 0.9


def test_the_paper_reads_the_same_from_its_pages_as_from_its_text(shared_data: Path) -> None:
    folder = shared_data / "committee-paper"
    [pdf], [text] = folder.glob("*.pdf"), folder.glob("*.txt")
    printed = read_pdf(pdf.read_bytes()).blocks
    typed = blocks([PageLines(1, plain_lines(text.read_text(encoding="utf-8")))])

    def items(found: list[Block] | tuple[Block, ...]) -> list[tuple[str | None, int, str]]:
        kept = [b for b in found if b.kind is BlockKind.LIST_ITEM]
        return [(b.marker if b.marker != "-" else "•", b.level, b.text) for b in kept]

    def dated(found: list[Block] | tuple[Block, ...]) -> list[str]:
        ends = re.compile(r"– \d{1,2}\w\w \w+ 20\d\d$")
        return [b.text for b in found if b.kind is BlockKind.HEADING and ends.search(b.text)]

    assert items(printed) == items(typed)
    assert len(items(printed)) > 60
    assert dated(printed) == dated(typed)
    assert len(dated(printed)) == 7
