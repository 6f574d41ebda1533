"""What a run refuses, and that nothing is lost by it."""

import os
import subprocess
import sys
from typing import Any

import pytest

from assistant.bootstrap import generation_writer
from assistant.domain.errors import Busy, InvalidInput, InvalidUse, StoreUnavailable
from ingest.job import Request, ingest
from tests.index_fakes import BagOfWords
from tests.ingest.desk import Desk


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
