"""Files that are small outside and enormous, endless or bottomless inside."""

import http.server
import io
import resource
import stat
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.documents import Document
from assistant.domain.errors import InvalidInput
from ingest.opening import Limits
from ingest.sandbox import Reading, Sandbox
from tests.ingest.readers.word_files import OPEN, paragraph, word_file
from tests.torture import making

LIMITS = Limits()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


@pytest.fixture
def read(sandbox: Sandbox, tmp_path: Path) -> Callable[[str, bytes], Reading]:
    """Read a file of this name and content as ingest does, and see that it kept to its limits."""

    def outcome(name: str, data: bytes) -> Reading:
        path = tmp_path / name
        path.write_bytes(data)
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.monotonic()
        reading = sandbox.read(path, LIMITS)
        assert time.monotonic() - began < LIMITS.seconds + 10
        assert reading.peak_kib * 1024 <= LIMITS.memory_bytes
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held
        assert grown < 100_000, f"the service itself grew by {grown} KiB"
        return reading

    return outcome


@pytest.mark.parametrize(
    "make",
    [
        making.lying_page_count,
        making.page_tree_cycle,
        making.outline_cycle,
        making.previous_loop,
    ],
)
def test_a_pdf_that_leads_round_in_circles_ends_within_seconds(
    read: Callable[[str, bytes], Reading], make: Callable[[], bytes], record_property: Any
) -> None:
    began = time.monotonic()
    reading = read("round.pdf", make())
    took = time.monotonic() - began
    assert took < 10
    if isinstance(reading.outcome, Document):
        assert "record crime within a day" in reading.outcome.pages[0].text
    else:
        assert len(str(reading.outcome).split()) > 3
    record_property("figure", f"{took:.1f} s")


@pytest.mark.parametrize("depth", [5_000, 100_000])
@pytest.mark.parametrize("signs", [(b"[", b"]"), (b"<</A ", b">>")])
def test_a_bottomless_pdf_is_refused_before_it_is_followed(
    read: Callable[[str, bytes], Reading], depth: int, signs: tuple[bytes, bytes]
) -> None:
    outcome = read("deep.pdf", making.deep_pdf(depth, signs)).outcome
    assert isinstance(outcome, InvalidInput)
    assert "nested too deep" in str(outcome)


def test_brackets_inside_a_picture_are_no_nesting(read: Callable[[str, bytes], Reading]) -> None:
    objects = [*making.one_page(making.stream(making.WORDS)), making.stream(b"[" * 9_000)]
    assert isinstance(read("picture.pdf", making.pdf(objects)).outcome, Document)


@pytest.mark.torture
@pytest.mark.parametrize(("megabytes", "rounds"), [(300, 1), (500, 2)])
def test_a_page_that_inflates_without_end_stays_inside_its_process(
    read: Callable[[str, bytes], Reading], megabytes: int, rounds: int, record_property: Any
) -> None:
    data = making.flate_bomb(megabytes, rounds)
    assert len(data) < 700_000
    reading = read("bomb.pdf", data)
    if isinstance(reading.outcome, InvalidInput):
        assert len(str(reading.outcome).split()) > 3
    else:
        assert "record crime within a day" in reading.outcome.pages[0].text
    record_property("figure", f"{reading.peak_kib >> 10} MiB for {len(data) >> 10} KiB")


@pytest.mark.torture
def test_three_million_empty_paragraphs_are_refused_in_time(
    read: Callable[[str, bytes], Reading],
) -> None:
    whole = making.repeated(
        "word/document.xml", b"<w:p/>", 3_000_000, (OPEN.encode(), b"</w:body></w:document>")
    )
    assert len(whole) < 100_000
    outcome = read("empty.docx", whole).outcome
    assert isinstance(outcome, InvalidInput)
    assert "inflates" in str(outcome) or "more than" in str(outcome) or "no text" in str(outcome)


