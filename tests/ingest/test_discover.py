"""What is found in folders of odd things, and when a file has to be read again."""

import os
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain.catalogue import SourceFile
from ingest.discover import Discovery, Found, Refusal, discover, look, printable


def _names(found: Discovery) -> list[str]:
    return [one.name for one in found.files]


def _write(path: Path, text: str = "Text.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_are_searched_to_the_bottom_for_documents_only(tmp_path: Path) -> None:
    for name in ("a.pdf", "B.PDF", "sub/deep/c.docx", "sub/d.htm", "e.html", "f.txt", "g.md"):
        _write(tmp_path / name)
    for name in ("h.csv", "i.png", "reports.yaml", ".hidden.md", "~$a.docx", ".git/x.md", "README"):
        _write(tmp_path / name)
    found = discover([tmp_path])
    assert _names(found) == [
        "B.PDF", "a.pdf", "e.html", "f.txt", "g.md", "sub/d.htm", "sub/deep/c.docx"
    ]  # fmt: skip
    assert sorted(found.ignored) == ["README", "h.csv", "i.png"]
    assert found.declarations == [tmp_path / "reports.yaml"]
    assert found.refused == []


def test_a_file_named_twice_is_found_once(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.md")
    found = discover([tmp_path, path, tmp_path / "." / "a.md"])
    assert [one.path for one in found.files] == [path]


def test_the_home_folder_inside_a_named_one_is_passed_over(tmp_path: Path) -> None:
    _write(tmp_path / "a.md")
    _write(tmp_path / "home" / "b.md")
    assert _names(discover([tmp_path], skip=tmp_path / "home")) == ["a.md"]


def test_links_out_of_the_folder_are_refused_and_links_inside_add_nothing(tmp_path: Path) -> None:
    outside = _write(tmp_path / "outside" / "secret.md")
    root = tmp_path / "root"
    _write(root / "a.md")
    (root / "out.md").symlink_to(outside)
    (root / "folder").symlink_to(outside.parent)
    (root / "nowhere.md").symlink_to(tmp_path / "missing")
    (root / "again.md").symlink_to(root / "a.md")
    (root / "loop").symlink_to(root)
    found = discover([root])
    assert _names(found) == ["a.md"]
    assert sorted(one.name for one in found.refused) == ["folder", "nowhere.md", "out.md"]


def test_a_named_link_is_its_target(tmp_path: Path) -> None:
    _write(tmp_path / "real" / "a.md")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert [one.path for one in discover([tmp_path / "link"]).files] == [tmp_path / "real/a.md"]


def test_pipes_sockets_and_folders_that_look_like_documents_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.pdf"))
        _write(tmp_path / "folder.pdf" / "a.md")
        found = discover([tmp_path])
    assert _names(found) == ["folder.pdf/a.md"]
    assert sorted(one.name for one in found.refused) == ["pipe.pdf", "s.pdf"]
    refused = look(Found(tmp_path / "pipe.pdf", "pipe.pdf"), {}, 100)
    assert isinstance(refused, Refusal)


@pytest.mark.parametrize(
    "name", [b"line\nbreak.md", b"\xff\xfe.md", "\u202egnp.md".encode(), b"a" * 250 + b".md"]
)
def test_odd_names_are_found_and_printed_safely(tmp_path: Path, name: bytes) -> None:
    path = os.path.join(os.fsencode(tmp_path), name)  # noqa: PTH118 - bytes
    with open(path, "wb") as file:  # noqa: PTH123 - bytes
        file.write(b"Text.")
    found = discover([tmp_path])
    assert len(found.files) == 1
    assert found.files[0].name.isprintable()
    file_now = look(found.files[0], {}, 100)
    assert isinstance(file_now, SourceFile)
    assert file_now.path == path


def test_what_is_missing_or_of_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    table = _write(tmp_path / "a.csv")
    found = discover([tmp_path / "nowhere", table, _write(tmp_path / "old" / "b.doc").parent])
    assert [one.name.rpartition("/")[2] for one in found.refused] == ["nowhere", "a.csv", "b.doc"]
    assert "no such file or folder" in found.refused[0].reason
    assert found.roots == [tmp_path / "old"]


def test_printable_leaves_ordinary_names_as_they_are() -> None:
    assert printable("Gŵyr – inspection & revisit.pdf") == "Gŵyr – inspection & revisit.pdf"


def _look(path: Path, known: SourceFile | None = None, most: int = 1_000) -> SourceFile:
    remembered = {known.path: known} if known else {}
    file = look(Found(path, path.name), remembered, most)
    assert isinstance(file, SourceFile)
    return file


def test_a_settled_file_is_not_read_again_and_a_changed_one_is(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.md", "First.")
    first = _look(path)
    settled = replace(first, digest="remembered", seen_ns=first.ctime_ns + 3_000_000_000)
    assert _look(path, settled).digest == "remembered"
    path.write_text("Other.", encoding="utf-8")
    os.utime(path, ns=(first.mtime_ns, first.mtime_ns))
    again = _look(path, settled)
    assert again.digest not in {"remembered", first.digest}


def test_a_file_that_changed_just_before_it_was_looked_at_is_read_again(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.md", "First.")
    first = _look(path)
    assert _look(path, replace(first, digest="remembered")).digest == first.digest


def test_a_huge_file_is_not_read_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    assert "too many to read" in _look(path, most=50_000_000).digest
