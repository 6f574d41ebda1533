"""Word files that are made to do harm."""

import pytest

from assistant.domain.errors import InvalidInput
from ingest.readers import read
from tests.ingest.readers.word_files import OPEN, paragraph, zipped


def test_a_document_type_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + OPEN + "</w:body></w:document>"

    with pytest.raises(InvalidInput, match="document type"):
        read(zipped({"word/document.xml": bomb}), "bomb.docx")


def test_a_file_that_inflates_beyond_measure_is_refused_at_once() -> None:
    data = zipped({"word/document.xml": OPEN + "<w:p/>" * 400_000 + "</w:body></w:document>"})

    with pytest.raises(InvalidInput, match="inflates"):
        read(data, "bomb.docx")


def test_a_directory_that_lies_about_sizes_is_found_out_by_the_bytes() -> None:
    honest = b"A" * 5_000_000
    data = bytearray(zipped({"word/document.xml": honest}))
    size = len(honest).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (1_000).to_bytes(4, "little")

    with pytest.raises(InvalidInput):
        read(bytes(data), "liar.docx")


def test_what_is_dangerous_is_noted_and_not_opened() -> None:
    data = zipped(
        {
            "word/document.xml": OPEN + paragraph("Words.") + "</w:body></w:document>",
            "word/vbaProject.bin": b"x",
            "word/embeddings/sheet.xlsx": b"x",
            "../../escape.txt": b"x",
            "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
            'package/2006/relationships"><Relationship Id="t" TargetMode="External" Type="http://'
            'schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
            'Target="http://127.0.0.1:9/t.dotm"/></Relationships>',
        }
    )

    notes = " ".join(read(data, "report.docm").notes)

    for word in ("macros", "embedded files", "outside the file, which were not fetched", "Names"):
        assert word in notes
