"""Makes files that are larger, deeper or more twisted inside than they look."""

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

WORDS = b"BT /F1 12 Tf 72 700 Td (Forces should record crime within a day.) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A PDF stream object's body."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def pdf(objects: Sequence[bytes], trailer: bytes = b"", prev: int | None = None) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    data, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        data += b"%010d 00000 n \n" % place
    back = b"/Prev %d " % (start if prev is None else prev) if b"PREV" in trailer else b""
    data += b"trailer\n<< /Size %d /Root 1 0 R %s>>\n" % (len(objects) + 1, back)
    data += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(data)


def one_page(content: bytes, catalogue: bytes = b"", count: int = 1) -> list[bytes]:
    """Objects of a PDF with one page that shows this content stream."""
    return [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % count,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        content,
        FONT,
    ]


def flate_bomb(megabytes: int, rounds: int = 1) -> bytes:
    """A page whose content inflates to blanks of that size, packed `rounds` times over."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes))
    data = packed + packer.compress(WORDS) + packer.flush()
    for _ in range(rounds - 1):
        data = zlib.compress(data, 9)
    filters = b"/Filter [%s]" % (b" /FlateDecode" * rounds)
    return pdf(one_page(stream(data, filters)))


def lying_page_count() -> bytes:
    """A page tree that claims a thousand million pages and has one."""
    return pdf(one_page(stream(WORDS), count=1_000_000_000))


def page_tree_cycle() -> bytes:
    """A page tree that holds itself."""
    objects = one_page(stream(WORDS))
    objects[1] = b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"
    return pdf(objects)


def outline_cycle() -> bytes:
    """Bookmarks of which each follows the other."""
    objects = one_page(stream(WORDS), b"/Outlines 6 0 R")
    objects += [
        b"<< /Type /Outlines /First 7 0 R /Last 8 0 R /Count 2 >>",
        b"<< /Title (a) /Parent 6 0 R /Next 8 0 R /Prev 8 0 R >>",
        b"<< /Title (b) /Parent 6 0 R /Next 7 0 R /Prev 7 0 R >>",
    ]
    return pdf(objects)


def previous_loop() -> bytes:
    """A cross-reference table whose predecessor is itself."""
    return pdf(one_page(stream(WORDS)), b"PREV")


def deep_pdf(depth: int, signs: tuple[bytes, bytes] = (b"[", b"]")) -> bytes:
    """A page whose properties are an array in an array in an array ..."""
    objects = one_page(stream(WORDS))
    nest = signs[0] * depth + b"1" + signs[1] * depth
    objects[2] = objects[2][:-2] + b"/PieceInfo " + nest + b" >>"
    return pdf(objects)


def polyglot(before: bytes = b"<html><body><p>A web page.</p></body></html>\n") -> bytes:
    """A PDF with a web page before its header."""
    return before + pdf(one_page(stream(WORDS)))


def zipped(members: Mapping[str, bytes], mode: int | None = None) -> bytes:
    """A ZIP file; `mode` is given to members whose name ends in “link”."""
    from zipfile import ZipInfo

    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            if mode is not None and name.endswith("link"):
                info.external_attr = mode << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def repeated(member: str, unit: bytes, times: int, around: tuple[bytes, bytes]) -> bytes:
    """A ZIP member of one thing repeated, written without holding it whole."""
    buffer = BytesIO()
    step = unit * 10_000
    with (
        ZipFile(buffer, "w", ZIP_DEFLATED) as archive,
        archive.open(member, "w", force_zip64=True) as out,
    ):
        out.write(around[0])
        for _ in range(times // 10_000):
            out.write(step)
        out.write(around[1])
    return buffer.getvalue()
