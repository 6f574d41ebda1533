"""Files that can't be read are refused with a reason, and never crash."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from assistant.domain.errors import InvalidInput
from ingest.readers.pdf import read_pdf

WORDS = "Forces should record crime within a day of the report."
CHILD = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from assistant.domain.errors import InvalidInput
from ingest.readers.pdf import read_pdf
found = {}
for name in sys.argv[1:]:
    try:
        document = read_pdf(Path(name).read_bytes())
        found[name] = ["read", document.pages[0].text, list(document.notes)]
    except InvalidInput as error:
        found[name] = ["refused", str(error), []]
print(json.dumps(found))
"""


def made(pages: int = 1) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, invariant=1)
    for _ in range(pages):
        canvas.drawString(72, 700, WORDS)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def encrypted(user_password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(made())))
    writer.encrypt(user_password=user_password, owner_password="owner", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_password_is_asked_for_in_the_reason() -> None:
    with pytest.raises(InvalidInput, match="encrypted: the PDF needs a password"):
        read_pdf(encrypted("secret"))


def test_a_blank_password_is_accepted_and_noted() -> None:
    document = read_pdf(encrypted(""))
    assert document.pages[0].text == WORDS
    assert any("blank password" in note for note in document.notes)


def test_half_a_file_is_truncated() -> None:
    data = made(20)
    with pytest.raises(InvalidInput, match="truncated"):
        read_pdf(data[: len(data) // 2])


def test_too_many_pages_are_refused_by_number() -> None:
    with pytest.raises(InvalidInput, match="2,001 pages"):
        read_pdf(made(2001))


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.pdf.MOST_CHARACTERS", 100)
    with pytest.raises(InvalidInput, match="more than 100 characters"):
        read_pdf(made(3))


def test_no_text_needs_recognition() -> None:
    file = BytesIO()
    canvas = Canvas(file)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.save()
    with pytest.raises(InvalidInput, match="no text; needs OCR"):
        read_pdf(file.getvalue())


@pytest.mark.parametrize("data", [b"", b"<html><body>x</body></html>", b" " * 2000 + made()])
def test_what_has_no_header_is_no_pdf(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="not a PDF"):
        read_pdf(data)


def test_a_damaged_file_is_refused() -> None:
    with pytest.raises(InvalidInput, match="damaged"):
        read_pdf(b"%PDF-1.7\nnothing here\nstartxref\n5\n%%EOF\n")


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_flipped_bytes_never_raise_anything_else(data: st.DataObject) -> None:
    file = bytearray(made(2))
    for _ in range(data.draw(st.integers(1, 12))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    try:
        document = read_pdf(bytes(file))
    except InvalidInput as error:
        assert str(error).endswith(".")
    else:
        assert any(page.text for page in document.pages)


def test_odd_files_are_read_or_refused_within_limits(shared_data: Path) -> None:
    folders = ["hostile/public/pdf_pdfjs", "hostile/synthetic", "misnamed"]
    files = [file for name in folders for file in sorted((shared_data / name).glob("*.pdf"))]
    assert len(files) > 70
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, files)],
        capture_output=True,
        check=False,
        timeout=120,
        cwd=Path(__file__).resolve().parents[3],
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = {Path(name).name: outcome for name, outcome in json.loads(done.stdout).items()}
    assert found["pdf_truncated_half.pdf"][:1] == ["refused"]
    assert "60,000 pages" in found["pdf_same_page_60000x.pdf"][1]
    assert found["html-page-1.pdf"][0] == "refused"
    assert "encrypted" in found["issue6010_1.pdf"][1]
    assert any("attached" in note for note in found["pdf_embedded_file.pdf"][2])
    assert any("active content" in note for note in found["pdf_js_launch.pdf"][2])
    assert any("off the page" in note for note in found["pdf_offpage_injection.pdf"][2])
    assert found["pdf_overprint_conflict.pdf"][2]
    assert found["pdf_huge_mediabox.pdf"] == ["read", "big", []]
    assert found["pdf_prev_xref_loop.pdf"] == ["read", "prev loop", []]
