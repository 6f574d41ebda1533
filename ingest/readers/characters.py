"""Which characters of a text a reader sees, and how bytes become text."""

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, lookup

from charset_normalizer import from_bytes

from ingest.structure.characters import clean

_CLUES = 65_536
"""Bytes that the guess of an encoding looks at; more is slow and adds nothing."""
_BOMS = (
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_LIKE_ASCII = "utf-8"
_WESTERN = "cp1252"
_LIKE_WESTERN = frozenset(
    [
        "ascii",
        "cp1250",
        "cp1254",
        "cp1257",
        "cp1258",
        "latin_1",
        "iso8859_2",
        "iso8859_3",
        "iso8859_4",
        "iso8859_9",
        "iso8859_10",
        "iso8859_13",
        "iso8859_14",
        "iso8859_15",
        "iso8859_16",
        "hp_roman8",
        "mac_latin2",
        "mac_roman",
        "mac_turkish",
    ]
)
"""Encodings that differ in a few letters; British files are in Windows-1252 among them."""


def visible(text: str) -> tuple[str, int]:
    """Return the text without characters that show nothing, and how many were left out.

    Soft hyphens and byte order marks go without being counted: they hide nothing.
    """
    dropped = len(text) - len(clean(text, expand=False))
    if dropped:
        dropped -= text.count("\xad") + text.count("\ufeff")
    return clean(text), dropped


def decode(data: bytes, *, markup: bool = False) -> tuple[str, str | None]:
    """Turn bytes into text by mark, declaration, UTF-8 or the likeliest encoding, in this order.

    Args:
        data: the file.
        markup: whether a `<meta charset>` may declare the encoding.

    Returns:
        The text, and a sentence where the encoding was guessed or the declaration was false.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace"), None
    declared = _declared(data) if markup else None
    for name in [declared, "utf-8"] if declared else ["utf-8"]:
        text = _strictly(data, name)
        if text is not None:
            return text, None
    return _guess(data, declared)


def _declared(data: bytes) -> str | None:
    found = _META.search(data[:4096])
    if not found:
        return None
    try:
        name = lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return None
    # A declaration that is itself readable as ASCII can't stand in a two-byte encoding.
    return _LIKE_ASCII if name.startswith(("utf-16", "utf-32")) else _web_name(name)


def _web_name(name: str) -> str:
    """Browsers read "iso-8859-1" as Windows-1252, and so do we."""
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _strictly(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
    return None if "\x00" in text else text


def _guess(data: bytes, declared: str | None) -> tuple[str, str]:
    best = from_bytes(data[:_CLUES]).best()
    name = best.encoding if best and _is_prose(str(best)) else _WESTERN
    if name in _LIKE_WESTERN and _strictly(data, _WESTERN) is not None:
        name = _WESTERN
    text = data.decode(name, "replace")
    said = (
        f"It says it is {declared}, which it is not; " if declared else "Its encoding isn't said; "
    )
    note = f"{said}it was read as {name}."
    if "\ufffd" in text:
        note += f" {text.count(chr(0xFFFD))} characters could not be read."
    return text, note


def _is_prose(text: str) -> bool:
    """Letters and spaces make up most of any text that people write."""
    plain = sum(
        1 for character in text if character.isspace() or unicodedata.category(character)[0] == "L"
    )
    return plain * 10 >= len(text) * 6
