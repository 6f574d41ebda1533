import pytest

from assistant.domain.errors import InvalidInput
from ingest.readers.sniff import MediaType, media_type, mismatch
from tests.ingest.readers.word_files import paragraph, word_file, zipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n...%%EOF", "a.pdf", MediaType.PDF),
        (b"junk\n" * 100 + b"%PDF-1.4\n%%EOF", "a.pdf", MediaType.PDF),
        (b"%PDF-1.7\n...%%EOF", "a.html", MediaType.PDF),
        (word_file(paragraph("x")), "a.pdf", MediaType.DOCX),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "a.pdf", MediaType.HTML),
        (b"<?xml version='1.0'?><!-- c --><html xmlns='x'>", "a", MediaType.HTML),
        (b"<!-- long -->" * 20 + b"<HTML><BODY>x", "a.txt", MediaType.HTML),
        (b"<p>A fragment</p>", "a.html", MediaType.HTML),
        (b"<p>A fragment</p>", "a.txt", MediaType.TEXT),
        ("<html><body>x".encode("utf-16"), "a.htm", MediaType.HTML),
        (b"plain words", "a.txt", MediaType.TEXT),
        (b"plain words", "README", MediaType.TEXT),
        (b"# Title", "a.MD", MediaType.MARKDOWN),
    ],
)
def test_the_content_says_what_a_file_is(data: bytes, name: str, kind: MediaType) -> None:
    assert all(media_type(data, name) is kind for _ in range(3))


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.pdf", "empty"),
        (b" \r\n\x00", "a.txt", "empty"),
        (ole("WordDocument"), "a.doc", "convert it to .docx"),
        (ole("Workbook"), "a.docx", "convert it to .xlsx"),
        (ole("EncryptedPackage"), "a.docx", "encrypted"),
        (zipped({"xl/workbook.xml": "x", "[Content_Types].xml": "x"}), "a.docx", "spreadsheet"),
        (zipped({"ppt/presentation.xml": "x"}), "a.docx", "presentation"),
        (zipped({"inner.docx": "x"}), "a.docx", "ZIP archive"),
        (b"PK\x03\x04 and then nothing", "a.docx", "damaged"),
        (b"X" * 2000 + b"%PDF-1.4\n%%EOF", "a.pdf", "header"),
        (b"MZ\x90\x00", "a.pdf", "program"),
        (b"\x89PNG\r\n", "a.pdf", "picture"),
        (b"{\\rtf1 hello}", "a.docx", "Rich Text"),
        (b"not a pdf", "a.pdf", "damaged"),
        (b"Ref,Text\n1,x", "a.csv", "--register"),
        (b"\x00\x01\x02\x03" * 100, "a.txt", "no kind"),
        (b"<?xml version='1.0'?><foo/>", "a.xml", "no kind"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, name: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        media_type(data, name)


def test_a_name_that_misleads_is_noted() -> None:
    assert mismatch(MediaType.HTML, "report.PDF") is not None
    assert mismatch(MediaType.PDF, "report.PDF") is None
    assert mismatch(MediaType.TEXT, "notes") is None
