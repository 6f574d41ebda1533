"""A whole run over small files: what is added, changed, removed, refused, and what stays."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.bootstrap import generation_writer, register_versions
from assistant.domain.errors import Busy, InvalidInput, InvalidUse, StoreUnavailable
from assistant.domain.sources import Visibility
from assistant.settings import Settings
from ingest.job import Request, ingest
from ingest.report import IngestReport
from tests.index_fakes import BagOfWords

REGISTER = (
    "Ref,Report,Recommendation,Owner,Status,Due date\nA-1,Canals,Fence the canal.,Jo Roe,Open,"
)


class Desk:
    """A folder of reports, a home, and how to run over them."""

    def __init__(self, folder: Path) -> None:
        self.reports = folder / "reports"
        self.reports.mkdir()
        self.settings = Settings(home=folder / "home")
        self.encoder = BagOfWords()

    def write(self, name: str, *lines: str) -> Path:
        path = self.reports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join(["# Inspection of canals", *(lines or (f"This is said by {name}.",))])
        path.write_text(text + "\n", encoding="utf-8")
        return path

    def run(self, *paths: Path, **options: Any) -> IngestReport:
        named = paths or (() if "register" in options else (self.reports,))
        return ingest(Request(named, **options), self.settings, encoder=lambda: self.encoder)

    def generations(self) -> dict[str, bytes]:
        folder = self.settings.home / "generations"
        return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}

    def library(self, read: Callable[[Any], Any]) -> Any:
        from assistant.adapters.generation.opening import open_current

        generation = open_current(self.settings.home, exact_below=9, encoder=self.encoder.identity)
        try:
            return read(generation)
        finally:
            generation.close()

    def texts(self) -> str:
        def read(generation: Any) -> str:
            library = generation.library
            return "\n".join(
                passage.text
                for report in library.reports(list(Visibility))
                for passage in library.passages_of(report.id)
            )

        return str(self.library(read))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_first_run_indexes_everything(desk: Desk) -> None:
    desk.write("a.md")
    desk.write("sub/b.txt", "Boats sank.")
    report = desk.run()
    assert report.added == ["a.md", "sub/b.txt"]
    assert (report.reports, report.passages, report.encoded) == (2, 2, 2)
    assert report.is_new
    assert report.exit_code == 0
    assert "Boats sank." in desk.texts()
    assert {"look", "read", "embed", "store", "check", "total"} <= set(report.took_s)


def test_a_second_run_changes_not_a_byte_and_loads_no_model(desk: Desk) -> None:
    desk.write("a.md")
    desk.write("empty.md").write_bytes(b"")
    first = desk.run()
    before = desk.generations()
    desk.encoder.encoded.clear()
    for _ in range(3):
        again = desk.run()
        assert again.unchanged == ["a.md"]
        assert not (again.added or again.changed or again.removed or again.is_new)
        assert again.refused == first.refused
        assert again.generation == first.generation
    assert desk.generations() == before
    assert desk.encoder.encoded == []


def test_only_what_changed_is_encoded_and_what_vanished_is_gone(desk: Desk) -> None:
    for name in ("a.md", "b.md", "c.md"):
        desk.write(name)
    desk.run()
    desk.encoder.encoded.clear()
    desk.write("b.md", "Entirely new words.")
    (desk.reports / "c.md").unlink()
    desk.write("d.md")
    report = desk.run()
    assert (report.added, report.changed, report.removed) == (["d.md"], ["b.md"], ["c.md"])
    assert report.unchanged == ["a.md"]
    assert report.encoded == len(desk.encoder.encoded) == 2
    assert "said by c.md" not in desk.texts()
    assert "Entirely new words." in desk.texts()


def test_what_is_not_named_stays(desk: Desk) -> None:
    desk.write("one/a.md")
    desk.write("two/b.md")
    desk.run()
    (desk.reports / "two" / "b.md").unlink()
    report = desk.run(desk.reports / "one")
    assert not report.is_new
    assert report.reports == 2
    assert desk.run(accept_drop=True).removed == ["two/b.md"]


def test_naming_a_file_or_its_folder_comes_to_the_same(desk: Desk) -> None:
    path = desk.write("sub/a.md")
    desk.run()
    report = desk.run(path)
    assert report.unchanged == ["sub/a.md"]
    assert not report.is_new


def test_full_reads_again_but_keeps_vectors(desk: Desk) -> None:
    desk.write("a.md")
    desk.run()
    report = desk.run(full=True)
    assert report.changed == ["a.md"]
    assert report.is_new
    assert report.encoded == 0


def test_a_dry_run_says_what_it_would_do_and_does_nothing(desk: Desk) -> None:
    desk.write("a.md")
    report = desk.run(dry_run=True)
    assert report.added == ["a.md"]
    assert report.generation is None
    assert desk.generations() == {}


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(desk: Desk) -> None:
    desk.write("a.md")
    (desk.reports / "broken.pdf").write_bytes(b"%PDF-1.7\n garbage")
    (desk.reports / "empty.txt").write_bytes(b"")
    report = desk.run()
    assert report.added == ["a.md"]
    assert sorted(name for name, _ in report.refused) == ["broken.pdf", "empty.txt"]
    assert all(reason for _, reason in report.refused)
    assert report.exit_code == 1
    refusals = desk.library(lambda generation: generation.library.refusals())
    assert [name for name, _ in refusals] == ["broken.pdf", "empty.txt"]


def test_a_report_that_becomes_unreadable_is_left_out_and_named_until_it_is_mended(
    desk: Desk,
) -> None:
    desk.write("a.md")
    path = desk.write("b.md")
    desk.run()
    path.write_bytes(b"")
    report = desk.run()
    assert [name for name, _ in report.refused] == ["b.md"]
    assert "said by b.md" not in desk.texts()
    desk.write("b.md")
    assert desk.run().changed == ["b.md"]
    assert "said by b.md" in desk.texts()


def test_the_same_content_under_two_names_is_kept_twice_and_said(desk: Desk) -> None:
    desk.write("a.md", "Same.")
    desk.write("b.md", "Same.")
    report = desk.run()
    assert report.reports == 2
    assert report.notes == ["a.md and b.md have the same content; both are kept."]
    assert report.encoded == 2


def test_a_missing_folder_is_named_and_the_others_are_indexed(desk: Desk) -> None:
    desk.write("a.md")
    report = desk.run(desk.reports, desk.reports.parent / "nowhere")
    assert report.added == ["a.md"]
    assert [name for name, _ in report.refused] == [str(desk.reports.parent / "nowhere")]
    assert report.exit_code == 1
    with pytest.raises(InvalidInput, match="no such file or folder"):
        desk.run(desk.reports.parent / "nowhere")


def test_an_emptied_folder_removes_nothing_unless_it_is_meant(desk: Desk) -> None:
    path = desk.write("a.md")
    desk.run()
    path.unlink()
    with pytest.raises(InvalidInput, match="no documents in this folder"):
        desk.run()
    assert "said by a.md" in desk.texts()
    assert desk.run(accept_drop=True).removed == ["a.md"]
    assert desk.texts() == ""


def test_too_many_vanishing_at_once_changes_nothing(desk: Desk) -> None:
    paths = [desk.write(f"{n}.md") for n in range(20)]
    desk.run()
    before = desk.generations()
    for path in paths[:15]:
        path.unlink()
    with pytest.raises(InvalidInput, match=r"15 of the 20 reports .* --accept-drop"):
        desk.run()
    assert desk.generations() == before


def test_a_declared_class_keeps_a_report_from_others_and_changing_it_is_noticed(desk: Desk) -> None:
    desk.write("a.md")
    declared = desk.reports / "reports.yaml"
    declared.write_text("a.md: {visibility: restricted, title: Canals}\n", encoding="utf-8")
    desk.run()
    query = desk.encoder.encode(["said"])

    def public(generation: Any) -> tuple[Any, ...]:
        classes = [Visibility.PUBLIC]
        return (
            generation.library.reports(classes),
            generation.dense.nearest(query, 9, classes),
            generation.words.match("said", 9, classes),
        )

    assert desk.library(public) == ([], [], [])
    assert not desk.run().is_new
    declared.write_text("a.md: {title: Canals}\n", encoding="utf-8")
    assert desk.run().changed == ["a.md"]
    assert [len(found) for found in desk.library(public)] == [1, 1, 1]


def test_beside_a_broken_reports_yaml_nothing_new_is_shown_to_anyone(desk: Desk) -> None:
    desk.write("a.md")
    desk.run()
    desk.write("secret.md")
    (desk.reports / "reports.yaml").write_text("secret.md: [broken", encoding="utf-8")
    report = desk.run()
    assert "secret.md" in [name for name, _ in report.refused]
    assert report.unchanged == ["a.md"]
    assert "said by secret.md" not in desk.texts()
    assert "said by a.md" in desk.texts()


def test_a_declaration_of_a_missing_file_is_said(desk: Desk) -> None:
    desk.write("a.md")
    (desk.reports / "reports.yaml").write_text("b.md: {title: B}\n", encoding="utf-8")
    assert desk.run().notes == ["reports: reports.yaml names b.md, which isn't there."]


def test_a_register_alone_leaves_the_reports_and_each_day_is_kept(desk: Desk) -> None:
    desk.write("a.md")
    desk.run()
    path = desk.reports.parent / "register.csv"
    path.write_text(REGISTER + "2021-09-30\n", encoding="utf-8")
    first = desk.run(register=path, as_at=date(2021, 6, 1))
    assert first.register is not None
    assert (first.register.entries, first.register.is_new) == (1, True)
    assert first.reports == 1
    assert not desk.run(register=path, as_at=date(2021, 6, 1)).is_new
    path.write_text(REGISTER + "2021-12-31\n", encoding="utf-8")
    second = desk.run(desk.reports, register=path, as_at=date(2021, 9, 1))
    assert second.is_new
    assert second.encoded == 0
    assert len(register_versions(desk.settings).versions()) == 2
    dates = desk.library(lambda g: [version.as_at for version in g.register.versions()])
    assert dates == [date(2021, 6, 1), date(2021, 9, 1)]


def test_a_register_without_a_header_changes_nothing(desk: Desk) -> None:
    desk.write("a.md")
    path = desk.reports.parent / "register.csv"
    path.write_text("1,2,3\n4,5,6\n", encoding="utf-8")
    with pytest.raises(InvalidInput):
        desk.run(desk.reports, register=path)
    with pytest.raises(InvalidInput, match="no register"):
        desk.run(register=desk.reports.parent / "nowhere.csv")
    assert desk.generations() == {}


def test_nothing_named_is_wrong_use(desk: Desk) -> None:
    with pytest.raises(InvalidUse, match="Name a folder"):
        ingest(Request(), desk.settings)


def test_while_another_ingest_runs_nothing_is_read(desk: Desk) -> None:
    desk.write("a.md")
    with generation_writer(desk.settings), pytest.raises(Busy, match=f"process {os.getpid()}"):
        desk.run()


def test_the_lock_of_a_killed_ingest_is_gone_with_it(desk: Desk) -> None:
    desk.write("a.md")
    program = (
        "import os, sys; from pathlib import Path\n"
        "from assistant.adapters.generation.lock import writer_lock\n"
        "with writer_lock(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, str(desk.settings.home)], check=False)
    assert desk.run().added == ["a.md"]


def test_an_index_that_is_damaged_is_not_built_upon_but_full_starts_afresh(desk: Desk) -> None:
    desk.write("a.md")
    name = desk.run().generation
    vectors = desk.settings.home / "generations" / str(name) / "vectors-public.npy"
    data = bytearray(vectors.read_bytes())
    data[-1] ^= 1
    vectors.write_bytes(data)
    desk.write("b.md")
    with pytest.raises(StoreUnavailable, match=r"vectors-public\.npy has changed"):
        desk.run()
    report = desk.run(full=True)
    assert report.reports == 2
    assert report.encoded == 2
    assert "Nothing was taken over" in report.notes[0]


def test_an_encoder_that_fails_at_any_passage_leaves_everything_as_it_was(desk: Desk) -> None:
    desk.write("a.md")
    desk.run()
    before = desk.generations()
    desk.write("b.md")

    class Failing(BagOfWords):
        def encode(self, texts: Any) -> Any:
            return super().encode(texts) * 2

    desk.encoder = Failing()
    with pytest.raises(Exception, match="unit length"):
        desk.run()
    assert desk.generations() == before
    desk.encoder = BagOfWords()
    assert desk.run().added == ["b.md"]


def test_progress_is_told_and_reaches_its_end(desk: Desk) -> None:
    for n in range(3):
        desk.write(f"{n}.md")
    told: dict[str, tuple[int, int]] = {}
    ingest(
        Request((desk.reports,)),
        desk.settings,
        lambda stage, done, total: told.update({stage: (done, total)}),
        lambda: desk.encoder,
    )
    assert set(told) == {"looking", "reading", "embedding", "storing", "checking"}
    assert all(done == total for done, total in told.values())
