"""Reads parts of a ZIP archive without trusting what it says of itself."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from lxml import etree

from assistant.domain.errors import InvalidInput

MAX_MEMBERS = 5_000
MAX_INFLATED = 300_000_000
MAX_RATIO = 100
_RATIO_MATTERS_FROM = 1_000_000
"""Bytes; small parts of much repetition are common and harmless."""
_STEP = 1 << 20
_DAMAGED = "The file is damaged: its part {name} can't be read."
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/"
    ),
}


class Archive:
    """An Office file's parts. Names in it are looked up and never used as paths."""

    def __init__(self, data: bytes) -> None:
        """Check the directory.

        Raises:
            InvalidInput: it is damaged, encrypted, or would inflate beyond the limits.
        """
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise InvalidInput("The file is damaged: its ZIP directory can't be read.") from error
        infos = self._zip.infolist()
        _check_directory(infos)
        self._parts: dict[str, ZipInfo] = {}
        for info in infos:
            self._parts.setdefault(info.filename.lstrip("/").lower(), info)
        self._read = 0
        self.raw_names = [info.filename for info in infos]
        """Names as they stand in the directory, never to be used as paths."""

    @property
    def names(self) -> list[str]:
        """Names of all parts, in lower case."""
        return list(self._parts)

    def part(self, name: str) -> bytes | None:
        """Return a part's bytes, or none where there is no such part.

        Raises:
            InvalidInput: it is damaged, or inflates to more than the directory says.
        """
        info = self._parts.get(name.lstrip("/").lower())
        if info is None:
            return None
        pieces = []
        left = info.file_size
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_STEP):
                    left -= len(piece)
                    self._count(len(piece), left)
                    pieces.append(piece)
        except (
            BadZipFile,
            ZlibError,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise InvalidInput(_DAMAGED.format(name=_short(name))) from error
        return b"".join(pieces)

    def xml(self, name: str) -> etree._Element | None:
        """Return a part as XML, or none where there is no such part.

        Raises:
            InvalidInput: it is damaged, or brings a document type of its own.
        """
        data = self.part(name)
        return None if data is None else parse_xml(data, name)

    def _count(self, read: int, left: int) -> None:
        self._read += read
        if left < 0 or self._read > MAX_INFLATED:
            raise InvalidInput(
                "The file was refused: it inflates to more than it says, or than is allowed."
            )


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse XML without entities, document types, network or deep nesting.

    Raises:
        InvalidInput: it is damaged or has a document type.
    """
    if b"<!DOCTYPE" in data:
        raise InvalidInput(_doctype(name))
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL.items():
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise InvalidInput(_DAMAGED.format(name=_short(name))) from error
    except ValueError as error:
        raise InvalidInput(_DAMAGED.format(name=_short(name))) from error
    if root is None:
        raise InvalidInput(_DAMAGED.format(name=_short(name)))
    if root.getroottree().docinfo.internalDTD is not None:
        raise InvalidInput(_doctype(name))
    return root


def _check_directory(infos: list[ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        raise InvalidInput(f"The file was refused: it has more than {MAX_MEMBERS:,} parts.")
    if any(info.flag_bits & 1 for info in infos):
        raise InvalidInput("The file is encrypted; save it without a password and try again.")
    inflated = sum(info.file_size for info in infos)
    if inflated > MAX_INFLATED:
        raise InvalidInput(f"The file was refused: it inflates to {inflated / 1e6:,.0f} MB.")
    for info in infos:
        big = info.file_size >= _RATIO_MATTERS_FROM
        if big and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise InvalidInput(
                f"The file was refused: its part {_short(info.filename)} inflates to more than "
                f"{MAX_RATIO} times its size."
            )


def _doctype(name: str) -> str:
    return f"The file was refused: its part {_short(name)} declares a document type."


def _short(name: str) -> str:
    return "".join(character for character in name if character.isprintable())[:80]
