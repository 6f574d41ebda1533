"""Builds Word files from raw XML, for what no library writes."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from assistant.domain.documents import Document
from ingest.readers import read
from tests.ingest.places import assert_places_are_true

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN = (
    f'<w:document xmlns:w="{W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def word_file(*body: str, **parts: str) -> bytes:
    """Return a Word file; `parts` are other parts of word/ by name without .xml."""
    files = {
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relat'
        'ionships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": OPEN + "".join(body) + "</w:body></w:document>",
    }
    for name, content in parts.items():
        inner = f'<w:{name} xmlns:w="{W}">{content}</w:{name}>'
        files[f"word/{name}.xml"] = inner
    return zipped(files)


def zipped(files: dict[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def listed(text: str, number: int, level: int) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=properties)


def level(index: int, form: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def opened(*body: str, **parts: str) -> Document:
    document = read(word_file(*body, **parts), "report.docx")
    assert_places_are_true(document)
    return document


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def marks(document: Document) -> list[tuple[str | None, int]]:
    return [(block.marker, block.level) for block in document.blocks]