def test_names_in_an_archive_lead_nowhere(
    read: Callable[[str, bytes], Reading], tmp_path: Path
) -> None:
    """Members that climb out of the folder, stand at the root, or are links."""
    out = tmp_path / "out"
    out.mkdir()
    good = word_file(paragraph("Forces should record crime within a day."))
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members |= {
        "../../../../../../../../tmp/climbed": b"x",
        f"{out}/absolute": b"x",
        "word/media/link": b"/etc/passwd",
    }
    before = {path for path in Path("/tmp").iterdir() if path.name == "climbed"}
    reading = read("slip.docx", making.zipped(members, stat.S_IFLNK | 0o777))
    assert isinstance(reading.outcome, InvalidInput | Document)
    assert list(out.iterdir()) == []
    assert {path for path in Path("/tmp").iterdir() if path.name == "climbed"} == before
    assert "root:" not in str(reading.outcome)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address that notes whoever calls it."""
    calls: list[str] = []

    class Note(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Note)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", calls
    server.shutdown()
    server.server_close()


def test_nothing_that_a_file_names_is_fetched_or_opened(
    read: Callable[[str, bytes], Reading],
    listener: tuple[str, list[str]],
    tmp_path: Path,
    record_property: Any,
) -> None:
    address, calls = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("root:x:0:0", encoding="utf-8")
    entity = f'<!DOCTYPE a [<!ENTITY e SYSTEM "%s">]>{OPEN}<w:p><w:r><w:t>&e;</w:t></w:r></w:p>'
    sheet = b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "%s/dtd"><worksheet/>' % address.encode()
    page = (
        f'<html><head><meta http-equiv="refresh" content="0;url={address}/r">'
        f'<link rel="stylesheet" href="{address}/c"></head><body><h1>Report</h1>'
        f'<iframe src="{address}/i"></iframe><img src="{address}/p">'
        f'<object data="file://{secret}"></object><p>Forces should record crime.</p></body></html>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" TargetMode="External" Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/attachedTemplate" Target="{address}/t"/>'
        "</Relationships>"
    )
    plain = word_file(paragraph("Forces should record crime within a day."))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    files = {
        "net.docx": making.zipped({**parts, "word/document.xml": (entity % address).encode()}),
        "file.docx": making.zipped(
            {**parts, "word/document.xml": (entity % f"file://{secret}").encode()}
        ),
        "template.docx": making.zipped({**parts, "word/_rels/settings.xml.rels": rels.encode()}),
        "sheet.docx": making.zipped({**parts, "word/styles.xml": sheet}),
        "page.html": page.encode(),
        "entity.html": f'<!DOCTYPE html SYSTEM "{address}/d"><p>Forces record.</p>'.encode(),
        "uri.pdf": making.pdf(
            making.one_page(
                making.stream(making.WORDS),
                b"/OpenAction << /S /URI /URI (%s/u) >>" % address.encode(),
            )
        ),
    }
    for name, data in files.items():
        assert "root:" not in repr(read(name, data).outcome), name
    assert calls == []
    record_property("figure", f"0 connections from {len(files)} files")


def test_a_file_that_is_two_things_at_once_has_one_verdict(
    read: Callable[[str, bytes], Reading],
) -> None:
    verdicts = {repr(read("two.pdf", making.polyglot()).outcome) for _ in range(10)}
    late = {repr(read("late.pdf", making.polyglot(b" " * 2_000)).outcome) for _ in range(3)}
    assert len(verdicts) == len(late) == 1
    assert "header" in late.pop()


def test_active_and_attached_things_are_noted_and_left_alone(
    read: Callable[[str, bytes], Reading],
) -> None:
    script = b"/OpenAction << /S /JavaScript /JS (app.launchURL\\(1\\)) >>"
    outcome = read(
        "js.pdf", making.pdf(making.one_page(making.stream(making.WORDS), script))
    ).outcome
    assert isinstance(outcome, Document)
    assert any("active content" in note for note in outcome.notes)


def test_a_file_swapped_while_it_is_looked_at_is_never_followed(
    sandbox: Sandbox, tmp_path: Path, record_property: Any
) -> None:
    """A link to a secret is put in the file's place and taken away, again and again."""
    secret, good, path = tmp_path / "secret", tmp_path / "good", tmp_path / "report.txt"
    secret.write_text("The secret is root:x:0:0.", encoding="utf-8")
    good.write_text("Forces should record crime within a day.", encoding="utf-8")
    stop = threading.Event()

    def swap() -> None:
        turn = 0
        while not stop.is_set():
            aside = tmp_path / "aside"
            if turn % 2:
                Path(aside).symlink_to(secret)
            else:
                aside.write_bytes(good.read_bytes())
            Path(aside).replace(path)
            turn += 1

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        outcomes = [repr(sandbox.read(path, LIMITS).outcome) for _ in range(200)]
    finally:
        stop.set()
        thread.join()
    assert not [outcome for outcome in outcomes if "secret is" in outcome]
    record_property("tried", len(outcomes))
    record_property("survived", len(outcomes))
