"""A whole run over small files: what is added, changed, removed, refused, and what stays."""

from datetime import date
from typing import Any

from assistant.bootstrap import register_versions
from assistant.domain.sources import Visibility
from ingest.job import Request, ingest
from ingest.report_view import report_document, report_text
from tests.ingest.desk import Desk

REGISTER = (
    "Ref,Report,Recommendation,Owner,Status,Due date\nA-1,Canals,Fence the canal.,Jo Roe,Open,"
)


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


def test_the_same_content_under_two_names_is_kept_twice_and_said(desk: Desk) -> None:
    desk.write("a.md", "Same.")
    desk.write("b.md", "Same.")
    report = desk.run()
    assert report.reports == 2
    assert report.notes == ["a.md and b.md have the same content; both are kept."]
    assert report.encoded == 2


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


def test_how_a_register_s_headers_were_read_is_proposed_as_a_profile(desk: Desk) -> None:
    path = desk.reports.parent / "register.csv"
    path.write_text(REGISTER + "2021-09-30\n", encoding="utf-8")
    tried = desk.run(register=path, as_at=date(2021, 6, 1), dry_run=True)
    assert "      owner: [Owner]\n" in report_text(tried)
    first = desk.run(register=path, as_at=date(2021, 6, 1))
    assert first.register is not None
    assert first.register.profile is not None
    assert "--profile" in report_text(first)
    assert report_document(first)["register"]["profile"] == first.register.profile
    again = desk.run(register=path, as_at=date(2021, 6, 1))
    assert "--profile" not in report_text(again)
    saved = path.with_suffix(".yaml")
    saved.write_text(first.register.profile, encoding="utf-8")
    with_it = desk.run(register=path, as_at=date(2021, 6, 1), profile=saved)
    assert with_it.register is not None
    assert with_it.register.profile is None
    assert "--profile" not in report_text(with_it)
