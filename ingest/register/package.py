"""Looks at a workbook's ZIP package before anything is inflated for real."""

import struct
import zipfile
import zlib
from pathlib import Path

from assistant.domain.errors import InvalidInput
from ingest.register.limits import MAX_BYTES, MAX_INFLATED, MAX_PARTS, MAX_RATIO, SMALL_PART
from ingest.register.sheet_facts import feed_checked

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged ZIP file raises."""
_WORKBOOK = "xl/workbook.xml"


def is_workbook(path: Path) -> bool:
    """Tell from its first bytes whether a file is (or pretends to be) a ZIP package.

    Raises:
        InvalidInput: it is empty, too large, or of a kind that isn't read.
    """
    size = path.stat().st_size
    if size == 0:
        raise InvalidInput(f"{path.name} is empty (0 bytes).")
    if size > MAX_BYTES:
        raise InvalidInput(
            f"{path.name} is {size / 2**20:.0f} MiB large; registers of up to "
            f"{MAX_BYTES // 2**20} MiB are read."
        )
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(_OLE2):
        raise InvalidInput(
            f"{path.name} is an old .xls workbook, or one protected by a password. "
            "Save it as .xlsx without a password."
        )
    if start.startswith(b"%PDF"):
        raise InvalidInput(f"{path.name} is a PDF. A register is read from .xlsx or .csv.")
    return start.startswith(_ZIP)


def check_package(path: Path) -> None:
    """Check sizes and XML of a workbook's parts by reading them once, under limits.

    Raises:
        InvalidInput: it isn't a workbook, is damaged or protected, inflates beyond the limits,
            or holds a document type definition.
    """
    try:
        with zipfile.ZipFile(path) as package:
            _check_directory(package, path.name)
            for part in package.infolist():
                _check_part(package, part, path.name)
    except _BROKEN as error:
        raise InvalidInput(f"{path.name} is damaged and can't be opened: {error}.") from error


def _check_directory(package: zipfile.ZipFile, name: str) -> None:
    parts = package.infolist()
    names = [part.filename for part in parts]
    if len(set(names)) < len(names):
        raise InvalidInput(f"{name} holds two parts of one name; it was not read.")
    if len(parts) > MAX_PARTS:
        raise InvalidInput(f"{name} holds {len(parts):,} parts; {MAX_PARTS:,} are the limit.")
    if any(part.flag_bits & 1 for part in parts):
        raise InvalidInput(f"{name} is protected by a password. Save it without one.")
    if not any(found.lower() == _WORKBOOK for found in names):
        raise InvalidInput(f"{name} is no workbook: it is a ZIP file of another kind.")
    if sum(part.file_size for part in parts) > MAX_INFLATED:
        raise InvalidInput(f"{name} inflates to more than {MAX_INFLATED // 2**20} MiB.")
    for part in parts:
        large = part.file_size > SMALL_PART
        if large and part.file_size > MAX_RATIO * max(1, part.compress_size):
            raise InvalidInput(f"{name} holds a part that inflates more than {MAX_RATIO} times.")


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    with package.open(part) as content:
        start = content.read(8).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if start and not start.startswith(b"<"):
        return
    with package.open(part) as content:
        must_be_xml = part.filename.lower().endswith((".xml", ".rels"))
        feed_checked(content, f"{part.filename} of {name}", strict=must_be_xml)
